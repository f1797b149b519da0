#pragma once
// The attributes that every class has: __name__, __module__, __bases__, __annotations__ …
#include <span>

#include "objects/native.h"

namespace coil::internal
{

/// cls.__dict__: a proxy of the class's own names.
Result<Value> class_dict(Vm& vm, Value cls);
/// Those of `type`.
std::span<const AttributeDef> class_attributes();

} // namespace coil::internal
