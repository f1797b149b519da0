// Bound methods.
#include "builtins/define.h"
#include "builtins/display.h"
#include "builtins/protocol_methods.h"
#include "objects/hash.h"
#include "objects/str.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

Result<Value> method_new(Vm& vm, Value, Value function, Value self)
{
    if (!is_callable(vm, function))
        return vm.raise(Error::TypeError, "first argument must be callable");
    if (self.is_none())
        return vm.raise(Error::TypeError, "instance must not be None");
    return make_bound_method(vm, function, self);
}
Result<Value> method_function(Vm&, Value self) { return as<BoundMethod>(self)->function; }
Result<Value> method_self(Vm&, Value self) { return as<BoundMethod>(self)->self; }
Result<Value> method_getattribute(Vm& vm, Value self, Str* name)
{
    Str* key = intern(vm, name);
    // What object has under the name is of objects with a dict of their own.
    Value found = key == vm.names->dict ? Value() : lookup(vm, vm.classes->method, key);
    if (!found.is_empty())
        return bind_descriptor(vm, found, self, vm.classes->method);
    return get_attribute(vm, as<BoundMethod>(self)->function, key);
}
Result<Value> method_repr(Vm& vm, Value self)
{
    auto* method = as<BoundMethod>(self);
    Value name = TRY(find_attribute(vm, method->function, vm.names->qualname)).value_or(None);
    if (!is_kind(name, Kind::Str))
        name = TRY(find_attribute(vm, method->function, vm.names->name)).value_or(None);
    return formatted_str(vm, "<bound method {} of {}>",
        { is_kind(name, Kind::Str) ? as<Str>(name)->view() : "?", TRY(repr(vm, method->self))->view() });
}
int64_t method_hash(Vm&, Value self)
{
    auto* method = as<BoundMethod>(self);
    return int64_t((method->function.bits() >> 4) ^ (method->self.bits() >> 3));
}
Result<Value> method_equal(Vm&, Value self, Value other)
{
    auto* method = as<BoundMethod>(self);
    auto* second = as_if<BoundMethod>(other);
    if (!second)
        return NotImplemented;
    return Value::boolean(method->self == second->self && method->function == second->function);
}
constexpr NativeDef method_new_def = def<"__new__(cls, function, instance, /)", method_new>();
constexpr NativeDef method_methods[] = {
    def<"__repr__(self, /)", method_repr>(),
    def<"__hash__(self, /)", method_hash>(),
    def<"__eq__(self, value, /)", method_equal>(),
    def<"__getattribute__(self, name, /)", method_getattribute>(),
    def<"__call__(self, /, *args, **kwargs)", call_self>(),
};
constexpr AttributeDef method_attributes[] = {
    { "__func__", method_function, nullptr, nullptr },
    { "__self__", method_self, nullptr, nullptr },
};

} // namespace

void define_method(Vm& vm)
{
    StandardClasses& classes = *vm.classes;
    add_new(vm, classes.method, method_new_def);
    add_methods(vm, classes.method, method_methods);
    add_attributes(vm, classes.method, method_attributes);
    classes.method->flags |= HasGetattribute;
}

} // namespace coil::internal
