#pragma once
#include "objects/function.h"

namespace coil::internal
{

/// Puts into sys what is called by the machine when something happens (unraisablehook, breakpointhook), and what tells
/// of objects and frames.
Result<void> define_sys_hooks(Vm& vm, Module* module);

} // namespace coil::internal
