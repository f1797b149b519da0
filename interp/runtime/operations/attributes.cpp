#include "runtime/operations/attributes.h"

#include <algorithm>

#include "objects/class_members.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/machine/import.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

Raised missing_slot(Vm& vm, Value object, Str* name) { return raise_attribute_error(vm, object, name); }

/// A script may ask a descriptor of `owner` about any object.
Raised wrong_object(Vm& vm, Class* owner, std::string_view name, Value object)
{
    return vm.raise(Error::TypeError, "descriptor '{}' for '{}' objects doesn't apply to a '{}' object", name,
        class_name(owner), type_name(vm, object));
}

Result<Value> read_slot(Vm& vm, SlotDescriptor* slot, Value object)
{
    if (!is_instance(vm, object, slot->owner)) [[unlikely]]
        return wrong_object(vm, slot->owner, slot->name->view(), object);
    auto* values = reinterpret_cast<Value*>(attribute_words(object.as_cell()) + 1);
    Value value = values[slot->index];
    if (value.is_empty())
        return missing_slot(vm, object, slot->name);
    return value;
}

Result<void> write_slot(Vm& vm, SlotDescriptor* slot, Value object, Value value)
{
    if (!is_instance(vm, object, slot->owner)) [[unlikely]]
        return wrong_object(vm, slot->owner, slot->name->view(), object);
    auto* values = reinterpret_cast<Value*>(attribute_words(object.as_cell()) + 1);
    if (value.is_empty() && values[slot->index].is_empty())
        return vm.raise(Error::AttributeError, "{}", slot->name->view());
    vm.heap.write_barrier(object.as_cell());
    values[slot->index] = value;
    return {};
}

Result<Value> read_property(Vm& vm, Property* property, Value object, Class* cls)
{
    if (!property->getter.is_empty() && !property->getter.is_none())
        return call(vm, property->getter, { object });
    if (is_kind(property->name, Kind::Str))
        return vm.raise(Error::AttributeError, "property '{}' of '{}' object has no getter",
            as<Str>(property->name)->view(), cls->qualified_name->view());
    return vm.raise(Error::AttributeError, "property of '{}' object has no getter", cls->qualified_name->view());
}

Result<void> write_property(Vm& vm, Property* property, Value object, Value value)
{
    Value function = value.is_empty() ? property->deleter : property->setter;
    if (function.is_empty() || function.is_none()) {
        std::string_view what = value.is_empty() ? "deleter" : "setter";
        std::string_view cls = vm.class_of(object)->qualified_name->view();
        if (is_kind(property->name, Kind::Str))
            return vm.raise(Error::AttributeError, "property '{}' of '{}' object has no {}",
                as<Str>(property->name)->view(), cls, what);
        return vm.raise(Error::AttributeError, "property of '{}' object has no {}", cls, what);
    }
    if (value.is_empty())
        TRY(call(vm, function, { object }));
    else
        TRY(call(vm, function, { object, value }));
    return {};
}

} // namespace

Result<void> write_descriptor(Vm& vm, Value found, Value object, Str* name, Value value)
{
    switch (Kind(found.as_cell()->kind)) {
    case Kind::SlotDescriptor:
        return write_slot(vm, as<SlotDescriptor>(found), object, value);
    case Kind::Property:
        return write_property(vm, as<Property>(found), object, value);
    case Kind::AttributeDescriptor: {
        auto* descriptor = as<AttributeDescriptor>(found);
        if (!is_instance(vm, object, descriptor->owner)) [[unlikely]]
            return wrong_object(vm, descriptor->owner, descriptor->def->name, object);
        if (!descriptor->def->set)
            return vm.raise(Error::AttributeError, "attribute '{}' of '{}' objects is not writable", name->view(),
                class_name(descriptor->owner));
        return descriptor->def->set(vm, object, value);
    }
    default:
        break;
    }
    Class* type = vm.class_of(found);
    Value method = lookup_special(vm, type, value.is_empty() ? Special::delete_ : Special::set);
    if (method.is_empty())
        return vm.raise(Error::AttributeError, value.is_empty() ? "__delete__" : "__set__");
    if (value.is_empty())
        TRY(call_special(vm, method, found, { object }));
    else
        TRY(call_special(vm, method, found, { object, value }));
    return {};
}

