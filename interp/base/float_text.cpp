#include "base/float_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

namespace coil::internal
{

namespace
{

/// No double has more significant decimal digits, before or after its point; what is asked beyond is zeros.
constexpr int64_t max_digits = 1100;

/// Decimal digits without a point; the point stands `point` digits after the start.
struct Digits {
    char buffer[max_digits + 16];
    int size = 0;
    int point = 0;

    std::string_view view() const { return { buffer, size_t(size) }; }
};

/// Turns the "d.ddde±xx" that ends at `end` into digits.
void split_scientific(Digits& digits, char* end)
{
    char* exponent = digits.buffer + 1;
    while (*exponent != 'e')
        exponent++;
    int power = 0;
    std::from_chars(exponent + (exponent[1] == '+' ? 2 : 1), end, power);
    digits.size = int(exponent - digits.buffer);
    if (digits.size > 1) {
        std::memmove(digits.buffer + 1, digits.buffer + 2, size_t(digits.size) - 2);
        digits.size--;
    }
    digits.point = power + 1;
}

void shortest_digits(Digits& digits, double magnitude)
{
    auto result =
        std::to_chars(digits.buffer, digits.buffer + sizeof digits.buffer, magnitude, std::chars_format::scientific);
    split_scientific(digits, result.ptr);
    if (magnitude == 0)
        digits.point = 1;
}

/// `count` significant digits (1 or more) without trailing zeros, correctly rounded.
void rounded_digits(Digits& digits, double magnitude, int64_t count)
{
    int precision = int(std::min(count, max_digits) - 1);
    auto result = std::to_chars(
        digits.buffer, digits.buffer + sizeof digits.buffer, magnitude, std::chars_format::scientific, precision);
    split_scientific(digits, result.ptr);
    while (digits.size > 1 && digits.buffer[digits.size - 1] == '0')
        digits.size--;
    if (magnitude == 0)
        digits.point = 1;
}

void append_exponent(std::string& out, int exponent, char letter)
{
    out += letter;
    out += exponent < 0 ? '-' : '+';
    int size = std::abs(exponent);
    if (size < 10)
        out += '0';
    char buffer[8];
    out.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, size).ptr);
}

/// How digits are laid out: `places` digits of the string are wanted (positions past the digits are zeros).
struct Layout {
    int64_t places;
    bool exponent;
    bool upper;
    unsigned flags;
};

void append_digits(FloatText& result, const Digits& digits, Layout layout)
{
    std::string& out = result.text;
    int point = digits.point;
    int exponent = 0;
    if (layout.exponent) {
        exponent = point - 1;
        point = 1;
    }
    bool dot_zero = !layout.exponent && (layout.flags & FloatAddDotZero);
    int64_t end = std::max<int64_t>(layout.places, dot_zero ? point + 1 : point);
    if (point <= 0) {
        out += "0.";
        out.append(size_t(-point), '0');
        out.append(digits.buffer, size_t(digits.size));
    } else if (point >= digits.size) {
        out.append(digits.buffer, size_t(digits.size));
        out.append(size_t(point - digits.size), '0');
        if (end > point || (layout.flags & FloatAlternate))
            out += '.';
    } else {
        out.append(digits.buffer, size_t(point));
        out += '.';
        out.append(digits.buffer + point, size_t(digits.size - point));
    }
    int64_t written = std::max(digits.size, point);
    if (end - written > max_digits) {
        result.zeros = end - written;
        result.zeros_at = out.size();
    } else if (end > written) {
        out.append(size_t(end - written), '0');
    }
    if (layout.exponent)
        append_exponent(out, exponent, layout.upper ? 'E' : 'e');
}

void append_sign(std::string& out, bool negative, unsigned flags)
{
    if (negative)
        out += '-';
    else if (flags & FloatSign)
        out += '+';
}

FloatText format_special(double number, bool upper, unsigned flags)
{
    FloatText out;
    append_sign(out.text, !std::isnan(number) && number < 0, flags);
    if (std::isnan(number))
        out.text += upper ? "NAN" : "nan";
    else
        out.text += upper ? "INF" : "inf";
    return out;
}

FloatText format_fixed(double number, int64_t precision, unsigned flags)
{
    char buffer[320 + max_digits];
    int exact = int(std::min(precision, max_digits));
    auto result = std::to_chars(buffer, buffer + sizeof buffer, std::fabs(number), std::chars_format::fixed, exact);
    std::string_view text(buffer, size_t(result.ptr - buffer));
    bool negative = std::signbit(number);
    if (negative && (flags & FloatNoNegativeZero) && text.find_first_not_of("0.") == std::string_view::npos)
        negative = false;
    FloatText out;
    out.text.reserve(text.size() + 2);
    append_sign(out.text, negative, flags);
    out.text += text;
    if (precision > exact) {
        out.zeros = precision - exact;
        out.zeros_at = out.text.size();
    }
    if (precision == 0 && (flags & FloatAlternate))
        out.text += '.';
    else if (precision == 0 && (flags & FloatAddDotZero))
        out.text += ".0";
    return out;
}

