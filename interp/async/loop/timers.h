#pragma once
// Deadlines in order: a heap whose nodes have four children. What is cancelled stays as a tombstone until it is due, or
// until there are too many.
#include <algorithm>

#include "base/growing_array.h"
#include "gc/heap.h"
#include "objects/kinds.h"

namespace coil::internal
{

struct Timer {
    double when;
    uint32_t order;   ///< of those with the same time, the first one made comes first
    uint32_t subject; ///< the heap's number of a Handle or Sleep
};
static_assert(sizeof(Timer) == 16);

class Timers
{
public:
    explicit Timers(const gc::Heap& heap)
        : cells_(heap)
    {
    }
    bool empty() const { return heap_.empty(); }
    double first_time() const { return heap_.front().when; }
    Cell* first() const { return cells_.numbered(heap_.front().subject); }
    void add(double when, Cell* subject);
    Cell* take_first();
    void clear()
    {
        heap_.release();
        cancelled_ = 0;
    }
    /// One of the entries was cancelled; `is_cancelled(cell)` tells which are, when it is time to clean up.
    template <class F> void note_cancelled(F&& is_cancelled)
    {
        if (++cancelled_ < 100 || cancelled_ * 2 < heap_.size())
            return;
        Timer* end = std::remove_if(heap_.begin(), heap_.end(),
            [&](const Timer& timer) { return is_cancelled(cells_.numbered(timer.subject)); });
        heap_.resize_down(size_t(end - heap_.begin()));
        rebuild();
    }
    void note_removed_cancelled() { cancelled_ -= cancelled_ > 0; }
    template <class F> void for_each(F&& function) const
    {
        for (const Timer& timer : heap_)
            function(cells_.numbered(timer.subject));
    }

private:
    void rebuild();
    void sink(size_t at, Timer timer);
    const gc::Heap& cells_;
    GrowingArray<Timer> heap_;
    uint32_t next_order_ = 0; ///< goes round
    size_t cancelled_ = 0;
};

} // namespace coil::internal
