#include "gc/collector.h"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <new>

#include "gc/verify.h"

namespace coil::internal::gc
{

namespace
{
/// How many cells ahead of the one being traced are fetched into the cache.
constexpr unsigned prefetch_distance = 16;
} // namespace

void Tracer::drain()
{
    // Cells pass through a short queue after the stack, to give the prefetch time.
    Cell* queue[prefetch_distance] = {};
    unsigned place = 0;
    unsigned empty = 0;
    while (empty < prefetch_distance || top_ != stack_) {
        Cell* next = nullptr;
        if (top_ != stack_) {
            next = *--top_;
            __builtin_prefetch(next);
            __builtin_prefetch(reinterpret_cast<char*>(next) + 64);
            empty = 0;
        } else {
            ++empty;
        }
        Cell* cell = queue[place];
        queue[place] = next;
        place = (place + 1) % prefetch_distance;
        if (cell)
            trace_cell(cell);
    }
}

void Tracer::verify([[maybe_unused]] Cell* cell)
{
#ifdef COIL_GC_VERIFY
    verifier_->reported(cell);
#endif
}

void Tracer::note_active(Cell* cell)
{
    if (verifier_)
        return;
    try {
        active_.push_back(cell);
    } catch (const std::bad_alloc&) {
        active_is_whole_ = false;
    }
}

__attribute__((no_sanitize("address"), no_sanitize("thread"))) void Tracer::visit_conservative(
    const void* first, const void* last)
{
    if (verifier_)
        return;
    work_ += size_t(static_cast<const char*>(last) - static_cast<const char*>(first)) / sizeof(void*);
    uintptr_t start = (reinterpret_cast<uintptr_t>(first) + sizeof(void*) - 1) & ~uintptr_t(sizeof(void*) - 1);
    for (auto* word = reinterpret_cast<const void* const*>(start); word + 1 <= last; ++word)
        if (Cell* cell = heap_.find_cell(*word))
            mark(cell);
}

/// Makes room for all that a collection may note down; false when there is no memory for that.
bool Heap::prepare_bookkeeping()
{
    try {
        cleared_.reserve(cleared_.size() + weak_.size());
        finalizable_.reserve(finalizable_.size() + finalizers_.size());
        return true;
    } catch (const std::bad_alloc&) {
        return false;
    }
}

namespace
{
/// Registers that the caller saved lie above this frame.
[[gnu::noinline]] void collect_here(Heap& heap, bool full)
{
    Collector(heap, full).run(__builtin_frame_address(0));
    asm volatile("" ::: "memory");
}
} // namespace

[[gnu::noinline]] void Heap::collect(bool full)
{
    if (!prepare_bookkeeping())
        return;
    __builtin_unwind_init();
    collect_here(*this, full);
    asm volatile("" ::: "memory");
}

void collect_beyond(Heap& heap, const void* first) { Collector::collect(heap, first); }

Collector::Collector(Heap& heap, bool full)
    : heap_(heap)
    , full_(full || !heap.log_is_whole_)
    , tracer_(heap, heap.region_, heap.trace_)
{
}

void Collector::collect(Heap& heap, const void* first)
{
    if (heap.prepare_bookkeeping())
        Collector(heap, true).run(first);
}

[[gnu::noinline]] void Collector::run(const void* first)
{
    Collection report{ full_, 0, heap_.bytes_in_use(), 0, 0, 0 };
    if (heap_.watch_.function) [[unlikely]]
        report.cells_before = heap_.count_cells();
    auto start = std::chrono::steady_clock::now();
    assert(!heap_.in_collection_);
    heap_.in_collection_ = true;
    Verifier verifier(heap_, full_);
    verifier.before();
    heap_.collecting_full_ = full_;
    prepare();
    mark_roots(first);
    mark_logged();
    root_work_ = tracer_.work_;
    tracer_.drain();
    clear_weak_slots();
    queue_finalizers();
    drop_dead_registrations();
    for (const Heap::AfterMarkHook& hook : heap_.after_mark_)
        hook.function(hook.context, heap_);
    verifier.marked();
    reset_active();
    heap_.collecting_full_ = false;
    sort_blocks();
    sort_large_cells();
    close_accounts();
    verifier.after(tracer_.work_);
    constexpr size_t many_words = size_t(1) << 14;
    heap_.stress_wait_ = root_work_ / many_words;
    heap_.in_collection_ = false;
    auto pause = uint64_t((std::chrono::steady_clock::now() - start) / std::chrono::nanoseconds(1));
    Stats& stats = heap_.stats_;
    (full_ ? stats.full_collections : stats.minor_collections)++;
    stats.pause_last_ns = pause;
    stats.pause_total_ns += pause;
    stats.pause_max_ns = std::max(stats.pause_max_ns, pause);
    if (heap_.watch_.function) [[unlikely]] {
        report.pause_ns = pause;
        report.bytes_after = heap_.bytes_in_use();
        report.cells_after = heap_.count_cells();
        heap_.watch_.function(heap_.watch_.context, report);
    }
}

/// Roots and logged cells are looked at whatever was allocated; when they are many, collections are made rarer.
/// Survivors do not count, for they cost the same later. Counts words and not time, so that programs run the same each
/// time.
void Collector::adapt_nursery()
{
    constexpr size_t largest_step = size_t(64) << 20;
    constexpr size_t bytes_per_word_most = 16;
    constexpr size_t bytes_per_word_least = 64;
    size_t& step = heap_.nursery_step_;
    if (root_work_ * bytes_per_word_most > step)
        step = std::max(heap_.nursery_, std::min(step * 2, largest_step));
    else if (root_work_ * bytes_per_word_least < step)
        step = std::max(heap_.nursery_, step / 2);
}

/// Settles what is in use now and when the next collections are due.
void Collector::close_accounts()
{
    size_t freed = heap_.allocated_ - heap_.live_;
    bool freed_little = freed < heap_.allocated_ / 4;
    heap_.stats_.bytes_freed += freed;
    heap_.allocated_ = heap_.after_collection_ = heap_.live_;
    if (full_) {
        // One that only grows is not looked at again so soon.
        heap_.full_at_ = std::max(heap_.smallest_full_ * (freed_little ? 4 : 1), heap_.live_ * 2);
        if (heap_.live_ > heap_.smallest_full_)
            heap_.region_.trim_mark_stack();
    } else {
        adapt_nursery();
    }
    heap_.full_due_ = heap_.live_ > heap_.full_at_ || !heap_.log_is_whole_;
    heap_.set_trigger();
    heap_.region_.trim(std::max(Region::kept_bytes, heap_.live_ / 2));
}

void Collector::prepare()
{
    heap_.retire_allocators(false);
    if (!full_)
        return;
    Region& region = heap_.region_;
    for (uint32_t index = 0; index < region.top(); ++index) {
        Block& block = region.block(index);
        if (block.use == Block::Use::Small && block.unswept)
            heap_.scrub(block);
    }
    for (unsigned index = 0; index < Heap::allocator_count; ++index)
        heap_.allocators_[index].available = no_block;
    memset(region.marks(), 0, region.used_bytes() >> mark_word_shift << 3);
}

void Collector::mark_roots(const void* here)
{
    heap_.stacks_.trace(tracer_, here);
    heap_.rooted_.trace(tracer_);
    for (const Heap::RootSource& root : heap_.roots_)
        root.function(root.context, tracer_);
}

void Collector::mark_logged()
{
    // An entry that is not marked was released explicitly; what stands in its place is young.
    const GrowingArray<Cell*>& log = heap_.log_;
    for (size_t i = 0; !full_ && i < log.size(); ++i) {
        if (i + prefetch_distance < log.size())
            __builtin_prefetch(log[i + prefetch_distance]);
        if (tracer_.is_marked(log[i]) && !(log[i]->gc_flags & OldUnlogged))
            tracer_.trace_cell(log[i]);
    }
    heap_.log_.release();
    heap_.log_is_whole_ = true;
}

/// Empties the slots whose targets are dead, before finalizers keep any of them.
void Collector::clear_weak_slots()
{
    auto& weak = heap_.weak_;
    size_t first = full_ ? 0 : heap_.old_weak_;
    std::erase_if(weak, [&, index = size_t(0)](const Heap::WeakSlot& entry) mutable {
        if (index++ < first)
            return false;
        Value target = *entry.slot;
        if (target.is_cell() && tracer_.is_marked(target.as_cell()))
            return false;
        *entry.slot = Value();
        if (target.is_cell() && tracer_.is_marked(entry.holder))
            heap_.cleared_.push_back(entry.holder);
        return true;
    });
}

void Collector::visit_weak(const Heap& heap, const Cell* target, const std::function<void(Cell*)>& visit)
{
    for (const Heap::WeakSlot& entry : heap.weak_)
        if (entry.slot->is_cell() && entry.slot->as_cell() == target)
            visit(entry.holder);
}

void visit_weak_holders(const Heap& heap, const Cell* target, const std::function<void(Cell*)>& visit)
{
    Collector::visit_weak(heap, target, visit);
}

void Collector::queue_finalizers()
{
    auto& finalizers = heap_.finalizers_;
    size_t first = full_ ? 0 : heap_.old_finalizers_;
    size_t kept = first;
    for (size_t i = first; i < finalizers.size(); ++i) {
        Cell* cell = finalizers[i];
        if (tracer_.is_marked(cell)) {
            finalizers[kept++] = cell;
            continue;
        }
        cell->gc_flags &= uint8_t(~NeedsFinalizer);
        heap_.finalizable_.push_back(cell);
    }
    finalizers.resize(kept);
    heap_.old_finalizers_ = kept;
    for (Cell* cell : heap_.finalizable_)
        tracer_.visit(cell);
    tracer_.drain();
}

/// Holders that are dead even now take their registrations with them.
void Collector::drop_dead_registrations()
{
    auto& weak = heap_.weak_;
    size_t first = full_ ? 0 : heap_.old_weak_;
    std::erase_if(weak, [&, index = size_t(0)](const Heap::WeakSlot& entry) mutable {
        return index++ >= first && !tracer_.is_marked(entry.holder);
    });
    heap_.old_weak_ = weak.size();
}

/// Active cells start the next cycle as written to already.
void Collector::reset_active()
{
    for (Cell* cell : tracer_.active_)
        if (cell->gc_flags & OldUnlogged)
            heap_.log(cell);
    if (!tracer_.active_is_whole_)
        heap_.log_is_whole_ = false;
}

/// Settles which blocks are free, full or have free cells. A minor collection can have freed cells only where some were
/// allocated since the last one.
void Collector::sort_blocks()
{
    Region& region = heap_.region_;
    if (full_) {
        for (uint32_t index = region.top(); index-- > 0;)
            if (region.block(index).use == Block::Use::Small)
                sort_block(region.block(index));
    } else {
        for (uint32_t index : heap_.young_blocks_)
            sort_block(region.block(index));
    }
    heap_.young_blocks_.clear();
}

void Collector::sort_block(Block& block)
{
    Region& region = heap_.region_;
    uint32_t index = region.index_of(block);
    block.young = false;
    uint32_t marked = 0;
    const uint64_t* marks = region.marks_of(index);
    for (size_t word = 0; word < mark_words_per_block; ++word)
        marked += uint32_t(std::popcount(marks[word]));
    heap_.live_ += (size_t(marked) - size_t(block.marked)) * block.cell_bytes;
    block.marked = marked;
    if (block.allocator >= class_count)
        destroy_dead(block);
    if (marked == 0) {
        region.give_back(index, 1);
        return;
    }
    block.unswept = marked < block.cells;
    if (!block.unswept)
        return;
    if (heap_.stress_)
        heap_.scrub(block), block.unswept = true;
    Heap::Allocator& allocator = heap_.allocators_[block.allocator];
    block.next = allocator.available;
    allocator.available = index;
}

} // namespace coil::internal::gc
