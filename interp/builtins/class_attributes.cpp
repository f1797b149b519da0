#include "builtins/class_attributes.h"

#include "builtins/define.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

/// That the class can be changed, and that this is no deletion.
Result<void> check_settable(Vm& vm, Value self, std::string_view name, Value value)
{
    auto* cls = as<Class>(self);
    if (!cls->has(IsHeapClass))
        return vm.raise(Error::TypeError, "cannot set '{}' attribute of immutable type '{}'", name, class_name(cls));
    if (value.is_empty())
        return vm.raise(Error::TypeError, "cannot delete '{}' attribute of immutable type '{}'", name, class_name(cls));
    return {};
}

Result<Value> get_name(Vm&, Value self) { return Value::cell(as<Class>(self)->name); }
Result<void> set_name(Vm& vm, Value self, Value value)
{
    TRY(check_settable(vm, self, "__name__", value));
    if (!is_kind(value, Kind::Str))
        return vm.raise(Error::TypeError, "can only assign string to {}.__name__, not '{}'",
            class_name(as<Class>(self)), type_name(vm, value));
    if (as<Str>(value)->view().find('\0') != std::string_view::npos)
        return vm.raise(Error::ValueError, "type name must not contain null characters");
    vm.heap.write_barrier(self.as_cell());
    as<Class>(self)->name = as<Str>(value);
    return {};
}
Result<Value> get_qualname(Vm&, Value self) { return Value::cell(as<Class>(self)->qualified_name); }
Result<void> set_qualname(Vm& vm, Value self, Value value)
{
    TRY(check_settable(vm, self, "__qualname__", value));
    if (!is_kind(value, Kind::Str))
        return vm.raise(Error::TypeError, "can only assign string to {}.__qualname__, not '{}'",
            class_name(as<Class>(self)), type_name(vm, value));
    vm.heap.write_barrier(self.as_cell());
    as<Class>(self)->qualified_name = as<Str>(value);
    return {};
}
Result<Value> get_module(Vm& vm, Value self)
{
    Value* module = find_own(vm, as<Class>(self), vm.names->module);
    if (module && !is_kind(*module, Kind::AttributeDescriptor))
        return *module;
    if (as<Class>(self)->has(IsHeapClass))
        return raise_attribute_error(vm, self, vm.names->module);
    return Value::cell(vm.names->builtins_module);
}
Result<void> set_module(Vm& vm, Value self, Value value)
{
    TRY(check_settable(vm, self, "__module__", value));
    TRY(set_own_name(vm, as<Class>(self), vm.names->module, value));
    return {};
}
Result<Value> get_bases(Vm&, Value self) { return Value::cell(as<Class>(self)->bases); }
Result<void> assign_bases(Vm& vm, Value self, Value value)
{
    TRY(check_settable(vm, self, "__bases__", value));
    auto* cls = as<Class>(self);
    auto* bases = as_if<Tuple>(value);
    if (!bases)
        return vm.raise(
            Error::TypeError, "can only assign tuple to {}.__bases__, not {}", class_name(cls), type_name(vm, value));
    if (bases->size == 0)
        return vm.raise(Error::TypeError, "can only assign non-empty tuple to {}.__bases__, not ()", class_name(cls));
    for (Value each : *bases) {
        auto* base = as_if<Class>(each);
        if (!base)
            return vm.raise(Error::TypeError, "{}.__bases__ must be tuple of classes, not '{}'", class_name(cls),
                type_name(vm, each));
        if (is_subclass(base, cls))
            return vm.raise(Error::TypeError, "a __bases__ item causes an inheritance cycle");
    }
    return set_bases(vm, cls, bases);
}
Result<Value> get_base(Vm&, Value self)
{
    Class* base = as<Class>(self)->base;
    return base ? Value::cell(base) : None;
}
Result<Value> get_mro(Vm&, Value self) { return Value::cell(as<Class>(self)->mro); }
Result<Value> get_doc(Vm& vm, Value self)
{
    Class* cls = as<Class>(self);
    Value* doc = find_own(vm, cls, vm.names->doc);
    return doc ? bind_descriptor(vm, *doc, Value(), cls) : Result<Value>(None);
}
Result<void> set_doc(Vm& vm, Value self, Value value)
{
    TRY(check_settable(vm, self, "__doc__", value));
    TRY(set_own_name(vm, as<Class>(self), vm.names->doc, value));
    return {};
}

