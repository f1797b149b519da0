// staticmethod, classmethod, super, cells, code, modules, descriptors of builtin classes, None and its kin.
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
#include "runtime/operations/operators.h"

namespace coil
{

namespace
{

Result<Value> text(Vm& vm, std::string_view pattern, std::initializer_list<TextArgument> arguments)
{
    return Value::cell(TRY(make_str(vm, format_text(pattern, arguments))));
}

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
    return text(vm, "<staticmethod({})>", { TRY(repr(vm, wrapped(self)))->view() });
}
Result<Value> class_method_repr(Vm& vm, Value self)
{
    return text(vm, "<classmethod({})>", { TRY(repr(vm, wrapped(self)))->view() });
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

// super

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
        return text(vm, "<super: <class '{}'>, NULL>", { class_name(super->cls) });
    return text(vm, "<super: <class '{}'>, <{} object>>", { class_name(super->cls), class_name(super->object_class) });
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
constexpr NativeDef super_methods[] = { def<"__repr__(self, /)", super_repr>() };

// Cells

Result<Value> cell_new(Vm& vm, Value, Value contents) { return Value::cell(TRY(make_box(vm, contents))); }
Result<Value> cell_contents(Vm& vm, Value self)
{
    Value value = as<Box>(self)->value;
    return value.is_empty() ? Result<Value>(vm.raise(Error::ValueError, "Cell is empty")) : Result<Value>(value);
}
Result<void> set_cell_contents(Vm& vm, Value self, Value value)
{
    vm.heap.write_barrier(self.as_cell());
    as<Box>(self)->value = value;
    return {};
}
constexpr NativeDef cell_new_def = def<"__new__(cls, contents=, /)", cell_new>();
constexpr AttributeDef cell_attributes[] = { { "cell_contents", cell_contents, set_cell_contents, nullptr } };

// Code

Result<Value> names_tuple(Vm& vm, const std::vector<std::string>& names, size_t count)
{
    Tuple* tuple = TRY(make_tuple(vm, std::min(count, names.size())));
    for (size_t i = 0; i < tuple->size; i++) {
        Str* name = intern(vm, names[i]);
        vm.heap.write_barrier(tuple);
        tuple->items[i] = Value::cell(name);
    }
    return Value::cell(tuple);
}
/// Flags by CPython's numbers.
int64_t code_flag_bits(const Code* code)
{
    int64_t flags = 0x3;
    flags |= code->flags & HasVarArgs ? 0x04 : 0;
    flags |= code->flags & HasVarKeywords ? 0x08 : 0;
    flags |= code->flags & IsNested ? 0x10 : 0;
    flags |= code->flags & IsGenerator ? 0x20 : 0;
    flags |= code->flags & IsCoroutine ? 0x80 : 0;
    flags |= code->flags & IsIterableCoroutine ? 0x100 : 0;
    flags |= code->flags & IsAsyncGenerator ? 0x200 : 0;
    return flags;
}
Result<Value> code_name(Vm&, Value self) { return Value::cell(as<Code>(self)->name); }
Result<Value> code_qualname(Vm&, Value self) { return Value::cell(as<Code>(self)->qualified_name); }
Result<Value> code_filename(Vm&, Value self) { return Value::cell(as<Code>(self)->filename); }
Result<Value> code_first_line(Vm&, Value self) { return Value::small(tables_of(as<Code>(self)).first_line); }
Result<Value> code_argcount(Vm&, Value self) { return Value::small(as<Code>(self)->argument_count); }
Result<Value> code_posonly(Vm&, Value self) { return Value::small(as<Code>(self)->positional_only_count); }
Result<Value> code_kwonly(Vm&, Value self) { return Value::small(as<Code>(self)->keyword_only_count); }
Result<Value> code_flags(Vm&, Value self) { return Value::small(code_flag_bits(as<Code>(self))); }
Result<Value> code_varnames(Vm& vm, Value self)
{
    const CodeUnit& unit = tables_of(as<Code>(self));
    return names_tuple(vm, unit.locals, unit.locals.size());
}
Result<Value> code_freevars(Vm& vm, Value self)
{
    const CodeUnit& unit = tables_of(as<Code>(self));
    return names_tuple(vm, unit.free_names, unit.free_names.size());
}
Result<Value> code_repr(Vm& vm, Value self)
{
    auto* code = as<Code>(self);
    return text(vm, "<code object {} at {}, file \"{}\", line {}>",
        { code->name->view(), object_address(self), code->filename->view(), tables_of(code).first_line });
}
/// Of what CPython can replace, what needs no other instructions: names, and whether generators can be awaited.
Result<Value> code_replace(Vm& vm, Value self, Dict* changes)
{
    Code* copy = TRY(copy_code(vm, as<Code>(self)));
    size_t position = 0;
    while (const DictEntry* entry = changes ? next_entry(changes, position) : nullptr) {
        std::string_view name = as<Str>(entry->key)->view();
        Str** text = name == "co_name" ? &copy->name
            : name == "co_qualname"    ? &copy->qualified_name
            : name == "co_filename"    ? &copy->filename
                                       : nullptr;
        if (text) {
            if (!is_kind(entry->value, Kind::Str))
                return vm.raise(
                    Error::TypeError, "replace() argument '{}' must be str, not {}", name, type_name(vm, entry->value));
            vm.heap.write_barrier(copy);
            *text = as<Str>(entry->value);
        } else if (name == "co_flags") {
            constexpr int64_t iterable_coroutine = 0x100;
            int64_t flags = TRY(to_int64(vm, entry->value)), now = code_flag_bits(copy);
            if ((flags ^ now) & ~iterable_coroutine || (flags & iterable_coroutine && !(copy->flags & IsGenerator)))
                return vm.raise(Error::ValueError,
                    "code.replace() of coil changes only CO_ITERABLE_COROUTINE of a generator's flags");
            copy->flags = (copy->flags & ~uint32_t(IsIterableCoroutine)) |
                (flags & iterable_coroutine ? uint32_t(IsIterableCoroutine) : 0);
        } else {
            return vm.raise(Error::TypeError, "code.replace() of coil cannot change '{}'", name);
        }
    }
    return Value::cell(copy);
}
constexpr NativeDef code_methods[] = {
    def<"__repr__(self, /)", code_repr>(),
    def<"replace(self, /, **changes)", code_replace>("Returns a copy of the code with other names or flags."),
};
constexpr AttributeDef code_attributes[] = {
    { "co_name", code_name, nullptr, nullptr },
    { "co_qualname", code_qualname, nullptr, nullptr },
    { "co_filename", code_filename, nullptr, nullptr },
    { "co_firstlineno", code_first_line, nullptr, nullptr },
    { "co_argcount", code_argcount, nullptr, nullptr },
    { "co_posonlyargcount", code_posonly, nullptr, nullptr },
    { "co_kwonlyargcount", code_kwonly, nullptr, nullptr },
    { "co_flags", code_flags, nullptr, nullptr },
    { "co_varnames", code_varnames, nullptr, nullptr },
    { "co_freevars", code_freevars, nullptr, nullptr },
};

// Modules

Result<Value> module_new(Vm& vm, Value, Str* name, Value doc)
{
    Module* module = TRY(make_module(vm, name));
    TRY(dict_set_str(vm, module->dict, vm.names->doc, doc));
    return Value::cell(module);
}
Result<Value> module_repr(Vm& vm, Value self)
{
    auto* module = as<Module>(self);
    Value* name = find_str(vm, module->dict, vm.names->name);
    std::string_view shown = name && is_kind(*name, Kind::Str) ? as<Str>(*name)->view() : "?";
    Value* file = find_str(vm, module->dict, vm.names->file);
    if (file && is_kind(*file, Kind::Str))
        return text(vm, "<module '{}' from '{}'>", { shown, as<Str>(*file)->view() });
    if (find_str(vm, module->dict, vm.names->path))
        return text(vm, "<module '{}' (namespace)>", { shown });
    bool built_in = shown == "__main__" || vm.modules->find_native(shown);
    return text(vm, "<module '{}'{}>", { shown, built_in ? " (built-in)" : "" });
}
Result<Value> module_dir(Vm& vm, Value self)
{
    auto* module = as<Module>(self);
    if (Value* hook = find_str(vm, module->dict, vm.names->dir))
        return call(vm, *hook, CallArguments{});
    return sorted_names(vm, module->dict);
}
Result<Value> module_annotations(Vm& vm, Value self)
{
    auto* module = as<Module>(self);
    Value* annotate = find_str(vm, module->dict, vm.names->annotate);
    Value made = annotate && !annotate->is_none() ? TRY(call(vm, *annotate, { Value::small(1) }))
                                                  : Value::cell(TRY(make_dict(vm)));
    TRY(dict_set_str(vm, module->dict, vm.names->annotations, made));
    return made;
}
Result<void> set_module_annotations(Vm& vm, Value self, Value value)
{
    Dict* dict = as<Module>(self)->dict;
    if (!value.is_empty())
        return dict_set_str(vm, dict, vm.names->annotations, value);
    if (!dict_erase_str(vm, dict, vm.names->annotations))
        return raise_attribute_error(vm, self, vm.names->annotations);
    return {};
}
constexpr NativeDef module_new_def = def<"__new__(cls, name, doc=None)", module_new>();
constexpr NativeDef module_methods[] = {
    def<"__repr__(self, /)", module_repr>(),
    def<"__dir__(self, /)", module_dir>(),
};
constexpr AttributeDef module_attributes[] = { { "__annotations__", module_annotations, set_module_annotations,
    nullptr } };

// Descriptors of classes

Result<Value> slot_name(Vm&, Value self) { return Value::cell(as<SlotDescriptor>(self)->name); }
Result<Value> slot_repr(Vm& vm, Value self)
{
    auto* slot = as<SlotDescriptor>(self);
    return text(vm, "<member '{}' of '{}' objects>", { slot->name->view(), class_name(slot->owner) });
}
Result<Value> getset_name(Vm& vm, Value self)
{
    return Value::cell(intern(vm, as<AttributeDescriptor>(self)->def->name));
}
Result<Value> getset_repr(Vm& vm, Value self)
{
    auto* descriptor = as<AttributeDescriptor>(self);
    return text(vm, "<attribute '{}' of '{}' objects>", { descriptor->def->name, class_name(descriptor->owner) });
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
constexpr AttributeDef slot_attributes[] = { { "__name__", slot_name, nullptr, nullptr } };
constexpr AttributeDef getset_attributes[] = { { "__name__", getset_name, nullptr, nullptr } };

// None, Ellipsis, NotImplemented

Result<Value> singleton_repr(Vm& vm, Value self)
{
    return text(vm, self.is_none() ? "None" : self == Ellipsis ? "Ellipsis" : "NotImplemented", {});
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

// Weak references

Result<Value> weak_new(Vm& vm, Value type, Value target, Value callback)
{
    if (!target.is_cell() || !(vm.class_of(target)->flags & (HasWeakref | IsHeapClass | HasInstanceDict))) {
        bool referable = is_kind(target, Kind::Set) || is_kind(target, Kind::FrozenSet) ||
            is_kind(target, Kind::Class) || is_kind(target, Kind::Coroutine) || is_kind(target, Kind::NativeObject);
        if (!referable)
            return vm.raise(Error::TypeError, "cannot create weak reference to '{}' object", type_name(vm, target));
    }
    auto* cls = as<Class>(type);
    auto* reference = static_cast<WeakReference*>(
        vm.heap.allocate_cell(uint8_t(Kind::WeakReference), instance_size(cls, sizeof(WeakReference))));
    if (!reference)
        return vm.raise_memory_error();
    reference->shape = cls->root->id;
    reference->target = target;
    reference->callback = callback.is_none() ? Value() : callback;
    vm.heap.add_weak(reference, &reference->target);
    return Value::cell(reference);
}
Value weak_call(Vm&, Value self)
{
    Value target = as<WeakReference>(self)->target;
    return target.is_empty() ? None : target;
}
Result<int64_t> weak_hash(Vm& vm, Value self)
{
    auto* reference = as<WeakReference>(self);
    if (reference->hash == 0) {
        if (reference->target.is_empty())
            return vm.raise(Error::TypeError, "weak object has gone away");
        reference->hash = TRY(hash_of(vm, reference->target));
    }
    return reference->hash;
}
Result<Value> weak_eq(Vm& vm, Value self, Value other)
{
    auto* second = as_if<WeakReference>(other);
    if (!second)
        return NotImplemented;
    Value a = as<WeakReference>(self)->target, b = second->target;
    if (a.is_empty() || b.is_empty())
        return Value::boolean(self == other);
    return Value::boolean(TRY(values_equal(vm, a, b)));
}
Result<Value> weak_repr(Vm& vm, Value self)
{
    Value target = as<WeakReference>(self)->target;
    if (target.is_empty())
        return text(vm, "<weakref at {}; dead>", { object_address(self) });
    return text(
        vm, "<weakref at {}; to '{}' at {}>", { object_address(self), type_name(vm, target), object_address(target) });
}
constexpr NativeDef weak_new_def = def<"__new__(cls, object, callback=None, /)", weak_new>();
constexpr NativeDef weak_methods[] = {
    def<"__call__(self, /)", weak_call>(),
    def<"__hash__(self, /)", weak_hash>(),
    def<"__eq__(self, value, /)", weak_eq>(),
    def<"__repr__(self, /)", weak_repr>(),
};

} // namespace

void define_wrappers(Vm& vm)
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
    add_new(vm, classes.super, super_new_def);
    add_methods(vm, classes.super, super_methods);
    add_attributes(vm, classes.super, super_attributes);
    add_new(vm, classes.cell, cell_new_def);
    add_attributes(vm, classes.cell, cell_attributes);
    add_methods(vm, classes.code, code_methods);
    add_attributes(vm, classes.code, code_attributes);
    add_new(vm, classes.module, module_new_def);
    add_methods(vm, classes.module, module_methods);
    add_attributes(vm, classes.module, module_attributes);
    add_methods(vm, classes.member_descriptor, slot_methods);
    add_attributes(vm, classes.member_descriptor, slot_attributes);
    add_methods(vm, classes.getset_descriptor, getset_methods);
    add_attributes(vm, classes.getset_descriptor, getset_attributes);
    for (Class* cls : { classes.none, classes.ellipsis, classes.not_implemented }) {
        add_methods(vm, cls, singleton_methods);
        add_new(vm, cls, singleton_new_def);
        cls->flags &= ~uint32_t(DisallowsNew);
    }
    add_methods(vm, classes.none, none_methods);
    add_new(vm, classes.weak_reference, weak_new_def);
    add_methods(vm, classes.weak_reference, weak_methods);
}

} // namespace coil
