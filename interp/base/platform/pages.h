#pragma once
// Memory straight from the system, in pages. They are zero, and take memory when they are first touched.
#include <cstddef>

namespace coil::internal
{

/// Address space that can be written to; null when the system refuses. `may_overcommit`: more than there is memory.
void* map_pages(size_t bytes, bool may_overcommit);
/// Keeps what fits of the pages and may move them; null when the system refuses, and they are as before.
void* resize_pages(void* pages, size_t old_bytes, size_t bytes);
void unmap_pages(void* pages, size_t bytes);
/// Gives the memory back and keeps the address space, which is zero again; false when the system refuses.
bool discard_pages(void* pages, size_t bytes);
/// Whether the system may use huge pages here.
void prefer_huge_pages(void* pages, size_t bytes, bool huge);
/// The address space that the process may take; 0 when there is no limit.
size_t address_space_limit();

} // namespace coil::internal
