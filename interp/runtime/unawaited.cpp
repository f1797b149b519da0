#include "runtime/unawaited.h"

#include "objects/dict.h"
#include "objects/str.h"
#include "runtime/attributes.h"
#include "runtime/call.h"
#include "runtime/import.h"
#include "runtime/loader.h"
#include "runtime/operators.h"
#include "runtime/print_exception.h"
#include "runtime/text_file.h"

namespace coil
{

namespace
{

Result<void> warn(Vm& vm, Coroutine* coroutine)
{
    Code* code = code_of(vm.registers);
    PositionRow place = position_at(code, uint32_t(vm.pc - code->entry));
    Value warnings = TRY(import_absolute(vm, "warnings"));
    Value function = TRY(get_attribute(vm, warnings, intern(vm, "warn_explicit")));
    std::string text =
        format_text("coroutine '{}' was never awaited", { coroutine->header.code->qualified_name->view() });
    Value* module = find_str(vm, code->globals, vm.names->name);
    TRY(call(vm, function,
        { Value::cell(TRY(make_str(vm, text))), Value::cell(vm.error_class(Error::RuntimeWarning)),
            Value::cell(code->filename), Value::small(place.line), module ? *module : None }));
    return {};
}

} // namespace

Result<void> warn_unawaited(Vm& vm, Coroutine* coroutine)
{
    if (warn(vm, coroutine).ok())
        return {};
    Value exception = vm.take_pending();
    auto shown = repr(vm, Value::cell(coroutine));
    auto text = format_exception(vm, exception);
    vm.take_pending();
    write_error(vm,
        format_text("Exception ignored in: {}\n{}",
            { shown.ok() ? shown.value()->view() : "a coroutine", text.ok() ? text.value() : std::string() }));
    return {};
}

} // namespace coil
