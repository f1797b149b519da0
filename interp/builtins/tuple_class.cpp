#include <algorithm>
#include <span>

#include "builtins/define.h"
#include "builtins/protocol_methods.h"
#include "builtins/sequence_methods.h"
#include "objects/hash.h"
#include "objects/str.h"
#include "objects/text_builder.h"
#include "objects/tuple.h"
#include "runtime/operations/item_operators.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/number_operators.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

Result<Value> tuple_new(Vm& vm, Value type, Value iterable)
{
    Value tuple;
    if (iterable.is_empty()) {
        tuple = Value::cell(vm.empty_tuple);
    } else if (iterable.is_cell() && iterable.as_cell()->shape == vm.exact.tuple) {
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
    int64_t times = TRY(to_count(vm, count));
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
    def<"__repr__(self, /)", tuple_repr>(),
    def<"__hash__(self, /)", tuple_hash>(),
    def<"__getitem__(self, key, /)", get_item_method>(),
    def<"__len__(self, /)", length_method>(),
    def<"__iter__(self, /)", iterator_method>(),
    def<"__contains__(self, key, /)", contains_method>(),
    def<"__add__(self, value, /)", tuple_add>(),
    def<"__mul__(self, value, /)", tuple_mul>(),
    def<"__rmul__(self, value, /)", tuple_mul>(),
    def<"index(self, value, start=, stop=, /)", tuple_index>(),
    def<"count(self, value, /)", tuple_count>(),
};

} // namespace

void define_tuple(Vm& vm)
{
    add_new(vm, vm.classes->tuple, tuple_new_def);
    add_call(vm.classes->tuple, tuple_new_def);
    add_methods(vm, vm.classes->tuple, tuple_methods);
    add_methods(vm, vm.classes->tuple, comparison_methods<BuiltinOrder>);
}

} // namespace coil::internal
