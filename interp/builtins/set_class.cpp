#include "builtins/set_class.h"

#include "builtins/define.h"
#include "builtins/protocol_methods.h"
#include "objects/dict.h"
#include "objects/hash.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/text_builder.h"
#include "runtime/interpreter/loader.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

Result<void> set_update_with(Vm& vm, SetBase* self, Value iterable)
{
    if (SetBase* other = as_any_set(iterable))
        return set_merge(vm, self, other);
    return for_each(vm, iterable, [&](Value item) -> Result<bool> {
        TRY(set_add(vm, self, item));
        return true;
    });
}

} // namespace

Result<Value> new_set(Vm& vm, Class* cls, bool frozen, Value iterable)
{
    SetBase* set = frozen ? static_cast<SetBase*>(TRY(make_frozen_set(vm))) : TRY(make_set(vm));
    if (!iterable.is_empty())
        TRY(set_update_with(vm, set, iterable));
    return as_subclass(vm, cls, Value::cell(set));
}

namespace
{

Result<Value> set_new(Vm& vm, Value type, Arguments, Dict*) { return new_set(vm, as<Class>(type), false, Value()); }
Result<Value> set_call(Vm& vm, Value, Value iterable) { return new_set(vm, vm.classes->set, false, iterable); }
Result<Value> frozenset_new(Vm& vm, Value type, Value iterable)
{
    if (type == Value::cell(vm.classes->frozenset) && iterable.is_cell() &&
        iterable.as_cell()->shape == vm.exact.frozen_set)
        return iterable;
    return new_set(vm, as<Class>(type), true, iterable);
}
Result<SetBase*> as_set(Vm& vm, Value iterable)
{
    if (SetBase* set = as_any_set(iterable))
        return set;
    Value made = TRY(new_set(vm, vm.classes->set, false, iterable));
    return as_any_set(made);
}
Result<void> set_init(Vm& vm, Value self, Value iterable)
{
    set_clear(vm, as_any_set(self));
    return iterable.is_empty() ? Result<void>() : set_update_with(vm, as_any_set(self), iterable);
}
Result<Value> set_repr(Vm& vm, Value self)
{
    SetBase* set = as_any_set(self);
    std::string name(type_name(vm, self));
    if (set->used == 0)
        return Value::cell(TRY(make_str(vm, name + "()")));
    ReprGuard guard(vm, self);
    if (guard.recursive())
        return Value::cell(TRY(make_str(vm, name + "(...)")));
    bool plain = set->shape == vm.exact.set;
    TextBuilder text(vm, plain ? "{" : name + "({");
    size_t position = 0, start = text.size();
    while (const SetEntry* entry = next_key(set, position)) {
        Str* item = TRY(repr(vm, entry->key));
        if (text.size() > start)
            TRY(text.add(", "));
        TRY(text.add(item->view()));
    }
    TRY(text.add(plain ? "}" : "})"));
    return Value::cell(TRY(text.finish()));
}
Result<void> add(Vm& vm, Value self, Value item)
{
    TRY(set_add(vm, as_any_set(self), item));
    return {};
}
Result<void> discard(Vm& vm, Value self, Value item)
{
    TRY(set_discard(vm, as_any_set(self), TRY(as_element(vm, item))));
    return {};
}
Result<void> set_remove(Vm& vm, Value self, Value item)
{
    if (!TRY(set_discard(vm, as_any_set(self), TRY(as_element(vm, item)))))
        return vm.raise_value(Error::KeyError, item);
    return {};
}
Result<Value> set_pop_method(Vm& vm, Value self)
{
    if (as_any_set(self)->used == 0)
        return vm.raise(Error::KeyError, "pop from an empty set");
    return set_pop(vm, as_any_set(self));
}
void set_clear_method(Vm& vm, Value self) { set_clear(vm, as_any_set(self)); }
Result<Value> set_copy_method(Vm& vm, Value self)
{
    if (self.as_cell()->shape == vm.exact.frozen_set)
        return self;
    return Value::cell(TRY(set_copy(vm, as_any_set(self), is_kind(self, Kind::FrozenSet))));
}

/// The keys of any iterable that are in the set: as CPython, in the order in which they come.
Result<SetBase*> intersect_items(Vm& vm, SetBase* set, Value iterable, bool frozen)
{
    Value made = TRY(new_set(vm, frozen ? vm.classes->frozenset : vm.classes->set, frozen, Value()));
    SetBase* result = as_any_set(made);
    TRY(for_each(vm, iterable, [&](Value item) -> Result<bool> {
        if (TRY(set_contains(vm, set, item)))
            TRY(set_add(vm, result, item));
        return true;
    }));
    return result;
}

Result<void> discard_items(Vm& vm, SetBase* set, Value iterable)
{
    TRY(for_each(vm, iterable, [&](Value item) -> Result<bool> {
        TRY(set_discard(vm, set, item));
        return true;
    }));
    return set_drop_removed(vm, set);
}

Result<void> combine_in_place(Vm& vm, SetBase* self, SetOperation op, Value other)
{
    if (op == SetOperation::Union)
        return set_update_with(vm, self, other);
    if (op == SetOperation::Difference && !as_any_set(other))
        return discard_items(vm, self, other);
    if (op == SetOperation::Intersection && !as_any_set(other)) {
        set_take(vm, self, TRY(intersect_items(vm, self, other, false)));
        return {};
    }
    SetBase* second = TRY(as_set(vm, other));
    switch (op) {
    case SetOperation::Intersection:
        return set_intersect(vm, self, second);
    case SetOperation::Difference:
        return set_subtract(vm, self, second);
    default:
        return set_symmetric(vm, self, second);
    }
}
} // namespace

