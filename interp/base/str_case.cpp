#include "base/str_case.h"

#include <algorithm>

#include "base/utf8.h"

namespace coil::internal::unicode
{

namespace
{

bool is_ascii(std::string_view text) { return utf8::find_non_ascii(text) == std::string_view::npos; }

bool is_ascii_lower(char c) { return uint8_t(c - 'a') < 26; }
bool is_ascii_upper(char c) { return uint8_t(c - 'A') < 26; }

std::string ascii_lower(std::string_view text)
{
    std::string out(text);
    for (char& c : out)
        c = char(c + (is_ascii_upper(c) ? 32 : 0));
    return out;
}

std::string ascii_upper(std::string_view text)
{
    std::string out(text);
    for (char& c : out)
        c = char(c - (is_ascii_lower(c) ? 32 : 0));
    return out;
}

void append(std::string& out, const Mapped& mapped)
{
    for (int i = 0; i < mapped.size; i++)
        utf8::append(out, mapped.points[i]);
}

constexpr char32_t capital_sigma = 0x3A3;

/// Whether the capital sigma at [start, stop) ends a word: after a cased letter and before none, case-ignorable
/// characters between them not counted (Final_Sigma of the Unicode Standard, section 3.13).
bool is_final_sigma(std::string_view text, size_t start, size_t stop)
{
    bool after = false;
    while (start > 0) {
        char32_t point = previous_point(text, start);
        if (is_case_ignorable(point))
            continue;
        after = is_cased(point);
        break;
    }
    if (!after)
        return false;
    while (stop < text.size()) {
        char32_t point = next_point(text, stop);
        if (!is_case_ignorable(point))
            return !is_cased(point);
    }
    return true;
}

/// Appends the lower case of the code point that is [start, stop) of `text`.
void append_lower(std::string& out, std::string_view text, size_t start, size_t stop, char32_t point)
{
    if (point < 0x80)
        out += char(point + (is_ascii_upper(char(point)) ? 32 : 0));
    else if (point == capital_sigma)
        utf8::append(out, is_final_sigma(text, start, stop) ? 0x3C2 : 0x3C3);
    else
        append(out, to_lower(point));
}

template <class Map> std::string map_points(std::string_view text, Map map)
{
    std::string out;
    out.reserve(text.size());
    for (size_t at = 0; at < text.size();)
        append(out, map(next_point(text, at)));
    return out;
}

template <class Test> bool all_points(std::string_view text, Test test)
{
    for (size_t at = 0; at < text.size();) {
        if (!test(next_point(text, at)))
            return false;
    }
    return true;
}

} // namespace

std::string lower(std::string_view text)
{
    if (is_ascii(text))
        return ascii_lower(text);
    std::string out;
    out.reserve(text.size());
    for (size_t at = 0; at < text.size();) {
        size_t start = at;
        char32_t point = next_point(text, at);
        append_lower(out, text, start, at, point);
    }
    return out;
}

std::string upper(std::string_view text)
{
    if (is_ascii(text))
        return ascii_upper(text);
    return map_points(text, [](char32_t point) { return to_upper(point); });
}

std::string title(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    bool within = false;
    for (size_t at = 0; at < text.size();) {
        size_t start = at;
        char32_t point = next_point(text, at);
        if (within)
            append_lower(out, text, start, at, point);
        else
            append(out, to_title(point));
        within = is_cased(point);
    }
    return out;
}

std::string capitalize(std::string_view text)
{
    std::string out;
    if (text.empty())
        return out;
    out.reserve(text.size());
    size_t at = 0;
    append(out, to_title(next_point(text, at)));
    if (is_ascii(text))
        return out += ascii_lower(text.substr(1));
    while (at < text.size()) {
        size_t start = at;
        char32_t point = next_point(text, at);
        append_lower(out, text, start, at, point);
    }
    return out;
}

std::string swap_case(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (size_t at = 0; at < text.size();) {
        size_t start = at;
        char32_t point = next_point(text, at);
        if (is_upper(point))
            append_lower(out, text, start, at, point);
        else if (is_lower(point))
            append(out, to_upper(point));
        else
            utf8::append(out, point);
    }
    return out;
}

std::string fold_case(std::string_view text)
{
    if (is_ascii(text))
        return ascii_lower(text);
    return map_points(text, [](char32_t point) { return to_folded(point); });
}

bool is_alpha(std::string_view text)
{
    return !text.empty() && all_points(text, [](char32_t point) { return is_alpha(point); });
}

bool is_decimal(std::string_view text)
{
    return !text.empty() && all_points(text, [](char32_t point) { return is_decimal(point); });
}

bool is_digit(std::string_view text)
{
    return !text.empty() && all_points(text, [](char32_t point) { return is_digit(point); });
}

bool is_numeric(std::string_view text)
{
    return !text.empty() && all_points(text, [](char32_t point) { return is_numeric(point); });
}

bool is_alnum(std::string_view text)
{
    return !text.empty() && all_points(text, [](char32_t point) { return is_alnum(point); });
}

bool is_space(std::string_view text)
{
    return !text.empty() && all_points(text, [](char32_t point) { return is_space(point); });
}

bool is_printable(std::string_view text)
{
    return all_points(text, [](char32_t point) { return is_printable(point); });
}

bool is_identifier(std::string_view text)
{
    if (text.empty())
        return false;
    size_t at = 0;
    return is_identifier_start(next_point(text, at)) &&
        all_points(text.substr(at), [](char32_t point) { return is_identifier_continue(point); });
}

bool is_lower(std::string_view text)
{
    bool any = false;
    return all_points(text,
               [&](char32_t point) {
                   any = any || is_lower(point);
                   return !is_upper(point) && !is_title(point);
               }) &&
        any;
}

bool is_upper(std::string_view text)
{
    bool any = false;
    return all_points(text,
               [&](char32_t point) {
                   any = any || is_upper(point);
                   return !is_lower(point) && !is_title(point);
               }) &&
        any;
}

bool is_title(std::string_view text)
{
    bool any = false, within = false;
    return all_points(text,
               [&](char32_t point) {
                   bool starts = is_upper(point) || is_title(point);
                   bool goes_on = !starts && is_lower(point);
                   bool fits = starts ? !within : goes_on ? within : true;
                   within = starts || goes_on;
                   any = any || within;
                   return fits;
               }) &&
        any;
}

} // namespace coil::internal::unicode
