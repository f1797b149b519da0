#include "gc/verify.h"

#ifdef COIL_GC_VERIFY

#include <cstdio>
#include <cstdlib>
#include <string>

namespace coil::internal::gc
{

Verifier::Verifier(Heap& heap, bool full)
    : heap_(heap)
    , full_(full)
    , active_(heap.verification_.wanted)
    , tracer_(heap, heap.region_, heap.trace_)
{
    constexpr size_t share = 4;
    if (heap.stress_ && heap.verification_.unlooked < share * heap.verification_.last)
        active_ = false;
    tracer_.verifier_ = this;
}

void Verifier::before()
{
    if (!active_)
        return;
    for (unsigned index = 0; index < Heap::allocator_count; ++index)
        check_runs(index);
    check_references();
    check_log();
}

void Verifier::marked()
{
    if (!active_)
        return;
    phase_ = Phase::Marked;
    check_references();
    check_registrations();
}

void Verifier::after(size_t work)
{
    constexpr size_t work_per_collection = 2048;
    heap_.verification_.unlooked += work + work_per_collection;
    if (!active_)
        return;
    phase_ = Phase::After;
    const Region& region = heap_.region_;
    for (uint32_t index = 0; index < region.top(); ++index)
        if (region.block(index).use == Block::Use::Small)
            check_block(region.block(index));
    check_lists();
    check_large();
    check_free_blocks();
    check_accounts();
    heap_.verification_.unlooked = 0;
    heap_.verification_.last = work_;
}

/// Calls `function(Cell*)` for every marked cell.
template <class F> void Verifier::for_each_marked(F&& function)
{
    const Region& region = heap_.region_;
    for (uint32_t index = 0; index < region.top(); ++index) {
        const Block& block = region.block(index);
        const uint64_t* marks = region.marks_of(index);
        char* start = region.start_of(index);
        if (block.use == Block::Use::Large) {
            if (marks[0] & 1)
                function(reinterpret_cast<Cell*>(start));
            index += block.length - 1;
        } else if (block.use == Block::Use::Small) {
            for (size_t word = 0; word < mark_words_per_block; ++word)
                for (uint64_t bits = marks[word]; bits != 0; bits &= bits - 1)
                    function(
                        reinterpret_cast<Cell*>(start + (word * 64 + size_t(std::countr_zero(bits))) * granule_bytes));
        }
    }
}

void Verifier::check_references()
{
    for_each_marked([this](Cell* cell) {
        owner_ = cell;
        if (heap_.find_cell(cell) != cell)
            fail("a mark stands where no live cell begins", cell);
        if (!heap_.kinds_[cell->kind].name)
            fail("a cell's kind is unknown", cell);
        work_ += Tracer::work_per_cell;
        if (auto trace = heap_.trace_[cell->kind])
            trace(cell, tracer_);
    });
    owner_ = nullptr;
    work_ += tracer_.work_;
    tracer_.work_ = 0;
}

void Verifier::reported(Cell* target)
{
    work_++;
    size_t offset = size_t(reinterpret_cast<char*>(target) - heap_.region_.base());
    if (offset >= heap_.region_.used_bytes())
        fail("a reference leads out of the heap", owner_, target);
    Cell* found = heap_.find_cell(target);
    if (!found)
        fail("a reference to a dead cell", owner_, target);
    if (found != target)
        fail("a reference into the middle of a cell", owner_, target);
    if (heap_.is_marked(target))
        return;
    if (phase_ == Phase::Marked)
        fail("a marked cell refers to one that marking has missed", owner_, target);
    if ((owner_->gc_flags & OldUnlogged) && heap_.log_is_whole_)
        fail("an old cell that is not in the log refers to a young one: a write barrier is missing", owner_, target);
}

/// Old cells that were written to are those in the log. Its entries differ: an entry that is marked and not to be
/// logged has been put there once since the last collection.
void Verifier::check_log()
{
    if (!heap_.log_is_whole_)
        return;
    auto was_written = [this](const Cell* cell) { return heap_.is_marked(cell) && !(cell->gc_flags & OldUnlogged); };
    size_t entries = 0, cells = 0;
    for (size_t i = 0; i < heap_.log_.size(); ++i)
        entries += was_written(heap_.log_[i]);
    for_each_marked([&](Cell* cell) { cells += was_written(cell); });
    if (entries == cells)
        return;
    for_each_marked([&](Cell* cell) {
        bool is_entry = !was_written(cell);
        for (size_t i = 0; !is_entry && i < heap_.log_.size(); ++i)
            is_entry = heap_.log_[i] == cell;
        if (!is_entry)
            fail("an old cell says that it is in the log, and it is not", cell);
    });
    fail("the log names a cell twice", nullptr);
}

void Verifier::check_registrations()
{
    for (const Heap::WeakSlot& entry : heap_.weak_) {
        if (heap_.find_cell(entry.holder) != entry.holder || !heap_.is_marked(entry.holder))
            fail("the holder of a weak slot is dead", entry.holder);
        if (entry.slot->is_cell() && !heap_.is_marked(entry.slot->as_cell()))
            fail("a weak slot refers to a dead cell", entry.holder, entry.slot->as_cell());
    }
    for (const Cell* cell : heap_.finalizers_)
        if (heap_.find_cell(cell) != cell || !(cell->gc_flags & NeedsFinalizer))
            fail("a dead cell waits for its finalizer", cell);
}

void Verifier::check_runs(unsigned index)
{
    const Heap::Allocator& allocator = heap_.allocators_[index];
    if (allocator.cursor != allocator.end)
        check_run(index, allocator.cursor, size_t(allocator.end - allocator.cursor), allocator.stale);
    size_t left = heap_.region_.used_bytes();
    for (const FreeRun* list : { allocator.runs, allocator.released })
        for (const FreeRun* run = list; run; run = run->next) {
            check_run(index, reinterpret_cast<const char*>(run), run->shape, run->aux);
            if (run->kind != 0 || run->shape > left)
                fail("a list of free cells leads back to itself or to a live cell", run);
            left -= run->shape;
        }
}

void Verifier::check_run(unsigned index, const char* start, size_t length, bool stale)
{
    auto* first = reinterpret_cast<const Cell*>(start);
    const Region& region = heap_.region_;
    size_t offset = size_t(start - region.base());
    const Block* block = offset < region.used_bytes() ? region.block_at(offset) : nullptr;
    if (!block || block->use != Block::Use::Small || block->allocator != index)
        fail("free cells stand in a block of others", first);
    size_t place = offset % block_bytes;
    if (length == 0 || place % block->cell_bytes || length % block->cell_bytes || place + length > block->limit())
        fail("free cells do not lie as their block is divided", first);
    if (!block->young)
        fail("cells are handed out in a block that will not be swept", first);
    for (const char* cell = start; cell < start + length; cell += block->cell_bytes) {
        work_++;
        if (heap_.is_marked(reinterpret_cast<const Cell*>(cell)))
            fail("a free cell is marked", reinterpret_cast<const Cell*>(cell));
        if (!stale && reinterpret_cast<const Cell*>(cell)->kind != 0)
            fail("a free cell has a kind", reinterpret_cast<const Cell*>(cell));
    }
}

/// A block of small cells, sorted.
void Verifier::check_block(const Block& block)
{
    const Region& region = heap_.region_;
    uint32_t index = region.index_of(block);
    auto* first = reinterpret_cast<const Cell*>(region.start_of(index));
    if (block.allocator >= Heap::allocator_count || block.cell_bytes != class_bytes(block.allocator % class_count) ||
        block.cells != block_bytes / block.cell_bytes || block.used_end > block.limit())
        fail("a block's descriptor is wrong", first);
    uint32_t marked = 0;
    const uint64_t* marks = region.marks_of(index);
    for (size_t word = 0; word < mark_words_per_block; ++word)
        marked += uint32_t(std::popcount(marks[word]));
    // What is released in an unswept block is found to be free when that is swept, be it the last cell.
    if (marked != block.marked || (marked == 0 && full_))
        fail("a block's count of marked cells is wrong", first);
    if (block.young || block.unswept != (marked < block.cells))
        fail("a block that was sorted says that it was not", first);
    work_ += mark_words_per_block;
}

/// Blocks with free cells stand in the list of their allocator, once.
void Verifier::check_lists()
{
    const Region& region = heap_.region_;
    size_t wanted = 0, listed = 0;
    for (uint32_t index = 0; index < region.top(); ++index) {
        const Block& block = region.block(index);
        wanted += block.use == Block::Use::Small && block.marked < block.cells;
    }
    for (unsigned index = 0; index < Heap::allocator_count; ++index)
        for (uint32_t at = heap_.allocators_[index].available; at != no_block; at = region.block(at).next) {
            const Block& block = region.block(at);
            if (++listed > wanted || block.use != Block::Use::Small || block.allocator != index || !block.unswept)
                fail("a list of blocks with free cells is broken", reinterpret_cast<Cell*>(region.start_of(at)));
        }
    if (listed != wanted)
        fail("a block with free cells stands in no list", nullptr);
}

void Verifier::check_large()
{
    const Region& region = heap_.region_;
    for (size_t place = 0; place < heap_.large_.size(); ++place) {
        uint32_t index = heap_.large_[place];
        const Block& block = region.block(index);
        auto* cell = reinterpret_cast<const Cell*>(region.start_of(index));
        if (block.use != Block::Use::Large || block.next != place || block.length == 0 ||
            block.large_bytes > size_t(block.length) << block_shift)
            fail("a large cell's descriptor is wrong", cell);
        if (!heap_.is_marked(cell))
            fail("a large cell that is not marked was kept", cell);
    }
    if (heap_.old_large_ != heap_.large_.size())
        fail("large cells are young after a collection", nullptr);
}

void Verifier::check_free_blocks()
{
    const Region& region = heap_.region_;
    size_t free = 0, dirty = 0, binned = 0;
    for (uint32_t index = 0; index < region.top(); ++index) {
        const Block& block = region.block(index);
        auto* start = reinterpret_cast<const Cell*>(region.start_of(index));
        uint32_t length = block.use == Block::Use::Large ? block.length : 1;
        uint32_t owner = block.use == Block::Use::Free ? 0 : index + 1;
        for (uint32_t i = index; i < index + length; ++i)
            if (region.owners_[i] != owner)
                fail("a block is taken for another's part", start);
        free += block.use == Block::Use::Free;
        dirty += block.use == Block::Use::Free && block.dirty;
        index += length - 1;
    }
    for (uint32_t head : region.bins_)
        for (uint32_t at = head, before = no_block; at != no_block; before = at, at = region.blocks_[at].next) {
            const Block& first = region.blocks_[at];
            const Block& last = region.blocks_[at + first.length - 1];
            binned += first.length;
            if (!first.binned || !last.binned || last.length != first.length || first.previous != before ||
                binned > free)
                fail("a list of free blocks is broken", reinterpret_cast<Cell*>(region.start_of(at)));
        }
    if (binned + region.cache_.size() != free || free != region.free_blocks_ || dirty != region.dirty_blocks_)
        fail("free blocks are not counted right", nullptr);
}

void Verifier::check_accounts()
{
    const Region& region = heap_.region_;
    size_t bytes = 0;
    for (uint32_t index = 0; index < region.top(); ++index) {
        const Block& block = region.block(index);
        bytes += block.use == Block::Use::Small ? size_t(block.marked) * block.cell_bytes : 0;
    }
    for (uint32_t index : heap_.large_)
        bytes += region.block(index).large_bytes;
    if (bytes != heap_.live_ || bytes != heap_.allocated_)
        fail("bytes in use are not counted right", nullptr);
}

void Verifier::print(const char* role, const Cell* cell)
{
    const Cell* found = heap_.find_cell(cell);
    fprintf(stderr, "  %s %p", role, static_cast<const void*>(cell));
    if (!found) {
        fprintf(stderr, ": no live cell\n");
        return;
    }
    const Block& block = heap_.region_.block_of(found);
    if (found != cell)
        fprintf(stderr, ": inside of %p", static_cast<const void*>(found));
    const char* name = heap_.kinds_[found->kind].name;
    fprintf(stderr, ": %s", name ? name : "?");
    if (heap_.describe_)
        fprintf(stderr, " (%s)", heap_.describe_(heap_, found).c_str());
    fprintf(stderr, ", kind %d, flags %d, %s, %zu bytes\n", found->kind, found->gc_flags,
        heap_.is_marked(found) ? "marked" : "not marked",
        block.use == Block::Use::Large ? block.large_bytes : size_t(block.cell_bytes));
}

/// Says what is wrong, of which cell, and where in it the reference stands; then ends the program.
void Verifier::fail(const char* what, const Cell* cell, const Cell* target)
{
    static constexpr const char* phases[] = { "before", "after marking in", "after" };
    const Stats& stats = heap_.stats_;
    fprintf(stderr, "coil: the heap is broken: %s\n  seen %s the %s collection that follows %llu minor and %llu full\n",
        what, phases[size_t(phase_)], full_ ? "full" : "minor",
        static_cast<unsigned long long>(stats.minor_collections),
        static_cast<unsigned long long>(stats.full_collections));
    if (cell)
        print(target ? "owner" : "cell", cell);
    if (target) {
        const Block& block = heap_.region_.block_of(cell);
        size_t bytes = block.use == Block::Use::Large ? block.large_bytes : block.cell_bytes;
        size_t words = bytes / sizeof(void*), word = 0;
        while (word < words && reinterpret_cast<const Cell* const*>(cell)[word] != target)
            ++word;
        if (word < words)
            fprintf(stderr, "  in its word %zu, at offset %zu\n", word, word * sizeof(void*));
        else
            fprintf(stderr, "  not in the cell itself, but in what it owns\n");
        print("target", target);
    }
    abort();
}

} // namespace coil::internal::gc

#endif
