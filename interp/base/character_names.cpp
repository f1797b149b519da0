#include "base/character_names.h"

#include <algorithm>
#include <cstdio>
#include <string>

namespace coil::internal::utf8
{

namespace
{

constexpr std::string_view leading_jamo[] = { "G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ",
    "C", "K", "T", "P", "H" };
constexpr std::string_view vowel_jamo[] = { "A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE",
    "YO", "U", "WEO", "WE", "WI", "YU", "EU", "YI", "I" };
constexpr std::string_view trailing_jamo[] = { "", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS",
    "LT", "LP", "LH", "M", "B", "BS", "S", "SS", "NG", "J", "C", "K", "T", "P", "H" };

/// The index of the longest of the parts that the text starts with.
template <size_t N> size_t take_longest(const std::string_view (&parts)[N], std::string_view& text)
{
    size_t best = N;
    for (size_t i = 0; i < N; i++) {
        if (text.starts_with(parts[i]) && (best == N || parts[i].size() > parts[best].size()))
            best = i;
    }
    if (best != N)
        text.remove_prefix(parts[best].size());
    return best;
}

char32_t find_syllable(std::string_view text)
{
    size_t leading = take_longest(leading_jamo, text);
    size_t vowel = take_longest(vowel_jamo, text);
    size_t trailing = take_longest(trailing_jamo, text);
    if (leading == std::size(leading_jamo) || vowel == std::size(vowel_jamo) || !text.empty())
        return no_point;
    return static_cast<char32_t>(
        0xAC00 + (leading * std::size(vowel_jamo) + vowel) * std::size(trailing_jamo) + trailing);
}

char32_t find_ideograph(std::string_view digits)
{
    char32_t point = 0;
    if (digits.size() < 4 || digits.size() > 5)
        return no_point;
    for (char c : digits) {
        bool is_decimal = c >= '0' && c <= '9';
        if (!is_decimal && (c < 'A' || c > 'F'))
            return no_point;
        point = point << 4 | static_cast<char32_t>(is_decimal ? c - '0' : c - 'A' + 10);
    }
    bool is_known = std::any_of(ideograph_ranges, ideograph_ranges + ideograph_range_count,
        [point](const CharacterRange& range) { return range.first <= point && point <= range.last; });
    return is_known ? point : no_point;
}

} // namespace

char32_t find_named(std::string_view name)
{
    constexpr std::string_view syllable = "HANGUL SYLLABLE ";
    constexpr std::string_view ideograph = "CJK UNIFIED IDEOGRAPH-";
    std::string upper(name);
    std::transform(upper.begin(), upper.end(), upper.begin(),
        [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    if (upper.starts_with(syllable))
        return find_syllable(std::string_view(upper).substr(syllable.size()));
    if (upper.starts_with(ideograph))
        return find_ideograph(std::string_view(upper).substr(ideograph.size()));
    uint64_t hash = character_name_hash(upper);
    const uint64_t* end = character_names + character_name_count;
    const uint64_t* found = std::lower_bound(character_names, end, hash);
    if (found == end || *found >> point_bits != hash >> point_bits)
        return no_point;
    return static_cast<char32_t>(*found & ((1u << point_bits) - 1));
}

std::string name_of(char32_t point)
{
    constexpr char32_t first_syllable = 0xAC00, syllable_count = 11172;
    constexpr size_t vowels = std::size(vowel_jamo), trailings = std::size(trailing_jamo);
    if (point >= first_syllable && point < first_syllable + syllable_count) {
        size_t index = point - first_syllable;
        std::string name = "HANGUL SYLLABLE ";
        name += leading_jamo[index / (vowels * trailings)];
        name += vowel_jamo[index / trailings % vowels];
        return name += trailing_jamo[index % trailings];
    }
    for (size_t i = 0; i < ideograph_range_count; i++) {
        if (point < ideograph_ranges[i].first || point > ideograph_ranges[i].last)
            continue;
        char digits[16];
        std::snprintf(digits, sizeof(digits), "%04X", static_cast<unsigned>(point));
        return std::string("CJK UNIFIED IDEOGRAPH-") + digits;
    }
    constexpr uint32_t mask = (1u << point_bits) - 1;
    const uint32_t* end = named_points + named_point_count;
    const uint32_t* found = std::lower_bound(
        named_points, end, uint32_t(point), [](uint32_t entry, uint32_t wanted) { return (entry & mask) < wanted; });
    if (found == end || (*found & mask) != point)
        return {};
    auto number = size_t(found - named_points);
    const uint8_t* phrase = phrases + phrase_blocks[number / name_block];
    for (size_t i = number / name_block * name_block; i < number; i++)
        phrase += named_points[i] >> point_bits;
    std::string name;
    for (const uint8_t* last = phrase + (*found >> point_bits); phrase < last;) {
        size_t word = *phrase++;
        if (word >= two_byte_words)
            word = two_byte_words + ((word - two_byte_words) << 8 | *phrase++);
        if (!name.empty())
            name += ' ';
        name.append(words + word_starts[word], word_starts[word + 1] - word_starts[word]);
    }
    return name;
}

} // namespace coil::internal::utf8
