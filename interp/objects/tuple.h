#pragma once
// Tuples and lists.
#include "objects/storage.h"

namespace coil::internal
{

struct Tuple : Cell {
    static constexpr Kind kind_id = Kind::Tuple;
    static constexpr std::string_view type_name = "tuple";
    uint64_t size;
    Value items[];
    const Value* begin() const { return items; }
    const Value* end() const { return items + size; }
};

/// A tuple of empty items, to be filled before anything else is allocated from scripts' view. Size 0 gives the one
/// empty tuple.
Result<Tuple*> make_tuple(Vm& vm, size_t size);
Result<Tuple*> make_tuple(Vm& vm, const Value* items, size_t size);
Result<Tuple*> make_tuple(Vm& vm, std::initializer_list<Value> items);
inline Result<Tuple*> make_pair(Vm& vm, Value first, Value second)
{
    constexpr size_t bytes = sizeof(Tuple) + 2 * sizeof(Value);
    auto* pair = static_cast<Tuple*>(vm.heap.allocate_cell_uninitialized(uint8_t(Kind::Tuple), bytes));
    if (!pair) [[unlikely]]
        return vm.raise_memory_error();
    pair->shape = vm.exact.tuple;
    pair->size = 2;
    pair->items[0] = first;
    pair->items[1] = second;
    return pair;
}

} // namespace coil::internal
