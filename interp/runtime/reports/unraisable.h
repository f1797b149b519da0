#pragma once
#include <string_view>

#include "objects/class.h"

namespace coil::internal
{

/// Tells of the pending exception, which nobody can catch: calls sys.unraisablehook, or where there is no sys writes it
/// to stderr. `what` says where it came from: "Exception ignored while …". Nothing is pending afterwards.
void report_unraisable(Vm& vm, std::string_view what);
/// The same with the repr of an object behind what is said, where there is room for one.
void report_unraisable(Vm& vm, std::string_view what, Value object);

} // namespace coil::internal
