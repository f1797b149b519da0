#pragma once
// One large reservation of address space per heap: the blocks, and beside them their descriptors and the mark bitmap.
// Pages are touched only when used, so that a new heap costs next to nothing. The mark stack is a mapping of its own,
// which grows with what of the region is in use.
#include <vector>

#include "gc/layout.h"

namespace coil::internal::gc
{

class Region
{
public:
    /// Reserves `bytes` of blocks (0: a share of the address space, see largest_share), or less when the system
    /// refuses. Throws std::bad_alloc when it refuses even a little.
    explicit Region(size_t bytes);
    ~Region();
    Region(const Region&) = delete;
    Region& operator=(const Region&) = delete;

    char* base() const { return base_; }
    uint64_t* marks() const { return marks_; }
    Cell** mark_stack() const { return mark_stack_; }
    size_t capacity_bytes() const { return size_t(capacity_) << block_shift; }
    /// Bytes from the base on that have ever been given out.
    size_t used_bytes() const { return size_t(top_) << block_shift; }
    uint32_t top() const { return top_; }

    char* start_of(uint32_t index) const { return base_ + (size_t(index) << block_shift); }
    char* start_of(const Block& block) const { return start_of(index_of(block)); }
    Block& block(uint32_t index) const { return blocks_[index]; }
    uint32_t index_of(const Block& block) const { return uint32_t(&block - blocks_); }
    /// The block (for a large cell, its first) that `offset` from the base lies in; nullptr for free space.
    Block* block_at(size_t offset) const
    {
        uint32_t owner = owners_[offset >> block_shift];
        return owner ? &blocks_[owner - 1] : nullptr;
    }
    /// As block_at, for a pointer that is known to lie in a block in use.
    Block& block_of(const void* inside) const
    {
        return blocks_[owners_[size_t(static_cast<const char*>(inside) - base_) >> block_shift] - 1];
    }

    uint64_t* marks_of(uint32_t index) const { return marks_ + index * mark_words_per_block; }

    /// `count` adjoining blocks, their marks clear; no_block when the region is used up. `dirty` of each tells whether
    /// its memory must be cleared. The caller sets `use`.
    uint32_t take(uint32_t count);
    /// Gives back blocks that take() gave. Memory of runs of at least `return_at_blocks` goes back to the system at
    /// once when more than `kept_bytes` are free: getting a page again costs more than clearing it.
    void give_back(uint32_t index, uint32_t count);
    /// Gives the memory of free blocks back to the system when they hold more than `keep_bytes`.
    void trim(size_t keep_bytes);
    /// Gives the mark stack's memory back to the system, but for what a small collection needs.
    void trim_mark_stack();

    size_t free_dirty_bytes() const { return size_t(dirty_blocks_) << block_shift; }
    size_t free_blocks() const { return free_blocks_; }

    static constexpr uint32_t return_at_blocks = 16;
    static constexpr size_t kept_bytes = size_t(32) << 20;

private:
    friend class Verifier;

    static constexpr unsigned bin_count = 21;
    static constexpr size_t cache_capacity = 256;

    bool reserve(size_t bytes);
    bool grow_mark_stack(uint32_t top);
    void insert_run(uint32_t index, uint32_t count);
    void remove_run(uint32_t index);
    uint32_t take_from_bins(uint32_t count);
    uint32_t take_from_top(uint32_t count);
    void flush_cache();
    void prepare_huge_pages();
    void return_memory(uint32_t index, uint32_t count);

    void* mapping_ = nullptr;
    size_t mapping_bytes_ = 0;
    char* base_ = nullptr;
    Block* blocks_ = nullptr;
    uint32_t* owners_ = nullptr;
    uint64_t* marks_ = nullptr;
    Cell** mark_stack_ = nullptr;
    size_t mark_stack_bytes_ = 0; ///< room for every cell below top_: each is pushed at most once a collection
    uint32_t capacity_ = 0;
    uint32_t top_ = 0;
    uint32_t huge_top_ = 0;
    size_t free_blocks_ = 0;
    size_t dirty_blocks_ = 0;
    uint32_t bins_[bin_count];
    /// Single free blocks, the last freed first: their memory is likely in the processor's cache.
    std::vector<uint32_t> cache_;
};

} // namespace coil::internal::gc
