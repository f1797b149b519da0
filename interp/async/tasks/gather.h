#pragma once
// gather(): a future that is done when its children are. It is told of them as a task is, without a callback.
#include "async/tasks/future.h"

namespace coil::internal
{

struct Module;

/// asyncio.gather(*awaitables).
Result<Value> gather(Vm& vm, Arguments awaitables, bool return_exceptions);

// What a future of the form Gather does where another does something else.
/// A child is done.
Result<void> gather_child_done(Vm& vm, Future* gather, Future* child);
Result<bool> gather_cancel(Vm& vm, Future* gather, Value message);
void trace_gather(Future* gather, gc::Tracer& tracer);

Result<void> define_gather(Vm& vm, Module* module);

} // namespace coil::internal
