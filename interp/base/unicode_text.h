#pragma once
// What the Unicode character database says of a code point, as CPython 3.14 has it (Unicode 16): utf8proc's data with
// the small tables of what it lacks. Code points may be surrogates; above 0x10FFFF there are none.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace coil::internal::unicode
{

/// The code point at `at` of well-formed WTF-8 (surrogates stand as three bytes), `at` moved past it.
inline char32_t next_point(std::string_view text, size_t& at)
{
    auto byte = [&](size_t i) { return char32_t(uint8_t(text[at + i])); };
    char32_t lead = byte(0), point = lead;
    if (lead < 0x80) {
        at += 1;
    } else if (lead < 0xE0) {
        point = (lead & 0x1F) << 6 | (byte(1) & 0x3F);
        at += 2;
    } else if (lead < 0xF0) {
        point = (lead & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
        at += 3;
    } else {
        point = (lead & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
        at += 4;
    }
    return point;
}

/// The code point that ends before `at` (not 0), `at` moved to its start.
inline char32_t previous_point(std::string_view text, size_t& at)
{
    do
        at--;
    while ((uint8_t(text[at]) & 0xC0) == 0x80);
    size_t start = at;
    return next_point(text, start);
}

/// The general category's two letters: "Lu", "Cn"…
std::string_view category(char32_t point);

// The predicates of str, for one code point.
bool is_alpha(char32_t point);
bool is_decimal(char32_t point);
bool is_digit(char32_t point);
bool is_numeric(char32_t point);
bool is_space(char32_t point);
/// Takes two columns of a terminal.
bool is_wide(char32_t point);
bool is_printable(char32_t point);
/// The derived properties Lowercase and Uppercase, and the category Lt.
bool is_lower(char32_t point);
bool is_upper(char32_t point);
bool is_title(char32_t point);
inline bool is_alnum(char32_t point) { return is_alpha(point) || is_numeric(point); }
inline bool is_cased(char32_t point) { return is_lower(point) || is_upper(point) || is_title(point); }
bool is_case_ignorable(char32_t point);
bool is_identifier_start(char32_t point);
bool is_identifier_continue(char32_t point);

/// 0 to 9, or -1 when the code point is no decimal digit.
int decimal_value(char32_t point);

/// The mapping of one code point: up to three.
struct Mapped {
    char32_t points[3];
    int size;
};
Mapped to_lower(char32_t point);
Mapped to_upper(char32_t point);
Mapped to_title(char32_t point);
Mapped to_folded(char32_t point);

/// Numeric text as int() and float() read it before they strip ASCII white space: above 127, white space is ' ',
/// decimal digits of any script are ASCII digits, and all else is '?'.
std::string ascii_number_text(std::string_view text);

/// `text` without the white space (or, in the second form, the ASCII white space of bytes) at its ends.
std::string_view strip_space(std::string_view text);
std::string_view strip_ascii_space(std::string_view text);

} // namespace coil::internal::unicode
