// type and the class statement.
#include <algorithm>

#include "builtins/class_attributes.h"
#include "builtins/define.h"
#include "builtins/display.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/loader.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

/// The most derived metaclass of the bases; TypeError when there is none.
Result<Class*> calculate_metaclass(Vm& vm, Class* metaclass, Tuple* bases)
{
    Class* winner = metaclass;
    for (Value base : *bases) {
        Class* other = vm.class_of(base);
        if (is_subclass(winner, other))
            continue;
        if (is_subclass(other, winner)) {
            winner = other;
            continue;
        }
        return vm.raise(Error::TypeError,
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses "
            "of all its bases");
    }
    return winner;
}

/// __set_name__ of everything in the class's dict that has it.
Result<void> set_names(Vm& vm, Class* cls)
{
    Dict* copy = TRY(dict_copy(vm, own_names(vm, cls)));
    size_t position = 0;
    while (const DictEntry* entry = next_entry(copy, position)) {
        Value name = entry->key, value = entry->value;
        if (auto* property = as_if<Property>(value); property && property->name.is_empty()) {
            vm.heap.write_barrier(property);
            property->name = name;
        }
        Value hook = lookup(vm, vm.class_of(value), vm.names->set_name);
        if (hook.is_empty())
            continue;
        if (call_special(vm, hook, value, { Value::cell(cls), name }).failed()) {
            Value exception = vm.pending;
            if (is_kind(exception, Kind::Exception)) {
                vm.take_pending();
                Str* note = TRY(make_str(vm,
                    format_text("Error calling __set_name__ on '{}' instance '{}' in '{}'",
                        { type_name(vm, value), is_kind(name, Kind::Str) ? as<Str>(name)->view() : "?",
                            class_name(cls) })));
                TRY(call_method(vm, exception, vm.names->add_note, { Value::cell(note) }));
                vm.pending = exception;
            }
            return Raised{};
        }
    }
    return {};
}

/// Functions that are implicitly static or class methods.
Result<void> wrap_implicit(Vm& vm, Dict* dict)
{
    auto wrap = [&](Str* name, Class* wrapper_class, Kind kind) -> Result<void> {
        Value* value = find_str(vm, dict, name);
        if (!value || !is_kind(*value, Kind::Function))
            return {};
        auto* wrapper = vm.heap.allocate<StaticMethod>(uint8_t(kind));
        if (!wrapper)
            return vm.raise_memory_error();
        wrapper->shape = wrapper_class->root->id;
        wrapper->function = *find_str(vm, dict, name);
        return dict_set_str(vm, dict, name, Value::cell(wrapper));
    };
    TRY(wrap(vm.names->new_, vm.classes->static_method, Kind::StaticMethod));
    TRY(wrap(vm.names->init_subclass, vm.classes->class_method, Kind::ClassMethod));
    return wrap(vm.names->class_getitem, vm.classes->class_method, Kind::ClassMethod);
}

/// Takes a cell that the compiler left in the namespace of a class out of it.
Result<void> take_cell(Vm& vm, Dict* dict, Str* name, Box*& cell)
{
    Value* found = find_str(vm, dict, name);
    if (!found)
        return {};
    cell = as_if<Box>(*found);
    if (!cell)
        return vm.raise(Error::TypeError, "{} must be a nonlocal cell, not {}", name->view(),
            TRY(repr(vm, Value::cell(vm.class_of(*found))))->view());
    dict_erase_str(vm, dict, name);
    return {};
}

/// type() does not replace bases by what their __mro_entries__ gives; a class statement has done so before.
Result<void> refuse_entries(Vm& vm, Tuple* bases)
{
    for (Value base : *bases)
        if (!is_kind(base, Kind::Class) && TRY(find_attribute(vm, base, vm.names->mro_entries)))
            return vm.raise(Error::TypeError, "type() doesn't support MRO entry resolution; use types.new_class()");
    return {};
}

/// Whether the names of __slots__ (null: there are none) have that one.
bool names_slot(const List* slots, std::string_view name)
{
    return slots && std::any_of(slots->begin(), slots->end(), [&](Value each) {
        auto* text = as_if<Str>(each);
        return text && text->view() == name;
    });
}

