#pragma once
// str.format and the % operator of str and bytes.
#include "base/format_spec.h"
#include "objects/native.h"

namespace coil::internal
{

/// The ValueError or OverflowError of a format that failed.
Raised raise_formatted(Vm& vm, const Formatted& failed);
/// format.format(*arguments, **keywords), keywords any mapping or empty.
Result<Str*> format_str(Vm& vm, Str* format, Arguments arguments, Value keywords, bool has_positional = true);
/// format % arguments.
Result<Str*> percent_str(Vm& vm, Str* format, Value arguments);
/// The same for bytes: the result is of the kind of `self`.
Result<Value> percent_bytes(Vm& vm, Value self, std::string_view format, Value arguments);

} // namespace coil::internal
