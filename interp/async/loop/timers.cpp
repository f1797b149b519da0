#include "async/loop/timers.h"

namespace coil::internal
{

namespace
{

bool before(const Timer& left, const Timer& right)
{
    return left.when != right.when ? left.when < right.when : int32_t(left.order - right.order) < 0;
}

} // namespace

void Timers::add(double when, Cell* subject)
{
    Timer timer{ when, next_order_++, cells_.number_of(subject) };
    size_t at = heap_.size();
    heap_.push_back(timer);
    while (at > 0 && before(timer, heap_[(at - 1) / 4])) {
        heap_[at] = heap_[(at - 1) / 4];
        at = (at - 1) / 4;
    }
    heap_[at] = timer;
}

/// Puts `timer` into the hole `at`, or below it.
void Timers::sink(size_t at, Timer timer)
{
    for (;;) {
        size_t first = at * 4 + 1, end = std::min(first + 4, heap_.size());
        if (first >= end)
            break;
        size_t least = first;
        for (size_t child = first + 1; child < end; child++)
            if (before(heap_[child], heap_[least]))
                least = child;
        if (!before(heap_[least], timer))
            break;
        heap_[at] = heap_[least];
        at = least;
    }
    heap_[at] = timer;
}

Cell* Timers::take_first()
{
    Cell* subject = first();
    Timer last = heap_.back();
    heap_.pop_back();
    if (!heap_.empty())
        sink(0, last);
    else
        heap_.release();
    return subject;
}

void Timers::rebuild()
{
    cancelled_ = 0;
    for (size_t at = heap_.size() / 4 + 1; at-- > 0;)
        if (at < heap_.size())
            sink(at, heap_[at]);
}

} // namespace coil::internal
