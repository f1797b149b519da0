#include "base/platform/large_memory.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>

#include "base/platform/pages.h"

namespace coil::internal
{

namespace
{

bool is_large(size_t bytes) { return bytes >= large_memory_bytes; }

void* checked(void* memory)
{
    if (!memory)
        throw std::bad_alloc();
    return memory;
}

} // namespace

void* allocate_memory(size_t bytes)
{
    if (is_large(bytes))
        return checked(map_pages(bytes, false));
    return checked(std::malloc(bytes));
}

void* resize_memory(void* memory, size_t old_bytes, size_t bytes)
{
    if (is_large(old_bytes) && is_large(bytes))
        return checked(resize_pages(memory, old_bytes, bytes));
    if (!is_large(old_bytes) && !is_large(bytes))
        return checked(std::realloc(memory, bytes));
    void* moved = allocate_memory(bytes);
    if (memory)
        std::memcpy(moved, memory, std::min(old_bytes, bytes));
    free_memory(memory, old_bytes);
    return moved;
}

void free_memory(void* memory, size_t bytes)
{
    if (is_large(bytes))
        unmap_pages(memory, bytes);
    else
        std::free(memory);
}

} // namespace coil::internal
