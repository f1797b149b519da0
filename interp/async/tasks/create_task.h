#pragma once
#include "async/loop/loop.h"

namespace coil::internal
{

/// loop.create_task(coroutine): through the loop's task factory when it has one.
Result<Value> create_task(Vm& vm, EventLoop* loop, Value coroutine, Value name, Value context = Value());
/// The awaitable itself when it is a future, else a task that awaits it.
Result<Value> ensure_in(Vm& vm, EventLoop* loop, Value awaitable);

} // namespace coil::internal
