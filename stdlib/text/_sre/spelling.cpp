#include "stdlib/text/_sre/spelling.h"

#include <cstdio>

namespace coil::internal::regex
{

void spell_point(std::string& out, uint32_t point)
{
    bool is_plain = (point >= '0' && point <= '9') || (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
    if (is_plain) {
        out += char(point);
        return;
    }
    char text[16];
    snprintf(text, sizeof(text), "\\x{%x}", point);
    out += text;
}

void spell_ranges(std::string& out, const std::vector<Range>& ranges)
{
    for (Range range : ranges) {
        spell_point(out, range.first);
        if (range.last == range.first)
            continue;
        if (range.last > range.first + 1)
            out += '-';
        spell_point(out, range.last);
    }
}

std::string spell_small_set(const std::bitset<256>& table, Alphabet alphabet, std::string_view nothing)
{
    size_t size = alphabet == Alphabet::Ascii ? 128 : 256;
    size_t count = table.count();
    if (count == 0)
        return std::string(nothing);
    if (count == size)
        return "(?s:.)";
    // Of ASCII texts it does not matter what a set says of the upper half. One that has nearly all is a negated one:
    // PCRE2 is quick at all but one character.
    bool negated = count > size / 2;
    std::vector<Range> ranges;
    for (uint32_t c = 0; c < size; c++)
        if (table[c] != negated)
            ranges.push_back({ c, c });
    ranges = normalised(std::move(ranges));
    std::string out;
    if (count == 1) {
        spell_point(out, ranges[0].first);
        return out;
    }
    out += negated ? "[^" : "[";
    spell_ranges(out, ranges);
    out += ']';
    return out;
}

std::string spell_unicode_items(const UnicodeSet& set)
{
    std::string items;
    spell_ranges(items, set.ranges);
    if (set.classes & CharacterSet::Word)
        items += word_items;
    if (set.classes & CharacterSet::Digit)
        items += "\\p{Nd}";
    if (set.classes & CharacterSet::NotDigit)
        items += "\\P{Nd}";
    return items;
}

} // namespace coil::internal::regex
