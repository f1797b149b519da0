#pragma once
// How characters are written in patterns of both engines.
#include <string>

#include "stdlib/text/_sre/characters.h"

namespace coil::internal::regex
{

/// Letters, numbers and the underscore, in a set.
inline constexpr std::string_view word_items = "\\p{L}\\p{N}_";

void spell_point(std::string& out, uint32_t point);
void spell_ranges(std::string& out, const std::vector<Range>& ranges);
/// The set of a small alphabet: a character, a dot (for all), a set, or `nothing`.
std::string spell_small_set(const std::bitset<256>& table, Alphabet alphabet, std::string_view nothing);
/// What stands between the brackets of a set of Unicode, without what is no word.
std::string spell_unicode_items(const UnicodeSet& set);

} // namespace coil::internal::regex
