#pragma once

#include <cstddef>
#include <cstdint>

namespace coil::internal
{

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
