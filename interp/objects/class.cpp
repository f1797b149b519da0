#include "objects/class.h"

#include <algorithm>

#include "base/str_case.h"
#include "objects/class_layout.h"
#include "objects/class_members.h"
#include "objects/class_order.h"
#include "objects/dict.h"
#include "objects/function.h"
#include "objects/list.h"
#include "objects/must.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace coil::internal
{

namespace
{

constexpr size_t max_slot_names = UINT8_MAX;

Str* special_name(const Vm& vm, Special special)
{
    Str* const names[] = {
#define SPECIAL(field) vm.names->field,
#include "objects/specials.def"
#undef SPECIAL
    };
    return names[size_t(special)];
}

Value lookup_in_mro(Vm& vm, Class* cls, Str* name)
{
    for (Value each : *cls->mro)
        if (Value* value = find_own(vm, as<Class>(each), name))
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

/// The class that gave instances the last of their slots.
const Class* slots_owner(const Class* cls)
{
    while (cls->base && cls->base->slot_names_count == cls->slot_names_count)
        cls = cls->base;
    return cls;
}

/// The name of a native class with its module, but for those of builtins.
std::string full_name(Vm& vm, Class* cls)
{
    std::string name(class_name(cls));
    Value* module = find_own(vm, cls, vm.names->module);
    Str* text = module ? as_if<Str>(*module) : nullptr;
    return !text || text->view() == "builtins" ? name : std::string(text->view()) + "." + name;
}

/// The base that decides the layout of instances.
Result<Class*> best_base(Vm& vm, Tuple* bases)
{
    Class* best = nullptr;
    for (Value value : *bases) {
        Class* base = as<Class>(value);
        if (base->has(DisallowsSubclasses))
            return vm.raise(Error::TypeError, "type '{}' is not an acceptable base type", full_name(vm, base));
        if (!best) {
            best = base;
            continue;
        }
        if (base->instance_kind == best->instance_kind && differ_natively(base, best)) {
            const Class *owner = layout_owner(base), *best_owner = layout_owner(best);
            if (is_subclass(owner, best_owner))
                best = base;
            else if (!is_subclass(best_owner, owner))
                return vm.raise(Error::TypeError, "multiple bases have instance lay-out conflict");
            continue;
        }
        bool more = adds_layout(base) && (!adds_layout(best) || base->instance_kind != best->instance_kind);
        if (more && adds_layout(best))
            return vm.raise(Error::TypeError, "multiple bases have instance lay-out conflict");
        if (more)
            best = base;
        else if (base->slot_names_count > 0 && !is_subclass(best, slots_owner(base))) {
            if (best->slot_names_count > 0 && !is_subclass(base, slots_owner(best)))
                return vm.raise(Error::TypeError, "multiple bases have instance lay-out conflict");
            if (!adds_layout(best) || adds_layout(base))
                best = base;
        }
    }
    return best;
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

Result<void> add_slot(Vm& vm, Class* cls, Str* name)
{
    if (Value* held = find_str(vm, cls->dict, name)) {
        if (is_kind(*held, Kind::SlotDescriptor) && as<SlotDescriptor>(*held)->owner == cls)
            return {};
        return vm.raise(Error::ValueError, "'{}' in __slots__ conflicts with class variable", name->view());
    }
    if (cls->slot_names_count == max_slot_names)
        return vm.raise(Error::TypeError, "too many names in __slots__");
    auto* descriptor = vm.heap.allocate<SlotDescriptor>(uint8_t(Kind::SlotDescriptor));
    if (!descriptor)
        return vm.raise_memory_error();
    descriptor->shape = vm.classes->member_descriptor->root->id;
    descriptor->owner = cls;
    descriptor->name = name;
    descriptor->index = cls->slot_names_count++;
    return dict_set_str(vm, cls->dict, name, Value::cell(descriptor));
}

/// Whether instances hold their items themselves: in CPython there is no room behind those for slots and weak
/// references.
bool has_varying_size(Kind kind) { return kind == Kind::BigInt || kind == Kind::Tuple || kind == Kind::Bytes; }

/// Gives instances a fixed slot for every name of __slots__.
Result<void> add_slots(Vm& vm, Class* cls, List* names)
{
    bool varies = has_varying_size(cls->instance_kind) || cls->instance_kind == Kind::Class;
    bool has_dict = cls->has(HasInstanceDict), has_weak = cls->has(HasWeakref);
    if (names->size && varies)
        return vm.raise(
            Error::TypeError, "nonempty __slots__ not supported for subtype of '{}'", class_name(cls->base));
    List* kept = TRY(make_list(vm)); // alive while they are sorted
    std::vector<Str*> mangled;
    for (size_t i = 0; i < names->size; i++) {
        auto* name = as_if<Str>(names->array->data[i]);
        if (!name)
            return vm.raise(
                Error::TypeError, "__slots__ items must be strings, not '{}'", type_name(vm, names->array->data[i]));
        if (!unicode::is_identifier(name->view()))
            return vm.raise(Error::TypeError, "__slots__ must be identifiers");
        if (name->view() == "__dict__") {
            if (has_dict)
                return vm.raise(Error::TypeError, "__dict__ slot disallowed: we already got one");
            cls->flags |= HasInstanceDict;
            has_dict = true;
        } else if (name->view() == "__weakref__") {
            if (has_weak)
                return vm.raise(Error::TypeError, "__weakref__ slot disallowed: we already got one");
            cls->flags |= HasWeakref;
            has_weak = true;
        } else {
            mangled.push_back(mangle(vm, cls->name, name));
            TRY(list_append(vm, kept, Value::cell(mangled.back())));
        }
    }
    // In this order the layouts of two classes are the same when the names are.
    std::sort(mangled.begin(), mangled.end(), [](const Str* a, const Str* b) { return a->view() < b->view(); });
    for (Str* name : mangled)
        TRY(add_slot(vm, cls, name));
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
        Dict* names = as<Class>(each)->dict; // only of classes in Python, which are filled, has it slots
        while (const DictEntry* entry = names ? next_entry(names, position) : nullptr)
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

/// Moves references to dead subclasses behind those that live, whose order is kept. They are used again, for what lives
/// as long as its base would pile up.
void put_dead_subclasses_last(Vm& vm, Class* base, List* list)
{
    Value* items = list->array->data;
    vm.heap.write_barrier(list->array);
    Value* first_dead = std::stable_partition(
        items, items + list->size, [](Value each) { return !as<WeakReference>(each)->target.is_empty(); });
    base->subclass_count = uint32_t(first_dead - items);
}

/// A reference to a class that is empty as yet, the next of the base's subclasses.
Result<WeakReference*> next_subclass_reference(Vm& vm, Class* base)
{
    if (!base->subclasses) {
        List* list = TRY(make_list(vm));
        vm.heap.write_barrier(base);
        base->subclasses = list;
    }
    auto* list = static_cast<List*>(base->subclasses);
    if (base->subclass_count == list->size && list->array && list->size == list->array->capacity)
        put_dead_subclasses_last(vm, base, list);
    if (base->subclass_count == list->size) {
        auto* reference = vm.heap.allocate<WeakReference>(uint8_t(Kind::WeakReference));
        if (!reference)
            return vm.raise_memory_error();
        reference->shape = vm.classes->weak_reference->root->id;
        TRY(list_append(vm, list, Value::cell(reference)));
    }
    return as<WeakReference>(list->array->data[base->subclass_count++]);
}

Result<void> add_to_subclasses(Vm& vm, Class* base, Class* cls)
{
    WeakReference* reference = TRY(next_subclass_reference(vm, base));
    reference->target = Value::cell(cls);
    vm.heap.add_weak(reference, &reference->target);
    return {};
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

/// Gives the class and its subclasses the mro that their bases now make. `changed` gets each with its mro so far.
Result<void> reorder(Vm& vm, Class* cls, List* changed)
{
    Tuple* mro = TRY(linearise(vm, cls, cls->bases));
    TRY(list_append(vm, changed, Value::cell(cls)));
    TRY(list_append(vm, changed, Value::cell(cls->mro)));
    vm.heap.write_barrier(cls);
    cls->mro = mro;
    auto* list = static_cast<List*>(cls->subclasses);
    for (size_t i = 0; list && i < list->size; i++)
        if (Value target = as<WeakReference>(list->array->data[i])->target; !target.is_empty())
            TRY(reorder(vm, as<Class>(target), changed));
    return {};
}

void remove_from_subclasses(Vm& vm, Class* base, Class* cls)
{
    auto* list = static_cast<List*>(base->subclasses);
    for (size_t i = 0; list && i < list->size; i++) {
        auto* reference = as<WeakReference>(list->array->data[i]);
        if (!(reference->target == Value::cell(cls)))
            continue;
        vm.heap.remove_weak(reference, &reference->target);
        reference->target = Value();
    }
}

/// Whether instances of classes under the one can be those of classes under the other: what follows the fixed part is
/// the same.
bool same_layout(const Class* left, const Class* right)
{
    return left->instance_kind == right->instance_kind && !differ_natively(left, right) &&
        left->slot_names_count == right->slot_names_count &&
        left->has(HasInstanceDict) == right->has(HasInstanceDict) &&
        (left->slot_names_count == 0 || slots_owner(left) == slots_owner(right));
}

/// What a metaclass's own mro() says. The classes must fit the layout of instances.
Result<void> apply_own_order(Vm& vm, Class* cls)
{
    Str* name = intern(vm, "mro");
    Value* usual = find_own(vm, vm.classes->type, name);
    Value own = lookup(vm, vm.class_of(Value::cell(cls)), name);
    if (!usual || own == *usual)
        return {};
    Value self = Value::cell(cls);
    Value order = TRY(vm.operations.call(vm, own, &self, 1));
    auto* list = as_if<List>(order);
    auto* tuple = as_if<Tuple>(order);
    if (!list && !tuple)
        return vm.raise(Error::TypeError, "'{}' object is not iterable", type_name(vm, order));
    List* classes = TRY(list ? make_list(vm, list->begin(), list->size) : make_list(vm, tuple->items, tuple->size));
    bool ends = false;
    for (size_t i = 0; i < classes->size; i++) {
        auto* each = as_if<Class>(classes->array->data[i]);
        if (!each)
            return vm.raise(
                Error::TypeError, "mro() returned a non-class ('{}')", type_name(vm, classes->array->data[i]));
        if (!is_subclass(cls, each) && (adds_layout(each) || each->slot_names_count))
            return vm.raise(Error::TypeError, "mro() returned base with unsuitable layout ('{}')", class_name(each));
        ends |= each == vm.classes->object;
    }
    if (!ends)
        TRY(list_append(vm, classes, Value::cell(vm.classes->object)));
    Tuple* mro = TRY(make_tuple(vm, classes->begin(), classes->size));
    vm.heap.write_barrier(cls);
    cls->mro = mro;
    class_changed(vm, cls, nullptr, Value(), Value());
    return {};
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
    Class* cls = must_cell(allocate_class(vm));
    cls->shape = vm.classes->type && vm.classes->type->root ? vm.classes->type->root->id : 0;
    cls->base = base;
    cls->instance_kind = instance_kind;
    cls->flags = flags | (base ? base->flags & inherited_flags : 0);
    // Every store below may follow a collection that made the class old.
    auto keep = [&](auto*& field, auto* cell) {
        vm.heap.write_barrier(cls);
        field = cell;
    };
    keep(cls->name, intern(vm, name));
    keep(cls->qualified_name, cls->name);
    keep(cls->bases, must(base ? make_tuple(vm, { Value::cell(base) }) : make_tuple(vm, size_t(0))));
    std::vector<Value> mro{ Value::cell(cls) };
    if (base)
        mro.insert(mro.end(), base->mro->begin(), base->mro->end());
    keep(cls->mro, must(make_tuple(vm, mro.data(), mro.size())));
    keep(cls->root, must(make_root_shape(vm, cls)));
    return cls;
}

Result<Class*> make_class(Vm& vm, Class* metaclass, Str* name, Tuple* bases, Dict* dict, List* slots)
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
    cls->flags = IsHeapClass | (base->flags & (IsException | MatchesSelf));
    for (Value each : *bases)
        cls->flags |= as<Class>(each)->flags & (HasInstanceDict | HasWeakref);
    cls->inline_slots = base->inline_slots;
    Tuple* mro = TRY(linearise(vm, cls, bases));
    vm.heap.write_barrier(cls);
    cls->mro = mro;
    for (size_t i = 1; i < mro->size && !(cls->flags & collection_flags); i++)
        cls->flags |= as<Class>(mro->items[i])->flags & collection_flags;
    if (slots)
        TRY(add_slots(vm, cls, slots));
    else
        cls->flags |= has_varying_size(base->instance_kind) ? HasInstanceDict : HasInstanceDict | HasWeakref;
    if (Value* init = find_str(vm, dict, vm.names->init); init && is_kind(*init, Kind::Function))
        cls->inline_slots = std::max<uint16_t>(cls->inline_slots,
            std::min<uint16_t>(24, uint16_t(as<Function>(*init)->code->self_attributes + base->inline_slots)));
    TRY(make_root(vm, cls));
    refresh_flags(vm, cls);
    for (Value each : *bases)
        TRY(add_to_subclasses(vm, as<Class>(each), cls));
    TRY(apply_own_order(vm, cls));
    return cls;
}

Result<void> set_bases(Vm& vm, Class* cls, Tuple* bases)
{
    Class* base = TRY(best_base(vm, bases));
    Class* old_base = cls->base;
    Tuple* old_bases = cls->bases;
    if (!same_layout(base, old_base))
        return vm.raise(Error::TypeError, "__bases__ assignment: '{}' object layout differs from '{}'",
            class_name(base), class_name(old_base));
    auto take = [&](Class* new_base, Tuple* new_bases) {
        vm.heap.write_barrier(cls);
        cls->base = new_base;
        cls->bases = new_bases;
    };
    take(base, bases);
    List* changed = TRY(make_list(vm));
    if (reorder(vm, cls, changed).failed()) {
        take(old_base, old_bases);
        for (size_t i = 0; i < changed->size; i += 2) {
            auto* each = as<Class>(changed->array->data[i]);
            vm.heap.write_barrier(each);
            each->mro = as<Tuple>(changed->array->data[i + 1]);
        }
        return Raised{};
    }
    for (Value each : *old_bases)
        remove_from_subclasses(vm, as<Class>(each), cls);
    for (Value each : *bases)
        TRY(add_to_subclasses(vm, as<Class>(each), cls));
    class_changed(vm, cls, nullptr, Value(), Value());
    return {};
}

Value lookup(Vm& vm, Class* cls, Str* name)
{
    size_t slot = (cls->version * 31 ^ reinterpret_cast<uintptr_t>(name) >> 4) % LookupCaches::method_count;
    MethodCacheEntry& entry = vm.lookups.methods[slot];
    if (entry.version == cls->version && entry.name == name)
        return entry.value;
    Value value = lookup_in_mro(vm, cls, name);
    if (name->is_interned()) {
        entry = { cls->version, name, value };
        vm.lookups.used = true;
    }
    return value;
}

Value search_special(Vm& vm, Class* cls, Special special)
{
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
    std::fill_n(vm.lookups.attributes.get(), LookupCaches::attribute_count, CachedAttribute{});
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

} // namespace coil::internal
