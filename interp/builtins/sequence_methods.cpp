// list, tuple, range, slice.
#include <algorithm>
#include <span>
#include <utility>

#include "builtins/define.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/hash.h"
#include "objects/iterators.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "objects/text_builder.h"
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
#define COIL_COMPARISONS                                                                                               \
    def<"__eq__(self, value, /)", compare<CompareOperator::Equal>>(),                                                  \
        def<"__ne__(self, value, /)", compare<CompareOperator::NotEqual>>(),                                           \
        def<"__lt__(self, value, /)", compare<CompareOperator::Less>>(),                                               \
        def<"__le__(self, value, /)", compare<CompareOperator::LessEqual>>(),                                          \
        def<"__gt__(self, value, /)", compare<CompareOperator::Greater>>(),                                            \
        def<"__ge__(self, value, /)", compare<CompareOperator::GreaterEqual>>()

Result<Value> sequence_getitem(Vm& vm, Value self, Value key) { return builtin_get_item(vm, self, key); }
Result<int64_t> sequence_len(Vm& vm, Value self) { return builtin_length(vm, self); }
Result<Value> sequence_iter(Vm& vm, Value self) { return builtin_iterator(vm, self); }
Result<bool> sequence_contains(Vm& vm, Value self, Value item) { return *TRY(builtin_contains(vm, self, item)); }

// list

Result<Value> list_new(Vm& vm, Value type, Arguments, Dict*)
{
    List* list = TRY(make_list(vm));
    return as_subclass(vm, as<Class>(type), Value::cell(list));
}

Result<void> list_init(Vm& vm, List* self, Value iterable)
{
    list_clear(vm, self);
    if (iterable.is_empty())
        return {};
    List* made = TRY(list_of(vm, iterable));
    vm.heap.write_barrier(self);
    self->array = made->array;
    self->size = made->size;
    return {};
}

Result<void> append(Vm& vm, List* self, Value item) { return list_append(vm, self, item); }
Result<void> insert(Vm& vm, List* self, Value index, Value item)
{
    return list_insert(vm, self, TRY(to_index(vm, index)), item);
}
Result<void> extend(Vm& vm, List* self, Value iterable)
{
    if (is_kind(iterable, Kind::List) || is_kind(iterable, Kind::Tuple)) {
        Value keeper;
        std::span<const Value> items = TRY(items_of(vm, iterable, keeper));
        return list_extend(vm, self, items.data(), items.size());
    }
    return for_each(vm, iterable, [&](Value item) -> Result<bool> {
        TRY(list_append(vm, self, item));
        return true;
    });
}
Result<Value> pop(Vm& vm, List* self, Value index_value)
{
    int64_t index = index_value.is_empty() ? -1 : TRY(to_index(vm, index_value));
    if (self->size == 0)
        return vm.raise(Error::IndexError, "pop from empty list");
    if (index < 0)
        index += int64_t(self->size);
    if (index < 0 || uint64_t(index) >= self->size)
        return vm.raise(Error::IndexError, "pop index out of range");
    Value item = self->array->data[index];
    if (uint64_t(index) + 1 == self->size) {
        self->size--;
        self->array->data[index] = Value();
    } else {
        list_erase(vm, self, size_t(index), size_t(index) + 1);
    }
    return item;
}
Result<void> remove(Vm& vm, List* self, Value item)
{
    for (size_t i = 0; i < self->size; i++) {
        if (TRY(values_equal(vm, self->array->data[i], item))) {
            if (i < self->size)
                list_erase(vm, self, i, i + 1);
            return {};
        }
    }
    return vm.raise(Error::ValueError, "list.remove(x): x not in list");
}
void clear(Vm& vm, List* self) { list_clear(vm, self); }
Result<Value> copy(Vm& vm, List* self) { return Value::cell(TRY(make_list(vm, self->begin(), self->size))); }
void reverse(Vm& vm, List* self) { list_reverse(vm, self); }
Result<void> sort(Vm& vm, List* self, Value key, bool reversed)
{
    return list_sort(vm, self, key.is_none() ? Value() : key, reversed);
}

/// The bounds of a search in a list or tuple, whose size is read behind them.
template <class Sequence>
Result<void> clamp_range(
    Vm& vm, const Sequence* self, Value start_value, Value stop_value, int64_t& start, int64_t& stop)
{
    start = start_value.is_empty() ? 0 : TRY(to_clamped_index(vm, start_value));
    stop = stop_value.is_empty() ? INT64_MAX : TRY(to_clamped_index(vm, stop_value));
    auto length = int64_t(self->size);
    if (start < 0)
        start = std::max<int64_t>(start + length, 0);
    if (stop < 0)
        stop = std::max<int64_t>(stop + length, 0);
    return {};
}

