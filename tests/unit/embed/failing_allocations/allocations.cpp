#include "allocations.h"

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdlib>
#include <new>

#include <sys/mman.h>

extern "C" {
void* __real_malloc(size_t bytes);
void* __real_calloc(size_t count, size_t bytes);
void* __real_realloc(void* memory, size_t bytes);
void* __real_aligned_alloc(size_t alignment, size_t bytes);
void __real_free(void* memory);
void* __real_mmap(void* address, size_t bytes, int protection, int flags, int fd, off_t offset);
void* __real_mremap(void* address, size_t old_bytes, size_t bytes, int flags, ...);
}

namespace coil::failing
{

namespace
{

struct State {
    std::atomic<int64_t> remaining = 0; ///< allocations until the one that fails; 0: none
    std::atomic<bool> and_later = false;
    std::atomic<bool> failed = false;
};

State states[2];
std::atomic<int64_t> in_use = 0;

bool fails(Source source)
{
    State& state = states[int(source)];
    int64_t remaining = state.remaining.load(std::memory_order_relaxed);
    if (remaining == 0)
        return false;
    if (remaining > 1 && --state.remaining > 0)
        return false;
    if (!state.and_later)
        state.remaining = 0;
    state.failed = true;
    return true;
}

void* counted(void* memory)
{
    if (memory)
        in_use++;
    return memory;
}

void* refuse()
{
    errno = ENOMEM;
    return nullptr;
}

void release(void* memory)
{
    if (memory)
        in_use--;
    __real_free(memory);
}

void* take(size_t bytes, size_t alignment = 0)
{
    if (fails(Source::New))
        return nullptr;
    bytes += bytes == 0;
    return counted(alignment ? __real_aligned_alloc(alignment, (bytes + alignment - 1) / alignment * alignment)
                             : __real_malloc(bytes));
}

void* take_or_throw(size_t bytes, size_t alignment = 0)
{
    if (void* memory = take(bytes, alignment))
        return memory;
    throw std::bad_alloc();
}

} // namespace

void fail(Source source, uint64_t nth, bool and_later)
{
    State& state = states[int(source)];
    state.failed = false;
    state.and_later = and_later;
    state.remaining = int64_t(nth);
}

bool stop_failing()
{
    bool failed = false;
    for (State& state : states) {
        state.remaining = 0;
        failed |= state.failed.exchange(false);
    }
    return failed;
}

int64_t blocks_in_use() { return in_use; }

} // namespace coil::failing

using namespace coil::failing;

extern "C" {

void* __wrap_malloc(size_t bytes) { return fails(Source::System) ? refuse() : counted(__real_malloc(bytes)); }

void* __wrap_calloc(size_t count, size_t bytes)
{
    return fails(Source::System) ? refuse() : counted(__real_calloc(count, bytes));
}

void* __wrap_realloc(void* memory, size_t bytes)
{
    if (fails(Source::System))
        return refuse();
    void* moved = __real_realloc(memory, bytes);
    if (!memory)
        counted(moved);
    else if (bytes == 0)
        in_use--;
    return moved;
}

void* __wrap_aligned_alloc(size_t alignment, size_t bytes)
{
    return fails(Source::System) ? refuse() : counted(__real_aligned_alloc(alignment, bytes));
}

void __wrap_free(void* memory) { release(memory); }

void* __wrap_mmap(void* address, size_t bytes, int protection, int flags, int fd, off_t offset)
{
    if (fails(Source::System)) {
        errno = ENOMEM;
        return MAP_FAILED;
    }
    return __real_mmap(address, bytes, protection, flags, fd, offset);
}

void* __wrap_mremap(void* address, size_t old_bytes, size_t bytes, int flags, ...)
{
    if (fails(Source::System)) {
        errno = ENOMEM;
        return MAP_FAILED;
    }
    return __real_mremap(address, old_bytes, bytes, flags);
}

} // extern "C"

void* operator new(size_t bytes) { return take_or_throw(bytes); }
void* operator new[](size_t bytes) { return take_or_throw(bytes); }
void* operator new(size_t bytes, std::align_val_t alignment) { return take_or_throw(bytes, size_t(alignment)); }
void* operator new[](size_t bytes, std::align_val_t alignment) { return take_or_throw(bytes, size_t(alignment)); }
void* operator new(size_t bytes, const std::nothrow_t&) noexcept { return take(bytes); }
void* operator new[](size_t bytes, const std::nothrow_t&) noexcept { return take(bytes); }
void* operator new(size_t bytes, std::align_val_t alignment, const std::nothrow_t&) noexcept
{
    return take(bytes, size_t(alignment));
}
void operator delete(void* memory) noexcept { release(memory); }
void operator delete[](void* memory) noexcept { release(memory); }
void operator delete(void* memory, size_t) noexcept { release(memory); }
void operator delete[](void* memory, size_t) noexcept { release(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { release(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { release(memory); }
void operator delete(void* memory, size_t, std::align_val_t) noexcept { release(memory); }
void operator delete[](void* memory, size_t, std::align_val_t) noexcept { release(memory); }
