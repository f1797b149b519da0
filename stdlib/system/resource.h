#pragma once
// What the module resource has for others.
#include <sys/resource.h>

#include "base/result.h"

namespace coil::internal
{

class Vm;

/// A resource.struct_rusage.
Result<Value> resource_usage(Vm& vm, const rusage& usage);

} // namespace coil::internal
