// None, Ellipsis, NotImplemented.
#include "builtins/define.h"
#include "builtins/display.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

Result<Value> singleton_repr(Vm& vm, Value self)
{
    return formatted_str(vm, self.is_none() ? "None" : self == Ellipsis ? "Ellipsis" : "NotImplemented", {});
}
bool none_bool(Vm&, Value) { return false; }
Result<Value> singleton_new(Vm& vm, Value type)
{
    if (type == Value::cell(vm.classes->none))
        return None;
    return type == Value::cell(vm.classes->ellipsis) ? Ellipsis : NotImplemented;
}
constexpr NativeDef singleton_methods[] = { def<"__repr__(self, /)", singleton_repr>() };
constexpr NativeDef none_methods[] = { def<"__bool__(self, /)", none_bool>() };
constexpr NativeDef singleton_new_def = def<"__new__(cls, /)", singleton_new>();

} // namespace

void define_singletons(Vm& vm)
{
    StandardClasses& classes = *vm.classes;
    for (Class* cls : { classes.none, classes.ellipsis, classes.not_implemented }) {
        add_methods(vm, cls, singleton_methods);
        add_new(vm, cls, singleton_new_def);
        cls->flags &= ~uint32_t(DisallowsNew);
    }
    add_methods(vm, classes.none, none_methods);
}

} // namespace coil::internal