/// PEP 649: annotations are made when first asked for, by the class's __annotate__.
Result<Value> get_annotations(Vm& vm, Value self)
{
    Class* cls = as<Class>(self);
    Str* cache = intern(vm, "__annotations_cache__");
    if (Value* own = find_own(vm, cls, vm.names->annotations))
        return *own;
    if (Value* own = find_own(vm, cls, cache))
        return *own;
    if (!cls->has(IsHeapClass))
        return raise_attribute_error(vm, self, vm.names->annotations);
    Value* annotate = find_own(vm, cls, intern(vm, "__annotate_func__"));
    if (!annotate)
        annotate = find_own(vm, cls, vm.names->annotate);
    Value made = annotate && !annotate->is_none() ? TRY(call(vm, *annotate, { Value::small(1) }))
                                                  : Value::cell(TRY(make_dict(vm)));
    TRY(set_own_name(vm, cls, cache, made));
    return made;
}
Result<void> set_annotations(Vm& vm, Value self, Value value)
{
    Class* cls = as<Class>(self);
    if (!cls->has(IsHeapClass))
        TRY(check_settable(vm, self, "__annotations__", value));
    Str* cache = intern(vm, "__annotations_cache__");
    if (!value.is_empty())
        TRY(set_own_name(vm, cls, find_own(vm, cls, vm.names->annotations) ? vm.names->annotations : cache, value));
    else if (!TRY(set_own_name(vm, cls, vm.names->annotations, Value())) && !TRY(set_own_name(vm, cls, cache, Value())))
        return vm.raise(Error::AttributeError, "__annotations__");
    TRY(set_own_name(vm, cls, vm.names->annotate, Value()));
    TRY(set_own_name(vm, cls, intern(vm, "__annotate_func__"), Value()));
    return {};
}
/// What makes the annotations, or None. The class remembers that it has none, as in CPython.
Result<Value> get_annotate(Vm& vm, Value self)
{
    Class* cls = as<Class>(self);
    if (!cls->has(IsHeapClass))
        return raise_attribute_error(vm, self, vm.names->annotate);
    Str* own = intern(vm, "__annotate_func__");
    for (Str* name : { own, vm.names->annotate })
        if (Value* annotate = find_own(vm, cls, name))
            return bind_descriptor(vm, *annotate, Value(), cls);
    TRY(set_own_name(vm, cls, own, None));
    return None;
}
Result<void> set_annotate(Vm& vm, Value self, Value value)
{
    Class* cls = as<Class>(self);
    if (value.is_empty())
        return vm.raise(Error::TypeError, "cannot delete __annotate__ attribute");
    if (!cls->has(IsHeapClass))
        TRY(check_settable(vm, self, "__annotate__", value));
    if (!value.is_none() && !is_callable(vm, value))
        return vm.raise(Error::TypeError, "__annotate__ must be callable or None");
    TRY(set_own_name(vm, cls, intern(vm, "__annotate_func__"), value));
    if (!value.is_none())
        TRY(set_own_name(vm, cls, intern(vm, "__annotations_cache__"), Value()));
    return {};
}
Result<Value> get_abstract(Vm& vm, Value self)
{
    Str* name = intern(vm, "__abstractmethods__");
    Value* value = find_own(vm, as<Class>(self), name);
    return value && !(as<Class>(self) == vm.classes->type) ? Result<Value>(*value)
                                                           : Result<Value>(raise_attribute_error(vm, self, name));
}
Result<void> set_abstract(Vm& vm, Value self, Value value)
{
    Class* cls = as<Class>(self);
    Str* name = intern(vm, "__abstractmethods__");
    if (!cls->has(IsHeapClass))
        TRY(check_settable(vm, self, "__abstractmethods__", value));
    bool abstract = !value.is_empty() && TRY(truth(vm, value));
    if (!value.is_empty())
        TRY(set_own_name(vm, cls, name, value));
    else if (!TRY(set_own_name(vm, cls, name, Value())))
        return vm.raise(Error::AttributeError, "__abstractmethods__");
    cls->flags = abstract ? cls->flags | IsAbstract : cls->flags & ~uint32_t(IsAbstract);
    return {};
}

