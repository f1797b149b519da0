#pragma once

#include <cstdint>
#include <semaphore.h>

namespace coil::internal
{

/// Counts what was posted and not waited for.
class Semaphore
{
public:
    Semaphore();
    ~Semaphore();
    Semaphore(const Semaphore&) = delete;
    Semaphore& operator=(const Semaphore&) = delete;

    /// Safe from any thread and from signal handlers.
    void post();
    /// False when there is nothing to take.
    bool try_wait();
    /// Waits until there is something to take. Signals end it sooner, as they do wait_until.
    void wait();
    /// As wait, at most until the monotonic clock (platform/clock.h) is there.
    void wait_until(int64_t nanoseconds);

private:
    sem_t semaphore_;
};

} // namespace coil::internal
