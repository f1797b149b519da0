#pragma once
// Native state that a cell owns beside itself, in memory that the heap's limit counts.
#include <memory>

#include "objects/vm.h"

namespace coil::internal
{

/// Deletes it and gives the memory back. The heap is still there: cells die before it does.
struct CountedDelete {
    gc::Heap* heap = nullptr;
    template <class T> void operator()(T* state) const
    {
        std::default_delete<T>()(state);
        heap->give_back_outside(sizeof(T));
    }
};

/// A field of a cell of the kind NativeResource, whose NativeType::destroy resets it. In a zeroed cell it is null.
template <class T> using Counted = std::unique_ptr<T, CountedDelete>;

/// MemoryError at the heap's limit.
template <class T, class... Arguments> Result<Counted<T>> make_counted(Vm& vm, Arguments&&... arguments)
{
    auto state = std::make_unique<T>(std::forward<Arguments>(arguments)...);
    if (!vm.heap.take_outside(sizeof(T)))
        return vm.raise_memory_error();
    return Counted<T>(state.release(), CountedDelete{ &vm.heap });
}

} // namespace coil::internal
