#pragma once
#include "objects/set.h"

namespace coil::internal
{

enum class SetOperation { Union, Intersection, Difference, Symmetric };

/// A set or frozenset, of that class, of the items of `iterable` (empty: of none).
Result<Value> new_set(Vm& vm, Class* cls, bool frozen, Value iterable);
/// A new set of the class that the set `self` builds: `self` op the items of `other`.
Result<Value> combine(Vm& vm, Value self, SetOperation op, Value other);

} // namespace coil::internal
