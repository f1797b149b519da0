#pragma once
// What the methods of list and tuple have in common.
#include <algorithm>

#include "objects/class.h"
#include "objects/numbers.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

inline bool is_index(Vm& vm, Value value)
{
    return is_int(value) || !lookup_special(vm, vm.class_of(value), Special::index).is_empty();
}

/// Items of a sequence of `size` that is repeated; `size` is read after the count, whose __index__ may change it.
inline Result<size_t> repeated_size(Vm& vm, size_t size, int64_t times)
{
    if (size && times > 0 && uint64_t(times) > (uint64_t(1) << 56) / size)
        return vm.raise_memory_error();
    return size * size_t(std::max<int64_t>(times, 0));
}

/// Fills `out` with the items, again and again.
inline Result<void> repeat_items(Vm& vm, std::span<Value> out, std::span<const Value> items)
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

/// The bounds of a search in a list or tuple, whose size is read behind them.
template <class Sequence>
inline Result<void> clamp_range(
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

} // namespace coil::internal
