#pragma once
#include "objects/vm.h"

namespace coil::internal
{

/// OSError of its right subclass for errno, with the name of the file it is about unless that is empty, and of a second
/// one.
Raised raise_os_error(Vm& vm, int number, Value filename, Value second = Value());

} // namespace coil::internal