Result<Value> weak_reference_of(Vm&, Value) { return None; }
constexpr AttributeDef weak_reference_attribute = { "__weakref__", weak_reference_of, nullptr, nullptr };

/// A class that brings its instances a dict, or weak references, has attributes that show them, as CPython's: packages
/// look for these names in class dicts.
Result<void> add_instance_attributes(Vm& vm, Class* cls)
{
    auto is_first_with = [&](ClassFlag flag) {
        return cls->has(flag) && std::none_of(cls->mro->begin() + 1, cls->mro->end(), [&](Value base) {
            return as<Class>(base)->has(flag);
        });
    };
    auto add = [&](Str* name, const AttributeDef* def) -> Result<void> {
        auto* descriptor = vm.heap.allocate<AttributeDescriptor>(uint8_t(Kind::AttributeDescriptor));
        if (!descriptor)
            return vm.raise_memory_error();
        descriptor->shape = vm.classes->getset_descriptor->root->id;
        descriptor->def = def;
        descriptor->owner = cls;
        add_value(vm, cls, name->view(), Value::cell(descriptor));
        return {};
    };
    Value* shown = find_own(vm, vm.classes->object, vm.names->dict);
    if (is_first_with(HasInstanceDict) && !find_own(vm, cls, vm.names->dict))
        TRY(add(vm.names->dict, as<AttributeDescriptor>(*shown)->def));
    Str* weak = intern(vm, weak_reference_attribute.name);
    if (is_first_with(HasWeakref) && !find_own(vm, cls, weak))
        TRY(add(weak, &weak_reference_attribute));
    return {};
}

Result<Value> type_new(Vm& vm, Value type, Arguments arguments, Dict* keywords)
{
    if (arguments.count != 3 && type == Value::cell(vm.classes->type))
        return vm.raise(Error::TypeError, "type() takes 1 or 3 arguments");
    if (arguments.count != 3)
        return vm.raise(Error::TypeError, "type.__new__() takes exactly 3 arguments ({} given)", arguments.count);
    Value name = arguments[0], bases_value = arguments[1], namespace_value = arguments[2];
    auto* metaclass = as_if<Class>(type);
    if (!metaclass)
        return vm.raise(Error::TypeError, "type.__new__(X): X is not a type object ({})", type_name(vm, type));
    auto* bases = as_if<Tuple>(bases_value);
    auto* given = as_if<Dict>(namespace_value);
    if (!is_kind(name, Kind::Str))
        return vm.raise(Error::TypeError, "type.__new__() argument 1 must be str, not {}", type_name(vm, name));
    if (!bases)
        return vm.raise(
            Error::TypeError, "type.__new__() argument 2 must be tuple, not {}", type_name(vm, bases_value));
    if (!given)
        return vm.raise(
            Error::TypeError, "type.__new__() argument 3 must be dict, not {}", type_name(vm, namespace_value));
    TRY(refuse_entries(vm, bases));
    Class* winner = TRY(calculate_metaclass(vm, metaclass, bases));
    if (as<Str>(name)->view().find('\0') != std::string_view::npos)
        return vm.raise(Error::ValueError, "type name must not contain null characters");
    if (winner != metaclass) {
        Value own_new = lookup_special(vm, winner, Special::new_);
        if (!(own_new == lookup_special(vm, vm.classes->type, Special::new_))) {
            if (auto* wrapped = as_if<StaticMethod>(own_new))
                own_new = wrapped->function;
            Value all[] = { Value::cell(winner), name, bases_value, namespace_value };
            return call_with_dict(vm, own_new, all, 4, keywords);
        }
        metaclass = winner;
    }
    Dict* dict = TRY(dict_copy(vm, given));
    Box *class_cell = nullptr, *namespace_cell = nullptr;
    TRY(take_cell(vm, dict, vm.names->classcell, class_cell));
    TRY(take_cell(vm, dict, intern(vm, "__classdictcell__"), namespace_cell));
    TRY(wrap_implicit(vm, dict));
    Value* qualified = find_str(vm, dict, vm.names->qualname);
    Str* qualified_name = qualified ? as_if<Str>(*qualified) : as<Str>(name);
    if (!qualified_name)
        return vm.raise(Error::TypeError, "type __qualname__ must be a str, not {}", type_name(vm, *qualified));
    dict_erase_str(vm, dict, vm.names->qualname);
    if (find_str(vm, dict, vm.names->eq) && !find_str(vm, dict, vm.names->hash))
        TRY(dict_set_str(vm, dict, vm.names->hash, None));
    List* slots = nullptr;
    if (Value* named = find_str(vm, dict, vm.names->slots))
        slots = is_kind(*named, Kind::Str) ? TRY(make_list(vm, named, 1)) : TRY(list_of(vm, *named));
    if (!find_str(vm, dict, vm.names->doc) && !names_slot(slots, "__doc__"))
        TRY(dict_set_str(vm, dict, vm.names->doc, None));
    if (!find_str(vm, dict, vm.names->module)) {
        Value module = vm.registers ? Value() : None;
        if (vm.registers)
            if (Value* own = find_str(vm, code_of(vm.registers)->globals, vm.names->name))
                module = *own;
        if (!module.is_empty())
            TRY(dict_set_str(vm, dict, vm.names->module, module));
    }
    Class* cls = TRY(make_class(vm, metaclass, as<Str>(name), bases, dict, slots));
    vm.heap.write_barrier(cls);
    cls->qualified_name = qualified_name;
    if (class_cell) {
        vm.heap.write_barrier(class_cell);
        class_cell->value = Value::cell(cls);
    }
    if (namespace_cell) {
        // From now on annotations see what the class has, not what its body had. Scripts get at the cell: it shows the
        // names and does not give them away.
        Value names = TRY(class_dict(vm, Value::cell(cls)));
        vm.heap.write_barrier(namespace_cell);
        namespace_cell->value = names;
    }
    TRY(add_instance_attributes(vm, cls));
    TRY(set_names(vm, cls));
    Value hook = TRY(super_attribute(vm, cls, Value::cell(cls), cls, vm.names->init_subclass));
    TRY(call_with_dict(vm, hook, nullptr, 0, keywords));
    return Value::cell(cls);
}

