#include "objects/class.h"

#include <algorithm>

#include "objects/dict.h"
#include "objects/function.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace coil
{

namespace
{

Str* special_name(const Vm& vm, Special special)
{
    Str* const names[] = {
#define SPECIAL(field) vm.names->field,
#include "objects/specials.def"
#undef SPECIAL
    };
    return names[size_t(special)];
}

/// As CPython, names the classes that come first in what is left.
Raised raise_inconsistent(Vm& vm, const std::vector<std::vector<Class*>>& sequences)
{
    std::vector<Class*> first;
    std::string names;
    for (auto& sequence : sequences) {
        if (std::find(first.begin(), first.end(), sequence.front()) != first.end())
            continue;
        first.push_back(sequence.front());
        names += (names.empty() ? "" : ", ") + std::string(class_name(sequence.front()));
    }
    return vm.raise(Error::TypeError, "Cannot create a consistent method resolution order (MRO) for bases {}", names);
}

/// The C3 merge of the bases' linearisations and the bases themselves.
Result<Tuple*> linearise(Vm& vm, Class* cls, Tuple* bases)
{
    std::vector<std::vector<Class*>> sequences;
    for (Value base : *bases) {
        std::vector<Class*> sequence;
        for (Value each : *as<Class>(base)->mro)
            sequence.push_back(as<Class>(each));
        sequences.push_back(std::move(sequence));
    }
    std::vector<Class*> own;
    for (Value base : *bases) {
        if (std::find(own.begin(), own.end(), as<Class>(base)) != own.end())
            return vm.raise(Error::TypeError, "duplicate base class {}", class_name(as<Class>(base)));
        own.push_back(as<Class>(base));
    }
    sequences.push_back(own);
    std::vector<Value> order{ Value::cell(cls) };
    for (;;) {
        std::erase_if(sequences, [](auto& sequence) { return sequence.empty(); });
        if (sequences.empty())
            return make_tuple(vm, order.data(), order.size());
        Class* next = nullptr;
        for (auto& sequence : sequences) {
            Class* candidate = sequence.front();
            bool in_tail = std::any_of(sequences.begin(), sequences.end(),
                [&](auto& other) { return std::find(other.begin() + 1, other.end(), candidate) != other.end(); });
            if (!in_tail) {
                next = candidate;
                break;
            }
        }
        if (!next)
            return raise_inconsistent(vm, sequences);
        order.push_back(Value::cell(next));
        for (auto& sequence : sequences)
            if (sequence.front() == next)
                sequence.erase(sequence.begin());
    }
}

Value lookup_in_mro(Vm& vm, Class* cls, Str* name)
{
    for (Value each : *cls->mro)
        if (Value* value = find_str(vm, as<Class>(each)->dict, name))
            return *value;
    return {};
}

bool differs(Vm& vm, Class* cls, Str* name, Class* from)
{
    Value own = lookup_in_mro(vm, cls, name);
    return !own.is_empty() && !(own == lookup_in_mro(vm, from, name));
}

/// Flags that depend on what the class and its bases define.
void refresh_flags(Vm& vm, Class* cls)
{
    constexpr uint32_t derived = HasFinalizer | HasGetattribute | HasSetattr | HasData | HasGet | HasCustomNew;
    cls->flags &= ~derived;
    Class* object = vm.classes->object;
    auto has = [&](Str* name) { return !lookup_in_mro(vm, cls, name).is_empty(); };
    if (has(vm.names->del))
        cls->flags |= HasFinalizer;
    if (has(vm.names->getattr) || differs(vm, cls, vm.names->getattribute, object))
        cls->flags |= HasGetattribute;
    if (differs(vm, cls, vm.names->setattr, object) || differs(vm, cls, vm.names->delattr, object))
        cls->flags |= HasSetattr;
    if (has(vm.names->get))
        cls->flags |= HasGet;
    if (has(vm.names->set) || has(vm.names->delete_))
        cls->flags |= HasData;
    if (differs(vm, cls, vm.names->new_, object))
        cls->flags |= HasCustomNew;
}

bool adds_layout(const Class* cls) { return cls->instance_kind != Kind::Instance; }

/// The base that decides the layout of instances.
Result<Class*> best_base(Vm& vm, Tuple* bases)
{
    Class* best = nullptr;
    for (Value value : *bases) {
        Class* base = as<Class>(value);
        if (base->has(DisallowsSubclasses))
            return vm.raise(Error::TypeError, "type '{}' is not an acceptable base type", class_name(base));
        if (!best) {
            best = base;
            continue;
        }
        bool more = adds_layout(base) && (!adds_layout(best) || base->instance_kind != best->instance_kind);
        if (more && adds_layout(best))
            return vm.raise(Error::TypeError, "multiple bases have instance lay-out conflict");
        if (more)
            best = base;
        else if (base->slot_names_count > 0 && !(is_subclass(best, base))) {
            if (best->slot_names_count > 0 && !is_subclass(base, best))
                return vm.raise(Error::TypeError, "multiple bases have instance lay-out conflict");
            if (!adds_layout(best) || adds_layout(base))
                best = base;
        }
    }
    return best;
}

/// The names of __slots__ as a list of Str; empty when the class has none.
Result<List*> slot_names(Vm& vm, Str* class_name, Value slots)
{
    List* names = TRY(make_list(vm));
    if (is_kind(slots, Kind::Str)) {
        TRY(list_append(vm, names, slots));
        return names;
    }
    const Value* items = nullptr;
    size_t count = 0;
    if (auto* tuple = as_if<Tuple>(slots))
        items = tuple->items, count = tuple->size;
    else if (auto* list = as_if<List>(slots))
        items = list->begin(), count = list->size;
    else if (auto* dict = as_if<Dict>(slots)) {
        size_t position = 0;
        while (const DictEntry* entry = next_entry(dict, position))
            TRY(list_append(vm, names, entry->key));
        return names;
    } else {
        return vm.raise(Error::TypeError, "'{}' object is not iterable", type_name(vm, slots));
    }
    (void)class_name;
    for (size_t i = 0; i < count; i++) {
        if (!is_kind(items[i], Kind::Str))
            return vm.raise(Error::TypeError, "__slots__ items must be strings, not '{}'", type_name(vm, items[i]));
        TRY(list_append(vm, names, items[i]));
    }
    return names;
}

/// `__x` in class `C` is `_C__x`.
Str* mangle(Vm& vm, Str* class_name, Str* name)
{
    std::string_view text = name->view();
    if (!text.starts_with("__") || text.ends_with("__"))
        return intern(vm, name);
    std::string_view cls = class_name->view();
    while (!cls.empty() && cls.front() == '_')
        cls.remove_prefix(1);
    return cls.empty() ? intern(vm, name) : intern(vm, "_" + std::string(cls) + std::string(text));
}

/// Gives instances a fixed slot for every name of __slots__.
Result<void> add_slots(Vm& vm, Class* cls, Value slots)
{
    List* names = TRY(slot_names(vm, cls->name, slots));
    for (size_t i = 0; i < names->size; i++) {
        Str* name = as<Str>(names->array->data[i]);
        if (name == vm.names->dict || name->view() == "__dict__") {
            cls->flags |= HasInstanceDict;
            continue;
        }
        if (name->view() == "__weakref__")
            continue;
        name = mangle(vm, cls->name, name);
        if (find_str(vm, cls->dict, name))
            return vm.raise(Error::ValueError, "'{}' in __slots__ conflicts with class variable", name->view());
        auto* descriptor = vm.heap.allocate<SlotDescriptor>(uint8_t(Kind::SlotDescriptor));
        if (!descriptor)
            return vm.raise_memory_error();
        descriptor->shape = vm.classes->member_descriptor->root->id;
        descriptor->owner = cls;
        descriptor->name = name;
        descriptor->index = cls->slot_names_count++;
        TRY(dict_set_str(vm, cls->dict, name, Value::cell(descriptor)));
    }
    return {};
}

/// The root shape, with a slot for every name of the __slots__ of the class and its bases.
Result<void> make_root(Vm& vm, Class* cls)
{
    cls->inline_slots = std::max<uint16_t>(cls->inline_slots, cls->slot_names_count);
    Shape* root = TRY(make_root_shape(vm, cls));
    std::vector<Str*> fixed(cls->slot_names_count);
    for (Value each : *cls->mro) {
        size_t position = 0;
        while (const DictEntry* entry = next_entry(as<Class>(each)->dict, position))
            if (auto* slot = as_if<SlotDescriptor>(entry->value);
                slot && slot->index < fixed.size() && slot->owner == as<Class>(each))
                fixed[slot->index] = slot->name;
    }
    for (Str* name : fixed) {
        root = shape_with(vm, root, name ? name : vm.names->empty);
        if (!root)
            return Raised{};
    }
    vm.heap.write_barrier(cls);
    cls->root = root;
    return {};
}

Result<void> add_to_subclasses(Vm& vm, Class* base, Class* cls)
{
    if (!base->subclasses) {
        List* list = TRY(make_list(vm));
        vm.heap.write_barrier(base);
        base->subclasses = list;
    }
    auto* reference = vm.heap.allocate<WeakReference>(uint8_t(Kind::WeakReference));
    if (!reference)
        return vm.raise_memory_error();
    reference->shape = vm.classes->weak_reference->root->id;
    reference->target = Value::cell(cls);
    vm.heap.add_weak(reference, &reference->target);
    auto* list = static_cast<List*>(base->subclasses);
    for (size_t i = 0; i < list->size; i++) {
        if (as<WeakReference>(list->array->data[i])->target.is_empty()) {
            vm.heap.write_barrier(list->array);
            list->array->data[i] = Value::cell(reference);
            return {};
        }
    }
    return list_append(vm, list, Value::cell(reference));
}

Class* allocate_class(Vm& vm)
{
    auto* cls = vm.heap.allocate<Class>(uint8_t(Kind::Class));
    if (cls)
        cls->version = vm.next_class_version++;
    return cls;
}

template <class Visit> void for_each_subclass(Class* cls, Visit&& visit)
{
    if (!cls->subclasses)
        return;
    auto* list = static_cast<List*>(cls->subclasses);
    for (size_t i = 0; i < list->size; i++)
        if (Value target = as<WeakReference>(list->array->data[i])->target; !target.is_empty())
            visit(as<Class>(target));
}

/// Gives the class and its subclasses new versions. True when inline caches may hold something of theirs; `forget`:
/// they are emptied next.
bool invalidate(Vm& vm, Class* cls, bool forget)
{
    bool is_cached = cls->has(IsCached);
    if (forget)
        cls->flags &= ~uint32_t(IsCached);
    cls->version = vm.next_class_version++;
    cls->specials = nullptr;
    refresh_flags(vm, cls);
    for_each_subclass(cls, [&](Class* subclass) { is_cached |= invalidate(vm, subclass, forget); });
    return is_cached;
}

bool is_plain_data(Value value)
{
    return !value.is_cell() || is_kind(value, Kind::Str) || is_kind(value, Kind::BigInt) ||
        is_kind(value, Kind::Float) || is_kind(value, Kind::List) || is_kind(value, Kind::Dict) ||
        is_kind(value, Kind::Tuple) || is_kind(value, Kind::Set);
}

} // namespace

Class* make_builtin_class(Vm& vm, std::string_view name, Class* base, Kind instance_kind, uint32_t flags)
{
    Class* cls = allocate_class(vm);
    cls->shape = vm.classes->type && vm.classes->type->root ? vm.classes->type->root->id : 0;
    cls->base = base;
    cls->instance_kind = instance_kind;
    cls->flags = flags | (base ? base->flags & (IsException | HasInstanceDict) : 0);
    // Every store below may follow a collection that made the class old.
    auto keep = [&](auto*& field, auto* cell) {
        vm.heap.write_barrier(cls);
        field = cell;
    };
    keep(cls->name, intern(vm, name));
    keep(cls->qualified_name, cls->name);
    keep(cls->dict, make_dict(vm).release());
    keep(cls->bases, (base ? make_tuple(vm, { Value::cell(base) }) : make_tuple(vm, size_t(0))).release());
    std::vector<Value> mro{ Value::cell(cls) };
    if (base)
        mro.insert(mro.end(), base->mro->begin(), base->mro->end());
    keep(cls->mro, make_tuple(vm, mro.data(), mro.size()).release());
    keep(cls->root, make_root_shape(vm, cls).release());
    return cls;
}

Result<Class*> make_class(Vm& vm, Class* metaclass, Str* name, Tuple* bases, Dict* dict)
{
    if (bases->size == 0)
        bases = TRY(make_tuple(vm, { Value::cell(vm.classes->object) }));
    for (Value base : *bases)
        if (!is_kind(base, Kind::Class))
            return vm.raise(Error::TypeError, "bases must be types");
    Class* base = TRY(best_base(vm, bases));
    Class* cls = allocate_class(vm);
    if (!cls)
        return vm.raise_memory_error();
    cls->shape = metaclass->root->id;
    cls->name = cls->qualified_name = name;
    cls->base = base;
    cls->bases = bases;
    cls->dict = dict;
    cls->instance_kind = base->instance_kind;
    cls->slot_names_count = base->slot_names_count;
    cls->flags = IsHeapClass | (base->flags & IsException);
    for (Value each : *bases)
        cls->flags |= as<Class>(each)->flags & (HasInstanceDict | HasWeakref);
    cls->inline_slots = base->inline_slots;
    Tuple* mro = TRY(linearise(vm, cls, bases));
    vm.heap.write_barrier(cls);
    cls->mro = mro;
    if (Value* slots = find_str(vm, dict, vm.names->slots))
        TRY(add_slots(vm, cls, *slots));
    else
        cls->flags |= HasInstanceDict | HasWeakref;
    if (Value* init = find_str(vm, dict, vm.names->init); init && is_kind(*init, Kind::Function))
        cls->inline_slots = std::max<uint16_t>(cls->inline_slots,
            std::min<uint16_t>(24, uint16_t(as<Function>(*init)->code->self_attributes + base->inline_slots)));
    TRY(make_root(vm, cls));
    refresh_flags(vm, cls);
    for (Value each : *bases)
        TRY(add_to_subclasses(vm, as<Class>(each), cls));
    return cls;
}

Value lookup(Vm& vm, Class* cls, Str* name)
{
    size_t slot = (cls->version * 31 ^ reinterpret_cast<uintptr_t>(name) >> 4) % Vm::method_cache_size;
    MethodCacheEntry& entry = vm.method_cache[slot];
    if (entry.version == cls->version && entry.name == name)
        return entry.value;
    Value value = lookup_in_mro(vm, cls, name);
    if (name->is_interned()) {
        entry = { cls->version, name, value };
        vm.method_cache_used = true;
    }
    return value;
}

Value lookup_special(Vm& vm, Class* cls, Special special)
{
    if (cls->specials) {
        Value cached = static_cast<ValueArray*>(cls->specials)->data[size_t(special)];
        if (!cached.is_empty())
            return cached == Deleted ? Value() : cached;
    }
    Value value = lookup_in_mro(vm, cls, special_name(vm, special));
    if (!cls->specials) {
        auto made = make_value_array(vm, size_t(Special::Count));
        if (made.failed()) {
            vm.take_pending();
            return value;
        }
        vm.heap.write_barrier(cls);
        cls->specials = made.value();
    }
    vm.heap.write_barrier(cls->specials);
    static_cast<ValueArray*>(cls->specials)->data[size_t(special)] = value.is_empty() ? Deleted : value;
    return value;
}

void class_changed(Vm& vm, Class* cls, Str* name, Value old_value, Value new_value)
{
    // Inline caches never hold plain data of classes: counters and settings kept on a class cost nothing.
    (void)name;
    bool plain = !old_value.is_empty() && !new_value.is_empty() && is_plain_data(old_value) && is_plain_data(new_value);
    if (!invalidate(vm, cls, !plain) || plain)
        return;
    std::fill_n(vm.attribute_cache.get(), Vm::attribute_cache_size, CachedAttribute{});
    if (vm.operations.forget_inline_caches)
        vm.operations.forget_inline_caches(vm);
}

bool is_subclass(const Class* cls, const Class* ancestor)
{
    if (cls == ancestor)
        return true;
    for (Value each : *cls->mro)
        if (each == Value::cell(ancestor))
            return true;
    return false;
}

bool is_instance(const Vm& vm, Value value, const Class* cls) { return is_subclass(vm.class_of(value), cls); }

std::string_view class_name(const Class* cls) { return cls->name->view(); }

std::string_view type_name(const Vm& vm, Value value) { return class_name(vm.class_of(value)); }

} // namespace coil
