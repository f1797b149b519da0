#include "runtime/reports/unraisable.h"

#include "objects/exception.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/machine/import.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "runtime/reports/print_exception.h"

namespace coil::internal
{

namespace
{

/// Calls what sys keeps for it; false when there is none, or it failed.
bool tell_sys(Vm& vm, Value exception, std::string_view what)
{
    const NativeModule* sys = vm.modules ? vm.modules->find_native("sys") : nullptr;
    Value kept = sys ? vm.modules->state_of(*sys) : Value();
    if (!is_kind(kept, Kind::Tuple) || is_exception_of(vm, exception, Error::ExecutionEnded))
        return false;
    Result<Str*> text = make_str(vm, what);
    bool told = text.ok() && call(vm, as<Tuple>(kept)->items[0], { exception, Value::cell(text.value()) }).ok();
    vm.take_pending();
    return told;
}

} // namespace

void report_unraisable(Vm& vm, std::string_view what)
{
    Value exception = vm.take_pending();
    if (tell_sys(vm, exception, what))
        return;
    Result<std::string> text = format_exception(vm, exception);
    vm.take_pending();
    vm.operations.write_error(vm, std::string(what) + ":\n" + (text.ok() ? text.value() : std::string()));
}

void report_unraisable(Vm& vm, std::string_view what, Value object)
{
    Value exception = vm.take_pending();
    Result<Str*> shown = repr(vm, object);
    vm.pending = exception;
    report_unraisable(vm, std::string(what) + " " + (shown.ok() ? std::string(shown.value()->view()) : "?"));
}

} // namespace coil::internal
