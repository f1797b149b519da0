#include "objects/iterators.h"

#include "objects/class.h"
#include "objects/numbers.h"

namespace coil::internal
{

namespace
{

/// A slice's bound as an int: an int of any size, or what __index__ gives.
Result<Value> to_bound(Vm& vm, Value value)
{
    if (is_int(value))
        return value;
    Value method = lookup_special(vm, vm.class_of(value), Special::index);
    if (method.is_empty())
        return vm.raise(Error::TypeError, "slice indices must be integers or None or have an __index__ method");
    Value result = TRY(vm.operations.call(vm, method, &value, 1));
    if (!is_int(result))
        return vm.raise(Error::TypeError, "__index__ returned non-int (type {})", type_name(vm, result));
    return result;
}

/// Clamped to what fits; slices of any sequence are shorter.
Result<int64_t> to_clamped(Vm& vm, Value value)
{
    Value bound = TRY(to_bound(vm, value));
    if (auto number = int_to_int64(bound))
        return *number;
    return int_sign(bound) < 0 ? INT64_MIN : INT64_MAX;
}

/// A bound counted from the end when negative, clamped to [lowest, highest].
int64_t adjust(int64_t bound, int64_t length, int64_t lowest, int64_t highest)
{
    if (bound < 0)
        bound = bound < -length ? lowest : bound + length;
    return std::max(lowest, std::min(bound, highest));
}

Result<Value> range_length(Vm& vm, Value start, Value stop, Value step)
{
    bool forwards = int_sign(step) > 0;
    if (int_compare(start, stop) != (forwards ? -1 : 1))
        return Value::small(0);
    Value span = TRY(forwards ? int_sub(vm, stop, start) : int_sub(vm, start, stop));
    Value size = TRY(int_abs(vm, step));
    Value whole = TRY(int_floor_div(vm, TRY(int_sub(vm, span, Value::small(1))), size));
    return int_add(vm, whole, Value::small(1));
}

} // namespace

Result<Value> make_range(Vm& vm, Value start, Value stop, Value step)
{
    if (int_is_zero(step))
        return vm.raise(Error::ValueError, "range() arg 3 must not be zero");
    Value length;
    if (start.is_small() && stop.is_small() && step == Value::small(1))
        length = Value::small(std::max<int64_t>(0, stop.as_small() - start.as_small()));
    else
        length = TRY(range_length(vm, start, stop, step));
    auto* range = vm.heap.allocate<Range>(uint8_t(Kind::Range));
    if (!range)
        return vm.raise_memory_error();
    range->shape = vm.classes->range->root->id;
    range->start = start;
    range->stop = stop;
    range->step = step;
    range->length = length;
    return Value::cell(range);
}

Result<Slice*> make_slice(Vm& vm, Value start, Value stop, Value step)
{
    auto* slice = vm.heap.allocate<Slice>(uint8_t(Kind::Slice));
    if (!slice)
        return vm.raise_memory_error();
    slice->shape = vm.classes->slice->root->id;
    slice->start = start;
    slice->stop = stop;
    slice->step = step;
    return slice;
}

Result<SlicePoints> slice_points(Vm& vm, Value start, Value stop, Value step)
{
    SlicePoints out{};
    out.step = step.is_none() ? 1 : TRY(to_clamped(vm, step));
    if (out.step == 0)
        return vm.raise(Error::ValueError, "slice step cannot be zero");
    // So that -step can be computed.
    out.step = std::max(out.step, -INT64_MAX);
    bool backwards = out.step < 0;
    out.start = start.is_none() ? (backwards ? INT64_MAX : 0) : TRY(to_clamped(vm, start));
    out.stop = stop.is_none() ? (backwards ? INT64_MIN : INT64_MAX) : TRY(to_clamped(vm, stop));
    return out;
}

SliceIndices slice_indices(const SlicePoints& points, size_t length)
{
    SliceIndices out{};
    out.step = points.step;
    bool backwards = out.step < 0;
    auto size = int64_t(length);
    int64_t lowest = backwards ? -1 : 0, highest = backwards ? size - 1 : size;
    out.start = adjust(points.start, size, lowest, highest);
    out.stop = adjust(points.stop, size, lowest, highest);
    int64_t span = backwards ? out.start - out.stop : out.stop - out.start;
    out.count = span > 0 ? size_t((span - 1) / std::abs(out.step) + 1) : 0;
    return out;
}

Result<SliceBounds> slice_bounds(Vm& vm, Value start, Value stop, Value step, Value length)
{
    SliceBounds out;
    out.step = step.is_none() ? Value::small(1) : TRY(int_plain(vm, TRY(to_bound(vm, step))));
    int sign = int_sign(out.step);
    if (sign == 0)
        return vm.raise(Error::ValueError, "slice step cannot be zero");
    Value lowest = Value::small(sign < 0 ? -1 : 0);
    Value highest = sign < 0 ? TRY(int_sub(vm, length, Value::small(1))) : length;
    auto clamp = [&](Value given, Value fallback) -> Result<Value> {
        if (given.is_none())
            return fallback;
        Value bound = TRY(to_bound(vm, given));
        if (int_sign(bound) < 0)
            bound = TRY(int_add(vm, bound, length));
        if (int_compare(bound, lowest) < 0)
            return lowest;
        return int_compare(bound, highest) > 0 ? highest : int_plain(vm, bound);
    };
    out.start = TRY(clamp(start, sign < 0 ? highest : lowest));
    out.stop = TRY(clamp(stop, sign < 0 ? lowest : highest));
    return out;
}

} // namespace coil::internal
