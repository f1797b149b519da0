#pragma once
// The parts of the module _asyncio, each in a file of its own.
#include "async/loop.h"

namespace coil
{

Result<void> define_futures(Vm& vm, Module* module);
Result<void> define_future_iterator(Vm& vm, Module* module);
Result<void> define_loops(Vm& vm, Module* module);
Result<void> define_sleep(Vm& vm, Module* module);
Result<void> define_gather(Vm& vm, Module* module);
Result<void> define_queues(Vm& vm, Module* module);
Result<void> define_locks(Vm& vm, Module* module);

Result<Value> sleep_function(Vm& vm, Value delay, Value result);
/// throw() of an awaitable written in C++: raises the exception, or one of the class with `value` as its argument.
Raised raise_thrown(Vm& vm, Value type, Value value);
/// The given loop, else the running one, else set_event_loop's; RuntimeError without any.
Result<LoopState*> loop_or_current(Vm& vm, Value loop);
/// set_event_loop's, of the calling thread.
inline Value& current_loop(Vm& vm) { return vm.interpreter->current()->event_loop; }

} // namespace coil
