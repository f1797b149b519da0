#pragma once
// Exceptions of futures that nobody has asked for.
#include "async/tasks/future.h"

namespace coil::internal
{

/// Tells of an exception that nobody asked for.
Result<void> report_unretrieved(Vm& vm, Future* future);
/// Does so for all futures there are: the program ends.
void report_all_unretrieved(Vm& vm);

} // namespace coil::internal
