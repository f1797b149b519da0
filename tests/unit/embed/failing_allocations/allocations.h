#pragma once
// Every allocation of the process but those of the C library passes here: operator new is replaced, and malloc, mmap
// and their kin are wrapped by the linker. One of them, or all from one on, can be made to fail.
#include <cstddef>
#include <cstdint>

namespace coil::failing
{

enum class Source {
    New,   ///< operator new
    System ///< malloc, realloc, calloc, aligned_alloc, mmap, mremap
};

/// From now on the nth allocation from `source` fails, in whatever thread; `and_later`: and all behind it.
void fail(Source source, uint64_t nth, bool and_later);
/// No allocation fails any more. Returns whether one did.
bool stop_failing();
/// Blocks of memory that were allocated and not yet released.
int64_t blocks_in_use();

} // namespace coil::failing
