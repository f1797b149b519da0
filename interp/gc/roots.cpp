#include "gc/roots.h"

#include "gc/heap.h"

namespace coil::internal::gc
{

RootNode::List& RootNode::list_of(Heap& heap) { return heap.rooted_; }

void RootNode::List::trace(Tracer& tracer)
{
    for (Link* link = anchor_.next_; link != &anchor_; link = link->next_)
        static_cast<Node*>(link)->owner->trace_roots(tracer);
}

RootNode::List::~List()
{
    while (anchor_.next_ != &anchor_) {
        RootNode* owner = static_cast<Node*>(anchor_.next_)->owner;
        owner->unlink();
        owner->forget();
    }
}

} // namespace coil::internal::gc
