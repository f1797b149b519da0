#pragma once
// The heap's geometry: granules, size classes and the descriptor of a block. Knows no policy.
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "gc/cell.h"

namespace coil::internal::gc
{

inline constexpr size_t granule_bytes = 16;
inline constexpr size_t block_shift = 16;
inline constexpr size_t block_bytes = size_t(1) << block_shift;
/// A 64-bit word of the mark bitmap speaks for this many bytes.
inline constexpr size_t mark_word_shift = 10;
inline constexpr size_t mark_words_per_block = block_bytes >> mark_word_shift;
/// Larger cells get blocks of their own.
inline constexpr size_t max_small_bytes = block_bytes / 2;
inline constexpr size_t page_bytes = 4096;

namespace detail
{
inline constexpr size_t class_count = 8 + 6 * 4 + 6;

consteval std::array<uint32_t, class_count> make_class_sizes()
{
    std::array<uint32_t, class_count> sizes{};
    size_t count = 0;
    for (uint32_t size = 16; size <= 128; size += 16)
        sizes[count++] = size;
    for (uint32_t base = 128; base < 8192; base *= 2)
        for (uint32_t step = 1; step <= 4; ++step)
            sizes[count++] = base + base / 4 * step;
    for (uint32_t cells = 7; cells >= 2; --cells)
        sizes[count++] = uint32_t(block_bytes / cells / granule_bytes * granule_bytes);
    return sizes;
}
inline constexpr auto class_sizes = make_class_sizes();

consteval std::array<uint8_t, max_small_bytes / granule_bytes + 1> make_class_of_granules()
{
    std::array<uint8_t, max_small_bytes / granule_bytes + 1> table{};
    size_t index = 0;
    for (size_t granules = 0; granules < table.size(); ++granules) {
        while (class_sizes[index] < granules * granule_bytes)
            ++index;
        table[granules] = uint8_t(index);
    }
    return table;
}
inline constexpr auto class_of_granules = make_class_of_granules();
} // namespace detail

inline constexpr size_t class_count = detail::class_count;

/// The size class that holds `bytes` (at most max_small_bytes).
constexpr unsigned size_class(size_t bytes)
{
    return detail::class_of_granules[(bytes + granule_bytes - 1) / granule_bytes];
}
constexpr size_t class_bytes(unsigned index) { return detail::class_sizes[index]; }

/// What a cell of `bytes` really takes.
constexpr size_t rounded_bytes(size_t bytes)
{
    return bytes <= max_small_bytes ? class_bytes(size_class(bytes)) : (bytes + page_bytes - 1) & ~(page_bytes - 1);
}

/// A row of free cells inside a block, described in its first cell. `shape` is the row's length in bytes; `aux` is not
/// 0 when the other cells may hold stale headers, else their kind is 0.
struct FreeRun : Cell {
    FreeRun* next;
};
static_assert(sizeof(FreeRun) == granule_bytes);

/// Describes 64 KiB of the region: a block of equal cells, the first block of a large cell, or free space.
/// Descriptors stand in a table of their own, so that a block is cells only and descriptors do not alias in the cache.
struct Block {
    enum class Use : uint8_t { Free, Small, Large };

    Use use;
    /// Small: which of the heap's allocators it serves.
    uint8_t allocator;
    /// Small: cells that are not marked are dead, but still hold what they held.
    bool unswept;
    /// Holds cells that were allocated (or released one by one) since the last collection.
    bool young;
    /// Free: a member of a free run, and not a single block kept apart for reuse.
    bool binned;
    /// Free: the memory is not known to be zero.
    bool dirty;
    /// Small: bytes of a cell and 2^32 / cell_bytes rounded up, to divide by it.
    uint32_t cell_bytes;
    uint32_t inverse;
    uint32_t cells;
    /// Small: in cells from this offset on nothing is to be swept: they were never handed out, or their kind is 0.
    uint32_t used_end;
    /// Small: cells that were marked when the last collection ended.
    uint32_t marked;
    /// Links of the list that the block stands in. Large: `next` is the position in the table of large cells.
    uint32_t next;
    uint32_t previous;
    /// Free run (in its first and its last block) and large cell: how many blocks.
    uint32_t length;
    /// Large: what the cell takes, in whole pages.
    size_t large_bytes;

    uint32_t limit() const { return cells * cell_bytes; }
};
static_assert(sizeof(Block) <= 64);

inline constexpr uint32_t no_block = UINT32_MAX;

} // namespace coil::internal::gc
