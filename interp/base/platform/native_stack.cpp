#include "base/platform/native_stack.h"

#include <algorithm>
#include <pthread.h>
#include <span>
#include <sys/resource.h>
#include <unistd.h>

extern "C" [[gnu::weak]] void* __libc_stack_end;

namespace coil::internal
{

namespace
{

bool is_first_thread() { return &__libc_stack_end && __libc_stack_end && gettid() == getpid(); }

/// The calling thread's stack as the C library knows it; empty when it does not.
std::span<char> thread_stack()
{
    pthread_attr_t attributes;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0)
        return {};
    void* lowest = nullptr;
    size_t size = 0;
    pthread_attr_getstack(&attributes, &lowest, &size);
    pthread_attr_destroy(&attributes);
    return { static_cast<char*>(lowest), size };
}

} // namespace

const void* thread_stack_base()
{
    // For the first thread the C library would read /proc/self/maps.
    if (is_first_thread())
        return __libc_stack_end;
    std::span<char> stack = thread_stack();
    return stack.empty() ? __builtin_frame_address(0) : stack.data() + stack.size();
}

const void* thread_stack_end()
{
    auto* here = static_cast<const char*>(__builtin_frame_address(0));
    if (!is_first_thread()) {
        std::span<char> stack = thread_stack();
        constexpr size_t unknown = size_t(64) << 10;
        return stack.empty() ? here - unknown : stack.data();
    }
    // The first thread's stack grows until the limit; what the system keeps for arguments and the environment lies
    // above its base, and counts.
    constexpr size_t most = size_t(64) << 20, unlimited = size_t(8) << 20, arguments = size_t(128) << 10;
    rlimit limit{};
    bool known = getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
    size_t size = known ? std::min<size_t>(limit.rlim_cur, most) : unlimited;
    return static_cast<const char*>(__libc_stack_end) - (size > 2 * arguments ? size - arguments : size / 2);
}

} // namespace coil::internal
