#pragma once
#include <string_view>

#include "objects/vm.h"

namespace coil::internal
{

/// What the script sees as sys.stdin, sys.stdout or sys.stderr now. RuntimeError when it deleted that.
Result<Value> standard_file(Vm& vm, Str* name);
/// Writes text to sys.stderr, or to descriptor 2 when there is none. Never raises: Operations::write_error.
void write_error(Vm& vm, std::string_view text);

} // namespace coil::internal
