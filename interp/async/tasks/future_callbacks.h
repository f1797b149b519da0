#pragma once
// What is called, or woken, when a future is done.
#include "async/tasks/future.h"

namespace coil::internal
{

/// The future is done: the loop will call those it has, and wake what waits.
void schedule_callbacks(Future* future);
/// Makes room in the queue for all that a future is to call or wake: before it is marked as done.
void reserve_callbacks(Future* future);
Result<void> add_callback(Vm& vm, Future* future, Value callback);
/// A script's callback, and the context to call it in (or None), as a cell that is no future. It need not be callable;
/// that shows when it is called.
Result<Value> hold_callback(Vm& vm, Value callback, Value context);
/// What hold_callback was given.
Value held_callback(Value held);
Value held_context(Value held);
Result<int64_t> remove_callback(Vm& vm, Future* future, Value callback);

} // namespace coil::internal
