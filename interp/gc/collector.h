#pragma once
// One collection of a heap, from roots to accounts.
#include <functional>

#include "gc/heap.h"

namespace coil::internal::gc
{

/// Runs a collection when it is made and run() is called; holds what one collection needs and no longer.
class Collector
{
public:
    Collector(Heap& heap, bool full);
    /// `here`: the running native stack is scanned from this address on.
    void run(const void* here);
    /// See collect_beyond.
    static void collect(Heap& heap, const void* first);
    /// See visit_weak_holders.
    static void visit_weak(const Heap& heap, const Cell* target, const std::function<void(Cell*)>& visit);

private:
    void prepare();
    void mark_roots(const void* here);
    void mark_logged();
    void clear_weak_slots();
    void queue_finalizers();
    void drop_dead_registrations();
    void reset_active();
    void sort_blocks();
    void sort_block(Block& block);
    void destroy_dead(Block& block);
    void sort_large_cells();
    void adapt_nursery();
    void close_accounts();

    Heap& heap_;
    const bool full_;
    Tracer tracer_;
    size_t root_work_ = 0;
};

/// Collects the whole heap. Of the running thread's native stack only what is older than `first` is scanned: the caller
/// knows that there is nothing below it, nor in registers, but what was left behind.
void collect_beyond(Heap& heap, const void* first);

/// Calls `visit` with each cell that has a weak slot for `target`, the oldest first. It must not allocate. Walks all
/// weak slots of the heap.
void visit_weak_holders(const Heap& heap, const Cell* target, const std::function<void(Cell*)>& visit);

} // namespace coil::internal::gc
