#include "runtime/operations/os_error.h"

#include <cstring>

#include "objects/str.h"
#include "runtime/operations/call.h"

namespace coil::internal
{

Raised raise_os_error(Vm& vm, int number, Value filename, Value second)
{
    Str* reason = TRY(make_str(vm, strerror(number)));
    Value arguments[] = { Value::small(number), Value::cell(reason), filename, None, second };
    size_t count = filename.is_empty() ? 2 : second.is_empty() ? 3 : 5;
    Value exception = TRY(call(vm, Value::cell(vm.error_class(Error::OSError)), CallArguments{ arguments, count }));
    return vm.raise_exception(exception);
}

} // namespace coil::internal
