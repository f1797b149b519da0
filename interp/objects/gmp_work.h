#pragma once
// GMP on large operands: its scratch memory is bounded, and it is stopped when execution has to end.
#include <cstddef>
#include <new>

#include "objects/vm.h"

namespace coil::internal
{

/// While it lives, memory that GMP asks for on this thread is kept in a list and counted. GMP has no way to fail: it
/// expects memory or the end of the process. But it asks for scratch memory again and again while it works on large
/// numbers, and holds nothing else that would have to be put right. So a request that is refused throws through GMP's
/// frames (which have unwind tables wherever exceptions pass through C, that is on all our platforms), and the scope
/// releases what GMP has taken. `run_gmp` is the one place that catches it.
class GmpScope
{
public:
    explicit GmpScope(Vm& vm);
    ~GmpScope();
    GmpScope(const GmpScope&) = delete;
    GmpScope& operator=(const GmpScope&) = delete;

    /// Execution has to end or be interrupted; thrown by a request for memory.
    struct Stopped {
    };

private:
    struct Block;
    static void* allocate(size_t bytes);
    static void* reallocate(void* memory, size_t old_bytes, size_t bytes);
    static void release(void* memory, size_t bytes);
    static void install();
    void* take(size_t bytes);
    void give_back(Block* block);

    Vm& vm_;
    GmpScope* outer_;
    Block* blocks_ = nullptr;
    size_t room_; ///< bytes that may still be taken
};

/// From this many limbs on GMP asks for memory; below, its operations take microseconds and the stack.
inline constexpr size_t gmp_large_limbs = 64;

/// About how much work (Vm::work) the product of numbers of so many limbs together is.
inline size_t product_work(size_t limbs) { return limbs * size_t(64 - __builtin_clzll(limbs | 1)) / 8; }

/// Runs `operation`, which calls GMP on operands of `limbs` limbs together, and may run it again from the start: its
/// results must not be among its operands. `work` is charged. Raises MemoryError and what ends execution.
template <class F> Result<void> run_gmp(Vm& vm, size_t limbs, size_t work, F&& operation)
{
    if (limbs < gmp_large_limbs) {
        operation();
        return {};
    }
    TRY(vm.work_in_one_step(work));
    for (;;) {
        try {
            GmpScope scope(vm);
            operation();
            return {};
        } catch (const std::bad_alloc&) {
            return vm.raise_memory_error();
        } catch (const GmpScope::Stopped&) {
        }
        TRY(vm.operations.poll(vm));
    }
}

} // namespace coil::internal
