#include "base/platform/pages.h"

#include <sys/mman.h>
#include <sys/resource.h>

namespace coil::internal
{

namespace
{

void* or_null(void* mapped) { return mapped == MAP_FAILED ? nullptr : mapped; }

} // namespace

void* map_pages(size_t bytes, bool may_overcommit)
{
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | (may_overcommit ? MAP_NORESERVE : 0);
    return or_null(mmap(nullptr, bytes, PROT_READ | PROT_WRITE, flags, -1, 0));
}

void* resize_pages(void* pages, size_t old_bytes, size_t bytes)
{
    return or_null(mremap(pages, old_bytes, bytes, MREMAP_MAYMOVE));
}

void unmap_pages(void* pages, size_t bytes) { munmap(pages, bytes); }
bool discard_pages(void* pages, size_t bytes) { return madvise(pages, bytes, MADV_DONTNEED) == 0; }

void prefer_huge_pages(void* pages, size_t bytes, bool huge)
{
    madvise(pages, bytes, huge ? MADV_HUGEPAGE : MADV_NOHUGEPAGE);
}

size_t address_space_limit()
{
    rlimit space{};
    return getrlimit(RLIMIT_AS, &space) == 0 && space.rlim_cur != RLIM_INFINITY ? size_t(space.rlim_cur) : 0;
}

} // namespace coil::internal
