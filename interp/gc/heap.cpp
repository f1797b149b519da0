// Allocation: runs, blocks, large cells, the limit. Collection is in collector.cpp.
#include "gc/heap.h"

#include <algorithm>
#include <cstring>
#include <new>

#include "base/platform/native_stack.h"
#include "gc/collector.h"

namespace coil::internal::gc
{

namespace
{
/// Twice the limit and a block for each allocator: blocks are rarely full.
size_t reservation_of(const Options& options)
{
    constexpr size_t slack = size_t(16) << 20;
    return options.reservation || !options.limit ? options.reservation
                                                 : std::min(options.limit, SIZE_MAX / 4) * 2 + slack;
}
} // namespace

Heap::Heap(std::span<const KindInfo> kinds, const Options& options)
    : region_(reservation_of(options))
    , limit_(options.limit ? options.limit : no_limit)
    , nursery_(options.nursery)
    , nursery_step_(options.nursery)
    , smallest_full_(options.smallest_full)
    , stress_(options.stress)
    , cleared_(rooted_)
    , finalizable_(rooted_)
{
    assert(kinds.size() <= 256);
    for (size_t kind = 0; kind < kinds.size(); ++kind) {
        kinds_[kind] = kinds[kind];
        trace_[kind] = kinds[kind].trace;
        first_allocator_[kind] = kinds[kind].destroy ? class_count : 0;
    }
    for (unsigned index = 0; index < allocator_count; ++index)
        allocators_[index].cell_bytes = uint32_t(class_bytes(index % class_count));
    full_at_ = smallest_full_;
    verification_.wanted = options.verify;
    set_trigger();
}

Heap::~Heap() { destroy_all(); }

void Heap::set_threshold(size_t bytes)
{
    nursery_ = nursery_step_ = bytes;
    set_trigger();
}

void Heap::set_limit(size_t bytes)
{
    limit_ = bytes ? bytes : no_limit;
    // Runs that were begun without regard to the limit end here.
    retire_allocators(true);
}

size_t Heap::bytes_in_use() const
{
    size_t bytes = allocated_;
    for (const Allocator& allocator : allocators_)
        bytes -= size_t(allocator.end - allocator.cursor);
    return bytes;
}

Stats Heap::stats() const
{
    Stats stats = stats_;
    stats.bytes_in_use = bytes_in_use();
    stats.bytes_after_collection = after_collection_;
    stats.bytes_allocated = stats_.bytes_freed + stats.bytes_in_use;
    stats.blocks_free = region_.free_blocks();
    stats.blocks_in_use = region_.top() - region_.free_blocks();
    stats.large_cells = large_.size();
    return stats;
}

/// Collects when enough was allocated since the last time. Returns whether it did.
bool Heap::collect_if_due(size_t bytes)
{
    assert(!in_collection_);
    if (!automatic_)
        return false;
    if (stress_) {
        // With very many roots (deep recursion) only every nth time, and full ones as the heap allows: the run would
        // never end.
        if (stress_wait_ > 0) {
            stress_wait_--;
            return false;
        }
        size_t full_every = 64 + live_ / 8192;
        bool full = ++stress_count_ >= full_every;
        if (full)
            stress_count_ = 0;
        collect(full);
        return true;
    }
    if (allocated_ + bytes <= trigger_)
        return false;
    collect(full_due_);
    return true;
}

/// Makes sure that `bytes` more are below the limit, collecting when that is needed.
bool Heap::below_limit(size_t bytes)
{
    if (fits(bytes))
        return true;
    retire_allocators(true);
    if (fits(bytes))
        return true;
    if (throws_)
        return false;
    collect(true);
    exhausted_ = !fits(bytes);
    return !exhausted_;
}

void Heap::fail_allocation(uint64_t nth, bool and_later)
{
    failing_in_ = nth;
    failing_later_ = and_later;
    // What the allocators have at hand would be given out without a question.
    retire_allocators(true);
}

/// Those that are not known to be dead.
size_t Heap::count_cells()
{
    size_t count = 0;
    for_each_cell([&](Cell*) { count++; });
    return count;
}

bool Heap::fails_now()
{
    if (failing_in_ == 0 || --failing_in_ > 0)
        return false;
    failing_in_ = failing_later_;
    return true;
}

/// What an allocation gives that can't be done.
Cell* Heap::refuse()
{
    if (throws_)
        throw std::bad_alloc();
    return nullptr;
}

Cell* Heap::allocate_slow(unsigned index, uint8_t kind, size_t bytes)
{
    if (fails_now())
        return refuse();
    Allocator& allocator = allocators_[index];
    Cell* cell = take_released(allocator);
    if (!cell) {
        if (!refill(index))
            return refuse();
        cell = reinterpret_cast<Cell*>(allocator.cursor);
        allocator.cursor += allocator.cell_bytes;
    }
    poison::unpoison(cell, bytes);
    *cell = Cell{ .kind = kind };
    return cell;
}

/// A cell that was released explicitly; nullptr when there is none, or when to take it would pass over a collection.
__attribute__((no_sanitize("address"))) Cell* Heap::take_released(Allocator& allocator)
{
    FreeRun* cell = allocator.released;
    if (!cell || hands_out_singly() || allocated_ + outside_ + allocator.cell_bytes > limit_)
        return nullptr;
    allocator.released = cell->next;
    __builtin_prefetch(cell->next);
    allocated_ += allocator.cell_bytes;
    return cell;
}

/// Finds the allocator a run of free cells; false at the limit.
bool Heap::refill(unsigned index)
{
    Allocator& allocator = allocators_[index];
    size_t cell_bytes = allocator.cell_bytes;
    // Mostly nothing is due, and the limit is far.
    bool is_near = (automatic_ && allocated_ + block_bytes > trigger_) || limit_ < block_bytes ||
        allocated_ + outside_ > limit_ - block_bytes;
    if (allocator.runs && !is_near && !hands_out_singly()) [[likely]] {
        take_run(allocator, block_bytes);
        return true;
    }
    collect_if_due(cell_bytes);
    if (!below_limit(cell_bytes))
        return false;
    if (!allocator.runs && !take_block(index))
        return false;
    take_run(allocator, hands_out_singly() ? cell_bytes : (limit_ - allocated_ - outside_) / cell_bytes * cell_bytes);
    return true;
}

namespace
{
__attribute__((no_sanitize("address"))) void clear_kinds(char* first, char* last, size_t cell_bytes)
{
    for (; first < last; first += cell_bytes)
        reinterpret_cast<Cell*>(first)->kind = 0;
}

__attribute__((no_sanitize("address"))) FreeRun* make_run(char* start, size_t length, bool stale, FreeRun* next)
{
    FreeRun* run = reinterpret_cast<FreeRun*>(start);
    run->kind = 0;
    run->aux = stale;
    run->shape = uint32_t(length);
    run->next = next;
    return run;
}
} // namespace

/// Makes the first of the allocator's runs, but no more than `most` bytes of it, the one it hands out.
__attribute__((no_sanitize("address"))) void Heap::take_run(Allocator& allocator, size_t most)
{
    FreeRun* run = allocator.runs;
    allocator.runs = run->next;
    char* start = reinterpret_cast<char*>(run);
    size_t length = run->shape;
    allocator.stale = run->aux;
    if (length > most) {
        if (allocator.stale)
            clear_kinds(start, start + length, allocator.cell_bytes);
        allocator.stale = false;
        allocator.runs = make_run(start + most, length - most, false, allocator.runs);
        length = most;
    }
    allocator.cursor = start;
    allocator.end = start + length;
    allocated_ += length;
    Block& block = region_.block_of(start);
    block.used_end = std::max(block.used_end, uint32_t(allocator.end - region_.start_of(block)));
}

/// Room for one more entry and for every block there is; false when there is no memory.
bool Heap::reserve_entry(std::vector<uint32_t>& entries)
{
    size_t needed = std::max<size_t>(region_.top(), entries.size()) + 1;
    if (entries.capacity() >= needed)
        return true;
    try {
        entries.reserve(needed * 2);
        return true;
    } catch (const std::bad_alloc&) {
        return false;
    }
}

inline void Heap::mark_young(Block& block)
{
    if (block.young)
        return;
    block.young = true;
    young_blocks_.push_back(region_.index_of(block));
}

/// Gives the allocator the free cells of a block: of one that has some, or of a new one.
__attribute__((no_sanitize("address"))) bool Heap::take_block(unsigned index)
{
    Allocator& allocator = allocators_[index];
    while (allocator.available != no_block) {
        Block& block = region_.block(allocator.available);
        allocator.available = block.next;
        mark_young(block);
        build_runs(block, allocator);
        if (allocator.runs)
            return true;
    }
    uint32_t taken = reserve_entry(young_blocks_) ? region_.take(1) : no_block;
    if (taken == no_block)
        return false;
    Block& block = region_.block(taken);
    block.use = Block::Use::Small;
    block.allocator = uint8_t(index);
    block.unswept = block.young = false;
    block.cell_bytes = allocator.cell_bytes;
    block.inverse = uint32_t(((uint64_t(1) << 32) + allocator.cell_bytes - 1) / allocator.cell_bytes);
    block.cells = uint32_t(block_bytes / allocator.cell_bytes);
    block.marked = 0;
    block.next = block.previous = no_block;
    block.used_end = 0;
    mark_young(block);
    allocator.runs = make_run(region_.start_of(taken), block.limit(), block.dirty, nullptr);
    return true;
}

/// Ends the run that the allocator hands out. `keep`: its rest joins the runs.
void Heap::put_back_rest(Allocator& allocator, bool keep)
{
    size_t rest = size_t(allocator.end - allocator.cursor);
    if (rest == 0)
        return;
    allocated_ -= rest;
    if (allocator.stale)
        clear_kinds(allocator.cursor, allocator.end, allocator.cell_bytes);
    Block& block = region_.block_of(allocator.cursor);
    char* start = region_.start_of(block);
    if (uint32_t(allocator.end - start) == block.used_end)
        block.used_end = uint32_t(allocator.cursor - start);
    if (keep)
        allocator.runs = make_run(allocator.cursor, rest, false, allocator.runs);
    allocator.cursor = allocator.end = nullptr;
}

/// Takes the unused rest of every allocator's run back, so that `allocated_` is what was really handed out.
/// `keep_runs`: the rests stay ready for allocation, else all runs are dropped, for the blocks are about to be swept.
void Heap::retire_allocators(bool keep_runs)
{
    for (Allocator& allocator : allocators_) {
        put_back_rest(allocator, keep_runs);
        if (!keep_runs)
            allocator.runs = allocator.released = nullptr;
    }
}

Cell* Heap::allocate_large(uint8_t kind, size_t bytes, bool zeroed)
{
    Cell* cell = take_large(kind, bytes, zeroed);
    return cell ? cell : refuse();
}

Cell* Heap::take_large(uint8_t kind, size_t bytes, bool zeroed)
{
    if (bytes > region_.capacity_bytes() || fails_now() || !reserve_entry(large_))
        return nullptr;
    size_t taken_bytes = rounded_bytes(bytes);
    // What can't fit even an empty heap must not cost a collection.
    if (taken_bytes > limit_)
        return nullptr;
    collect_if_due(taken_bytes);
    if (!below_limit(taken_bytes))
        return nullptr;
    uint32_t count = uint32_t((bytes + block_bytes - 1) >> block_shift);
    uint32_t index = region_.take(count);
    if (index == no_block) {
        collect(true);
        index = region_.take(count);
        if (index == no_block)
            return nullptr;
    }
    Block& block = region_.block(index);
    block.use = Block::Use::Large;
    block.unswept = block.young = false;
    block.length = count;
    block.large_bytes = taken_bytes;
    block.next = uint32_t(large_.size());
    large_.push_back(index);
    allocated_ += taken_bytes;
    char* start = region_.start_of(index);
    poison::unpoison(start, bytes);
    for (uint32_t i = 0; zeroed && i < count; ++i)
        if (region_.block(index + i).dirty)
            memset(start + (size_t(i) << block_shift), 0, std::min(bytes - (size_t(i) << block_shift), block_bytes));
    Cell* cell = reinterpret_cast<Cell*>(start);
    *cell = Cell{ .kind = kind };
    return cell;
}

void Heap::release_large(Block& block)
{
    auto move = [&](size_t from, size_t to) {
        large_[to] = large_[from];
        region_.block(large_[to]).next = uint32_t(to);
    };
    size_t place = block.next;
    region_.marks_of(region_.index_of(block))[0] = 0;
    if (place < old_large_) {
        live_ -= block.large_bytes;
        move(--old_large_, place);
        place = old_large_;
    }
    if (place != large_.size() - 1)
        move(large_.size() - 1, place);
    large_.pop_back();
    allocated_ -= block.large_bytes;
    stats_.bytes_freed += block.large_bytes;
    region_.give_back(region_.index_of(block), block.length);
}

void Heap::free_now(Cell* cell, size_t bytes)
{
    assert(!in_collection_ && find_cell(cell) == cell);
    Block& block = region_.block_of(cell);
    if (bytes > max_small_bytes || block.allocator >= class_count)
        if (auto destroy = kinds_[cell->kind].destroy)
            destroy(cell);
    if (bytes > max_small_bytes) {
        release_large(block);
        return;
    }
    assert(block.cell_bytes == class_bytes(size_class(bytes)));
    size_t offset = size_t(reinterpret_cast<char*>(cell) - region_.base());
    region_.marks()[offset >> mark_word_shift] &= ~(uint64_t(1) << (offset / granule_bytes & 63));
    *cell = Cell{};
    poison::poison(cell, block.cell_bytes);
    stats_.bytes_freed += block.cell_bytes;
    // A block that is still to be swept gets its cells back then.
    if (block.unswept) {
        block.marked--;
        live_ -= block.cell_bytes;
        allocated_ -= block.cell_bytes;
        return;
    }
    mark_young(block);
    if (hands_out_singly()) {
        // The next collection sweeps the cell up; under stress that is the next allocation's.
        allocated_ -= block.cell_bytes;
        return;
    }
    hand_out_next(allocators_[block.allocator], cell);
}

/// Makes a released cell the run that is handed out next.
inline void Heap::hand_out_next(Allocator& allocator, Cell* cell)
{
    size_t rest = size_t(allocator.end - allocator.cursor);
    if (rest == allocator.cell_bytes && !allocator.stale) {
        allocated_ -= rest;
        allocator.released = make_run(allocator.cursor, rest, false, allocator.released);
    } else if (rest) {
        put_back_rest(allocator, true);
    }
    allocator.cursor = reinterpret_cast<char*>(cell);
    allocator.end = allocator.cursor + allocator.cell_bytes;
    allocator.stale = false;
}

__attribute__((no_sanitize("address"))) Cell* Heap::find_cell(const void* pointer) const
{
    size_t offset = size_t(static_cast<const char*>(pointer) - region_.base());
    if (offset >= region_.used_bytes())
        return nullptr;
    Block* block = region_.block_at(offset);
    if (!block)
        return nullptr;
    char* start = region_.start_of(*block);
    if (block->use == Block::Use::Large) {
        bool inside = size_t(static_cast<const char*>(pointer) - start) < block->large_bytes;
        return inside ? reinterpret_cast<Cell*>(start) : nullptr;
    }
    uint32_t index = uint32_t(uint64_t(offset % block_bytes) * block->inverse >> 32);
    if (index >= block->cells)
        return nullptr;
    char* place = start + size_t(index) * block->cell_bytes;
    Cell* cell = reinterpret_cast<Cell*>(place);
    if (block->unswept && !is_marked(cell))
        return nullptr;
    if (in_current_run(*block, place) || cell->kind == 0)
        return nullptr;
    return cell;
}

void Heap::log(Cell* owner)
{
    owner->gc_flags &= uint8_t(~OldUnlogged);
    try {
        log_.push_back(owner);
    } catch (const std::bad_alloc&) {
        log_is_whole_ = false;
        full_due_ = true;
    }
}

void Heap::add_roots(void* context, RootFn function) { roots_.push_back({ context, function }); }

void Heap::remove_roots(void* context, RootFn function)
{
    std::erase_if(roots_, [&](const RootSource& root) { return root.context == context && root.function == function; });
}

void Heap::add_after_mark(void* context, AfterMarkFn function) { after_mark_.push_back({ context, function }); }

void Heap::remove_after_mark(void* context, AfterMarkFn function)
{
    std::erase_if(
        after_mark_, [&](const AfterMarkHook& hook) { return hook.context == context && hook.function == function; });
}

void Heap::add_weak(Cell* holder, Value* slot) { weak_.push_back({ holder, slot }); }

void Heap::remove_weak(Cell* holder, Value* slot)
{
    for (size_t i = weak_.size(); i-- > 0;)
        if (weak_[i].holder == holder && weak_[i].slot == slot) {
            weak_.erase(weak_.begin() + ptrdiff_t(i));
            old_weak_ -= i < old_weak_;
            return;
        }
}

void Heap::finalize_all()
{
    finalizable_.reserve(finalizable_.size() + finalizers_.size());
    for (Cell* cell : finalizers_) {
        cell->gc_flags &= uint8_t(~NeedsFinalizer);
        finalizable_.push_back(cell);
    }
    finalizers_.clear();
    old_finalizers_ = 0;
}

void Heap::add_finalizer(Cell* cell)
{
    finalizers_.push_back(cell);
    cell->gc_flags |= NeedsFinalizer;
}

void Heap::set_stack_base(const void* base)
{
    main_stack_.base = std::max(base, thread_stack_base());
    if (!stacks_.running())
        stacks_.enter(main_stack_);
}

} // namespace coil::internal::gc
