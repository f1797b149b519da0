#pragma once
#include "async/sync/ring.h"
#include "async/tasks/future.h"

namespace coil::internal
{

/// Those that wait at a lock or a queue, in order of arrival: futures, which are done when their turn has come or they
/// were cancelled. Part of a cell, the primitive.
class Waiters
{
public:
    size_t size() const { return ring_.size; }
    bool empty() const { return ring_.size == 0; }
    /// One more: a future of the running loop, for its task to be suspended on. The primitive is bound to `loop`, the
    /// one where something waited first (null: nothing has): RuntimeError in another, and when none runs.
    Result<Future*> add(Vm& vm, Cell* primitive, EventLoop*& loop);
    /// It waits no more.
    void remove(Vm& vm, Value future) { ring_.remove(vm, future); }
    /// There must be one.
    Future* first() { return as_future(ring_.at(0)); }
    /// The first that is not done; null without any.
    Future* first_pending();
    bool all_cancelled();
    /// The first `count` that are not done get `result`. All stay until they are removed.
    Result<void> wake(Vm& vm, size_t count, Value result);
    /// Takes out the first that is not done and those before it, and lets it go on.
    Result<void> pop_one(Vm& vm);
    Result<void> pop_all(Vm& vm);
    void trace(gc::Tracer& tracer) const { tracer.visit(static_cast<Cell*>(ring_.array)); }

private:
    Ring ring_;
};

} // namespace coil::internal
