#pragma once
#include "objects/vm.h"

namespace coil::internal
{

/// warnings.warn(text, category, stack_level); raises what a filter makes of it.
Result<void> warn(Vm& vm, Error category, std::string_view text, int64_t stack_level = 1);

} // namespace coil::internal
