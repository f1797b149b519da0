#pragma once
// The stack that native code of the calling thread runs on.

#include <cstddef>
#include <cstdint>

namespace coil::internal
{

/// The oldest address of the calling thread's stack.
const void* thread_stack_base();
/// The lowest address that the calling thread's stack may grow to.
const void* thread_stack_end();

/// Tells a recursive walk when it has used up the native stack that it may use.
class NativeStackGuard
{
public:
    explicit NativeStackGuard(size_t budget)
        : start_(here())
        , budget_(budget)
    {
    }

    bool is_exhausted() const { return start_ - here() > budget_; }

private:
    static uintptr_t here() { return reinterpret_cast<uintptr_t>(__builtin_frame_address(0)); }

    uintptr_t start_;
    size_t budget_;
};

} // namespace coil::internal