namespace
{

/// The attribute a module, function or other builtin object keeps by itself; empty when it has none of that name.
Value own_value(Vm& vm, Value object, Str* name)
{
    if (!object.is_cell())
        return Value();
    Cell* cell = object.as_cell();
    if (auto* module = as_if<Module>(object)) {
        Value* value = find_str(vm, module->dict, name);
        return value ? *value : Value();
    }
    if (auto* function = as_if<Function>(object)) {
        Value* value = function->extra && function->extra->dict ? find_str(vm, function->extra->dict, name) : nullptr;
        return value ? *value : Value();
    }
    return has_attributes(vm, cell) || shape_of(vm, cell)->slot_count ? own_attribute(vm, cell, name) : Value();
}

/// Tells the pending AttributeError what was asked for.
Raised note_missing(Vm& vm, Value object, Str* name)
{
    Value exception = vm.take_pending();
    if (as_exception(exception) && is_exception_of(vm, exception, Error::AttributeError)) {
        TRY(set_own_attribute(vm, exception.as_cell(), vm.names->name_attribute, Value::cell(name)));
        TRY(set_own_attribute(vm, exception.as_cell(), vm.names->obj, object));
    }
    vm.pending = exception;
    return {};
}

Result<Value> module_fallback(Vm& vm, Module* module, Str* name)
{
    if (std::optional<Value> late = TRY(vm.modules->late_attribute(module, name)))
        return *late;
    if (Value* hook = find_str(vm, module->dict, vm.names->getattr))
        return call(vm, *hook, { Value::cell(name) });
    (void)vm.raise_text(Error::AttributeError, TRY(missing_attribute_text(vm, module, name)));
    return note_missing(vm, Value::cell(module), name);
}

/// That the descriptor says what is read: one with nothing but __set__ leaves it to the object.
bool is_readable(Vm& vm, Value descriptor)
{
    switch (Kind(descriptor.as_cell()->kind)) {
    case Kind::SlotDescriptor:
    case Kind::AttributeDescriptor:
    case Kind::Property:
        return true;
    default:
        return vm.class_of(descriptor)->has(HasGet);
    }
}

/// What the classes behind `cls` in the mro have under the name, or null.
Value* find_after(Vm& vm, Class* cls, Class* object_class, Str* name)
{
    Tuple* mro = object_class->mro;
    size_t i = 0;
    while (i < mro->size && !(mro->items[i] == Value::cell(cls)))
        i++;
    for (i++; i < mro->size; i++)
        if (Value* found = find_own(vm, as<Class>(mro->items[i]), name))
            return found;
    return nullptr;
}

bool swallow_attribute_error(Vm& vm)
{
    if (!is_exception_of(vm, vm.pending, Error::AttributeError))
        return false;
    vm.take_pending();
    return true;
}

} // namespace

bool is_data_descriptor(Vm& vm, Value found)
{
    if (!found.is_cell())
        return false;
    switch (Kind(found.as_cell()->kind)) {
    case Kind::Function:
    case Kind::NativeFunction:
    case Kind::StaticMethod:
    case Kind::ClassMethod:
        return false;
    case Kind::SlotDescriptor:
    case Kind::AttributeDescriptor:
    case Kind::Property:
        return true;
    default:
        return vm.class_of(found)->has(HasData);
    }
}

