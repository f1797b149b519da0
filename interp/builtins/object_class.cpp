// object: what every class inherits.
#include <algorithm>

#include "builtins/define.h"
#include "builtins/display.h"
#include "objects/class_layout.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/hash.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

/// The class's module and qualified name, as reprs show it: without "builtins".
std::string shown_name(Vm& vm, Class* cls)
{
    Value* module = find_own(vm, cls, vm.names->module);
    std::string name(cls->qualified_name->view());
    if (!module || !is_kind(*module, Kind::Str) || as<Str>(*module)->view() == "builtins")
        return name;
    return std::string(as<Str>(*module)->view()) + "." + name;
}

std::string address_of(Value value)
{
    char buffer[32];
    snprintf(buffer, sizeof(buffer), "0x%012llx", static_cast<unsigned long long>(value.bits()));
    return buffer;
}

Result<Value> object_new(Vm& vm, Value type, Arguments arguments, Dict* keywords)
{
    auto* cls = as_if<Class>(type);
    if (!cls)
        return vm.raise(Error::TypeError, "object.__new__(X): X is not a type object ({})", type_name(vm, type));
    bool extra = !arguments.empty() || (keywords && keywords->used);
    if (extra) {
        Value own_new = lookup_special(vm, cls, Special::new_);
        if (!(own_new == vm.known.object_new))
            return vm.raise(Error::TypeError, "object.__new__() takes exactly one argument (the type to instantiate)");
        if (lookup_special(vm, cls, Special::init) == vm.known.object_init)
            return vm.raise(Error::TypeError, "{}() takes no arguments", class_name(cls));
    }
    if (cls->instance_kind == Kind::Exception)
        return Value::cell(TRY(make_exception(vm, cls, vm.empty_tuple)));
    if (cls->has(DisallowsNew))
        return vm.raise(Error::TypeError, "cannot create '{}' instances", class_name(cls));
    if (cls->instance_kind != Kind::Instance) {
        Class* builtin = cls;
        while (builtin->has(IsHeapClass))
            builtin = builtin->base;
        return vm.raise(
            Error::TypeError, "object.__new__({}) is not safe, use {}.__new__()", class_name(cls), class_name(builtin));
    }
    return Value::cell(TRY(make_plain_instance(vm, cls)));
}

Result<Value> object_init(Vm& vm, Value self, Arguments arguments, Dict* keywords)
{
    if (arguments.empty() && !(keywords && keywords->used))
        return None;
    Class* cls = vm.class_of(self);
    if (!(lookup_special(vm, cls, Special::init) == vm.known.object_init))
        return vm.raise(Error::TypeError, "object.__init__() takes exactly one argument (the instance to initialize)");
    if (lookup_special(vm, cls, Special::new_) == vm.known.object_new)
        return vm.raise(Error::TypeError, "{}() takes no arguments", class_name(cls));
    return None;
}

Result<Value> object_repr(Vm& vm, Value self)
{
    return Value::cell(
        TRY(make_str(vm, "<" + shown_name(vm, vm.class_of(self)) + " object at " + address_of(self) + ">")));
}

Result<Value> object_str(Vm& vm, Value self)
{
    return call_special(vm, lookup_special(vm, vm.class_of(self), Special::repr), self, {});
}

Result<Value> object_format(Vm& vm, Value self, Str* spec)
{
    if (spec->size != 0)
        return vm.raise(Error::TypeError, "unsupported format string passed to {}.__format__", type_name(vm, self));
    return Value::cell(TRY(str_of(vm, self)));
}

Value object_eq(Vm&, Value self, Value other) { return self == other ? True : NotImplemented; }

Result<Value> object_ne(Vm& vm, Value self, Value other)
{
    Value method = lookup_special(vm, vm.class_of(self), Special::eq);
    Value result = TRY(call_special(vm, method, self, { other }));
    if (result == NotImplemented)
        return result;
    return Value::boolean(!TRY(truth(vm, result)));
}

