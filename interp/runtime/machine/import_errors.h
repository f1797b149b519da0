#pragma once
#include "objects/exception.h"

namespace coil::internal
{

/// What ImportError() makes of its arguments, for one that the machine made: `msg`, and `name`.
Result<void> set_import_error_fields(Vm& vm, Exception* exception, Str* name);

} // namespace coil::internal
