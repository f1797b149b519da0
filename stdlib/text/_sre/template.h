#pragma once
// Replacements: `\1` and `\g<name>` in a text.
#include "stdlib/text/_sre/cells.h"

namespace coil::internal::regex
{

/// What a replacement consists of: texts and numbers of groups. The pattern remembers the last one.
Result<Tuple*> template_of(Vm& vm, PatternObject* pattern, Value text);

} // namespace coil::internal::regex
