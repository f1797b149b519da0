#pragma once
// Future and Task as scripts see them.
#include "objects/vm.h"

namespace coil::internal
{

struct Module;

Result<void> define_futures(Vm& vm, Module* module);

} // namespace coil::internal
