#pragma once
// A queue of values inside of a cell.
#include "objects/storage.h"

namespace coil::internal
{

/// Values in order of arrival, in a ring that belongs to `owner`.
struct Ring {
    ValueArray* array;
    uint32_t first, size;

    Value& at(size_t index) { return array->data[(first + index) & (array->capacity - 1)]; }
    Result<void> push(Vm& vm, Cell* owner, Value value)
    {
        if (!array || size == array->capacity) [[unlikely]]
            TRY(grow(vm, owner));
        vm.heap.write_barrier(array);
        at(size++) = value;
        return {};
    }
    Value pop()
    {
        Value value = at(0);
        at(0) = Value();
        first = uint32_t((first + 1) & (array->capacity - 1));
        size--;
        return value;
    }
    void remove(Vm& vm, Value value)
    {
        if (size > 0 && at(0) == value) {
            pop();
            return;
        }
        size_t kept = 0;
        for (size_t i = 0; i < size; i++)
            if (!(at(i) == value))
                at(kept++) = at(i);
        if (array)
            vm.heap.write_barrier(array);
        size = uint32_t(kept);
    }
    Result<void> grow(Vm& vm, Cell* owner)
    {
        ValueArray* larger = TRY(make_value_array(vm, array ? array->capacity * 2 : 4));
        for (size_t i = 0; i < size; i++)
            larger->data[i] = at(i);
        vm.heap.write_barrier(owner);
        array = larger;
        first = 0;
        return {};
    }
};

} // namespace coil::internal
