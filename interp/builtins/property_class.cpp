#include "builtins/define.h"
#include "objects/exception.h"
#include "objects/set.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

Result<Value> property_new(Vm& vm, Value type, Value getter, Value setter, Value deleter, Value doc)
{
    auto* cls = as<Class>(type);
    auto* property =
        static_cast<Property*>(vm.heap.allocate_cell(uint8_t(Kind::Property), instance_size(cls, sizeof(Property))));
    if (!property)
        return vm.raise_memory_error();
    property->shape = cls->root->id;
    property->getter = getter;
    property->setter = setter;
    property->deleter = deleter;
    property->doc = doc;
    if (doc.is_none() && !getter.is_none()) {
        std::optional<Value> own = TRY(find_attribute(vm, getter, vm.names->doc));
        vm.heap.write_barrier(property);
        property->doc = own.value_or(None);
    }
    // The class's own text would hide it.
    if (cls != vm.classes->property &&
        set_attribute(vm, Value::cell(property), vm.names->doc, property->doc).failed()) {
        if (!is_exception_of(vm, vm.pending, Error::AttributeError))
            return Raised{};
        vm.take_pending();
    }
    return Value::cell(property);
}
Result<Value> property_with(Vm& vm, Value self, Value getter, Value setter, Value deleter)
{
    auto* old = as<Property>(self);
    Value arguments[] = { getter.is_empty() ? old->getter : getter, setter.is_empty() ? old->setter : setter,
        deleter.is_empty() ? old->deleter : deleter, getter.is_empty() ? old->doc : None };
    Value made = TRY(call(vm, Value::cell(vm.class_of(self)), { arguments, 4 }));
    if (auto* property = as_if<Property>(made)) {
        vm.heap.write_barrier(property);
        property->name = old->name;
    }
    return made;
}
Result<Value> property_getter(Vm& vm, Value self, Value function)
{
    return property_with(vm, self, function, Value(), Value());
}
Result<Value> property_setter(Vm& vm, Value self, Value function)
{
    return property_with(vm, self, Value(), function, Value());
}
Result<Value> property_deleter(Vm& vm, Value self, Value function)
{
    return property_with(vm, self, Value(), Value(), function);
}
Result<Value> property_get(Vm& vm, Value self, Value instance, Value)
{
    if (instance.is_none())
        return self;
    Value getter = as<Property>(self)->getter;
    if (getter.is_none())
        return vm.raise(Error::AttributeError, "property of '{}' object has no getter", type_name(vm, instance));
    return call(vm, getter, { instance });
}
Result<void> property_set(Vm& vm, Value self, Value instance, Value value)
{
    Value setter = as<Property>(self)->setter;
    if (setter.is_none())
        return vm.raise(Error::AttributeError, "property of '{}' object has no setter", type_name(vm, instance));
    TRY(call(vm, setter, { instance, value }));
    return {};
}
Result<void> property_delete(Vm& vm, Value self, Value instance)
{
    Value deleter = as<Property>(self)->deleter;
    if (deleter.is_none())
        return vm.raise(Error::AttributeError, "property of '{}' object has no deleter", type_name(vm, instance));
    TRY(call(vm, deleter, { instance }));
    return {};
}
template <Value Property::*field> Result<Value> get_property_field(Vm&, Value self)
{
    return or_none(as<Property>(self)->*field);
}
Result<void> set_property_doc(Vm& vm, Value self, Value value)
{
    vm.heap.write_barrier(self.as_cell());
    as<Property>(self)->doc = or_none(value);
    return {};
}
Result<Value> property_is_abstract(Vm& vm, Value self)
{
    Str* name = intern(vm, "__isabstractmethod__");
    for (auto field : { &Property::getter, &Property::setter, &Property::deleter }) {
        Value function = as<Property>(self)->*field;
        if (function.is_empty() || function.is_none())
            continue;
        std::optional<Value> mark = TRY(find_attribute(vm, function, name));
        if (mark && TRY(truth(vm, *mark)))
            return True;
    }
    return False;
}
Result<void> set_property_name(Vm& vm, Value self, Value value)
{
    vm.heap.write_barrier(self.as_cell());
    as<Property>(self)->name = value;
    return {};
}
/// The name that was set, else the getter's.
Result<Value> property_name(Vm& vm, Value self)
{
    auto* property = as<Property>(self);
    if (!property->name.is_empty())
        return property->name;
    if (!property->getter.is_none())
        if (std::optional<Value> name = TRY(find_attribute(vm, property->getter, vm.names->name)))
            return *name;
    return raise_attribute_error(vm, self, vm.names->name);
}
Result<void> property_set_name(Vm& vm, Value self, Arguments arguments)
{
    if (arguments.count != 2)
        return vm.raise(
            Error::TypeError, "__set_name__() takes 2 positional arguments but {} were given", arguments.count);
    return set_property_name(vm, self, arguments[1]);
}
constexpr NativeDef property_new_def = def<"__new__(cls, fget=None, fset=None, fdel=None, doc=None)", property_new>();
constexpr NativeDef property_methods[] = {
    def<"getter(self, function, /)", property_getter>(),
    def<"setter(self, function, /)", property_setter>(),
    def<"deleter(self, function, /)", property_deleter>(),
    def<"__get__(self, instance, owner=None, /)", property_get>(),
    def<"__set__(self, instance, value, /)", property_set>(),
    def<"__delete__(self, instance, /)", property_delete>(),
    def<"__set_name__(self, /, *args)", property_set_name>(),
};
constexpr AttributeDef property_attributes[] = {
    { "fget", get_property_field<&Property::getter>, refuse_member, nullptr },
    { "fset", get_property_field<&Property::setter>, refuse_member, nullptr },
    { "fdel", get_property_field<&Property::deleter>, refuse_member, nullptr },
    { "__doc__", get_property_field<&Property::doc>, set_property_doc, nullptr },
    { "__name__", property_name, set_property_name, nullptr },
    { "__isabstractmethod__", property_is_abstract, nullptr, nullptr },
};

} // namespace

void define_property(Vm& vm)
{
    StandardClasses& classes = *vm.classes;
    add_new(vm, classes.property, property_new_def);
    add_methods(vm, classes.property, property_methods);
    add_attributes(vm, classes.property, property_attributes);
    classes.property->flags |= HasGet | HasData;
}

} // namespace coil::internal