Result<Value> type_init(Vm&, Value, Arguments, Dict*) { return None; }

Result<Value> type_call(Vm& vm, Value self, Arguments arguments, Dict* keywords)
{
    if (!keywords || keywords->used == 0)
        return call_class(vm, as<Class>(self), { arguments.first, arguments.count });
    Tuple* names = TRY(make_tuple(vm, keywords->used));
    ArgumentBuffer buffer(vm, arguments.count + keywords->used);
    std::copy_n(arguments.first, arguments.count, buffer.data());
    size_t position = 0, filled = 0;
    while (const DictEntry* entry = next_entry(keywords, position)) {
        names->items[filled] = entry->key;
        buffer.data()[arguments.count + filled++] = entry->value;
    }
    return call_class(vm, as<Class>(self), { buffer.data(), arguments.count, names });
}

Result<Value> type_repr(Vm& vm, Value self)
{
    return Value::cell(TRY(make_str(vm, "<class '" + class_display_name(vm, as<Class>(self)) + "'>")));
}

Result<Value> type_getattribute(Vm& vm, Value self, Str* name)
{
    return class_get_attribute(vm, as<Class>(self), intern(vm, name));
}
Result<void> type_setattr(Vm& vm, Value self, Str* name, Value value)
{
    return class_set_attribute(vm, as<Class>(self), intern(vm, name), value);
}
Result<void> type_delattr(Vm& vm, Value self, Str* name)
{
    return class_set_attribute(vm, as<Class>(self), intern(vm, name), Value());
}

Result<Value> type_mro(Vm& vm, Value self)
{
    Tuple* mro = as<Class>(self)->mro;
    return Value::cell(TRY(make_list(vm, mro->items, mro->size)));
}

Result<Value> type_subclasses(Vm& vm, Value self)
{
    List* out = TRY(make_list(vm));
    if (auto* list = static_cast<List*>(as<Class>(self)->subclasses))
        for (size_t i = 0; i < list->size; i++)
            if (Value target = as<WeakReference>(list->array->data[i])->target; !target.is_empty())
                TRY(list_append(vm, out, target));
    return Value::cell(out);
}