Result<Value> bind_descriptor(Vm& vm, Value found, Value object, Class* cls)
{
    if (!found.is_cell())
        return found;
    switch (Kind(found.as_cell()->kind)) {
    case Kind::Function:
        return object.is_empty() ? Result<Value>(found) : make_bound_method(vm, found, object);
    case Kind::NativeFunction: {
        auto* native = as<NativeFunction>(found);
        if (object.is_empty() || !binds(found))
            return found;
        if (native->owner && !is_subclass(vm.class_of(object), native->owner)) [[unlikely]]
            return wrong_object(vm, native->owner, native->def->name(), object);
        Value bound = TRY(make_native_function(vm, *native->def, object, nullptr));
        as<NativeFunction>(bound)->owner = native->owner;
        if (native->shape == vm.classes->wrapper_descriptor->root->id)
            bound.as_cell()->shape = vm.classes->method_wrapper->root->id;
        return bound;
    }
    case Kind::StaticMethod:
        return as<StaticMethod>(found)->function;
    case Kind::ClassMethod: {
        Value inner = as<ClassMethod>(found)->function;
        if (binds(inner))
            return bind_descriptor(vm, inner, Value::cell(cls), vm.class_of(Value::cell(cls)));
        return make_bound_method(vm, inner, Value::cell(cls));
    }
    case Kind::SlotDescriptor:
        return object.is_empty() ? Result<Value>(found) : read_slot(vm, as<SlotDescriptor>(found), object);
    case Kind::AttributeDescriptor: {
        auto* descriptor = as<AttributeDescriptor>(found);
        if (object.is_empty())
            return found;
        if (!is_instance(vm, object, descriptor->owner)) [[unlikely]]
            return wrong_object(vm, descriptor->owner, descriptor->def->name, object);
        return descriptor->def->get(vm, object);
    }
    case Kind::Property:
        if (vm.class_of(found) == vm.classes->property || !vm.class_of(found)->has(IsHeapClass))
            return object.is_empty() ? Result<Value>(found) : read_property(vm, as<Property>(found), object, cls);
        break;
    default:
        break;
    }
    Class* type = vm.class_of(found);
    if (!type->has(HasGet))
        return found;
    Value get = lookup_special(vm, type, Special::get);
    if (get.is_empty())
        return found;
    // Called as it is, not bound: it may be a descriptor itself, even this one.
    return call(vm, get, { found, object.is_empty() ? None : object, Value::cell(cls) });
}

Result<Value> generic_get_attribute(Vm& vm, Value object, Str* name)
{
    Class* cls = vm.class_of(object);
    Value found = lookup(vm, cls, name);
    if (!found.is_empty() && is_data_descriptor(vm, found) && is_readable(vm, found))
        return bind_descriptor(vm, found, object, cls);
    Value own = own_value(vm, object, name);
    if (!own.is_empty())
        return own;
    if (!found.is_empty())
        return bind_descriptor(vm, found, object, cls);
    if (auto* module = as_if<Module>(object))
        return module_fallback(vm, module, name);
    return raise_attribute_error(vm, object, name);
}

Raised raise_attribute_error(Vm& vm, Value object, Str* name)
{
    if (auto* cls = as_if<Class>(object))
        (void)vm.raise(Error::AttributeError, "type object '{}' has no attribute '{}'", class_name(cls), name->view());
    else
        (void)vm.raise(Error::AttributeError, "'{}' object has no attribute '{}'", type_name(vm, object), name->view());
    return note_missing(vm, object, name);
}

Result<Value> class_get_attribute(Vm& vm, Class* cls, Str* name)
{
    Value object = Value::cell(cls);
    Class* metaclass = vm.class_of(object);
    Value meta = lookup(vm, metaclass, name);
    if (!meta.is_empty() && is_data_descriptor(vm, meta) && is_readable(vm, meta))
        return bind_descriptor(vm, meta, object, metaclass);
    Value found = lookup(vm, cls, name);
    if (!found.is_empty())
        return bind_descriptor(vm, found, Value(), cls);
    if (!meta.is_empty())
        return bind_descriptor(vm, meta, object, metaclass);
    return raise_attribute_error(vm, object, name);
}

