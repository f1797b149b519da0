// Descriptors of attributes: of __slots__ and of builtin classes.
#include "builtins/define.h"
#include "builtins/display.h"
#include "objects/set.h"
#include "objects/str.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

Result<Value> slot_name(Vm&, Value self) { return Value::cell(as<SlotDescriptor>(self)->name); }
Result<Value> slot_repr(Vm& vm, Value self)
{
    auto* slot = as<SlotDescriptor>(self);
    return formatted_str(vm, "<member '{}' of '{}' objects>", { slot->name->view(), class_name(slot->owner) });
}
Result<Value> getset_name(Vm& vm, Value self)
{
    return Value::cell(intern(vm, as<AttributeDescriptor>(self)->def->name));
}
Result<Value> getset_repr(Vm& vm, Value self)
{
    auto* descriptor = as<AttributeDescriptor>(self);
    return formatted_str(
        vm, "<attribute '{}' of '{}' objects>", { descriptor->def->name, class_name(descriptor->owner) });
}
Result<Value> descriptor_get(Vm& vm, Value self, Value instance, Value)
{
    return bind_descriptor(vm, self, instance.is_none() ? Value() : instance, vm.class_of(instance));
}
Result<void> descriptor_set(Vm& vm, Value self, Value instance, Value value)
{
    Str* name = is_kind(self, Kind::SlotDescriptor) ? as<SlotDescriptor>(self)->name
                                                    : intern(vm, as<AttributeDescriptor>(self)->def->name);
    return write_descriptor(vm, self, instance, name, value);
}
Result<void> descriptor_delete(Vm& vm, Value self, Value instance)
{
    return descriptor_set(vm, self, instance, Value());
}
constexpr NativeDef slot_methods[] = {
    def<"__repr__(self, /)", slot_repr>(),
    def<"__get__(self, instance, owner=None, /)", descriptor_get>(),
    def<"__set__(self, instance, value, /)", descriptor_set>(),
    def<"__delete__(self, instance, /)", descriptor_delete>(),
};
constexpr NativeDef getset_methods[] = {
    def<"__repr__(self, /)", getset_repr>(),
    def<"__get__(self, instance, owner=None, /)", descriptor_get>(),
    def<"__set__(self, instance, value, /)", descriptor_set>(),
    def<"__delete__(self, instance, /)", descriptor_delete>(),
};
Result<Value> slot_owner(Vm&, Value self) { return Value::cell(as<SlotDescriptor>(self)->owner); }
Result<Value> slot_qualified_name(Vm& vm, Value self)
{
    auto* slot = as<SlotDescriptor>(self);
    return formatted_str(vm, "{}.{}", { slot->owner->qualified_name->view(), slot->name->view() });
}
Result<Value> slot_doc(Vm&, Value) { return None; }
Result<Value> getset_owner(Vm&, Value self) { return Value::cell(as<AttributeDescriptor>(self)->owner); }
Result<Value> getset_qualified_name(Vm& vm, Value self)
{
    auto* descriptor = as<AttributeDescriptor>(self);
    return formatted_str(vm, "{}.{}", { descriptor->owner->qualified_name->view(), descriptor->def->name });
}
Result<Value> getset_doc(Vm& vm, Value self)
{
    const char* doc = as<AttributeDescriptor>(self)->def->doc;
    return doc ? Result<Value>(Value::cell(TRY(make_str(vm, doc)))) : Result<Value>(None);
}
constexpr AttributeDef slot_attributes[] = {
    { "__name__", slot_name, refuse_member, nullptr },
    { "__qualname__", slot_qualified_name, nullptr, nullptr },
    { "__objclass__", slot_owner, refuse_member, nullptr },
    { "__doc__", slot_doc, nullptr, nullptr },
};
constexpr AttributeDef getset_attributes[] = {
    { "__name__", getset_name, refuse_member, nullptr },
    { "__qualname__", getset_qualified_name, nullptr, nullptr },
    { "__objclass__", getset_owner, refuse_member, nullptr },
    { "__doc__", getset_doc, nullptr, nullptr },
};

} // namespace

void define_descriptors(Vm& vm)
{
    StandardClasses& classes = *vm.classes;
    add_methods(vm, classes.member_descriptor, slot_methods);
    add_attributes(vm, classes.member_descriptor, slot_attributes);
    add_methods(vm, classes.getset_descriptor, getset_methods);
    add_attributes(vm, classes.getset_descriptor, getset_attributes);
}

} // namespace coil::internal
