#pragma once
// What follows a collection: __del__ of what died, the end of generators, callbacks of weak references.
#include "objects/vm.h"

namespace coil::internal
{

/// Runs what is queued; exceptions are reported to stderr, never raised.
void run_finalizers(Vm& vm);

} // namespace coil::internal
