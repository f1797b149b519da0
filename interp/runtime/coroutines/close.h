#pragma once
#include "objects/coroutine.h"

namespace coil::internal
{

/// Ends a generator or coroutine by a GeneratorExit where it is suspended; what it returned then, or None. What it
/// delegates to is closed before it, and what that raises is raised in it.
Result<Value> close_coroutine(Vm& vm, Coroutine* coroutine);

} // namespace coil::internal
