#pragma once
#include "async/tasks/future.h"

namespace coil::internal
{

/// asyncio.gather(*awaitables).
Result<Value> gather(Vm& vm, Arguments awaitables, bool return_exceptions);

// What a future of the form Gather does where another does something else.
/// A child is done.
Result<void> gather_child_done(Vm& vm, Future* gather, Future* child);
Result<bool> gather_cancel(Vm& vm, Future* gather, Value message);
void trace_gather(Future* gather, gc::Tracer& tracer);

} // namespace coil::internal
