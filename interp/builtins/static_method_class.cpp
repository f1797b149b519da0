// staticmethod and classmethod.
#include "builtins/define.h"
#include "builtins/display.h"
#include "objects/dict.h"
#include "objects/str.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

template <Kind kind> Result<Value> wrapper_new(Vm& vm, Value type, Value function)
{
    auto* cls = as<Class>(type);
    auto* wrapper =
        static_cast<StaticMethod*>(vm.heap.allocate_cell(uint8_t(kind), instance_size(cls, sizeof(StaticMethod))));
    if (!wrapper)
        return vm.raise_memory_error();
    wrapper->shape = cls->root->id;
    wrapper->function = function;
    return Value::cell(wrapper);
}
Value wrapped(Value self) { return static_cast<StaticMethod*>(self.as_cell())->function; }
Result<Value> wrapper_function(Vm&, Value self) { return wrapped(self); }
Result<Value> wrapper_get(Vm& vm, Value self, Value instance, Value owner)
{
    if (instance.is_none() && owner.is_none())
        return vm.raise(Error::TypeError, "__get__(None, None) is invalid");
    Value bound = owner.is_none() ? Value::cell(vm.class_of(instance)) : owner;
    if (is_kind(self, Kind::StaticMethod))
        return wrapped(self);
    if (auto* cls = as_if<Class>(bound))
        return bind_descriptor(vm, self, instance.is_none() ? Value() : instance, cls);
    return make_bound_method(vm, wrapped(self), bound);
}
Result<Value> wrapper_getattribute(Vm& vm, Value self, Str* name)
{
    Str* key = intern(vm, name);
    Value found = lookup(vm, vm.class_of(self), key);
    if (!found.is_empty() && key != vm.names->doc)
        return bind_descriptor(vm, found, self, vm.class_of(self));
    if (has_attributes(vm, self.as_cell()))
        if (Value own = own_attribute(vm, self.as_cell(), key); !own.is_empty())
            return own;
    return get_attribute(vm, wrapped(self), key);
}
Result<Value> static_call(Vm& vm, Value self, Arguments arguments, Dict* keywords)
{
    return call_with_dict(vm, wrapped(self), arguments.first, arguments.count, keywords);
}
Result<Value> static_repr(Vm& vm, Value self)
{
    return formatted_str(vm, "<staticmethod({})>", { TRY(repr(vm, wrapped(self)))->view() });
}
Result<Value> class_method_repr(Vm& vm, Value self)
{
    return formatted_str(vm, "<classmethod({})>", { TRY(repr(vm, wrapped(self)))->view() });
}

constexpr NativeDef static_new = def<"__new__(cls, function, /)", wrapper_new<Kind::StaticMethod>>();
constexpr NativeDef class_new = def<"__new__(cls, function, /)", wrapper_new<Kind::ClassMethod>>();
constexpr NativeDef wrapper_methods[] = {
    def<"__get__(self, instance, owner=None, /)", wrapper_get>(),
    def<"__getattribute__(self, name, /)", wrapper_getattribute>(),
};
constexpr NativeDef static_methods[] = {
    def<"__call__(self, /, *args, **kwargs)", static_call>(),
    def<"__repr__(self, /)", static_repr>(),
};
constexpr NativeDef class_method_methods[] = { def<"__repr__(self, /)", class_method_repr>() };
constexpr AttributeDef wrapper_attributes[] = {
    { "__func__", wrapper_function, nullptr, nullptr },
    { "__wrapped__", wrapper_function, nullptr, nullptr },
};

} // namespace

void define_static_methods(Vm& vm)
{
    StandardClasses& classes = *vm.classes;
    add_new(vm, classes.static_method, static_new);
    add_new(vm, classes.class_method, class_new);
    for (Class* cls : { classes.static_method, classes.class_method }) {
        add_methods(vm, cls, wrapper_methods);
        add_attributes(vm, cls, wrapper_attributes);
        cls->flags |= HasGet | HasGetattribute;
    }
    add_methods(vm, classes.static_method, static_methods);
    add_methods(vm, classes.class_method, class_method_methods);
}

} // namespace coil::internal