/// Py_TPFLAGS_… of CPython's object.h, as far as they say something about the class here.
int64_t type_flags(const Class* cls)
{
    constexpr int64_t immutable = 1 << 8, heap_type = 1 << 9, base_type = 1 << 10, ready = 1 << 12, gc = 1 << 14,
                      abstract = 1 << 20, sequence = 1 << 5, mapping = 1 << 6, no_instances = 1 << 7;
    int64_t flags = ready;
    flags |= cls->has(IsHeapClass) ? heap_type | gc : immutable;
    flags |= cls->has(DisallowsSubclasses) ? 0 : base_type;
    flags |= cls->has(DisallowsNew) ? no_instances : 0;
    flags |= cls->has(IsAbstract) ? abstract : 0;
    flags |= cls->has(IsSequence) ? sequence : 0;
    flags |= cls->has(IsMapping) ? mapping : 0;
    switch (cls->instance_kind) {
    case Kind::BigInt:
        return flags | 1 << 24;
    case Kind::List:
        return flags | 1 << 25;
    case Kind::Tuple:
        return flags | 1 << 26;
    case Kind::Bytes:
        return flags | 1 << 27;
    case Kind::Str:
        return flags | 1 << 28;
    case Kind::Dict:
        return flags | 1 << 29;
    case Kind::Exception:
        return flags | 1 << 30;
    case Kind::Class:
        return flags | int64_t(1) << 31;
    default:
        return flags;
    }
}
Result<Value> get_flags(Vm&, Value self) { return Value::small(type_flags(as<Class>(self))); }
Result<Value> get_type_params(Vm& vm, Value self)
{
    Value* value = find_own(vm, as<Class>(self), vm.names->type_params);
    return value && !(as<Class>(self) == vm.classes->type) ? *value : Value::cell(vm.empty_tuple);
}
Result<void> set_type_params(Vm& vm, Value self, Value value)
{
    TRY(check_settable(vm, self, "__type_params__", value));
    TRY(set_own_name(vm, as<Class>(self), vm.names->type_params, value));
    return {};
}

/// What `object` takes; of other classes __new__ and __init__ say it.
Result<Value> get_text_signature(Vm& vm, Value self)
{
    return as<Class>(self) == vm.classes->object ? Value::cell(TRY(make_str(vm, "()"))) : None;
}
constexpr AttributeDef attributes[] = {
    { "__flags__", get_flags, refuse_member, nullptr },
    { "__type_params__", get_type_params, set_type_params, nullptr },
    { "__name__", get_name, set_name, nullptr },
    { "__qualname__", get_qualname, set_qualname, nullptr },
    { "__module__", get_module, set_module, nullptr },
    { "__bases__", get_bases, assign_bases, nullptr },
    { "__base__", get_base, refuse_member, nullptr },
    { "__mro__", get_mro, refuse_member, nullptr },
    { "__dict__", class_dict, nullptr, nullptr },
    { "__doc__", get_doc, set_doc, nullptr },
    { "__annotations__", get_annotations, set_annotations, nullptr },
    { "__annotate__", get_annotate, set_annotate, nullptr },
    { "__abstractmethods__", get_abstract, set_abstract, nullptr },
    { "__text_signature__", get_text_signature, nullptr, nullptr },
};

} // namespace

Result<Value> class_dict(Vm& vm, Value self)
{
    auto* proxy = vm.heap.allocate<MappingProxy>(uint8_t(Kind::MappingProxy));
    if (!proxy)
        return vm.raise_memory_error();
    proxy->shape = vm.classes->mapping_proxy->root->id;
    proxy->mapping = Value::cell(own_names(vm, as<Class>(self)));
    return Value::cell(proxy);
}

std::span<const AttributeDef> class_attributes() { return attributes; }

} // namespace coil::internal
