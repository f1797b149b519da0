#pragma once
#include "async/tasks/future.h"

namespace coil::internal
{

/// A future of the running loop, for a task to be suspended on, of what waits at `primitive`, a lock or queue. That is
/// bound to `loop`, the one where something waited first: RuntimeError in another, and when none runs.
Result<Future*> make_waiter(Vm& vm, Cell* primitive, EventLoop*& loop);

} // namespace coil::internal
