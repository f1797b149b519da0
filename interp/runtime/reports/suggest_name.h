#pragma once
#include <string>

#include "objects/class.h"

namespace coil::internal
{

/// What a NameError, AttributeError or ImportError may have meant, as ". Did you mean: 'name'?"; or nothing.
std::string suggest_name(Vm& vm, Value exception);

} // namespace coil::internal