Result<int64_t> list_index(Vm& vm, List* self, Value item, Value start_value, Value stop_value)
{
    int64_t start = 0, stop = 0;
    TRY(clamp_range(vm, self, start_value, stop_value, start, stop));
    for (int64_t i = start; i < stop && uint64_t(i) < self->size; i++)
        if (TRY(values_equal(vm, self->array->data[i], item)))
            return i;
    return vm.raise(Error::ValueError, "list.index(x): x not in list");
}
Result<int64_t> list_count(Vm& vm, List* self, Value item)
{
    constexpr size_t items_at_once = 4096;
    int64_t count = 0;
    for (size_t i = 0; i < self->size; i++) {
        if (i % items_at_once == items_at_once - 1)
            TRY(vm.work(items_at_once / 4));
        // The poll may have run script code.
        if (i < self->size)
            count += TRY(values_equal(vm, self->array->data[i], item));
    }
    return count;
}

Result<Value> list_setitem(Vm& vm, Value self, Value key, Value value)
{
    TRY(builtin_set_item(vm, self, key, value));
    return None;
}
Result<Value> item_delete(Vm& vm, Value self, Value key)
{
    TRY(builtin_set_item(vm, self, key, Value()));
    return None;
}

Result<Value> list_add(Vm& vm, List* self, Value other)
{
    auto* second = as_if<List>(other);
    if (!second)
        return NotImplemented;
    List* out = TRY(make_list_sized(vm, self->size + second->size));
    std::copy(self->begin(), self->end(), out->size ? out->array->data : nullptr);
    std::copy(second->begin(), second->end(), (out->size ? out->array->data : nullptr) + self->size);
    return Value::cell(out);
}
Result<Value> list_iadd(Vm& vm, List* self, Value other)
{
    TRY(extend(vm, self, other));
    return Value::cell(self);
}
/// Items of a sequence of `size` that is repeated; `size` is read after the count, whose __index__ may change it.
Result<size_t> repeated_size(Vm& vm, size_t size, int64_t times)
{
    if (size && times > 0 && uint64_t(times) > (uint64_t(1) << 56) / size)
        return vm.raise_memory_error();
    return size * size_t(std::max<int64_t>(times, 0));
}
bool is_index(Vm& vm, Value value)
{
    return is_int(value) || !lookup_special(vm, vm.class_of(value), Special::index).is_empty();
}

/// Fills `out` with the items, again and again.
Result<void> repeat_items(Vm& vm, std::span<Value> out, std::span<const Value> items)
{
    constexpr size_t items_at_once = 1 << 16;
    size_t since = 0;
    for (size_t i = 0; i < out.size(); i += items.size()) {
        std::copy(items.begin(), items.end(), out.begin() + ptrdiff_t(i));
        since += items.size();
        if (since >= items_at_once)
            TRY(vm.work_in_one_step(std::exchange(since, 0) / 8));
    }
    return {};
}

Result<Value> list_mul(Vm& vm, List* self, Value count)
{
    if (!is_index(vm, count))
        return NotImplemented;
    int64_t times = TRY(to_index(vm, count));
    List* out = TRY(make_list_sized(vm, TRY(repeated_size(vm, self->size, times))));
    if (out->size > 0)
        TRY(repeat_items(vm, { out->array->data, out->size }, { self->begin(), self->size }));
    return Value::cell(out);
}
Result<Value> list_imul(Vm& vm, List* self, Value count)
{
    Value product = TRY(list_mul(vm, self, count));
    if (product == NotImplemented)
        return product;
    vm.heap.write_barrier(self);
    self->array = as<List>(product)->array;
    self->size = as<List>(product)->size;
    return Value::cell(self);
}

Result<Value> list_repr(Vm& vm, List* self)
{
    ReprGuard guard(vm, Value::cell(self));
    if (guard.recursive())
        return Value::cell(TRY(make_str(vm, "[...]")));
    TextBuilder text(vm, "[");
    for (size_t i = 0; i < self->size; i++) {
        Str* item = TRY(repr(vm, self->array->data[i]));
        if (i)
            TRY(text.add(", "));
        TRY(text.add(item->view()));
    }
    TRY(text.add("]"));
    return Value::cell(TRY(text.finish()));
}