Result<Value> combine(Vm& vm, Value self, SetOperation op, Value other)
{
    SetBase* set = as_any_set(self);
    bool frozen = is_kind(self, Kind::FrozenSet);
    if (op == SetOperation::Intersection && !as_any_set(other))
        return Value::cell(TRY(intersect_items(vm, set, other, frozen)));
    if (op == SetOperation::Difference && !as_any_set(other) && !is_kind(other, Kind::Dict)) {
        SetBase* copy = TRY(set_copy(vm, set, frozen));
        TRY(discard_items(vm, copy, other));
        return Value::cell(copy);
    }
    if (op == SetOperation::Difference)
        return Value::cell(TRY(set_difference(vm, set, TRY(as_set(vm, other)), frozen)));
    if (op == SetOperation::Intersection)
        return Value::cell(TRY(set_intersection(vm, set, TRY(as_set(vm, other)), frozen)));
    if (op == SetOperation::Symmetric) {
        // As CPython: the other set is copied and this one's keys go into it.
        SetBase* copy = TRY(set_copy(vm, TRY(as_set(vm, other)), frozen));
        TRY(set_symmetric(vm, copy, set));
        return Value::cell(copy);
    }
    SetBase* copy = TRY(set_copy(vm, set, frozen));
    TRY(combine_in_place(vm, copy, op, other));
    return Value::cell(copy);
}