Result<Value> get_attribute(Vm& vm, Value object, Str* name)
{
    Class* cls = vm.class_of(object);
    if (cls->has(HasGetattribute)) [[unlikely]] {
        Value custom = lookup_special(vm, cls, Special::getattribute);
        Result<Value> result = custom == vm.known.object_getattribute || custom == vm.known.type_getattribute
            ? is_kind(object, Kind::Class) ? class_get_attribute(vm, as<Class>(object), name)
                                           : generic_get_attribute(vm, object, name)
            : call_special(vm, custom, object, { Value::cell(name) });
        if (result.ok())
            return result;
        Value fallback = lookup_special(vm, cls, Special::getattr);
        if (fallback.is_empty() || !swallow_attribute_error(vm))
            return Raised{};
        return call_special(vm, fallback, object, { Value::cell(name) });
    }
    if (auto* as_class = as_if<Class>(object))
        return class_get_attribute(vm, as_class, name);
    if (auto* super = as_if<Super>(object)) {
        bool found = name != vm.names->class_ && super->cls && !super->object.is_empty() &&
            (find_after(vm, super->cls, super->object_class, name) || lookup(vm, cls, name).is_empty());
        if (found)
            return super_attribute(vm, super->cls, super->object, super->object_class, name);
    }
    return generic_get_attribute(vm, object, name);
}

Result<std::optional<Value>> find_attribute(Vm& vm, Value object, Str* name)
{
    Result<Value> result = get_attribute(vm, object, name);
    if (result.ok())
        return std::optional<Value>(result.value());
    if (swallow_attribute_error(vm))
        return std::optional<Value>();
    return Raised{};
}

Result<void> class_set_attribute(Vm& vm, Class* cls, Str* name, Value value)
{
    Class* metaclass = vm.class_of(Value::cell(cls));
    Value meta = lookup(vm, metaclass, name);
    if (!meta.is_empty() && is_data_descriptor(vm, meta))
        return write_descriptor(vm, meta, Value::cell(cls), name, value);
    if (!cls->has(IsHeapClass))
        return vm.raise(
            Error::TypeError, "cannot set '{}' attribute of immutable type '{}'", name->view(), class_name(cls));
    if (!TRY(set_own_name(vm, cls, name, value)))
        return raise_attribute_error(vm, Value::cell(cls), name);
    return {};
}

Result<bool> set_own_name(Vm& vm, Class* cls, Str* name, Value value)
{
    Dict* names = own_names(vm, cls);
    Value* old = find_str(vm, names, name);
    Value old_value = old ? *old : Value();
    if (!value.is_empty())
        TRY(dict_set_str(vm, names, name, value));
    else if (!dict_erase_str(vm, names, name))
        return false;
    class_changed(vm, cls, name, old_value, value);
    return true;
}

Result<void> generic_set_attribute(Vm& vm, Value object, Str* name, Value value)
{
    Class* cls = vm.class_of(object);
    Value found = lookup(vm, cls, name);
    if (!found.is_empty() && is_data_descriptor(vm, found))
        return write_descriptor(vm, found, object, name, value);
    if (auto* module = as_if<Module>(object)) {
        if (!value.is_empty())
            return dict_set_str(vm, module->dict, name, value);
        if (!dict_erase_str(vm, module->dict, name))
            return raise_attribute_error(vm, object, name);
        return {};
    }
    if (auto* function = as_if<Function>(object)) {
        FunctionExtra* extra = TRY(function_extra(vm, function));
        if (!extra->dict) {
            Dict* dict = TRY(make_dict(vm));
            vm.heap.write_barrier(extra);
            extra->dict = dict;
        }
        if (!value.is_empty())
            return dict_set_str(vm, extra->dict, name, value);
        if (!dict_erase_str(vm, extra->dict, name))
            return raise_attribute_error(vm, object, name);
        return {};
    }
    if (!object.is_cell() || !has_attributes(vm, object.as_cell())) {
        if (!found.is_empty())
            return vm.raise(
                Error::AttributeError, "'{}' object attribute '{}' is read-only", type_name(vm, object), name->view());
        return vm.raise(Error::AttributeError,
            "'{}' object has no attribute '{}' and no __dict__ for setting new attributes", type_name(vm, object),
            name->view());
    }
    if (!value.is_empty())
        return set_own_attribute(vm, object.as_cell(), name, value);
    if (!TRY(delete_own_attribute(vm, object.as_cell(), name)))
        return raise_attribute_error(vm, object, name);
    return {};
}

