#pragma once
// Heap frames that have just finished and that nobody can see, by size: the next call takes them up again without
// asking the heap. Every collection forgets them.
#include "gc/poison.h"
#include "objects/coroutine.h"

namespace coil::internal
{

/// The list for frames of that many registers; null when they are too large to be kept.
inline Coroutine** free_frames(Vm& vm, uint32_t register_count)
{
    uint32_t list = register_count / 2;
    return list < Vm::frame_lists ? &vm.free_frames[list] : nullptr;
}

/// A zeroed Coroutine for a frame of `code`; null when memory runs out.
inline Coroutine* allocate_frame(Vm& vm, const Code* code)
{
    Coroutine** list = free_frames(vm, code->register_count);
    size_t registers = size_t(code->register_count) * sizeof(Value);
    if (!list || !*list)
        return static_cast<Coroutine*>(vm.heap.allocate_cell(uint8_t(Kind::Coroutine), sizeof(Coroutine) + registers));
    Coroutine* frame = *list;
    *list = frame->inner;
    frame->inner = nullptr;
    frame->aux = 0;
    // The one before may have had a register less, in a cell of the same size.
    gc::poison::unpoison(frame, sizeof(Coroutine) + registers);
    std::fill_n(frame->registers, code->register_count, Value());
    vm.heap.remember(frame);
    return frame;
}

/// Gives back a frame that has returned and that nothing refers to.
inline void free_frame(Vm& vm, Coroutine* frame)
{
    const Code* code = frame->header.code;
    Coroutine** list = free_frames(vm, code->register_count);
    if (!list) {
        vm.heap.free_now(frame, sizeof(Coroutine) + code->register_count * sizeof(Value));
        return;
    }
    frame->set_state(CoroutineState::Finished);
    frame->delegate = Value();
    vm.heap.write_barrier(frame);
    frame->inner = *list;
    *list = frame;
}

} // namespace coil::internal
