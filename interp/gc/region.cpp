#include "gc/region.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cstring>
#include <new>

#include "base/platform/pages.h"
#include "gc/poison.h"

namespace coil::internal::gc
{

namespace
{
constexpr size_t round_up(size_t bytes, size_t unit) { return (bytes + unit - 1) / unit * unit; }
constexpr size_t smallest_region = size_t(4) << 20;
/// What a heap without a limit may take, when the process has few of them: as many bytes as Heap::number_of can name.
constexpr size_t largest_share = (size_t(UINT32_MAX) + 1) * granule_bytes;
/// Heaps without a limit share the address space (47 bits): the nth that lives gets an nth of this. Ten thousand take
/// some 75 TiB together.
constexpr size_t shared_space = size_t(16) << 40;
/// The one thing that heaps of a process have in common.
std::atomic<size_t> regions_alive{ 0 };
constexpr uint32_t huge_step_blocks = (size_t(2) << 20) >> block_shift;
/// A small heap is not worth huge pages: its resident size would be dominated by them.
constexpr uint32_t huge_from_block = (size_t(32) << 20) >> block_shift;

/// Room to mark with for `blocks` blocks.
constexpr size_t mark_stack_for(uint32_t blocks)
{
    return (size_t(blocks) << block_shift) / granule_bytes * sizeof(Cell*);
}
constexpr uint32_t first_mark_stack_blocks = 64;
} // namespace

Region::Region(size_t bytes)
{
    cache_.reserve(cache_capacity);
    size_t alive = regions_alive.fetch_add(1) + 1;
    if (bytes == 0)
        bytes = poison::little_address_space ? size_t(4) << 30 : std::min(largest_share, shared_space / alive);
    bytes = round_up(std::clamp(bytes, smallest_region, largest_share), smallest_region);
    if (!reserve(bytes)) {
        // Address space is short: see how much there is, and leave the greater part to the rest of the program.
        while (bytes > smallest_region && !mapping_) {
            bytes = round_up(bytes / 2, smallest_region);
            reserve(bytes);
        }
        if (mapping_ && bytes > smallest_region) {
            unmap_pages(mapping_, mapping_bytes_);
            mapping_ = nullptr;
            reserve(round_up(bytes / 2, smallest_region));
        }
    }
    if (!mapping_ || !grow_mark_stack(first_mark_stack_blocks)) {
        if (mapping_)
            unmap_pages(mapping_, mapping_bytes_);
        regions_alive.fetch_sub(1);
        throw std::bad_alloc();
    }
    std::fill(std::begin(bins_), std::end(bins_), no_block);
}

Region::~Region()
{
    poison::unpoison(base_, used_bytes());
    unmap_pages(mapping_, mapping_bytes_);
    unmap_pages(mark_stack_, mark_stack_bytes_);
    regions_alive.fetch_sub(1);
}

bool Region::reserve(size_t bytes)
{
    size_t blocks = bytes >> block_shift;
    size_t huge = size_t(2) << 20;
    size_t descriptors = round_up(blocks * sizeof(Block), page_bytes);
    size_t owners = round_up(blocks * sizeof(uint32_t), page_bytes);
    size_t marks = round_up(bytes >> mark_word_shift << 3, page_bytes);
    mapping_bytes_ = bytes + descriptors + owners + marks + huge;
    mapping_ = map_pages(mapping_bytes_, true);
    if (!mapping_)
        return false;
    prefer_huge_pages(mapping_, mapping_bytes_, false);
    char* next = reinterpret_cast<char*>(round_up(reinterpret_cast<uintptr_t>(mapping_), huge));
    base_ = next;
    next += bytes;
    blocks_ = reinterpret_cast<Block*>(next);
    next += descriptors;
    owners_ = reinterpret_cast<uint32_t*>(next);
    next += owners;
    marks_ = reinterpret_cast<uint64_t*>(next);
    capacity_ = uint32_t(blocks);
    return true;
}

/// Makes the mark stack large enough for `top` blocks; false when the system refuses. Not while marking: it may move.
bool Region::grow_mark_stack(uint32_t top)
{
    size_t needed = mark_stack_for(top);
    if (needed <= mark_stack_bytes_)
        return true;
    size_t bytes = std::max(needed, std::min(mark_stack_bytes_ * 2, mark_stack_for(capacity_)));
    void* moved = mark_stack_ ? resize_pages(mark_stack_, mark_stack_bytes_, bytes) : map_pages(bytes, true);
    if (!moved)
        return false;
    mark_stack_ = static_cast<Cell**>(moved);
    mark_stack_bytes_ = bytes;
    return true;
}

uint32_t Region::take(uint32_t count)
{
    uint32_t index = no_block;
    if (count == 1 && !cache_.empty()) {
        index = cache_.back();
        cache_.pop_back();
    } else {
        index = take_from_bins(count);
        if (index == no_block)
            index = take_from_top(count);
        if (index == no_block && !cache_.empty()) {
            flush_cache();
            index = take_from_bins(count);
        }
        if (index == no_block)
            return no_block;
    }
    for (uint32_t i = index; i < index + count; ++i) {
        blocks_[i].binned = false;
        dirty_blocks_ -= blocks_[i].dirty;
        owners_[i] = index + 1;
    }
    free_blocks_ -= count;
    memset(marks_of(index), 0, (count == 1 ? mark_words_per_block : 1) * sizeof(uint64_t));
    return index;
}

void Region::give_back(uint32_t index, uint32_t count)
{
    poison::poison(start_of(index), size_t(count) << block_shift);
    for (uint32_t i = index; i < index + count; ++i) {
        blocks_[i].use = Block::Use::Free;
        blocks_[i].dirty = true;
        owners_[i] = 0;
    }
    free_blocks_ += count;
    dirty_blocks_ += count;
    if (count == 1 && cache_.size() < cache_capacity) {
        blocks_[index].binned = false;
        cache_.push_back(index);
        return;
    }
    if (count >= return_at_blocks && free_dirty_bytes() > kept_bytes)
        return_memory(index, count);
    insert_run(index, count);
}

void Region::return_memory(uint32_t index, uint32_t count)
{
    if (!discard_pages(start_of(index), size_t(count) << block_shift))
        return;
    for (uint32_t i = index; i < index + count; ++i) {
        dirty_blocks_ -= blocks_[i].dirty;
        blocks_[i].dirty = false;
    }
}

void Region::trim(size_t keep_bytes)
{
    if (free_dirty_bytes() <= keep_bytes)
        return;
    flush_cache();
    for (unsigned bin = bin_count; bin-- > 0;)
        for (uint32_t i = bins_[bin]; i != no_block; i = blocks_[i].next) {
            if (free_dirty_bytes() <= keep_bytes)
                return;
            return_memory(i, blocks_[i].length);
        }
}

void Region::trim_mark_stack()
{
    constexpr size_t keep = size_t(256) << 10;
    if (mark_stack_bytes_ > keep)
        discard_pages(reinterpret_cast<char*>(mark_stack_) + keep, mark_stack_bytes_ - keep);
}

void Region::flush_cache()
{
    for (uint32_t index : cache_)
        insert_run(index, 1);
    cache_.clear();
}

void Region::insert_run(uint32_t index, uint32_t count)
{
    if (index > 0 && blocks_[index - 1].use == Block::Use::Free && blocks_[index - 1].binned) {
        uint32_t before = blocks_[index - 1].length;
        remove_run(index - before);
        index -= before;
        count += before;
    }
    uint32_t after = index + count;
    if (after < top_ && blocks_[after].use == Block::Use::Free && blocks_[after].binned) {
        uint32_t length = blocks_[after].length;
        remove_run(after);
        count += length;
    }
    Block& first = blocks_[index];
    Block& last = blocks_[index + count - 1];
    first.binned = last.binned = true;
    first.length = last.length = count;
    uint32_t& head = bins_[std::bit_width(count) - 1];
    first.previous = no_block;
    first.next = head;
    if (head != no_block)
        blocks_[head].previous = index;
    head = index;
}

void Region::remove_run(uint32_t index)
{
    Block& first = blocks_[index];
    if (first.next != no_block)
        blocks_[first.next].previous = first.previous;
    if (first.previous != no_block)
        blocks_[first.previous].next = first.next;
    else
        bins_[std::bit_width(first.length) - 1] = first.next;
    first.binned = blocks_[index + first.length - 1].binned = false;
}

uint32_t Region::take_from_bins(uint32_t count)
{
    constexpr unsigned patience = 16;
    for (unsigned bin = std::bit_width(count) - 1; bin < bin_count; ++bin) {
        unsigned tried = 0;
        for (uint32_t i = bins_[bin]; i != no_block && tried < patience; i = blocks_[i].next, ++tried) {
            uint32_t length = blocks_[i].length;
            if (length < count)
                continue;
            remove_run(i);
            if (length > count)
                insert_run(i + count, length - count);
            return i;
        }
    }
    return no_block;
}

uint32_t Region::take_from_top(uint32_t count)
{
    if (count > capacity_ - top_ || !grow_mark_stack(top_ + count))
        return no_block;
    uint32_t index = top_;
    top_ += count;
    free_blocks_ += count;
    if (top_ > huge_from_block)
        prepare_huge_pages();
    return index;
}

void Region::prepare_huge_pages()
{
    if (top_ <= huge_top_)
        return;
    uint32_t from = std::max(huge_top_, huge_from_block);
    uint32_t step = huge_step_blocks * 16;
    uint32_t to = std::min(uint32_t(round_up(top_, step)), capacity_);
    prefer_huge_pages(start_of(from), size_t(to - from) << block_shift, true);
    huge_top_ = to;
}

} // namespace coil::internal::gc
