#pragma once
// A pattern in RE2's syntax, when RE2 would give the same matches and groups for it.
#include <optional>
#include <string>

#include "base/result.h"
#include "stdlib/text/_sre/characters.h"

namespace coil::internal
{
class Vm;
}

namespace coil::internal::regex
{

struct LinearPattern {
    std::string text;
    bool has_final_line_end = false; ///< it has a $, and means the same only for texts that do not end in \n
};

/// Nothing for look-around, back-references, conditions, atomic groups, what is repeated and may be empty, and words of
/// Unicode at whose ends something has to be.
Result<std::optional<LinearPattern>> translate_to_re2(Vm& vm, const Tree& tree, Alphabet alphabet);

} // namespace coil::internal::regex