Value object_order(Vm&, Value, Value) { return NotImplemented; }

int64_t object_hash(Vm&, Value self) { return identity_hash(self); }

Result<Value> object_getattribute(Vm& vm, Value self, Str* name)
{
    return generic_get_attribute(vm, self, intern(vm, name));
}
/// A class is changed by its metaclass only.
Result<void> check_no_class(Vm& vm, Value self, std::string_view method)
{
    if (is_kind(self, Kind::Class))
        return vm.raise(Error::TypeError, "can't apply this {} to {} object", method, type_name(vm, self));
    return {};
}
Result<void> object_setattr(Vm& vm, Value self, Str* name, Value value)
{
    TRY(check_no_class(vm, self, "__setattr__"));
    return generic_set_attribute(vm, self, intern(vm, name), value);
}
Result<void> object_delattr(Vm& vm, Value self, Str* name)
{
    TRY(check_no_class(vm, self, "__delattr__"));
    return generic_set_attribute(vm, self, intern(vm, name), Value());
}

Result<void> add_names(Vm& vm, Dict* names, Dict* from)
{
    size_t position = 0;
    while (const DictEntry* entry = next_entry(from, position))
        TRY(dict_set(vm, names, entry->key, None));
    return {};
}

Result<Value> sorted_keys(Vm& vm, Dict* names)
{
    List* list = TRY(make_list(vm));
    size_t position = 0;
    while (const DictEntry* entry = next_entry(names, position))
        TRY(list_append(vm, list, entry->key));
    TRY(list_sort(vm, list, Value(), false));
    return Value::cell(list);
}

Result<Value> object_dir(Vm& vm, Value self)
{
    Dict* names = TRY(make_dict(vm));
    std::optional<Value> own = TRY(find_attribute(vm, self, vm.names->dict));
    if (own && is_kind(*own, Kind::Dict))
        TRY(add_names(vm, names, as<Dict>(*own)));
    for (Value each : *vm.class_of(self)->mro)
        TRY(add_names(vm, names, own_names(vm, as<Class>(each))));
    return sorted_keys(vm, names);
}

int64_t object_sizeof(Vm&, Value) { return 16; }
Value object_subclasshook(Vm&, Value, Value) { return NotImplemented; }
Value object_init_subclass(Vm&, Value) { return None; }

Result<Value> get_class(Vm& vm, Value self) { return Value::cell(vm.class_of(self)); }
/// Whether the __slots__ of both classes, bases among them, have the same names in the same order.
bool same_slots(const Class* left, const Class* right)
{
    const Shape* a = left->root;
    const Shape* b = right->root;
    for (; a->slot_count && b->slot_count; a = a->parent, b = b->parent)
        if (a->name != b->name)
            return false;
    return a->slot_count == b->slot_count;
}

Result<void> assign_class(Vm& vm, Value self, Value value)
{
    if (value.is_empty())
        return vm.raise(Error::TypeError, "can't delete __class__ attribute");
    auto* cls = as_if<Class>(value);
    if (!cls)
        return vm.raise(Error::TypeError, "__class__ must be set to a class, not '{}' object", type_name(vm, value));
    Class* old = vm.class_of(self);
    bool are_modules = is_subclass(old, vm.classes->module) && is_subclass(cls, vm.classes->module);
    if ((!old->has(IsHeapClass) || !cls->has(IsHeapClass)) && !are_modules)
        return vm.raise(
            Error::TypeError, "__class__ assignment only supported for mutable types or ModuleType subclasses");
    if (old->instance_kind != cls->instance_kind || differ_natively(old, cls) || !same_slots(old, cls) ||
        old->has(HasInstanceDict) != cls->has(HasInstanceDict))
        return vm.raise(Error::TypeError, "__class__ assignment: '{}' object layout differs from '{}'", class_name(cls),
            class_name(old));
    return set_class(vm, self.as_cell(), cls);
}

