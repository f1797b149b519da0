#include "stdlib/text/_sre/characters.h"

#include <algorithm>

#include "base/unicode_text.h"

namespace coil::internal::regex
{

namespace
{

/// Characters that are one without case (CPython's lower() and the exceptions that it knows), where lower() and upper()
/// of one of them do not lead to all.
constexpr char32_t case_groups[][4] = {
    { 0x0049, 0x0069, 0x0130, 0x0131 },
    { 0x004B, 0x006B, 0x212A },
    { 0x0053, 0x0073, 0x017F },
    { 0x00B5, 0x039C, 0x03BC },
    { 0x00C5, 0x00E5, 0x212B },
    { 0x00DF, 0x1E9E },
    { 0x01C4, 0x01C5, 0x01C6 },
    { 0x01C7, 0x01C8, 0x01C9 },
    { 0x01CA, 0x01CB, 0x01CC },
    { 0x01F1, 0x01F2, 0x01F3 },
    { 0x0345, 0x0399, 0x03B9, 0x1FBE },
    { 0x0390, 0x1FD3 },
    { 0x0392, 0x03B2, 0x03D0 },
    { 0x0395, 0x03B5, 0x03F5 },
    { 0x0398, 0x03B8, 0x03D1, 0x03F4 },
    { 0x039A, 0x03BA, 0x03F0 },
    { 0x03A0, 0x03C0, 0x03D6 },
    { 0x03A1, 0x03C1, 0x03F1 },
    { 0x03A3, 0x03C2, 0x03C3 },
    { 0x03A6, 0x03C6, 0x03D5 },
    { 0x03A9, 0x03C9, 0x2126 },
    { 0x03B0, 0x1FE3 },
    { 0x0412, 0x0432, 0x1C80 },
    { 0x0414, 0x0434, 0x1C81 },
    { 0x041E, 0x043E, 0x1C82 },
    { 0x0421, 0x0441, 0x1C83 },
    { 0x0422, 0x0442, 0x1C84, 0x1C85 },
    { 0x042A, 0x044A, 0x1C86 },
    { 0x0462, 0x0463, 0x1C87 },
    { 0x1C88, 0xA64A, 0xA64B },
    { 0x1E60, 0x1E61, 0x1E9B },
    { 0x1F80, 0x1F88 },
    { 0x1F81, 0x1F89 },
    { 0x1F82, 0x1F8A },
    { 0x1F83, 0x1F8B },
    { 0x1F84, 0x1F8C },
    { 0x1F85, 0x1F8D },
    { 0x1F86, 0x1F8E },
    { 0x1F87, 0x1F8F },
    { 0x1F90, 0x1F98 },
    { 0x1F91, 0x1F99 },
    { 0x1F92, 0x1F9A },
    { 0x1F93, 0x1F9B },
    { 0x1F94, 0x1F9C },
    { 0x1F95, 0x1F9D },
    { 0x1F96, 0x1F9E },
    { 0x1F97, 0x1F9F },
    { 0x1FA0, 0x1FA8 },
    { 0x1FA1, 0x1FA9 },
    { 0x1FA2, 0x1FAA },
    { 0x1FA3, 0x1FAB },
    { 0x1FA4, 0x1FAC },
    { 0x1FA5, 0x1FAD },
    { 0x1FA6, 0x1FAE },
    { 0x1FA7, 0x1FAF },
    { 0x1FB3, 0x1FBC },
    { 0x1FC3, 0x1FCC },
    { 0x1FF3, 0x1FFC },
    { 0xFB05, 0xFB06 },
};

bool is_ascii_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_ascii_word(char32_t c) { return is_ascii_letter(c) || (c >= '0' && c <= '9') || c == '_'; }

bool is_in_class(uint8_t cls, char32_t c, bool is_ascii)
{
    using Set = CharacterSet;
    bool word = is_ascii ? is_ascii_word(c) : c < 128 ? is_ascii_word(c) : unicode::is_alnum(c);
    bool digit = is_ascii || c < 128 ? c >= '0' && c <= '9' : unicode::is_decimal(c);
    bool space = is_ascii ? c == ' ' || (c >= '\t' && c <= '\r') : unicode::is_space(c);
    return (cls & Set::Word && word) || (cls & Set::NotWord && !word) || (cls & Set::Digit && digit) ||
        (cls & Set::NotDigit && !digit) || (cls & Set::Space && space) || (cls & Set::NotSpace && !space);
}

bool is_in(const CharacterSet& set, char32_t c, bool is_ascii)
{
    for (Range range : set.ranges)
        if (c >= range.first && c <= range.last)
            return true;
    return set.classes && is_in_class(set.classes, c, is_ascii);
}

} // namespace

Equivalents equivalents(char32_t c, bool is_ascii)
{
    Equivalents out{ { c }, 1 };
    auto add = [&](char32_t other) {
        if (std::find(out.points, out.points + out.count, other) == out.points + out.count)
            out.points[out.count++] = other;
    };
    if (is_ascii) {
        if (is_ascii_letter(c))
            add(c ^ 0x20);
        return out;
    }
    for (const auto& group : case_groups)
        if (std::find(std::begin(group), std::end(group), c) != std::end(group) && c) {
            for (char32_t other : group)
                if (other)
                    add(other);
            return out;
        }
    unicode::Mapped lower = unicode::to_lower(c), upper = unicode::to_upper(c);
    if (lower.size == 1)
        add(lower.points[0]);
    if (upper.size == 1)
        add(upper.points[0]);
    return out;
}

bool matches(const Tree& tree, const Node& node, char32_t c)
{
    bool is_ascii = tree.is_bytes || node.flags & Ascii;
    if (node.kind == NodeKind::Any)
        return node.flags & DotAll || c != '\n';
    auto is_one = [&](char32_t point) {
        return node.kind == NodeKind::Literal ? point == node.number : is_in(tree.sets[node.number], point, is_ascii);
    };
    bool found = false;
    if (node.flags & IgnoreCase) {
        Equivalents all = equivalents(c, is_ascii);
        found = std::any_of(all.points, all.points + all.count, is_one);
    } else {
        found = is_one(c);
    }
    return found != (node.kind == NodeKind::Set && tree.sets[node.number].negated);
}

std::bitset<256> table_of(const Tree& tree, const Node& node, Alphabet alphabet)
{
    std::bitset<256> table;
    for (unsigned c = 0; c < (alphabet == Alphabet::Ascii ? 128u : 256u); c++)
        table[c] = matches(tree, node, c);
    return table;
}

std::vector<Range> normalised(std::vector<Range> ranges)
{
    std::sort(ranges.begin(), ranges.end(), [](Range left, Range right) { return left.first < right.first; });
    std::vector<Range> out;
    for (Range range : ranges) {
        if (!out.empty() && range.first <= out.back().last + 1)
            out.back().last = std::max(out.back().last, range.last);
        else
            out.push_back(range);
    }
    return out;
}

std::vector<Range> complement(const std::vector<Range>& ranges)
{
    std::vector<Range> out;
    uint32_t next = 0;
    for (Range range : ranges) {
        if (range.first > next)
            out.push_back({ next, range.first - 1 });
        next = range.last + 1;
    }
    if (next <= largest_point)
        out.push_back({ next, largest_point });
    return out;
}

UnicodeSet unicode_set(const Tree& tree, const Node& node)
{
    using Set = CharacterSet;
    bool is_ascii = node.flags & Ascii;
    UnicodeSet out;
    if (node.kind == NodeKind::Literal) {
        out.ranges.push_back({ node.number, node.number });
    } else {
        const CharacterSet& set = tree.sets[node.number];
        out.ranges = set.ranges;
        out.negated = set.negated;
        out.classes = set.classes & (is_ascii ? 0 : Set::Word | Set::NotWord | Set::Digit | Set::NotDigit);
        const std::vector<Range> words{ { '0', '9' }, { 'A', 'Z' }, { '_', '_' }, { 'a', 'z' } };
        const std::vector<Range> digits{ { '0', '9' } };
        const std::vector<Range> ascii_spaces{ { '\t', '\r' }, { ' ', ' ' } };
        const std::vector<Range> spaces{ { '\t', '\r' }, { 0x1C, ' ' }, { 0x85, 0x85 }, { 0xA0, 0xA0 },
            { 0x1680, 0x1680 }, { 0x2000, 0x200A }, { 0x2028, 0x2029 }, { 0x202F, 0x202F }, { 0x205F, 0x205F },
            { 0x3000, 0x3000 } };
        auto add = [&](uint8_t cls, uint8_t opposite, const std::vector<Range>& ranges) {
            if (set.classes & cls)
                out.ranges.insert(out.ranges.end(), ranges.begin(), ranges.end());
            if (set.classes & opposite)
                for (Range range : complement(ranges))
                    out.ranges.push_back(range);
        };
        add(Set::Space, Set::NotSpace, is_ascii ? ascii_spaces : spaces);
        if (is_ascii) {
            add(Set::Word, Set::NotWord, words);
            add(Set::Digit, Set::NotDigit, digits);
        }
    }
    if (node.flags & IgnoreCase) {
        constexpr uint32_t last_cased = 0x1E943; // beyond it nothing has case
        std::vector<Range> more;
        for (Range range : normalised(out.ranges))
            for (uint32_t c = range.first; c <= std::min(range.last, last_cased); c++) {
                Equivalents all = equivalents(c, is_ascii);
                for (unsigned i = 1; i < all.count; i++)
                    more.push_back({ uint32_t(all.points[i]), uint32_t(all.points[i]) });
            }
        out.ranges.insert(out.ranges.end(), more.begin(), more.end());
    }
    out.ranges = normalised(std::move(out.ranges));
    return out;
}

} // namespace coil::internal::regex
