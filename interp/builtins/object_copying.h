#pragma once
// What copy and pickle ask of any object: __reduce_ex__, __reduce__, __getstate__ (PEP 307, PEP 574).
#include "objects/class.h"

namespace coil::internal
{

/// object.__getstate__(): the instance's attributes as a dict, or None; with __slots__ a pair of that and a dict of
/// what they hold. `required`: the state alone makes the copy, so that a class with a native layout is a TypeError.
Result<Value> default_state(Vm& vm, Value self, bool required);
/// What the object's __getstate__ gives: default_state where the class has none of its own. Runs script code.
Result<Value> state_of(Vm& vm, Value self, bool required);
/// The function or class of that name in the module `builtins` of now.
Result<Value> builtin_named(Vm& vm, std::string_view name);

} // namespace coil::internal