Result<Value> get_dict(Vm& vm, Value self)
{
    if (auto* module = as_if<Module>(self))
        return Value::cell(TRY(vm.modules->whole_dict(module)));
    if (!self.is_cell() || !has_attributes(vm, self.as_cell()))
        return raise_attribute_error(vm, self, vm.names->dict);
    return Value::cell(TRY(attributes_dict(vm, self.as_cell())));
}

Result<void> assign_dict(Vm& vm, Value self, Value value)
{
    // Deleted, it is empty.
    if (value.is_empty())
        value = Value::cell(TRY(make_dict(vm)));
    auto* dict = as_if<Dict>(value);
    if (!dict)
        return vm.raise(Error::TypeError, "__dict__ must be set to a dictionary, not a '{}'", type_name(vm, value));
    if (!self.is_cell() || !has_attributes(vm, self.as_cell()))
        return raise_attribute_error(vm, self, vm.names->dict);
    return set_attributes_dict(vm, self.as_cell(), dict);
}

constexpr NativeDef methods[] = {
    def<"__init__(self, /, *args, **kwargs)", object_init>(),
    def<"__repr__(self, /)", object_repr>(),
    def<"__str__(self, /)", object_str>(),
    def<"__format__(self, format_spec, /)", object_format>(),
    def<"__eq__(self, value, /)", object_eq>(),
    def<"__ne__(self, value, /)", object_ne>(),
    def<"__lt__(self, value, /)", object_order>(),
    def<"__le__(self, value, /)", object_order>(),
    def<"__gt__(self, value, /)", object_order>(),
    def<"__ge__(self, value, /)", object_order>(),
    def<"__hash__(self, /)", object_hash>(),
    def<"__getattribute__(self, name, /)", object_getattribute>(),
    def<"__setattr__(self, name, value, /)", object_setattr>(),
    def<"__delattr__(self, name, /)", object_delattr>(),
    def<"__dir__(self, /)", object_dir>(),
    def<"__sizeof__(self, /)", object_sizeof>(),
};
constexpr NativeDef new_def = def<"__new__(cls, /, *args, **kwargs)", object_new>();
constexpr NativeDef class_methods[] = {
    def<"__subclasshook__(cls, subclass, /)", object_subclasshook>(),
    def<"__init_subclass__(cls, /)", object_init_subclass>(),
};
constexpr AttributeDef attributes[] = {
    { "__class__", get_class, assign_class, nullptr },
};
constexpr AttributeDef dict_attribute[] = {
    { "__dict__", get_dict, assign_dict, nullptr },
};

} // namespace

std::string class_display_name(Vm& vm, Class* cls) { return shown_name(vm, cls); }
std::string object_address(Value value) { return address_of(value); }
Result<Value> sorted_names(Vm& vm, Dict* names) { return sorted_keys(vm, names); }

void define_object(Vm& vm)
{
    Class* object = vm.classes->object;
    add_methods(vm, object, methods);
    add_new(vm, object, new_def);
    object->flags &= ~uint32_t(HasCustomNew);
    add_class_methods(vm, object, class_methods);
    add_attributes(vm, object, attributes);
    // Objects that take attributes find __dict__ here; others are refused by it.
    add_attributes(vm, object, dict_attribute);
    // What instances of classes without a text of their own find.
    add_value(vm, object, "__doc__", None);
    auto method = [&](Str* name) { return *find_own(vm, object, name); };
    vm.known.object_init = method(vm.names->init);
    vm.known.object_new = method(vm.names->new_);
    vm.known.object_hash = method(vm.names->hash);
    vm.known.object_getattribute = method(vm.names->getattribute);
    vm.known.object_setattr = method(vm.names->setattr);
    vm.known.object_delattr = method(vm.names->delattr);
}

} // namespace coil::internal
