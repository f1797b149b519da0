#pragma once
// A pattern in PCRE2's syntax, for the options `pcre2_options` says.
#include <string>

#include "base/result.h"
#include "stdlib/text/_sre/characters.h"

namespace coil::internal
{
class Vm;
}

namespace coil::internal::regex
{

struct Translated {
    std::string text;
    unsigned depth = 0; ///< how deep groups are nested
};

/// Raises RecursionError for a pattern that is too deep, and OverflowError for counts that PCRE2 has no words for.
Result<Translated> translate_to_pcre2(Vm& vm, const Tree& tree, Alphabet alphabet);

} // namespace coil::internal::regex
