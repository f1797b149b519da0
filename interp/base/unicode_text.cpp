#include "base/unicode_text.h"

#include <algorithm>
#include <iterator>

#include "base/unicode_tables.h"

namespace coil::internal::unicode
{

namespace
{

template <size_t N> bool contains(const Range (&ranges)[N], char32_t point)
{
    auto range = std::lower_bound(std::begin(ranges), std::end(ranges), point,
        [](const Range& range, char32_t point) { return range.last < point; });
    return range != std::end(ranges) && range->first <= point;
}

utf8proc_category_t category_of(char32_t point)
{
    utf8proc_category_t known = utf8proc_category(utf8proc_int32_t(point));
    if (known != UTF8PROC_CATEGORY_CN && known != UTF8PROC_CATEGORY_MN)
        return known;
    auto range = std::lower_bound(std::begin(newer_categories), std::end(newer_categories), point,
        [](const CategoryRange& range, char32_t point) { return range.last < point; });
    return range != std::end(newer_categories) && range->first <= point ? range->category : known;
}

/// A set of categories as bits.
constexpr uint32_t bit(utf8proc_category_t category) { return uint32_t(1) << category; }
constexpr uint32_t letters = bit(UTF8PROC_CATEGORY_LU) | bit(UTF8PROC_CATEGORY_LL) | bit(UTF8PROC_CATEGORY_LT) |
    bit(UTF8PROC_CATEGORY_LM) | bit(UTF8PROC_CATEGORY_LO);
constexpr uint32_t numbers = bit(UTF8PROC_CATEGORY_ND) | bit(UTF8PROC_CATEGORY_NL) | bit(UTF8PROC_CATEGORY_NO);
constexpr uint32_t unprintable = bit(UTF8PROC_CATEGORY_CC) | bit(UTF8PROC_CATEGORY_CF) | bit(UTF8PROC_CATEGORY_CS) |
    bit(UTF8PROC_CATEGORY_CO) | bit(UTF8PROC_CATEGORY_CN) | bit(UTF8PROC_CATEGORY_ZL) | bit(UTF8PROC_CATEGORY_ZP) |
    bit(UTF8PROC_CATEGORY_ZS);
constexpr uint32_t ignorable = bit(UTF8PROC_CATEGORY_MN) | bit(UTF8PROC_CATEGORY_ME) | bit(UTF8PROC_CATEGORY_CF) |
    bit(UTF8PROC_CATEGORY_LM) | bit(UTF8PROC_CATEGORY_SK);
constexpr uint32_t identifier_starts = letters | bit(UTF8PROC_CATEGORY_NL);
constexpr uint32_t identifier_continues = identifier_starts | bit(UTF8PROC_CATEGORY_ND) | bit(UTF8PROC_CATEGORY_MN) |
    bit(UTF8PROC_CATEGORY_MC) | bit(UTF8PROC_CATEGORY_PC);

bool is_in(uint32_t categories, char32_t point) { return categories >> category_of(point) & 1; }

const SpecialCase* special_case(char32_t point)
{
    if (point < 0xDF)
        return nullptr;
    auto row = std::lower_bound(std::begin(special_cases), std::end(special_cases), point,
        [](const SpecialCase& row, char32_t point) { return row.point < point; });
    return row != std::end(special_cases) && row->point == point ? row : nullptr;
}

Mapped one(char32_t point) { return { { point }, 1 }; }

/// The mapping of a pair that utf8proc may not know, or `point`.
char32_t newer_case(char32_t point, char32_t CasePair::*from, char32_t CasePair::*to)
{
    for (const CasePair& pair : newer_cases) {
        if (point >= pair.*from && point - pair.*from < pair.count)
            return point - pair.*from + pair.*to;
    }
    return point;
}

char32_t simple_lower(char32_t point)
{
    auto mapped = char32_t(utf8proc_tolower(utf8proc_int32_t(point)));
    return mapped == point ? newer_case(point, &CasePair::upper, &CasePair::lower) : mapped;
}

} // namespace

std::string_view category(char32_t point)
{
    static constexpr const char* names[] = { "Cn", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No",
        "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co" };
    return names[category_of(point)];
}

bool is_alpha(char32_t point) { return is_in(letters, point); }

bool is_decimal(char32_t point) { return point < 0x80 ? point >= '0' && point <= '9' : decimal_value(point) >= 0; }

bool is_digit(char32_t point) { return is_decimal(point) || contains(other_digits, point); }

bool is_numeric(char32_t point) { return is_in(numbers, point) || contains(numeric_letters, point); }

bool is_space(char32_t point)
{
    if (point < 0x80)
        return point == ' ' || (point >= 9 && point <= 13) || (point >= 0x1C && point <= 0x1F);
    return point == 0x85 || point == 0x2028 || point == 0x2029 ||
        utf8proc_category(utf8proc_int32_t(point)) == UTF8PROC_CATEGORY_ZS;
}

bool is_wide(char32_t point) { return point >= 0x1100 && utf8proc_charwidth(utf8proc_int32_t(point)) == 2; }

bool is_printable(char32_t point)
{
    if (point < 0x7F)
        return point >= ' ';
    return !is_in(unprintable, point);
}

bool is_lower(char32_t point)
{
    if (point < 0x80)
        return point >= 'a' && point <= 'z';
    return category_of(point) == UTF8PROC_CATEGORY_LL || contains(other_lower, point);
}

bool is_upper(char32_t point)
{
    if (point < 0x80)
        return point >= 'A' && point <= 'Z';
    return category_of(point) == UTF8PROC_CATEGORY_LU || contains(other_upper, point);
}

bool is_title(char32_t point) { return category_of(point) == UTF8PROC_CATEGORY_LT; }

bool is_case_ignorable(char32_t point)
{
    return is_in(ignorable, point) || contains(case_ignorable_punctuation, point);
}

bool is_identifier_start(char32_t point)
{
    return point == '_' || (is_in(identifier_starts, point) && !contains(missing_starts, point)) ||
        contains(extra_starts, point);
}

bool is_identifier_continue(char32_t point)
{
    return (is_in(identifier_continues, point) && !contains(missing_continues, point)) ||
        contains(extra_continues, point);
}

int decimal_value(char32_t point)
{
    if (point < 0x80)
        return point >= '0' && point <= '9' ? int(point - '0') : -1;
    auto zero = std::upper_bound(std::begin(decimal_zeros), std::end(decimal_zeros), point) - 1;
    return point - *zero < 10 ? int(point - *zero) : -1;
}

Mapped to_lower(char32_t point)
{
    if (point == 0x130)
        return { { 'i', 0x307 }, 2 };
    return one(simple_lower(point));
}

Mapped to_upper(char32_t point)
{
    if (auto* row = special_case(point))
        return row->upper;
    auto mapped = char32_t(utf8proc_toupper(utf8proc_int32_t(point)));
    return one(mapped == point ? newer_case(point, &CasePair::lower, &CasePair::upper) : mapped);
}

Mapped to_title(char32_t point)
{
    if (auto* row = special_case(point))
        return row->title;
    auto mapped = char32_t(utf8proc_totitle(utf8proc_int32_t(point)));
    return one(mapped == point ? newer_case(point, &CasePair::lower, &CasePair::upper) : mapped);
}

Mapped to_folded(char32_t point)
{
    // Hangul syllables have no case, and decomposing would take them apart.
    utf8proc_int32_t points[8];
    int boundary = 0;
    auto size = utf8proc_decompose_char(utf8proc_int32_t(point), points, 8, UTF8PROC_CASEFOLD, &boundary);
    if (size < 1 || size > 3)
        return one(point);
    if (size == 1 && char32_t(points[0]) == point)
        return one(newer_case(point, &CasePair::upper, &CasePair::lower));
    Mapped mapped{ {}, int(size) };
    std::copy(points, points + size, mapped.points);
    return mapped;
}

std::string ascii_number_text(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (size_t at = 0; at < text.size();) {
        char32_t point = next_point(text, at);
        if (point < 0x80)
            out += char(point);
        else if (is_space(point))
            out += ' ';
        else if (int value = decimal_value(point); value >= 0)
            out += char('0' + value);
        else
            out += '?';
    }
    return out;
}

std::string_view strip_space(std::string_view text)
{
    size_t start = 0, stop = text.size();
    for (size_t at = 0; at < stop && is_space(next_point(text, at));)
        start = at;
    for (size_t at = stop; at > start && is_space(previous_point(text, at));)
        stop = at;
    return text.substr(start, stop - start);
}

std::string_view strip_ascii_space(std::string_view text)
{
    constexpr std::string_view space = " \t\n\v\f\r";
    size_t start = text.find_first_not_of(space);
    if (start == std::string_view::npos)
        return {};
    return text.substr(start, text.find_last_not_of(space) - start + 1);
}

} // namespace coil::internal::unicode
