#pragma once
// The builtin functions that make one value of an iterable's items: sum, any, all, min, max.
#include "objects/native.h"

namespace coil::internal
{

Result<Value> sum(Vm& vm, Value iterable, Value start);
Result<bool> any(Vm& vm, Value iterable);
Result<bool> all(Vm& vm, Value iterable);
Result<Value> min(Vm& vm, Arguments values, Value key, Value fallback);
Result<Value> max(Vm& vm, Arguments values, Value key, Value fallback);

} // namespace coil::internal
