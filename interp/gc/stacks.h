#pragma once
// The native stacks that a heap scans conservatively. At any time one thread at most runs (it holds the VM); the others
// are parked: blocked, or waiting for the VM's lock.
#include <cstddef>
#include <cstdint>

#include "base/platform/thread.h"
#include "gc/poison.h"

namespace coil::internal::gc
{

class Heap;
class Tracer;

#if defined(__x86_64__)
inline constexpr size_t saved_register_count = 6;
#elif defined(__aarch64__)
inline constexpr size_t saved_register_count = 11;
#else
#error "list this processor's callee-saved registers in stacks.h"
#endif

/// Copies the callee-saved general registers to `to`.
[[gnu::always_inline]] inline void save_registers(uintptr_t* to)
{
#if defined(__x86_64__)
    asm volatile("movq %%rbx, 0(%0)\n\tmovq %%rbp, 8(%0)\n\tmovq %%r12, 16(%0)\n\t"
                 "movq %%r13, 24(%0)\n\tmovq %%r14, 32(%0)\n\tmovq %%r15, 40(%0)"
                 :
                 : "r"(to)
                 : "memory");
#else
    asm volatile("stp x19, x20, [%0]\n\tstp x21, x22, [%0, #16]\n\tstp x23, x24, [%0, #32]\n\t"
                 "stp x25, x26, [%0, #48]\n\tstp x27, x28, [%0, #64]\n\tstr x29, [%0, #80]"
                 :
                 : "r"(to)
                 : "memory");
#endif
}

/// One stretch of a native stack, from its oldest frame to where it was parked.
struct StackRecord {
    const void* base = nullptr;
    uint64_t thread = 0;
    /// Where the stack ended when its thread parked; nullptr when it did not.
    const void* top = nullptr;
    uintptr_t registers[saved_register_count] = {};
    /// AddressSanitizer's side stack of the thread, in which locals may live.
    void* fake_stack = nullptr;
    StackRecord* next = nullptr;
    /// What ran when this stretch was entered: one of another thread, which is outside the VM meanwhile.
    StackRecord* interrupted = nullptr;
};

/// Clears the next 4 KiB (32 under a sanitizer) of the stack below the caller's frame: what calls that ended have left
/// there, and would be scanned again where later frames do not fill their places. See "What is conservative" in heap.h.
void forget_dead_frames();

/// A heap's stacks: the running one and the parked ones.
class StackList
{
public:
    StackRecord* running() const { return running_; }
    void enter(StackRecord& record);
    void leave(StackRecord& record);
    /// The running thread is about to give up the VM.
    void park();
    void resume(StackRecord& record)
    {
        record.top = nullptr;
        running_ = &record;
    }
    /// Forgets all stretches of other threads: after a fork, in the child, which has none.
    void forget_others();
    bool runs_here() const { return running_ && running_->thread == thread_ident(); }
    /// Scans all stacks; `here` is where the running one ends.
    void trace(Tracer& tracer, const void* here) const;

private:
    StackRecord* all_ = nullptr;
    StackRecord* running_ = nullptr;
};

/// While it lives, the calling thread's stack is scanned from the calling function's frame down. Made where native code
/// enters the VM; needs the VM's lock. Entering again on the same thread costs nothing.
class StackScope
{
public:
    [[gnu::always_inline]] explicit StackScope(Heap& heap) { enter(heap, __builtin_dwarf_cfa()); }
    ~StackScope();
    StackScope(const StackScope&) = delete;
    StackScope& operator=(const StackScope&) = delete;

private:
    void enter(Heap& heap, const void* base);
    StackList* list_ = nullptr;
    StackRecord record_;
};

/// While it lives, the calling thread does not hold the VM and another may: made before the VM's lock is released,
/// destroyed after it is taken again. The thread's stack is scanned as it is here. With `parks` false it does nothing.
class ParkScope
{
public:
    [[gnu::always_inline]] explicit ParkScope(Heap& heap, bool parks = true)
    {
        if (!parks)
            return;
        uintptr_t registers[saved_register_count];
        save_registers(registers);
        park(heap, registers);
    }
    ~ParkScope();
    ParkScope(const ParkScope&) = delete;
    ParkScope& operator=(const ParkScope&) = delete;
    /// Nothing of the thread's stack is scanned any more: it holds no cells, and may be gone before the scope ends.
    void leave_stack();

private:
    void park(Heap& heap, const uintptr_t* registers);
    StackList* list_ = nullptr;
    StackRecord* record_ = nullptr;
};

} // namespace coil::internal::gc
