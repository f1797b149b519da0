#pragma once
// JSON text to values.
#include "objects/function.h"
#include "stdlib/formats/_json/strings.h"

namespace coil::internal::json
{

/// What a decoder wants; hooks are None or callables.
struct Scanner : NativeObject {
    bool strict;
    bool plain_float, plain_int; ///< what reads numbers is the class itself
    Value object_hook, object_pairs_hook, parse_float, parse_int, parse_constant;
};
extern const NativeType scanner_type;

/// The value that begins at the character `index`, and the index behind it. Raises StopIteration(index) where no value
/// begins, and JSONDecodeError. Runs the hooks.
Result<Value> scan_once(Vm& vm, Scanner* scanner, Str* text, int64_t index);
/// The string whose first character is at `end`, as scan_once.
Result<Value> scan_string(Vm& vm, Str* text, int64_t end, bool strict);

} // namespace coil::internal::json
