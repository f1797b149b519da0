#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// The names of characters, for `\N{…}` in strings. The table is made from the distribution's Unicode character
/// database when the program is built (scripts/dev/embed_character_names.cpp). It keeps hashes in the place of names:
/// 43 bits tell every name from every other, which the tool checks, and let a name that nobody has pass once in 10**8
/// tries. The way back, from a character to its name, goes through the words that names are made of.
namespace coil::internal::utf8
{

/// What find_named gives for a name that no character has.
constexpr char32_t no_point = 0xFFFFFFFF;

/// The code point with that name or alias, in any case.
char32_t find_named(std::string_view name);

/// The name of a character (no alias), or nothing.
std::string name_of(char32_t point);

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

/// Names as phrases of words: that of a character begins where its block of name_block characters begins and those
/// before it in the block end. A word's number takes one byte below two_byte_words, else two.
constexpr size_t name_block = 32;
constexpr uint8_t two_byte_words = 0xC0;
/// Characters with a name, ascending: the code point below the number of bytes of its phrase.
extern const uint32_t named_points[];
extern const size_t named_point_count;
extern const uint32_t phrase_blocks[];
extern const uint8_t phrases[];
/// Where each word begins in the text of all; one more at the end.
extern const uint32_t word_starts[];
extern const char words[];

} // namespace coil::internal::utf8
