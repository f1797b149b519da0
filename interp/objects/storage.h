#pragma once
// Storage cells that objects own: arrays of values and of bytes.
#include "objects/vm.h"

namespace coil::internal
{

struct ValueArray : Cell {
    static constexpr Kind kind_id = Kind::ValueArray;
    uint64_t capacity;
    Value data[];
};

struct ByteArrayStorage : Cell {
    static constexpr Kind kind_id = Kind::ByteArrayStorage;
    uint64_t capacity;
    uint64_t used; ///< bytes that strings sharing the buffer have taken
    char data[];
};

/// An array of empty values. Raises MemoryError.
inline Result<ValueArray*> make_value_array(Vm& vm, size_t capacity)
{
    if (capacity > (uint64_t(1) << 56))
        return vm.raise_memory_error();
    auto* array = static_cast<ValueArray*>(
        vm.heap.allocate_cell(uint8_t(Kind::ValueArray), sizeof(ValueArray) + capacity * sizeof(Value)));
    if (!array)
        return vm.raise_memory_error();
    array->capacity = capacity;
    return array;
}

inline Result<ByteArrayStorage*> make_byte_storage(Vm& vm, size_t capacity)
{
    if (capacity > (uint64_t(1) << 56))
        return vm.raise_memory_error();
    auto* storage = static_cast<ByteArrayStorage*>(
        vm.heap.allocate_cell_uninitialized(uint8_t(Kind::ByteArrayStorage), sizeof(ByteArrayStorage) + capacity));
    if (!storage)
        return vm.raise_memory_error();
    storage->capacity = capacity;
    storage->used = 0;
    return storage;
}

} // namespace coil::internal