Result<Value> type_instancecheck(Vm& vm, Value self, Value instance)
{
    if (is_instance(vm, instance, as<Class>(self)))
        return True;
    Value claimed = TRY(find_attribute(vm, instance, vm.names->class_)).value_or(None);
    return Value::boolean(is_kind(claimed, Kind::Class) && is_subclass(as<Class>(claimed), as<Class>(self)));
}

Result<Value> type_subclasscheck(Vm& vm, Value self, Value subclass)
{
    if (!is_kind(subclass, Kind::Class))
        return vm.raise(Error::TypeError, "issubclass() arg 1 must be a class");
    return Value::boolean(is_subclass(as<Class>(subclass), as<Class>(self)));
}

Result<Value> type_prepare(Vm& vm, Value, Arguments, Dict*) { return Value::cell(TRY(make_dict(vm))); }

Result<Value> type_dir(Vm& vm, Value self)
{
    Dict* names = TRY(make_dict(vm));
    for (Value each : *as<Class>(self)->mro)
        TRY(dict_merge(vm, names, own_names(vm, as<Class>(each))));
    return sorted_names(vm, names);
}

constexpr NativeDef methods[] = {
    def<"__init__(self, /, *args, **kwargs)", type_init>(),
    def<"__call__(self, /, *args, **kwargs)", type_call>(),
    def<"__repr__(self, /)", type_repr>(),
    def<"__getattribute__(self, name, /)", type_getattribute>(),
    def<"__setattr__(self, name, value, /)", type_setattr>(),
    def<"__delattr__(self, name, /)", type_delattr>(),
    def<"mro(self, /)", type_mro>(),
    def<"__subclasses__(self, /)", type_subclasses>(),
    def<"__instancecheck__(self, instance, /)", type_instancecheck>(),
    def<"__subclasscheck__(self, subclass, /)", type_subclasscheck>(),
    def<"__dir__(self, /)", type_dir>(),
};
/// type(x) makes nothing.
Value type_of(Vm& vm, Value, Value object) { return Value::cell(vm.class_of(object)); }
constexpr NativeDef type_of_def = def<"type(cls, object, /)", type_of>(nullptr, Inlined::TypeOf);
constexpr NativeDef new_def = def<"__new__(metacls, /, *args, **kwargs)", type_new>();
constexpr NativeDef class_methods[] = { def<"__prepare__(metacls, /, *args, **kwargs)", type_prepare>() };
/// Replaces bases that are no classes by what their __mro_entries__ gives (PEP 560).
Result<Tuple*> resolve_bases(Vm& vm, Tuple* bases, bool& changed)
{
    List* out = TRY(make_list(vm));
    for (Value base : *bases) {
        if (is_kind(base, Kind::Class)) {
            TRY(list_append(vm, out, base));
            continue;
        }
        std::optional<Value> hook = TRY(find_attribute(vm, base, vm.names->mro_entries));
        if (!hook) {
            TRY(list_append(vm, out, base));
            continue;
        }
        Value entries = TRY(call(vm, *hook, { Value::cell(bases) }));
        auto* tuple = as_if<Tuple>(entries);
        if (!tuple)
            return vm.raise(Error::TypeError, "__mro_entries__ must return a tuple");
        changed = true;
        TRY(list_extend(vm, out, tuple->items, tuple->size));
    }
    return make_tuple(vm, out->begin(), out->size);
}

} // namespace

