#pragma once
// Items of builtin containers, as their special methods define them.
#include "objects/native.h"

namespace coil::internal
{

struct Dict;

/// object[key] of a builtin container (or a subclass's instance); NotImplemented when it is none.
Result<Value> builtin_get_item(Vm& vm, Value object, Value key);
/// object[key] = value, or del when `value` is empty; false when it is no mutable builtin container.
Result<bool> builtin_set_item(Vm& vm, Value object, Value key, Value value);
/// len(); -1 when it is no builtin container.
Result<int64_t> builtin_length(Vm& vm, Value value);
/// item in container; nothing when it is no builtin container.
Result<std::optional<bool>> builtin_contains(Vm& vm, Value container, Value item);
/// Whether a dict, or a subclass's instance, iterates its own keys: then it is read directly, whatever else the class
/// overrides.
bool iterates_as_dict(Vm& vm, Dict* dict);
/// What is looked for in a set: a set that can't be hashed stands for the frozenset of it.
Result<Value> as_element(Vm& vm, Value item);

} // namespace coil::internal
