#pragma once
// Checks a heap from inside its collections: what a wrong pointer or a missing write barrier has broken is found where
// it can still be named, and the program aborts. Built in where COIL_GC_VERIFY is defined (the dev and gc-stress
// flavours); elsewhere everything here is empty. It reads the heap and changes nothing, and it allocates nothing.
//
// Before a collection: what allocators have at hand is free; a cell that is old and not in the log refers to old cells
// only. When marking is done: what a marked cell refers to is the start of a live cell, and marked. After it: marks,
// descriptors of blocks, lists of free blocks and accounts agree.
#include "gc/heap.h"

namespace coil::internal::gc
{

#ifdef COIL_GC_VERIFY

/// Looks at one collection. Without stress at each; under stress, where each allocation collects, at one as often as
/// makes the looking cost a quarter of the collecting.
class Verifier
{
public:
    Verifier(Heap& heap, bool full);
    Verifier(const Verifier&) = delete;
    Verifier& operator=(const Verifier&) = delete;

    void before();
    void marked();
    /// `work`: words that the collection looked at.
    void after(size_t work);

    /// A trace function reported that the cell it traces refers to `target`.
    void reported(Cell* target);

private:
    enum class Phase : uint8_t { Before, Marked, After };

    template <class F> void for_each_marked(F&& function);
    void check_references();
    void check_log();
    void check_registrations();
    void check_runs(unsigned index);
    void check_run(unsigned index, const char* start, size_t length, bool stale);
    void check_block(const Block& block);
    void check_lists();
    void check_large();
    void check_free_blocks();
    void check_accounts();
    [[noreturn]] void fail(const char* what, const Cell* cell, const Cell* target = nullptr);
    void print(const char* role, const Cell* cell);

    Heap& heap_;
    const bool full_;
    bool active_;
    Phase phase_ = Phase::Before;
    Tracer tracer_;
    const Cell* owner_ = nullptr;
    size_t work_ = 0;
};

#else

class Verifier
{
public:
    Verifier(Heap&, bool) { }
    void before() { }
    void marked() { }
    void after(size_t) { }
};

#endif

} // namespace coil::internal::gc
