#pragma once
// Coroutines that nobody awaited.
#include "objects/coroutine.h"

namespace coil
{

/// RuntimeWarning for a coroutine that a statement dropped, with the place of the running instruction. Never raises:
/// what the warning's filter raises is reported, as for all that nobody can catch.
Result<void> warn_unawaited(Vm& vm, Coroutine* coroutine);

} // namespace coil
