#include "runtime/reports/warn.h"

#include "objects/str.h"
#include "runtime/machine/import.h"
#include "runtime/operations/call.h"

namespace coil::internal
{

Result<void> warn(Vm& vm, Error category, std::string_view text, int64_t stack_level)
{
    Value warnings = TRY(import_absolute(vm, "warnings"));
    Value message = Value::cell(TRY(make_str(vm, text)));
    TRY(call_method(vm, warnings, intern(vm, "warn"),
        { message, Value::cell(vm.error_class(category)), Value::small(stack_level) }));
    return {};
}

} // namespace coil::internal
