#pragma once
// Which characters a node takes: classes and case by Python's rules, resolved here, so that no engine's own idea of
// them matters.
#include <bitset>

#include "stdlib/text/_sre/tree.h"

namespace coil::internal::regex
{

inline constexpr uint32_t largest_point = 0x10FFFF;

/// What a text is made of. A pattern is compiled for each on its own: most texts are ASCII, for which everything
/// becomes a small table, and places in the text are characters.
enum class Alphabet : uint8_t { Ascii, Bytes, Unicode };
inline constexpr size_t alphabet_count = 3;

/// A character and all that are the same without case, itself first.
struct Equivalents {
    char32_t points[4];
    unsigned count;
};
Equivalents equivalents(char32_t c, bool is_ascii);

/// Whether a node that takes one character (Literal, Set, Any) takes this one.
bool matches(const Tree& tree, const Node& node, char32_t c);
/// What it takes of a small alphabet.
std::bitset<256> table_of(const Tree& tree, const Node& node, Alphabet alphabet);

/// What a Literal or Set takes of Unicode: ranges, which are sorted and do not touch, and the large classes (words and
/// digits, CharacterSet::Class) that are left to the engines' tables.
struct UnicodeSet {
    std::vector<Range> ranges;
    uint8_t classes = 0;
    bool negated = false;
};
UnicodeSet unicode_set(const Tree& tree, const Node& node);
std::vector<Range> normalised(std::vector<Range> ranges);
/// What is not in ranges that are sorted.
std::vector<Range> complement(const std::vector<Range>& ranges);

} // namespace coil::internal::regex
