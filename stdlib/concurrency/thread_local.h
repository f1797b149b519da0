#pragma once
#include "objects/vm.h"

namespace coil::internal
{

struct Module;

/// What the module _thread keeps a VM: a list of weak references to objects of _local, and a number.
enum ThreadModuleState : uint8_t { Locals, StackSize };

/// Puts the class _local into the module _thread.
Result<void> define_thread_local(Vm& vm, Module* module);
/// The running thread ends: what it has in objects of that class goes.
void forget_thread_locals(Vm& vm);

} // namespace coil::internal
