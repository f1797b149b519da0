#pragma once
// math.sumprod() and math.fma().
#include "objects/native.h"

namespace coil::internal
{

/// The sum of the products of two iterables' items, exact for ints and in three times the precision of doubles for
/// floats.
Result<Value> sum_products(Vm& vm, Value first, Value second);
Result<double> fused_multiply_add(Vm& vm, double x, double y, double z);

} // namespace coil::internal