Result<Value> reversed_of(Vm& vm, Value self)
{
    auto* iterator = vm.heap.allocate<SequenceIterator>(uint8_t(Kind::SequenceIterator));
    if (!iterator)
        return vm.raise_memory_error();
    bool list = is_kind(self, Kind::List);
    iterator->shape = (list ? vm.classes->list_reverse_iterator : vm.classes->sequence_iterator)->root->id;
    iterator->aux = 1;
    iterator->source = self;
    iterator->index = uint64_t(TRY(builtin_length(vm, self)) - 1);
    return Value::cell(iterator);
}

constexpr NativeDef list_new_def = def<"__new__(cls, /, *args, **kwargs)", list_new>();
constexpr NativeDef list_methods[] = {
    COIL_COMPARISONS,
    def<"__init__(self, iterable=, /)", list_init>(),
    def<"__repr__(self, /)", list_repr>(),
    def<"__getitem__(self, index, /)", sequence_getitem>(),
    def<"__setitem__(self, key, value, /)", list_setitem>(),
    def<"__delitem__(self, key, /)", item_delete>(),
    def<"__len__(self, /)", sequence_len>(),
    def<"__iter__(self, /)", sequence_iter>(),
    def<"__reversed__(self, /)", reversed_of>(),
    def<"__contains__(self, key, /)", sequence_contains>(),
    def<"__add__(self, value, /)", list_add>(),
    def<"__iadd__(self, value, /)", list_iadd>(),
    def<"__mul__(self, value, /)", list_mul>(),
    def<"__rmul__(self, value, /)", list_mul>(),
    def<"__imul__(self, value, /)", list_imul>(),
    def<"append(self, object, /)", append>(),
    def<"insert(self, index, object, /)", insert>(),
    def<"extend(self, iterable, /)", extend>(),
    def<"pop(self, index=, /)", pop>(),
    def<"remove(self, value, /)", remove>(),
    def<"clear(self, /)", clear>(),
    def<"copy(self, /)", copy>(),
    def<"reverse(self, /)", reverse>(),
    def<"sort(self, /, *, key=None, reverse=False)", sort>(),
    def<"index(self, value, start=, stop=, /)", list_index>(),
    def<"count(self, value, /)", list_count>(),
};

// tuple

Result<Value> tuple_new(Vm& vm, Value type, Value iterable)
{
    Value tuple;
    if (iterable.is_empty()) {
        tuple = Value::cell(vm.empty_tuple);
    } else if (iterable.is_cell() && iterable.as_cell()->shape == vm.tuple_shape) {
        tuple = iterable;
    } else {
        Value keeper;
        std::span<const Value> items = TRY(items_of(vm, iterable, keeper));
        tuple = Value::cell(TRY(make_tuple(vm, items.data(), items.size())));
    }
    return as_subclass(vm, as<Class>(type), tuple);
}
Result<Value> tuple_repr(Vm& vm, Tuple* self)
{
    ReprGuard guard(vm, Value::cell(self));
    if (guard.recursive())
        return Value::cell(TRY(make_str(vm, "(...)")));
    TextBuilder text(vm, "(");
    for (size_t i = 0; i < self->size; i++) {
        Str* item = TRY(repr(vm, self->items[i]));
        if (i)
            TRY(text.add(", "));
        TRY(text.add(item->view()));
    }
    TRY(text.add(self->size == 1 ? ",)" : ")"));
    return Value::cell(TRY(text.finish()));
}
Result<int64_t> tuple_hash(Vm& vm, Tuple* self)
{
    TupleHash hash;
    for (Value item : *self)
        hash.add(TRY(hash_value(vm, item)));
    return hash.finish(self->size);
}
Result<Value> tuple_add(Vm& vm, Tuple* self, Value other)
{
    auto* second = as_if<Tuple>(other);
    if (!second)
        return NotImplemented;
    Tuple* out = TRY(make_tuple(vm, self->size + second->size));
    std::copy(self->begin(), self->end(), out->items);
    std::copy(second->begin(), second->end(), out->items + self->size);
    return Value::cell(out);
}
Result<Value> tuple_mul(Vm& vm, Tuple* self, Value count)
{
    if (!is_index(vm, count))
        return NotImplemented;
    int64_t times = TRY(to_index(vm, count));
    Tuple* out = TRY(make_tuple(vm, TRY(repeated_size(vm, self->size, times))));
    TRY(repeat_items(vm, { out->items, out->size }, { self->items, self->size }));
    return Value::cell(out);
}
Result<int64_t> tuple_index(Vm& vm, Tuple* self, Value item, Value start_value, Value stop_value)
{
    int64_t start = 0, stop = 0;
    TRY(clamp_range(vm, self, start_value, stop_value, start, stop));
    for (int64_t i = start; i < stop && uint64_t(i) < self->size; i++)
        if (TRY(values_equal(vm, self->items[i], item)))
            return i;
    return vm.raise(Error::ValueError, "tuple.index(x): x not in tuple");
}
Result<int64_t> tuple_count(Vm& vm, Tuple* self, Value item)
{
    int64_t count = 0;
    for (Value each : *self)
        count += TRY(values_equal(vm, each, item));
    return count;
}
constexpr NativeDef tuple_new_def = def<"__new__(cls, iterable=, /)", tuple_new>();
constexpr NativeDef tuple_methods[] = {
    COIL_COMPARISONS,
    def<"__repr__(self, /)", tuple_repr>(),
    def<"__hash__(self, /)", tuple_hash>(),
    def<"__getitem__(self, key, /)", sequence_getitem>(),
    def<"__len__(self, /)", sequence_len>(),
    def<"__iter__(self, /)", sequence_iter>(),
    def<"__contains__(self, key, /)", sequence_contains>(),
    def<"__add__(self, value, /)", tuple_add>(),
    def<"__mul__(self, value, /)", tuple_mul>(),
    def<"__rmul__(self, value, /)", tuple_mul>(),
    def<"index(self, value, start=, stop=, /)", tuple_index>(),
    def<"count(self, value, /)", tuple_count>(),
};

