#pragma once
// Memory for arrays that may get very long. Large ones are pages of their own: they grow without being copied, and go
// back to the system as soon as they are freed, which malloc does for some sizes only.
#include <cstddef>

namespace coil::internal
{

/// From this size on.
inline constexpr size_t large_memory_bytes = size_t(256) << 10;

/// Throws std::bad_alloc.
void* allocate_memory(size_t bytes);
/// Keeps what fits; `memory` may be null, with 0 bytes. Throws std::bad_alloc, and leaves `memory` as it is then.
void* resize_memory(void* memory, size_t old_bytes, size_t bytes);
void free_memory(void* memory, size_t bytes);

} // namespace coil::internal
