#pragma once
// Values to bytes and back, as the fields of a struct say.
#include "objects/tuple.h"
#include "stdlib/formats/_struct/format.h"

namespace coil::internal::structs
{

/// Writes as many values as the layout has items into its size of bytes. The values' methods run: the bytes are not
/// ones that a script can reach.
Result<void> pack_values(Vm& vm, Class* error, const Layout& layout, const Value* values, char* out);
/// The values in bytes that nobody changes meanwhile; no script code runs.
Result<Tuple*> unpack_values(Vm& vm, const Layout& layout, const char* bytes);

} // namespace coil::internal::structs
