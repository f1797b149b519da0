#include "builtins/define.h"
#include "builtins/protocol_methods.h"
#include "objects/hash.h"
#include "objects/iterators.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "runtime/operations/call.h"
#include "runtime/operations/item_operators.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

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
    def<"__repr__(self, /)", range_repr>(),
    def<"__hash__(self, /)", range_hash>(),
    def<"__getitem__(self, key, /)", get_item_method>(),
    def<"__len__(self, /)", length_method>(),
    def<"__iter__(self, /)", iterator_method>(),
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

} // namespace

void define_range(Vm& vm)
{
    add_new(vm, vm.classes->range, range_new_def);
    add_call(vm.classes->range, range_new_def);
    add_methods(vm, vm.classes->range, range_methods);
    add_methods(vm, vm.classes->range, comparison_methods<BuiltinOrder>);
    add_attributes(vm, vm.classes->range, range_attributes);
}

} // namespace coil::internal
