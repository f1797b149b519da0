#pragma once
// What each part adds to the module _asyncio: its classes and functions.
#include "objects/vm.h"

namespace coil::internal
{

struct Module;

Result<void> define_futures(Vm& vm, Module* module);
Result<void> define_future_iterator(Vm& vm, Module* module);
Result<void> define_loops(Vm& vm, Module* module);
Result<void> define_sleep(Vm& vm, Module* module);
Result<void> define_gather(Vm& vm, Module* module);
Result<void> define_queues(Vm& vm, Module* module);
Result<void> define_locks(Vm& vm, Module* module);

} // namespace coil::internal
