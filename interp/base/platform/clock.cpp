#include "base/platform/clock.h"

#include <ctime>

namespace coil::internal
{

int64_t nanoseconds_of(Clock clock)
{
    static constexpr clockid_t ids[] = { CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID,
        CLOCK_THREAD_CPUTIME_ID };
    timespec now{};
    clock_gettime(ids[size_t(clock)], &now);
    return int64_t(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

} // namespace coil::internal
