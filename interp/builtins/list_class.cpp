#include <algorithm>
#include <span>
#include <utility>

#include "builtins/define.h"
#include "builtins/protocol_methods.h"
#include "builtins/sequence_methods.h"
#include "objects/dict.h"
#include "objects/iterators.h"
#include "objects/list.h"
#include "objects/numbers.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/text_builder.h"
#include "objects/tuple.h"
#include "runtime/operations/call.h"
#include "runtime/operations/item_operators.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/number_operators.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

Result<Value> list_new(Vm& vm, Value type, Arguments, Dict*)
{
    List* list = TRY(make_list(vm));
    return as_subclass(vm, as<Class>(type), Value::cell(list));
}

Result<Value> list_call(Vm& vm, Value, Value iterable)
{
    return Value::cell(TRY(iterable.is_empty() ? make_list(vm) : list_of(vm, iterable)));
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
    Items items(vm);
    TRY(items.open(iterable));
    TRY(length_hint(vm, iterable));
    while (Step item = TRY(items.next()))
        TRY(list_append(vm, self, *item));
    return {};
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

Result<Value> list_mul(Vm& vm, List* self, Value count)
{
    if (!is_index(vm, count))
        return NotImplemented;
    int64_t times = TRY(to_count(vm, count));
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
    bool list = is_kind(self, Kind::List);
    Class* cls = list ? vm.classes->list_reverse_iterator : vm.classes->sequence_iterator;
    SequenceIterator* iterator = TRY(make_sequence_iterator(vm, cls, self));
    iterator->aux = 1;
    iterator->index = uint64_t(TRY(builtin_length(vm, self)) - 1);
    return Value::cell(iterator);
}

constexpr NativeDef list_new_def = def<"__new__(cls, /, *args, **kwargs)", list_new>();
constexpr NativeDef list_call_def = def<"list(cls, iterable=, /)", list_call>();
constexpr NativeDef list_methods[] = {
    def<"__init__(self, iterable=, /)", list_init>(),
    def<"__repr__(self, /)", list_repr>(),
    def<"__getitem__(self, index, /)", get_item_method>(),
    def<"__setitem__(self, key, value, /)", list_setitem>(),
    def<"__delitem__(self, key, /)", item_delete>(),
    def<"__len__(self, /)", length_method>(),
    def<"__iter__(self, /)", iterator_method>(),
    def<"__reversed__(self, /)", reversed_of>(),
    def<"__contains__(self, key, /)", contains_method>(),
    def<"__add__(self, value, /)", list_add>(),
    def<"__iadd__(self, value, /)", list_iadd>(),
    def<"__mul__(self, value, /)", list_mul>(),
    def<"__rmul__(self, value, /)", list_mul>(),
    def<"__imul__(self, value, /)", list_imul>(),
    def<"append(self, object, /)", append>(nullptr, Inlined::Append),
    def<"insert(self, index, object, /)", insert>(),
    def<"extend(self, iterable, /)", extend>(),
    def<"pop(self, index=, /)", pop>(nullptr, Inlined::Pop),
    def<"remove(self, value, /)", remove>(),
    def<"clear(self, /)", clear>(),
    def<"copy(self, /)", copy>(),
    def<"reverse(self, /)", reverse>(),
    def<"sort(self, /, *, key=None, reverse=False)", sort>(),
    def<"index(self, value, start=, stop=, /)", list_index>(),
    def<"count(self, value, /)", list_count>(),
};

} // namespace

void define_list(Vm& vm)
{
    add_new(vm, vm.classes->list, list_new_def);
    add_call(vm.classes->list, list_call_def);
    add_methods(vm, vm.classes->list, list_methods);
    add_methods(vm, vm.classes->list, comparison_methods<BuiltinOrder>);
    add_value(vm, vm.classes->list, "__hash__", None);
}

} // namespace coil::internal