namespace
{

template <SetOperation op> Result<Value> set_method(Vm& vm, Value self, Arguments others)
{
    if (others.empty())
        return Value::cell(TRY(set_copy(vm, as_any_set(self), is_kind(self, Kind::FrozenSet))));
    Value result = self;
    for (Value other : others)
        result = TRY(combine(vm, result, op, other));
    return result;
}
template <SetOperation op> Result<void> set_update_method(Vm& vm, Value self, Arguments others)
{
    for (Value other : others)
        TRY(combine_in_place(vm, as_any_set(self), op, other));
    return {};
}
template <SetOperation op> Result<Value> set_operator(Vm& vm, Value self, Value other)
{
    if (!as_any_set(self) || !as_any_set(other))
        return NotImplemented;
    return combine(vm, self, op, other);
}
template <SetOperation op> Result<Value> set_inplace(Vm& vm, Value self, Value other)
{
    if (!as_any_set(other))
        return NotImplemented;
    TRY(combine_in_place(vm, as_any_set(self), op, other));
    return self;
}
Result<Value> symmetric_method(Vm& vm, Value self, Value other)
{
    return combine(vm, self, SetOperation::Symmetric, other);
}
Result<void> symmetric_update(Vm& vm, Value self, Value other)
{
    return combine_in_place(vm, as_any_set(self), SetOperation::Symmetric, other);
}
Result<bool> is_subset(Vm& vm, Value self, Value other)
{
    return set_is_subset(vm, as_any_set(self), TRY(as_set(vm, other)));
}
/// Whether all, or none, of an iterable's items are in the set; it is asked no further than needed.
Result<bool> each_item_is(Vm& vm, SetBase* set, Value iterable, bool contained)
{
    bool result = true;
    TRY(for_each(vm, iterable, [&](Value item) -> Result<bool> {
        result = TRY(set_contains(vm, set, item)) == contained;
        return result;
    }));
    return result;
}
Result<bool> is_superset(Vm& vm, Value self, Value other)
{
    if (!as_any_set(other))
        return each_item_is(vm, as_any_set(self), other, true);
    return set_is_subset(vm, TRY(as_set(vm, other)), as_any_set(self));
}
Result<bool> is_disjoint(Vm& vm, Value self, Value other)
{
    if (!as_any_set(other))
        return each_item_is(vm, as_any_set(self), other, false);
    return set_is_disjoint(vm, as_any_set(self), TRY(as_set(vm, other)));
}
int64_t frozenset_hash(Vm&, Value self)
{
    SetBase* set = as_any_set(self);
    if (set->hash == 0)
        set->hash = frozen_set_hash(set);
    return set->hash;
}

constexpr NativeDef set_new_def = def<"__new__(cls, /, *args, **kwargs)", set_new>();
constexpr NativeDef set_call_def = def<"set(cls, iterable=, /)", set_call>();
constexpr NativeDef frozenset_new_def = def<"__new__(cls, iterable=, /)", frozenset_new>();
constexpr NativeDef both_methods[] = {
    def<"__repr__(self, /)", set_repr>(),
    def<"__len__(self, /)", length_method>(),
    def<"__iter__(self, /)", iterator_method>(),
    def<"__contains__(self, key, /)", contains_method>(),
    def<"__or__(self, value, /)", set_operator<SetOperation::Union>>(),
    def<"__and__(self, value, /)", set_operator<SetOperation::Intersection>>(),
    def<"__sub__(self, value, /)", set_operator<SetOperation::Difference>>(),
    def<"__xor__(self, value, /)", set_operator<SetOperation::Symmetric>>(),
    def<"union(self, /, *others)", set_method<SetOperation::Union>>(),
    def<"intersection(self, /, *others)", set_method<SetOperation::Intersection>>(),
    def<"difference(self, /, *others)", set_method<SetOperation::Difference>>(),
    def<"symmetric_difference(self, other, /)", symmetric_method>(),
    def<"issubset(self, other, /)", is_subset>(),
    def<"issuperset(self, other, /)", is_superset>(),
    def<"isdisjoint(self, other, /)", is_disjoint>(),
    def<"copy(self, /)", set_copy_method>(),
};
constexpr NativeDef set_methods[] = {
    def<"__init__(self, iterable=, /)", set_init>(),
    def<"__ior__(self, value, /)", set_inplace<SetOperation::Union>>(),
    def<"__iand__(self, value, /)", set_inplace<SetOperation::Intersection>>(),
    def<"__isub__(self, value, /)", set_inplace<SetOperation::Difference>>(),
    def<"__ixor__(self, value, /)", set_inplace<SetOperation::Symmetric>>(),
    def<"add(self, object, /)", add>(),
    def<"discard(self, object, /)", discard>(),
    def<"remove(self, object, /)", set_remove>(),
    def<"pop(self, /)", set_pop_method>(),
    def<"clear(self, /)", set_clear_method>(),
    def<"update(self, /, *others)", set_update_method<SetOperation::Union>>(),
    def<"intersection_update(self, /, *others)", set_update_method<SetOperation::Intersection>>(),
    def<"difference_update(self, /, *others)", set_update_method<SetOperation::Difference>>(),
    def<"symmetric_difference_update(self, other, /)", symmetric_update>(),
};
constexpr NativeDef frozenset_methods[] = { def<"__hash__(self, /)", frozenset_hash>() };

} // namespace

void define_set(Vm& vm)
{
    add_new(vm, vm.classes->set, set_new_def);
    add_call(vm.classes->set, set_call_def);
    add_methods(vm, vm.classes->set, both_methods);
    add_methods(vm, vm.classes->set, comparison_methods<BuiltinOrder>);
    add_methods(vm, vm.classes->set, set_methods);
    add_value(vm, vm.classes->set, "__hash__", None);
    add_new(vm, vm.classes->frozenset, frozenset_new_def);
    add_call(vm.classes->frozenset, frozenset_new_def);
    add_methods(vm, vm.classes->frozenset, both_methods);
    add_methods(vm, vm.classes->frozenset, comparison_methods<BuiltinOrder>);
    add_methods(vm, vm.classes->frozenset, frozenset_methods);
}

} // namespace coil::internal
