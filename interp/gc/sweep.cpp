// What happens to dead cells: their headers are cleared, their owners' destructors run, their space becomes runs.
#include <algorithm>
#include <cstring>

#include "gc/collector.h"

namespace coil::internal::gc
{

namespace
{
/// Walks the marked cells of a block in order, by the bitmap alone.
class MarkWalk
{
public:
    explicit MarkWalk(const uint64_t* marks)
        : marks_(marks)
    {
    }
    /// Offset of the first marked cell at or behind `offset`; `limit` when there is none below it.
    uint32_t next(uint32_t offset, uint32_t limit) const
    {
        size_t granule = offset / granule_bytes;
        size_t word = granule / 64;
        if (word >= mark_words_per_block)
            return limit;
        uint64_t bits = marks_[word] >> (granule % 64) << (granule % 64);
        while (bits == 0) {
            if (++word == mark_words_per_block)
                return limit;
            bits = marks_[word];
        }
        return std::min(limit, uint32_t((word * 64 + size_t(std::countr_zero(bits))) * granule_bytes));
    }

private:
    const uint64_t* marks_;
};

constexpr unsigned char trash = 0xdb;

/// Makes a dead cell one that no pointer is taken for a reference to.
[[gnu::always_inline]] __attribute__((no_sanitize("address"))) inline void clear_header(Cell* cell, size_t bytes)
{
    if (poison::enabled)
        poison::poison(cell, bytes);
    cell->kind = 0;
}
} // namespace

/// Clears the headers of dead cells, so that no pointer to one is taken for a reference. Their memory is as free then
/// as if it had never been used.
__attribute__((no_sanitize("address"))) void Heap::scrub(Block& block)
{
    char* start = region_.start_of(block);
    MarkWalk walk(region_.marks_of(region_.index_of(block)));
    block.unswept = false;
    uint32_t offset = 0;
    while (offset < block.used_end) {
        uint32_t live = walk.next(offset, block.used_end);
        for (; offset < live; offset += block.cell_bytes) {
            Cell* cell = reinterpret_cast<Cell*>(start + offset);
            if (stress_ && cell->kind != 0) {
                poison::unpoison(cell, block.cell_bytes);
                memset(static_cast<void*>(cell + 1), trash, block.cell_bytes - sizeof(Cell));
            }
            clear_header(cell, block.cell_bytes);
        }
        offset += block.cell_bytes;
    }
}

/// Puts the unmarked cells of a block into the allocator's list, lowest addresses first, and clears their headers.
/// Where live and dead cells take turns, this is most of what an allocation costs: the block is walked once.
__attribute__((no_sanitize("address"))) void Heap::build_runs(Block& block, Allocator& allocator)
{
    char* start = region_.start_of(block);
    MarkWalk walk(region_.marks_of(region_.index_of(block)));
    const uint32_t limit = block.limit(), cell_bytes = block.cell_bytes;
    const uint32_t used_end = block.used_end;
    block.unswept = false;
    FreeRun** tail = &allocator.runs;
    FreeRun* behind = allocator.runs;
    for (uint32_t offset = 0; offset < limit;) {
        uint32_t live = walk.next(offset, limit);
        if (live > offset) {
            for (uint32_t dead = offset; dead < std::min(live, used_end); dead += cell_bytes)
                clear_header(reinterpret_cast<Cell*>(start + dead), cell_bytes);
            FreeRun* run = reinterpret_cast<FreeRun*>(start + offset);
            run->kind = 0;
            run->aux = 0;
            run->shape = live - offset;
            *tail = run;
            tail = &run->next;
        }
        offset = live + cell_bytes;
    }
    *tail = behind;
}

__attribute__((no_sanitize("address"))) void Collector::destroy_dead(Block& block)
{
    char* start = heap_.region_.start_of(block);
    for (uint32_t offset = 0; offset < block.used_end; offset += block.cell_bytes) {
        Cell* cell = reinterpret_cast<Cell*>(start + offset);
        if (cell->kind == 0 || tracer_.is_marked(cell))
            continue;
        heap_.kinds_[cell->kind].destroy(cell);
        cell->kind = 0;
    }
}

void Collector::sort_large_cells()
{
    auto& large = heap_.large_;
    for (size_t place = large.size(), first = full_ ? 0 : heap_.old_large_; place-- > first;) {
        Block& block = heap_.region_.block(large[place]);
        Cell* cell = reinterpret_cast<Cell*>(heap_.region_.start_of(block));
        if (tracer_.is_marked(cell)) {
            heap_.live_ += place < heap_.old_large_ ? 0 : block.large_bytes;
            continue;
        }
        if (auto destroy = heap_.kinds_[cell->kind].destroy)
            destroy(cell);
        heap_.release_large(block);
    }
    heap_.old_large_ = large.size();
}

void Heap::destroy_all()
{
    in_collection_ = true;
    retire_allocators(false);
    for (uint32_t index = 0; index < region_.top(); ++index) {
        Block& block = region_.block(index);
        bool may_own =
            block.use == Block::Use::Large || (block.use == Block::Use::Small && block.allocator >= class_count);
        if (!may_own)
            continue;
        char* start = region_.start_of(index);
        uint32_t end = block.use == Block::Use::Large ? 1 : block.used_end;
        uint32_t step = block.use == Block::Use::Large ? 1 : block.cell_bytes;
        for (uint32_t offset = 0; offset < end; offset += step)
            if (Cell* cell = find_cell(start + offset))
                if (auto destroy = kinds_[cell->kind].destroy)
                    destroy(cell);
    }
}

} // namespace coil::internal::gc