/// Of a finite number that is a not too large integer: without the general algorithm.
bool append_small_integer(std::string& out, double number)
{
    if (!(number > -1e15 && number < 1e15))
        return false;
    auto integer = int64_t(number);
    if (double(integer) != number || (integer == 0 && std::signbit(number)))
        return false;
    char buffer[24];
    char* end = std::to_chars(buffer, buffer + sizeof buffer, integer).ptr;
    *end++ = '.';
    *end++ = '0';
    out.append(buffer, end);
    return true;
}

} // namespace

void append_repr(std::string& out, double number)
{
    if (append_small_integer(out, number))
        return;
    out += format_double(number, 'r', 0, FloatAddDotZero).text;
}

std::string repr_double(double number)
{
    std::string out;
    append_repr(out, number);
    return out;
}

FloatText format_double(double number, char code, int64_t precision, unsigned flags)
{
    bool upper = code >= 'A' && code <= 'Z';
    char lower = upper ? char(code + ('a' - 'A')) : code;
    if (!std::isfinite(number))
        return format_special(number, upper, flags);
    if (lower == 'f')
        return format_fixed(number, precision, flags);
    Digits digits;
    Layout layout{ 0, false, upper, flags };
    if (lower == 'r') {
        shortest_digits(digits, std::fabs(number));
        layout.places = digits.size;
        layout.exponent = digits.point <= -4 || digits.point > 16;
    } else if (lower == 'e') {
        rounded_digits(digits, std::fabs(number), precision + 1);
        layout.places = precision + 1;
        layout.exponent = true;
    } else {
        precision = std::max<int64_t>(precision, 1);
        rounded_digits(digits, std::fabs(number), precision);
        int64_t limit = precision - (flags & FloatAddDotZero ? 1 : 0);
        layout.exponent = digits.point <= -4 || digits.point > limit;
        layout.places = flags & FloatAlternate ? precision : digits.size;
    }
    bool negative = std::signbit(number);
    if (negative && (flags & FloatNoNegativeZero) && digits.view() == "0")
        negative = false;
    FloatText out;
    append_sign(out.text, negative, flags);
    append_digits(out, digits, layout);
    return out;
}

std::string repr_complex(double real, double imaginary)
{
    if (real == 0 && !std::signbit(real))
        return format_double(imaginary, 'r', 0).text + "j";
    return "(" + format_double(real, 'r', 0).text + format_double(imaginary, 'r', 0, FloatSign).text + "j)";
}

std::optional<double> round_double(double number, int64_t digits)
{
    constexpr int64_t most = 323, least = -308;
    if (digits > most || !std::isfinite(number) || number == 0)
        return number;
    if (digits < least)
        return 0.0 * number;
    double magnitude = std::fabs(number);
    char buffer[800];
    char* end = buffer + sizeof buffer;
    double rounded = 0;
    if (digits >= 0) {
        end = std::to_chars(buffer, end, magnitude, std::chars_format::fixed, int(digits)).ptr;
        std::from_chars(buffer, end, rounded);
        return std::copysign(rounded, number);
    }
    // 52 digits after the point are exact for every number from 1 on, and smaller ones round to zero here.
    end = std::to_chars(buffer, end, magnitude, std::chars_format::fixed, 52).ptr;
    auto whole = std::string_view(buffer, size_t(end - buffer)).find('.');
    auto kept = int64_t(whole) + digits;
    if (kept < 0)
        return std::copysign(0.0, number);
    std::string text = "0" + std::string(buffer, size_t(kept));
    std::string_view dropped(buffer + kept, size_t(end - buffer - kept));
    bool tie = dropped.substr(1).find_first_not_of("0.") == std::string_view::npos;
    bool odd = (text.back() - '0') % 2;
    if (dropped[0] > '5' || (dropped[0] == '5' && (!tie || odd))) {
        size_t at = text.size() - 1;
        for (; text[at] == '9'; at--)
            text[at] = '0';
        text[at]++;
    }
    text.append(size_t(-digits), '0');
    auto result = std::from_chars(text.data(), text.data() + text.size(), rounded);
    if (result.ec == std::errc::result_out_of_range)
        return std::nullopt;
    return std::copysign(rounded, number);
}

} // namespace coil::internal