// range

Result<Value> range_new(Vm& vm, Value, Value first, Value second, Value third)
{
    auto integer = [&](Value value) { return to_int_object(vm, value); };
    Value start = Value::small(0), step = Value::small(1);
    Value stop = TRY(integer(second.is_empty() ? first : second));
    if (!second.is_empty())
        start = TRY(integer(first));
    if (!third.is_empty())
        step = TRY(integer(third));
    return make_range(vm, start, stop, step);
}
Result<Value> range_repr(Vm& vm, Range* self)
{
    std::string text = "range(" + std::string(TRY(repr(vm, self->start))->view()) + ", " +
        std::string(TRY(repr(vm, self->stop))->view());
    if (!(self->step == Value::small(1)))
        text += ", " + std::string(TRY(repr(vm, self->step))->view());
    return Value::cell(TRY(make_str(vm, text + ")")));
}
Result<int64_t> range_hash(Vm& vm, Range* self)
{
    TupleHash hash;
    bool empty = int_is_zero(self->length);
    bool one = self->length == Value::small(1);
    hash.add(int_hash(self->length));
    hash.add(TRY(hash_value(vm, empty ? None : self->start)));
    hash.add(TRY(hash_value(vm, empty || one ? None : self->step)));
    return hash.finish(3);
}
Result<Value> range_reversed(Vm& vm, Range* self)
{
    Value last = TRY(int_sub(vm, self->length, Value::small(1)));
    Value start = TRY(int_add(vm, self->start, TRY(int_mul(vm, last, self->step))));
    Value stop = TRY(int_sub(vm, self->start, self->step));
    return get_iterator(vm, TRY(make_range(vm, start, stop, TRY(int_negate(vm, self->step)))));
}
Result<Value> range_contains_method(Vm& vm, Value self, Value item)
{
    std::optional<bool> direct = TRY(builtin_contains(vm, self, item));
    if (direct)
        return Value::boolean(*direct);
    bool found = false;
    TRY(for_each(vm, self, [&](Value each) -> Result<bool> {
        found = TRY(values_equal(vm, each, item));
        return !found;
    }));
    return Value::boolean(found);
}
Result<Value> range_index(Vm& vm, Range* self, Value item)
{
    if (is_int(item) && TRY(builtin_contains(vm, Value::cell(self), item)).value_or(false))
        return int_floor_div(vm, TRY(int_sub(vm, item, self->start)), self->step);
    std::optional<int64_t> found;
    int64_t at = 0;
    TRY(for_each(vm, is_int(item) ? Value::cell(vm.empty_tuple) : Value::cell(self), [&](Value each) -> Result<bool> {
        if (TRY(values_equal(vm, each, item)))
            found = at;
        at++;
        return !found;
    }));
    if (found)
        return make_int(vm, *found);
    return vm.raise(
        Error::ValueError, is_int(item) ? "range.index(x): x not in range" : "sequence.index(x): x not in sequence");
}
Result<int64_t> range_count(Vm& vm, Value self, Value item)
{
    return int64_t(TRY(range_contains_method(vm, self, item)).is_true());
}
template <Value Range::*field> Result<Value> range_field(Vm&, Value self) { return as<Range>(self)->*field; }
constexpr NativeDef range_new_def = def<"__new__(cls, start, stop=, step=, /)", range_new>();
constexpr NativeDef range_methods[] = {
    COIL_COMPARISONS,
    def<"__repr__(self, /)", range_repr>(),
    def<"__hash__(self, /)", range_hash>(),
    def<"__getitem__(self, key, /)", sequence_getitem>(),
    def<"__len__(self, /)", sequence_len>(),
    def<"__iter__(self, /)", sequence_iter>(),
    def<"__reversed__(self, /)", range_reversed>(),
    def<"__contains__(self, key, /)", range_contains_method>(),
    def<"index(self, value, /)", range_index>(),
    def<"count(self, value, /)", range_count>(),
};
constexpr AttributeDef range_attributes[] = {
    { "start", range_field<&Range::start>, refuse_member, nullptr },
    { "stop", range_field<&Range::stop>, refuse_member, nullptr },
    { "step", range_field<&Range::step>, refuse_member, nullptr },
};

