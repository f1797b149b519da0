#pragma once
#include <string>

#include "runtime/interpreter/loader.h"

namespace coil::internal
{

/// Adds one entry of a traceback: file, line and function, the source and marks under what failed.
void show_frame(Vm& vm, const Code* code, const PositionRow& position, std::string& out);

} // namespace coil::internal
