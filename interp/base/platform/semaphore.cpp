#include "base/platform/semaphore.h"

#include <ctime>

namespace coil::internal
{

Semaphore::Semaphore() { sem_init(&semaphore_, 0, 0); }
Semaphore::~Semaphore() { sem_destroy(&semaphore_); }
void Semaphore::post() { sem_post(&semaphore_); }
bool Semaphore::try_wait() { return sem_trywait(&semaphore_) == 0; }
void Semaphore::wait() { sem_wait(&semaphore_); }

void Semaphore::wait_until(int64_t nanoseconds)
{
    timespec time{ time_t(nanoseconds / 1'000'000'000), long(nanoseconds % 1'000'000'000) };
    sem_clockwait(&semaphore_, CLOCK_MONOTONIC, &time);
}

} // namespace coil::internal
