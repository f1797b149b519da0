#pragma once
// Replacing matches.
#include "stdlib/text/_sre/cells.h"

namespace coil::internal::regex
{

struct Substituted {
    Value text;
    int64_t count = 0;
};
/// What sub() and subn() do; `count` 0: all matches. Calls the replacement when that is callable.
Result<Substituted> substitute(Vm& vm, PatternObject* pattern, Value replacement, Value string, int64_t count);

} // namespace coil::internal::regex
