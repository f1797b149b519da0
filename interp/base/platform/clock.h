#pragma once
// The system's clocks.
#include <cstddef>
#include <cstdint>

namespace coil::internal
{

enum class Clock : uint8_t {
    Real,      ///< since 1970
    Monotonic, ///< never goes backwards; the clock of deadlines and the loop
    Process,   ///< what the process has computed
    Thread,    ///< what the thread has computed
};

int64_t nanoseconds_of(Clock clock);
inline int64_t monotonic_nanoseconds() { return nanoseconds_of(Clock::Monotonic); }

} // namespace coil::internal
