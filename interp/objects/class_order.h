#pragma once
// The order in which a class's bases are looked through.
#include "objects/class.h"

namespace coil::internal
{

/// The C3 linearisation: `cls` and what its bases' own orders merge to. Raises TypeError when there is none.
Result<Tuple*> linearise(Vm& vm, Class* cls, Tuple* bases);

} // namespace coil::internal
