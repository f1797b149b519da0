#pragma once
// str.format and the % operator of str and bytes.
#include "objects/native.h"

namespace coil
{

/// format.format(*arguments, **keywords), keywords any mapping or empty.
Result<Str*> format_str(Vm& vm, Str* format, Arguments arguments, Value keywords);
/// format % arguments.
Result<Str*> percent_str(Vm& vm, Str* format, Value arguments);
/// The same for bytes: the text of the result.
Result<std::string> percent_bytes(Vm& vm, std::string_view format, Value arguments);

} // namespace coil
