// dict, its views, set, frozenset, mappingproxy, and the builtin iterators.
#include "builtins/define.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/iterators.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/text_builder.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/item_operators.h"
#include "runtime/operations/number_operators.h"
#include "runtime/operations/operators.h"

namespace coil
{

namespace
{

template <CompareOperator op> Result<Value> compare(Vm& vm, Value self, Value other)
{
    return builtin_compare(vm, op, self, other);
}
Result<Value> get_item_method(Vm& vm, Value self, Value key) { return builtin_get_item(vm, self, key); }
Result<int64_t> len_method(Vm& vm, Value self) { return builtin_length(vm, self); }
Result<Value> iter_method(Vm& vm, Value self) { return builtin_iterator(vm, self); }
Result<bool> contains_method(Vm& vm, Value self, Value item) { return *TRY(builtin_contains(vm, self, item)); }

// dict

Result<Value> dict_new(Vm& vm, Value type, Arguments, Dict*)
{
    return as_subclass(vm, as<Class>(type), Value::cell(TRY(make_dict(vm))));
}

Result<void> update_from_pairs(Vm& vm, Dict* dict, Value iterable)
{
    int64_t index = 0;
    return for_each(vm, iterable, [&](Value pair) -> Result<bool> {
        Value keeper;
        if (lookup_special(vm, vm.class_of(pair), Special::iter).is_empty() &&
            lookup_special(vm, vm.class_of(pair), Special::getitem).is_empty())
            return vm.raise(Error::TypeError, "object is not iterable");
        std::span<const Value> items = TRY(items_of(vm, pair, keeper));
        if (items.size() != 2)
            return vm.raise(Error::ValueError, "dictionary update sequence element #{} has length {}; 2 is required",
                index, items.size());
        TRY(dict_set(vm, dict, items[0], items[1]));
        index++;
        return true;
    });
}

Result<void> update(Vm& vm, Dict* dict, Value source)
{
    if (auto* other = as_if<Dict>(source); other && iterates_as_dict(vm, other))
        return dict_merge(vm, dict, other);
    std::optional<Value> keys = TRY(find_attribute(vm, source, vm.names->keys));
    if (!keys)
        return update_from_pairs(vm, dict, source);
    return for_each(vm, TRY(call(vm, *keys, CallArguments{})), [&](Value key) -> Result<bool> {
        TRY(dict_set(vm, dict, key, TRY(get_item(vm, source, key))));
        return true;
    });
}

Result<void> update_method(Vm& vm, Dict* self, Arguments arguments, Dict* keywords)
{
    if (arguments.count > 1)
        return vm.raise(Error::TypeError, "update expected at most 1 argument, got {}", arguments.count);
    if (arguments.count == 1)
        TRY(update(vm, self, arguments[0]));
    return keywords ? dict_merge(vm, self, keywords) : Result<void>();
}
Result<void> dict_init(Vm& vm, Dict* self, Arguments arguments, Dict* keywords)
{
    if (arguments.count > 1)
        return vm.raise(Error::TypeError, "dict expected at most 1 argument, got {}", arguments.count);
    return update_method(vm, self, arguments, keywords);
}

Result<Value> dict_repr(Vm& vm, Dict* self)
{
    ReprGuard guard(vm, Value::cell(self));
    if (guard.recursive())
        return Value::cell(TRY(make_str(vm, "{...}")));
    TextBuilder text(vm, "{");
    size_t position = 0;
    while (const DictEntry* entry = next_entry(self, position)) {
        Value key = entry->key, value = entry->value;
        if (text.size() > 1)
            TRY(text.add(", "));
        TRY(text.add(TRY(repr(vm, key))->view()));
        TRY(text.add(": "));
        TRY(text.add(TRY(repr(vm, value))->view()));
    }
    TRY(text.add("}"));
    return Value::cell(TRY(text.finish()));
}

Result<Value> get(Vm& vm, Dict* self, Value key, Value fallback)
{
    Found found = TRY(dict_find(vm, self, key));
    return found.value ? *found.value : fallback;
}
Result<Value> set_default(Vm& vm, Dict* self, Value key, Value fallback)
{
    return dict_set_default(vm, self, key, fallback);
}
Result<Value> dict_pop_method(Vm& vm, Dict* self, Value key, Value fallback)
{
    // As CPython: an empty dict does not ask whether the key can be hashed.
    std::optional<Value> value = self->used ? TRY(dict_pop(vm, self, key)) : std::optional<Value>();
    if (value)
        return *value;
    return fallback.is_empty() ? Result<Value>(vm.raise_value(Error::KeyError, key)) : Result<Value>(fallback);
}
Result<Value> popitem(Vm& vm, Dict* self)
{
    Tuple* pair = TRY(make_tuple(vm, 2));
    std::optional<DictEntry> entry = dict_pop_last(vm, self);
    if (!entry)
        return vm.raise(Error::KeyError, "popitem(): dictionary is empty");
    pair->items[0] = entry->key;
    pair->items[1] = entry->value;
    return Value::cell(pair);
}
void dict_clear_method(Vm& vm, Dict* self) { dict_clear(vm, self); }
/// A plain dict of what the dict, or a subclass's instance, says it holds.
Result<Dict*> plain_copy(Vm& vm, Dict* self)
{
    if (iterates_as_dict(vm, self))
        return dict_copy(vm, self);
    Dict* copy = TRY(make_dict(vm));
    TRY(update(vm, copy, Value::cell(self)));
    return copy;
}
Result<Value> dict_copy_method(Vm& vm, Dict* self) { return Value::cell(TRY(plain_copy(vm, self))); }
Result<Value> fromkeys(Vm& vm, Value type, Value iterable, Value value)
{
    Value made = TRY(call(vm, type, CallArguments{}));
    TRY(for_each(vm, iterable, [&](Value key) -> Result<bool> {
        TRY(set_item(vm, made, key, value));
        return true;
    }));
    return made;
}
template <unsigned what> Result<Value> view(Vm& vm, Dict* self)
{
    Class* const classes[] = { vm.classes->dict_keys, vm.classes->dict_values, vm.classes->dict_items };
    auto* made = vm.heap.allocate<DictView>(uint8_t(Kind::DictView));
    if (!made)
        return vm.raise_memory_error();
    made->shape = classes[what]->root->id;
    made->aux = what;
    made->dict = Value::cell(self);
    return Value::cell(made);
}
Result<Value> set_item_method(Vm& vm, Dict* self, Value key, Value value)
{
    TRY(dict_set(vm, self, key, value));
    return None;
}
Result<Value> delete_item_method(Vm& vm, Dict* self, Value key)
{
    if (!TRY(dict_pop(vm, self, key)))
        return vm.raise_value(Error::KeyError, key);
    return None;
}
Result<Value> dict_or(Vm& vm, Value self, Value other)
{
    if (!is_kind(self, Kind::Dict) || !is_kind(other, Kind::Dict))
        return NotImplemented;
    Dict* out = TRY(plain_copy(vm, as<Dict>(self)));
    TRY(update(vm, out, other));
    return Value::cell(out);
}
Result<Value> dict_ror(Vm& vm, Value self, Value other) { return dict_or(vm, other, self); }
Result<Value> dict_ior(Vm& vm, Dict* self, Value other)
{
    TRY(update(vm, self, other));
    return Value::cell(self);
}
Result<Value> dict_reversed(Vm& vm, Value self)
{
    Value iterator = TRY(builtin_iterator(vm, self));
    iterator.as_cell()->aux |= 4;
    return iterator;
}

constexpr NativeDef dict_new_def = def<"__new__(cls, /, *args, **kwargs)", dict_new>();
constexpr NativeDef dict_methods[] = {
    def<"__init__(self, /, *args, **kwargs)", dict_init>(),
    def<"__eq__(self, value, /)", compare<CompareOperator::Equal>>(),
    def<"__ne__(self, value, /)", compare<CompareOperator::NotEqual>>(),
    def<"__repr__(self, /)", dict_repr>(),
    def<"__getitem__(self, key, /)", get_item_method>(),
    def<"__setitem__(self, key, value, /)", set_item_method>(),
    def<"__delitem__(self, key, /)", delete_item_method>(),
    def<"__len__(self, /)", len_method>(),
    def<"__iter__(self, /)", iter_method>(),
    def<"__reversed__(self, /)", dict_reversed>(),
    def<"__contains__(self, key, /)", contains_method>(),
    def<"__or__(self, value, /)", dict_or>(),
    def<"__ror__(self, value, /)", dict_ror>(),
    def<"__ior__(self, value, /)", dict_ior>(),
    def<"get(self, key, default=None, /)", get>(),
    def<"setdefault(self, key, default=None, /)", set_default>(),
    def<"pop(self, key, default=, /)", dict_pop_method>(),
    def<"popitem(self, /)", popitem>(),
    def<"clear(self, /)", dict_clear_method>(),
    def<"copy(self, /)", dict_copy_method>(),
    def<"update(self, /, *args, **kwargs)", update_method>(),
    def<"keys(self, /)", view<0>>(),
    def<"values(self, /)", view<1>>(),
    def<"items(self, /)", view<2>>(),
};
constexpr NativeDef dict_class_methods[] = { def<"fromkeys(cls, iterable, value=None, /)", fromkeys>() };

// Sets

Result<Value> new_set(Vm& vm, Class* cls, bool frozen, Value iterable)
{
    SetBase* set = frozen ? static_cast<SetBase*>(TRY(make_frozen_set(vm))) : TRY(make_set(vm));
    if (!iterable.is_empty()) {
        if (SetBase* other = as_any_set(iterable)) {
            TRY(set_merge(vm, set, other));
        } else {
            TRY(for_each(vm, iterable, [&](Value item) -> Result<bool> {
                TRY(set_add(vm, set, item));
                return true;
            }));
        }
    }
    return as_subclass(vm, cls, Value::cell(set));
}
Result<Value> set_new(Vm& vm, Value type, Arguments, Dict*) { return new_set(vm, as<Class>(type), false, Value()); }
Result<Value> frozenset_new(Vm& vm, Value type, Value iterable)
{
    if (type == Value::cell(vm.classes->frozenset) && iterable.is_cell() &&
        iterable.as_cell()->shape == vm.frozen_set_shape)
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
Result<void> set_update_with(Vm& vm, SetBase* self, Value iterable)
{
    if (SetBase* other = as_any_set(iterable))
        return set_merge(vm, self, other);
    return for_each(vm, iterable, [&](Value item) -> Result<bool> {
        TRY(set_add(vm, self, item));
        return true;
    });
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
    bool plain = set->shape == vm.set_shape;
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
    if (self.as_cell()->shape == vm.frozen_set_shape)
        return self;
    return Value::cell(TRY(set_copy(vm, as_any_set(self), is_kind(self, Kind::FrozenSet))));
}

enum class SetOperation { Union, Intersection, Difference, Symmetric };

Result<void> combine_in_place(Vm& vm, SetBase* self, SetOperation op, Value other)
{
    if (op == SetOperation::Union)
        return set_update_with(vm, self, other);
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
Result<Value> combine(Vm& vm, Value self, SetOperation op, Value other)
{
    SetBase* set = as_any_set(self);
    bool frozen = is_kind(self, Kind::FrozenSet);
    if (op == SetOperation::Difference)
        return Value::cell(TRY(set_difference(vm, set, TRY(as_set(vm, other)), frozen)));
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
Result<bool> is_superset(Vm& vm, Value self, Value other)
{
    return set_is_subset(vm, TRY(as_set(vm, other)), as_any_set(self));
}
Result<bool> is_disjoint(Vm& vm, Value self, Value other)
{
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
constexpr NativeDef frozenset_new_def = def<"__new__(cls, iterable=, /)", frozenset_new>();
constexpr NativeDef both_methods[] = {
    def<"__eq__(self, value, /)", compare<CompareOperator::Equal>>(),
    def<"__ne__(self, value, /)", compare<CompareOperator::NotEqual>>(),
    def<"__lt__(self, value, /)", compare<CompareOperator::Less>>(),
    def<"__le__(self, value, /)", compare<CompareOperator::LessEqual>>(),
    def<"__gt__(self, value, /)", compare<CompareOperator::Greater>>(),
    def<"__ge__(self, value, /)", compare<CompareOperator::GreaterEqual>>(),
    def<"__repr__(self, /)", set_repr>(),
    def<"__len__(self, /)", len_method>(),
    def<"__iter__(self, /)", iter_method>(),
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

// Views and iterators

Result<Value> view_repr(Vm& vm, Value self)
{
    List* items = TRY(list_of(vm, self));
    return Value::cell(TRY(make_str(
        vm, std::string(type_name(vm, self)) + "(" + std::string(TRY(repr(vm, Value::cell(items)))->view()) + ")")));
}
Result<Value> view_mapping(Vm& vm, Value self)
{
    auto* proxy = vm.heap.allocate<MappingProxy>(uint8_t(Kind::MappingProxy));
    if (!proxy)
        return vm.raise_memory_error();
    proxy->shape = vm.classes->mapping_proxy->root->id;
    proxy->mapping = as<DictView>(self)->dict;
    return Value::cell(proxy);
}
Result<Value> view_reversed(Vm& vm, Value self)
{
    Value iterator = TRY(builtin_iterator(vm, self));
    iterator.as_cell()->aux |= 4;
    return iterator;
}
template <SetOperation op> Result<Value> view_operator(Vm& vm, Value self, Value other)
{
    if (op == SetOperation::Intersection) {
        // The values of items need no hash unless they are in both. As in CPython the smaller one is walked, and its
        // keys are kept, when the other is a set or a view.
        int64_t length = TRY(length_of(vm, self));
        bool is_set = other.is_cell() && other.as_cell()->shape == vm.set_shape;
        bool is_view = is_kind(other, Kind::DictView) && other.as_cell()->aux != 1;
        if ((is_set && length <= int64_t(as_any_set(other)->used)) || (is_view && TRY(length_of(vm, other)) > length))
            std::swap(self, other);
        Set* both = TRY(make_set(vm));
        TRY(for_each(vm, other, [&](Value item) -> Result<bool> {
            if (TRY(contains(vm, self, item)))
                TRY(set_add(vm, both, item));
            return true;
        }));
        return Value::cell(both);
    }
    Value left = TRY(new_set(vm, vm.classes->set, false, self));
    return combine(vm, left, op, other);
}
template <SetOperation op> Result<Value> view_reflected(Vm& vm, Value self, Value other)
{
    if (op == SetOperation::Intersection)
        return view_operator<op>(vm, self, other);
    Value left = TRY(new_set(vm, vm.classes->set, false, other));
    return combine(vm, left, op, self);
}
Result<bool> view_disjoint(Vm& vm, Value self, Value other)
{
    bool disjoint = true;
    TRY(for_each(vm, other, [&](Value item) -> Result<bool> {
        disjoint = !TRY(contains(vm, self, item));
        return disjoint;
    }));
    return disjoint;
}
Result<bool> all_in(Vm& vm, Value items, Value container)
{
    bool all = true;
    TRY(for_each(vm, items, [&](Value item) -> Result<bool> {
        all = TRY(contains(vm, container, item));
        return all;
    }));
    return all;
}
template <CompareOperator op> Result<Value> view_compare(Vm& vm, Value self, Value other)
{
    bool sets = as_any_set(other) || (is_kind(other, Kind::DictView) && other.as_cell()->aux != 1);
    if (!sets)
        return NotImplemented;
    int64_t left = TRY(length_of(vm, self)), right = TRY(length_of(vm, other));
    switch (op) {
    case CompareOperator::Equal:
    case CompareOperator::NotEqual:
        return Value::boolean((left == right && TRY(all_in(vm, self, other))) == (op == CompareOperator::Equal));
    case CompareOperator::Less:
        return Value::boolean(left < right && TRY(all_in(vm, self, other)));
    case CompareOperator::LessEqual:
        return Value::boolean(left <= right && TRY(all_in(vm, self, other)));
    case CompareOperator::Greater:
        return Value::boolean(left > right && TRY(all_in(vm, other, self)));
    default:
        return Value::boolean(left >= right && TRY(all_in(vm, other, self)));
    }
}
constexpr NativeDef view_methods[] = {
    def<"__repr__(self, /)", view_repr>(),
    def<"__len__(self, /)", len_method>(),
    def<"__iter__(self, /)", iter_method>(),
    def<"__reversed__(self, /)", view_reversed>(),
};
constexpr NativeDef set_view_methods[] = {
    def<"__contains__(self, key, /)", contains_method>(),
    def<"__eq__(self, value, /)", view_compare<CompareOperator::Equal>>(),
    def<"__ne__(self, value, /)", view_compare<CompareOperator::NotEqual>>(),
    def<"__lt__(self, value, /)", view_compare<CompareOperator::Less>>(),
    def<"__le__(self, value, /)", view_compare<CompareOperator::LessEqual>>(),
    def<"__gt__(self, value, /)", view_compare<CompareOperator::Greater>>(),
    def<"__ge__(self, value, /)", view_compare<CompareOperator::GreaterEqual>>(),
    def<"__or__(self, value, /)", view_operator<SetOperation::Union>>(),
    def<"__and__(self, value, /)", view_operator<SetOperation::Intersection>>(),
    def<"__sub__(self, value, /)", view_operator<SetOperation::Difference>>(),
    def<"__xor__(self, value, /)", view_operator<SetOperation::Symmetric>>(),
    def<"__ror__(self, value, /)", view_reflected<SetOperation::Union>>(),
    def<"__rand__(self, value, /)", view_reflected<SetOperation::Intersection>>(),
    def<"__rsub__(self, value, /)", view_reflected<SetOperation::Difference>>(),
    def<"__rxor__(self, value, /)", view_reflected<SetOperation::Symmetric>>(),
    def<"isdisjoint(self, other, /)", view_disjoint>(),
};
constexpr AttributeDef view_attributes[] = { { "mapping", view_mapping, nullptr, nullptr } };

Value proxied(Value self) { return as<MappingProxy>(self)->mapping; }
Result<Value> proxy_new(Vm& vm, Value, Value mapping)
{
    auto* proxy = vm.heap.allocate<MappingProxy>(uint8_t(Kind::MappingProxy));
    if (!proxy)
        return vm.raise_memory_error();
    proxy->shape = vm.classes->mapping_proxy->root->id;
    proxy->mapping = mapping;
    return Value::cell(proxy);
}
Result<Value> proxy_get(Vm& vm, Value self, Value key, Value fallback)
{
    return call_method(vm, proxied(self), intern(vm, "get"), { key, fallback });
}
Result<Value> proxy_keys(Vm& vm, Value self) { return call_method(vm, proxied(self), vm.names->keys, {}); }
Result<Value> proxy_values(Vm& vm, Value self) { return call_method(vm, proxied(self), vm.names->values, {}); }
Result<Value> proxy_items(Vm& vm, Value self) { return call_method(vm, proxied(self), vm.names->items, {}); }
Result<Value> proxy_copy(Vm& vm, Value self) { return call_method(vm, proxied(self), intern(vm, "copy"), {}); }
Result<Value> proxy_repr(Vm& vm, Value self)
{
    return Value::cell(TRY(make_str(vm, "mappingproxy(" + std::string(TRY(repr(vm, proxied(self)))->view()) + ")")));
}
Result<Value> proxy_eq(Vm& vm, Value self, Value other)
{
    Value right = is_kind(other, Kind::MappingProxy) ? proxied(other) : other;
    return compare_values(vm, CompareOperator::Equal, proxied(self), right);
}
constexpr NativeDef proxy_new_def = def<"__new__(cls, mapping, /)", proxy_new>();
constexpr NativeDef proxy_methods[] = {
    def<"__getitem__(self, key, /)", get_item_method>(),
    def<"__len__(self, /)", len_method>(),
    def<"__iter__(self, /)", iter_method>(),
    def<"__contains__(self, key, /)", contains_method>(),
    def<"__repr__(self, /)", proxy_repr>(),
    def<"__eq__(self, value, /)", proxy_eq>(),
    def<"get(self, key, default=None, /)", proxy_get>(),
    def<"keys(self, /)", proxy_keys>(),
    def<"values(self, /)", proxy_values>(),
    def<"items(self, /)", proxy_items>(),
    def<"copy(self, /)", proxy_copy>(),
};

Value identity(Vm&, Value self) { return self; }
Result<Value> next_method(Vm& vm, Value self)
{
    bool known;
    std::optional<Value> item = TRY(builtin_next(vm, self, known));
    if (item)
        return *item;
    return vm.raise_stop_iteration(None);
}
Result<int64_t> length_hint_method(Vm& vm, Value self)
{
    switch (Kind(self.as_cell()->kind)) {
    case Kind::RangeIterator:
        return int64_t(as<RangeIterator>(self)->remaining);
    case Kind::DictIterator:
        return as<DictIterator>(self)->dict.is_empty() ? 0 : int64_t(as<DictIterator>(self)->remaining);
    case Kind::SequenceIterator: {
        auto* iterator = as<SequenceIterator>(self);
        if (iterator->source.is_empty() || !iterator->sentinel.is_empty())
            return 0;
        if (iterator->aux & 1)
            return int64_t(iterator->index + 1);
        return std::max<int64_t>(TRY(length_hint(vm, iterator->source)) - int64_t(iterator->index), 0);
    }
    default:
        return 0;
    }
}
constexpr NativeDef iterator_methods[] = {
    def<"__iter__(self, /)", identity>(),
    def<"__next__(self, /)", next_method>(),
    def<"__length_hint__(self, /)", length_hint_method>(),
};

} // namespace

void define_dict(Vm& vm)
{
    Class* dict = vm.classes->dict;
    add_new(vm, dict, dict_new_def);
    add_methods(vm, dict, dict_methods);
    add_class_methods(vm, dict, dict_class_methods);
    add_value(vm, dict, "__hash__", None);
    for (Class* cls : { vm.classes->dict_keys, vm.classes->dict_values, vm.classes->dict_items }) {
        add_methods(vm, cls, view_methods);
        add_attributes(vm, cls, view_attributes);
    }
    add_methods(vm, vm.classes->dict_keys, set_view_methods);
    add_methods(vm, vm.classes->dict_items, set_view_methods);
    add_value(vm, vm.classes->dict_keys, "__hash__", None);
    add_value(vm, vm.classes->dict_items, "__hash__", None);
    add_new(vm, vm.classes->mapping_proxy, proxy_new_def);
    add_methods(vm, vm.classes->mapping_proxy, proxy_methods);
}

void define_set(Vm& vm)
{
    add_new(vm, vm.classes->set, set_new_def);
    add_methods(vm, vm.classes->set, both_methods);
    add_methods(vm, vm.classes->set, set_methods);
    add_value(vm, vm.classes->set, "__hash__", None);
    add_new(vm, vm.classes->frozenset, frozenset_new_def);
    add_methods(vm, vm.classes->frozenset, both_methods);
    add_methods(vm, vm.classes->frozenset, frozenset_methods);
}

void define_iterators(Vm& vm)
{
    StandardClasses& classes = *vm.classes;
    for (Class* cls :
        { classes.range_iterator, classes.list_iterator, classes.list_reverse_iterator, classes.tuple_iterator,
            classes.str_iterator, classes.bytes_iterator, classes.sequence_iterator, classes.callable_iterator,
            classes.dict_key_iterator, classes.dict_value_iterator, classes.dict_item_iterator, classes.set_iterator })
        add_methods(vm, cls, iterator_methods);
}

} // namespace coil
