#pragma once
// Tuples whose items have names too: sys.version_info, sys.float_info.
#include "objects/native.h"
#include "objects/tuple.h"

namespace coil::internal
{

/// The item of field number `index`. Raises TypeError when `self` has not so many: tuple.__new__ makes them of any
/// size.
Result<Value> struct_item(Vm& vm, Value self, size_t index);
template <size_t index> Result<Value> struct_field(Vm& vm, Value self) { return struct_item(vm, self, index); }

/// An instance of a new class `module.name`, with one item for each field.
Result<Value> make_struct_sequence(Vm& vm, std::string_view module, std::string_view name,
    std::span<const AttributeDef> fields, std::initializer_list<Value> items);

} // namespace coil::internal
