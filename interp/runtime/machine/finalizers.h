#pragma once
// What follows a collection: __del__ of what died, the end of generators, callbacks of weak references.
#include "objects/vm.h"

namespace coil::internal
{

/// Runs what is queued; exceptions go to sys.unraisablehook, never on.
void run_finalizers(Vm& vm);
/// Writes out the streams that are open still, dead or not, when the VM goes without having finished its program.
/// Nothing else is told.
void finalize_streams(Vm& vm);

} // namespace coil::internal
