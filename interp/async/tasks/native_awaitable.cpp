#include "async/tasks/native_awaitable.h"

#include "runtime/operations/call.h"

namespace coil::internal
{

Raised raise_thrown(Vm& vm, Value type, Value value)
{
    if (is_kind(type, Kind::Class))
        type = is_kind(value, Kind::Exception) ? value
            : value.is_none()                  ? TRY(call(vm, type, CallArguments{}))
                                               : TRY(call(vm, type, { value }));
    if (!is_kind(type, Kind::Exception))
        return vm.raise(Error::TypeError, "exceptions must be classes or instances deriving from BaseException, not {}",
            type_name(vm, type));
    vm.pending = type;
    return Raised{};
}

} // namespace coil::internal