/// Metaclasses that were written before annotations were evaluated late read them in the namespace. They are there
/// where they can be evaluated already; those of the library do not ask.
Result<void> add_annotations(Vm& vm, Value metaclass, Value space)
{
    auto* cls = as_if<Class>(metaclass);
    auto* names = as_if<Dict>(space);
    if (!cls || !names || cls == vm.classes->type || !cls->has(IsHeapClass))
        return {};
    Value* annotate = find_str(vm, names, intern(vm, "__annotate_func__"));
    Value* module = find_own(vm, cls, vm.names->module);
    BuiltinUnit unit;
    if (!annotate || find_str(vm, names, vm.names->annotations) || !module || !is_kind(*module, Kind::Str) ||
        vm.modules->find_builtin_unit(as<Str>(*module)->view(), unit))
        return {};
    Result<Value> made = call(vm, *annotate, { Value::small(1) });
    if (made.ok())
        return set_item(vm, space, Value::cell(vm.names->annotations), made.value());
    if (is_exception_of(vm, vm.pending, Error::Exception) && !ends_program(vm, vm.pending))
        vm.take_pending();
    return vm.is_pending() ? Result<void>(Raised{}) : Result<void>();
}

Result<Value> build_class(Vm& vm, Value body, Value name, Arguments base_values, Dict* given)
{
    auto* function = as_if<Function>(body);
    if (!function)
        return vm.raise(Error::TypeError, "__build_class__: func must be a function");
    if (!is_kind(name, Kind::Str))
        return vm.raise(Error::TypeError, "__build_class__: name is not a string");
    Tuple* original = TRY(make_tuple(vm, base_values.first, base_values.count));
    bool changed = false;
    Tuple* bases = TRY(resolve_bases(vm, original, changed));
    Dict* keywords = given ? TRY(dict_copy(vm, given)) : nullptr;
    Value metaclass;
    if (keywords) {
        if (Value* explicit_metaclass = find_str(vm, keywords, vm.names->metaclass)) {
            metaclass = *explicit_metaclass;
            dict_erase_str(vm, keywords, vm.names->metaclass);
        }
    }
    if (metaclass.is_empty())
        metaclass = Value::cell(bases->size ? vm.class_of(bases->items[0]) : vm.classes->type);
    if (auto* cls = as_if<Class>(metaclass))
        metaclass = Value::cell(TRY(calculate_metaclass(vm, cls, bases)));
    Value space = Value();
    if (metaclass == Value::cell(vm.classes->type)) {
        space = Value::cell(TRY(make_dict(vm)));
    } else if (std::optional<Value> prepare = TRY(find_attribute(vm, metaclass, vm.names->prepare))) {
        Value arguments[] = { name, Value::cell(bases) };
        space = TRY(call_with_dict(vm, *prepare, arguments, 2, keywords));
        if (!is_kind(space, Kind::Dict) && lookup_special(vm, vm.class_of(space), Special::getitem).is_empty())
            return vm.raise(Error::TypeError, "{}.__prepare__() must return a mapping, not {}",
                is_kind(metaclass, Kind::Class) ? class_name(as<Class>(metaclass)) : "<metaclass>",
                type_name(vm, space));
    } else {
        space = Value::cell(TRY(make_dict(vm)));
    }
    Value cell = TRY(run_body(vm, function, space));
    TRY(add_annotations(vm, metaclass, space));
    if (changed)
        TRY(set_item(vm, space, Value::cell(intern(vm, "__orig_bases__")), Value::cell(original)));
    Value arguments[] = { name, Value::cell(bases), space };
    Value cls = TRY(call_with_dict(vm, metaclass, arguments, 3, keywords));
    auto* box = as_if<Box>(cell);
    if (!box || !is_kind(cls, Kind::Class) || box->value == cls)
        return cls;
    if (box->value.is_empty())
        return vm.raise(Error::RuntimeError,
            "__class__ not set defining {} as {}. Was __classcell__ propagated to type.__new__?",
            TRY(repr(vm, name))->view(), TRY(repr(vm, cls))->view());
    return vm.raise(Error::TypeError, "__class__ set to {} defining {} as {}", TRY(repr(vm, box->value))->view(),
        TRY(repr(vm, name))->view(), TRY(repr(vm, cls))->view());
}

void define_type(Vm& vm)
{
    Class* type = vm.classes->type;
    add_methods(vm, type, methods);
    add_new(vm, type, new_def);
    add_call(type, type_of_def);
    add_class_methods(vm, type, class_methods);
    add_attributes(vm, type, class_attributes());
    vm.known.type_getattribute = *find_own(vm, type, vm.names->getattribute);
    type->flags |= HasInstanceDict;
}

} // namespace coil::internal
