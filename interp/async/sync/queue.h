#pragma once
// Queue: a first-in, first-out queue between tasks. Subclasses may keep the items in another way (`_init`, `_put`,
// `_get`, `_queue`); those methods are then called in place of touching the store here.
#include "objects/vm.h"

namespace coil::internal
{

struct Module;

Result<void> define_queues(Vm& vm, Module* module);

} // namespace coil::internal
