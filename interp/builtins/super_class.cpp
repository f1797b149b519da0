#include "builtins/define.h"
#include "builtins/display.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

/// What the object says that its class is; null when that is none.
Result<Class*> claimed_class(Vm& vm, Value object)
{
    std::optional<Value> claimed = TRY(find_attribute(vm, object, vm.names->class_));
    return claimed ? as_if<Class>(*claimed) : nullptr;
}

Result<Value> super_new(Vm& vm, Value type, Value cls_value, Value object)
{
    auto* cls = as_if<Class>(cls_value);
    if (cls_value.is_empty())
        return vm.raise(Error::RuntimeError, "super(): no arguments");
    if (!cls)
        return vm.raise(Error::TypeError, "super() argument 1 must be a type, not {}", type_name(vm, cls_value));
    Class* object_class = nullptr;
    if (!object.is_empty() && !object.is_none()) {
        if (auto* as_class = as_if<Class>(object); as_class && is_subclass(as_class, cls))
            object_class = as_class;
        else if (is_instance(vm, object, cls))
            object_class = vm.class_of(object);
        else if (Class* claimed = TRY(claimed_class(vm, object)); claimed && is_subclass(claimed, cls))
            object_class = claimed;
        else
            return vm.raise(Error::TypeError,
                "super(type, obj): obj ({} {}) is not an instance or subtype of type ({}).",
                is_kind(object, Kind::Class) ? "type" : "instance of",
                is_kind(object, Kind::Class) ? class_name(as<Class>(object)) : type_name(vm, object), class_name(cls));
    }
    auto* super =
        static_cast<Super*>(vm.heap.allocate_cell(uint8_t(Kind::Super), instance_size(as<Class>(type), sizeof(Super))));
    if (!super)
        return vm.raise_memory_error();
    super->shape = as<Class>(type)->root->id;
    super->cls = cls;
    super->object = object_class ? object : Value();
    super->object_class = object_class;
    return Value::cell(super);
}
Result<Value> super_repr(Vm& vm, Value self)
{
    auto* super = as<Super>(self);
    if (!super->object_class)
        return formatted_str(vm, "<super: <class '{}'>, NULL>", { class_name(super->cls) });
    return formatted_str(
        vm, "<super: <class '{}'>, <{} object>>", { class_name(super->cls), class_name(super->object_class) });
}
/// One that was made for no object is for the object that it is looked up on.
Result<Value> super_get(Vm& vm, Value self, Value instance, Value)
{
    auto* super = as<Super>(self);
    if (instance.is_none() || !super->object.is_empty())
        return self;
    Class* cls = vm.class_of(self);
    if (cls != vm.classes->super)
        return call(vm, Value::cell(cls), { Value::cell(super->cls), instance });
    return super_new(vm, Value::cell(cls), Value::cell(super->cls), instance);
}
constexpr NativeDef super_new_def = def<"__new__(cls, type=, object=, /)", super_new>();
Result<Value> super_class(Vm&, Value self) { return Value::cell(as<Super>(self)->cls); }
Result<Value> super_self(Vm&, Value self)
{
    Value object = as<Super>(self)->object;
    return object.is_empty() ? None : object;
}
Result<Value> super_self_class(Vm&, Value self)
{
    Class* cls = as<Super>(self)->object_class;
    return cls ? Value::cell(cls) : None;
}
constexpr AttributeDef super_attributes[] = {
    { "__thisclass__", super_class, refuse_member, nullptr },
    { "__self__", super_self, refuse_member, nullptr },
    { "__self_class__", super_self_class, refuse_member, nullptr },
};
constexpr NativeDef super_methods[] = {
    def<"__repr__(self, /)", super_repr>(),
    def<"__get__(self, instance, owner=None, /)", super_get>(),
};

} // namespace

void define_super(Vm& vm)
{
    StandardClasses& classes = *vm.classes;
    add_new(vm, classes.super, super_new_def);
    add_methods(vm, classes.super, super_methods);
    add_attributes(vm, classes.super, super_attributes);
    classes.super->flags |= HasGet;
}

} // namespace coil::internal
