#pragma once

namespace coil::internal
{

/// While it lives, the kernel wakes this thread when it asked to be woken, and not 50 us later.
class PunctualScope
{
public:
    PunctualScope();
    ~PunctualScope();
    PunctualScope(const PunctualScope&) = delete;
    PunctualScope& operator=(const PunctualScope&) = delete;

private:
    int slack_; ///< of the thread before, in nanoseconds
};

} // namespace coil::internal
