#include "base/platform/thread.h"

#include <csignal>
#include <sched.h>
#include <unistd.h>

namespace coil::internal
{

uint64_t kernel_thread_id() { return uint64_t(gettid()); }

std::optional<uint64_t> start_thread(size_t stack_bytes, void* (*function)(void*), void* argument)
{
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes) != 0)
        return std::nullopt;
    pthread_attr_setstacksize(&attributes, stack_bytes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    // Signals go to the threads that were there before.
    sigset_t all, previous;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &previous);
    pthread_t thread;
    int problem = pthread_create(&thread, &attributes, function, argument);
    pthread_sigmask(SIG_SETMASK, &previous, nullptr);
    pthread_attr_destroy(&attributes);
    return problem ? std::nullopt : std::optional(uint64_t(thread));
}

void yield_thread() { sched_yield(); }

} // namespace coil::internal
