#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

/// The names of characters, for `\N{…}` in strings. The table is made from the distribution's Unicode character
/// database when the program is built (scripts/dev/embed_character_names.cpp). It keeps hashes in the place of names:
/// 43 bits tell every name from every other, which the tool checks, and let a name that nobody has pass once in 10**8
/// tries.
namespace coil::internal::utf8
{

/// What find_named gives for a name that no character has.
constexpr char32_t no_point = 0xFFFFFFFF;

/// The code point with that name or alias, in any case.
char32_t find_named(std::string_view name);

constexpr unsigned point_bits = 21;

/// What the table is sorted and searched by: the name's hash above the bits of the code point.
constexpr uint64_t character_name_hash(std::string_view name)
{
    uint64_t state = 0xCBF29CE484222325u;
    for (char c : name) {
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
        state = (state ^ static_cast<uint8_t>(c)) * 0x100000001B3u;
    }
    state ^= state >> 29;
    return state << point_bits;
}

struct CharacterRange {
    char32_t first, last;
};

/// Names that are written down, as hash and code point in one word, ascending.
extern const uint64_t character_names[];
extern const size_t character_name_count;
/// Characters that are named by their number alone: CJK UNIFIED IDEOGRAPH-4E00 and on.
extern const CharacterRange ideograph_ranges[];
extern const size_t ideograph_range_count;

} // namespace coil::internal::utf8
