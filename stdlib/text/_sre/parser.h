#pragma once
// Reads Python's pattern syntax. Errors are re.PatternError, with CPython's words and positions.
#include "objects/dict.h"
#include "objects/function.h"
#include "stdlib/text/_sre/tree.h"

namespace coil::internal::regex
{

/// What parsing asks of the module re: the class of errors, and a function that gives a warning.
struct Reporter {
    Value error_class;
    Value warn; ///< warn(message, category)
};

/// The characters of a str, or the bytes of a pattern that is bytes.
std::u32string points_of(std::string_view text, bool is_bytes);
/// A PatternError about a pattern or template.
Raised raise_pattern_error(Vm& vm, const Reporter& reporter, Value source, std::string message, int64_t position);
/// Gives a warning of that category of the builtins.
Result<void> warn_of(Vm& vm, const Reporter& reporter, Error category, std::string message);

/// Names of groups go into `group_names`, a dict from name to number. Warnings run script code.
Result<void> parse_pattern(
    Vm& vm, const Reporter& reporter, Value pattern, std::string_view text, Tree& tree, Dict* group_names);

} // namespace coil::internal::regex
