#include "gc/region.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <new>
#include <sys/mman.h>

#include "gc/poison.h"

namespace coil::gc
{

namespace
{
constexpr size_t round_up(size_t bytes, size_t unit) { return (bytes + unit - 1) / unit * unit; }
constexpr size_t smallest_region = size_t(4) << 20;
constexpr uint32_t huge_step_blocks = (size_t(2) << 20) >> block_shift;
/// A small heap is not worth huge pages: its resident size would be dominated by them.
constexpr uint32_t huge_from_block = (size_t(32) << 20) >> block_shift;
} // namespace

Region::Region(size_t bytes)
{
    bytes = std::bit_ceil(std::max(bytes, smallest_region));
    if (!reserve(bytes)) {
        do {
            if (bytes == smallest_region)
                throw std::bad_alloc();
            bytes /= 2;
        } while (!reserve(bytes));
        // Address space is short: leave the greater part to the rest of the program.
        munmap(mapping_, mapping_bytes_);
        if (!reserve(std::max(bytes / 2, smallest_region)))
            throw std::bad_alloc();
    }
    std::fill(std::begin(bins_), std::end(bins_), no_block);
}

Region::~Region()
{
    poison::unpoison(base_, used_bytes());
    munmap(mapping_, mapping_bytes_);
}

bool Region::reserve(size_t bytes)
{
    size_t blocks = bytes >> block_shift;
    size_t huge = size_t(2) << 20;
    size_t descriptors = round_up(blocks * sizeof(Block), huge);
    size_t owners = round_up(blocks * sizeof(uint32_t), huge);
    size_t marks = round_up(bytes >> mark_word_shift << 3, huge);
    // Every cell is pushed at most once a collection, so the mark stack can't overflow.
    size_t stack = bytes / granule_bytes * sizeof(Cell*);
    mapping_bytes_ = bytes + descriptors + owners + marks + stack + huge;
    mapping_ =
        mmap(nullptr, mapping_bytes_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (mapping_ == MAP_FAILED)
        return false;
    madvise(mapping_, mapping_bytes_, MADV_NOHUGEPAGE);
    char* next = reinterpret_cast<char*>(round_up(reinterpret_cast<uintptr_t>(mapping_), huge));
    base_ = next;
    next += bytes;
    blocks_ = reinterpret_cast<Block*>(next);
    next += descriptors;
    owners_ = reinterpret_cast<uint32_t*>(next);
    next += owners;
    marks_ = reinterpret_cast<uint64_t*>(next);
    next += marks;
    mark_stack_ = reinterpret_cast<Cell**>(next);
    mark_stack_bytes_ = stack;
    capacity_ = uint32_t(blocks);
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
    if (madvise(start_of(index), size_t(count) << block_shift, MADV_DONTNEED) != 0)
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
    madvise(reinterpret_cast<char*>(mark_stack_) + keep, mark_stack_bytes_ - keep, MADV_DONTNEED);
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
    if (count > capacity_ - top_)
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
    madvise(start_of(from), size_t(to - from) << block_shift, MADV_HUGEPAGE);
    huge_top_ = to;
}

} // namespace coil::gc