Result<void> set_attribute(Vm& vm, Value object, Str* name, Value value)
{
    Class* cls = vm.class_of(object);
    if (cls->has(HasSetattr)) [[unlikely]] {
        Value custom = lookup_special(vm, cls, Special::setattr);
        if (!(custom == vm.known.object_setattr)) {
            TRY(call_special(vm, custom, object, { Value::cell(name), value }));
            return {};
        }
    }
    if (auto* as_class = as_if<Class>(object))
        return class_set_attribute(vm, as_class, name, value);
    return generic_set_attribute(vm, object, name, value);
}

Result<void> delete_attribute(Vm& vm, Value object, Str* name)
{
    Class* cls = vm.class_of(object);
    if (cls->has(HasSetattr)) [[unlikely]] {
        Value custom = lookup_special(vm, cls, Special::delattr);
        if (!(custom == vm.known.object_delattr)) {
            TRY(call_special(vm, custom, object, { Value::cell(name) }));
            return {};
        }
    }
    if (auto* as_class = as_if<Class>(object))
        return class_set_attribute(vm, as_class, name, Value());
    return generic_set_attribute(vm, object, name, Value());
}

bool has_attributes_named(Vm& vm, Value object, Str* name)
{
    if (vm.class_of(object)->flags & (HasGetattribute))
        return true;
    if (is_kind(object, Kind::Class) || is_kind(object, Kind::Super))
        return true;
    return !own_value(vm, object, name).is_empty();
}

Result<Value> super_attribute(Vm& vm, Class* cls, Value object, Class* object_class, Str* name)
{
    if (Value* found = find_after(vm, cls, object_class, name)) {
        bool on_class = is_kind(object, Kind::Class) && as<Class>(object) == object_class;
        return bind_descriptor(vm, *found, on_class ? Value() : object, object_class);
    }
    // What `super` itself has: of object's, class methods need no object.
    Value own = lookup(vm, vm.classes->super, name);
    if (is_kind(own, Kind::ClassMethod))
        return bind_descriptor(vm, own, Value(), vm.classes->super);
    return vm.raise(Error::AttributeError, "'super' object has no attribute '{}'", name->view());
}

Result<Cell*> make_plain_instance(Vm& vm, Class* cls)
{
    if (cls->has(IsAbstract)) [[unlikely]] {
        std::string names;
        size_t count = 0;
        Value* methods = find_own(vm, cls, intern(vm, "__abstractmethods__"));
        if (methods) {
            std::vector<std::string> sorted;
            TRY(for_each(vm, *methods, [&](Value each) -> Result<bool> {
                sorted.push_back("'" + std::string(TRY(str_of(vm, each))->view()) + "'");
                return true;
            }));
            std::sort(sorted.begin(), sorted.end());
            count = sorted.size();
            for (auto& each : sorted)
                names += (names.empty() ? "" : ", ") + each;
        }
        return vm.raise(Error::TypeError,
            "Can't instantiate abstract class {} without an implementation for abstract method{} {}", class_name(cls),
            count == 1 ? "" : "s", names);
    }
    return static_cast<Cell*>(TRY(make_instance(vm, cls)));
}

Result<void> check_object_arguments(Vm& vm, Class* cls)
{
    return vm.raise(Error::TypeError, "{}() takes no arguments", class_name(cls));
}

} // namespace coil::internal
