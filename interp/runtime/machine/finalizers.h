#pragma once
// What follows a collection: __del__ of what died, the end of generators, callbacks of weak references.
#include <string>

#include "objects/vm.h"

namespace coil::internal
{

/// Runs what is queued; exceptions are reported to stderr, never raised.
void run_finalizers(Vm& vm);
/// Writes out the streams that are open still, dead or not, when the VM goes without having finished its program.
/// Nothing else is told.
void finalize_streams(Vm& vm);
/// Writes the pending exception to stderr behind `text`, which says where it came from, and forgets it.
void report_ignored(Vm& vm, std::string text);

} // namespace coil::internal
