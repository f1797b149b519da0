#pragma once
// Lock, Event, Semaphore, BoundedSemaphore, and the queue of those that wait for a Condition. What waits is served in
// order of arrival; what need not wait goes on at once.
#include "objects/vm.h"

namespace coil::internal
{

struct Module;

Result<void> define_locks(Vm& vm, Module* module);

} // namespace coil::internal
