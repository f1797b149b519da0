#pragma once
// Numbers that natives take as complex ones.
#include "objects/numbers.h"

namespace coil::internal
{

/// By __complex__, __float__ or __index__; TypeError for what is no number. May run script code.
Result<ComplexNumber> to_complex(Vm& vm, Value value);

} // namespace coil::internal