// slice

Result<Value> slice_new(Vm& vm, Value, Value first, Value second, Value step)
{
    if (second.is_empty())
        return Value::cell(TRY(make_slice(vm, None, first, None)));
    return Value::cell(TRY(make_slice(vm, first, second, step)));
}
Result<Value> slice_repr(Vm& vm, Slice* self)
{
    return Value::cell(TRY(make_str(vm,
        format_text("slice({}, {}, {})",
            { TRY(repr(vm, self->start))->view(), TRY(repr(vm, self->stop))->view(),
                TRY(repr(vm, self->step))->view() }))));
}
Result<Value> slice_indices_method(Vm& vm, Slice* self, Value length)
{
    Value whole = TRY(to_int_object(vm, length));
    if (int_sign(whole) < 0)
        return vm.raise(Error::ValueError, "length should not be negative");
    SliceBounds at = TRY(slice_bounds(vm, self->start, self->stop, self->step, whole));
    return Value::cell(TRY(make_tuple(vm, { at.start, at.stop, at.step })));
}
Result<int64_t> slice_hash(Vm& vm, Slice* self)
{
    TupleHash hash;
    for (Value part : { self->start, self->stop, self->step })
        hash.add(TRY(hash_value(vm, part)));
    return hash.finish(3);
}
template <Value Slice::*field> Result<Value> slice_field(Vm&, Value self) { return as<Slice>(self)->*field; }
constexpr NativeDef slice_new_def = def<"__new__(cls, start, stop=, step=None, /)", slice_new>();
constexpr NativeDef slice_methods[] = {
    COIL_COMPARISONS,
    def<"__repr__(self, /)", slice_repr>(),
    def<"__hash__(self, /)", slice_hash>(),
    def<"indices(self, length, /)", slice_indices_method>(),
};
constexpr AttributeDef slice_attributes[] = {
    { "start", slice_field<&Slice::start>, refuse_member, nullptr },
    { "stop", slice_field<&Slice::stop>, refuse_member, nullptr },
    { "step", slice_field<&Slice::step>, refuse_member, nullptr },
};

} // namespace

void define_list(Vm& vm)
{
    add_new(vm, vm.classes->list, list_new_def);
    add_methods(vm, vm.classes->list, list_methods);
    add_value(vm, vm.classes->list, "__hash__", None);
}

void define_tuple(Vm& vm)
{
    add_new(vm, vm.classes->tuple, tuple_new_def);
    add_methods(vm, vm.classes->tuple, tuple_methods);
}

void define_range(Vm& vm)
{
    add_new(vm, vm.classes->range, range_new_def);
    add_methods(vm, vm.classes->range, range_methods);
    add_attributes(vm, vm.classes->range, range_attributes);
    add_new(vm, vm.classes->slice, slice_new_def);
    add_methods(vm, vm.classes->slice, slice_methods);
    add_attributes(vm, vm.classes->slice, slice_attributes);
}

} // namespace coil
