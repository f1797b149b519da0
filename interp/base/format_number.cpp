#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "base/float_text.h"
#include "base/format_spec.h"
#include "base/utf8.h"

namespace coil
{

namespace
{

/// A number's text in parts; only `whole` and `fraction` are grouped.
struct NumberText {
    bool negative = false;
    std::string_view prefix;   ///< "0x"
    std::string_view whole;    ///< digits before the point
    bool point = false;        ///< a point follows
    std::string_view fraction; ///< digits behind it
    std::string_view rest;     ///< exponent, '%', or the whole of "inf"
};

/// Appends the digits (there are some) with a separator between groups, zeros before them to fill `width` characters; a
/// separator is never the first.
void append_grouped(std::string& out, std::string_view digits, char separator, int group, int64_t width)
{
    auto count = int64_t(digits.size());
    if (!separator) {
        if (width > count)
            out.append(size_t(width - count), '0');
        out += digits;
        return;
    }
    int64_t total = count;
    int64_t separators = (count - 1) / group;
    if (total + separators < width) {
        // Each group takes group + 1 characters but the first, which has no separator and is not empty.
        total = std::max(total, width - (width + group) / (group + 1) + 1);
        separators = (total - 1) / group;
    }
    std::string grouped(size_t(total + separators), '0');
    char* to = grouped.data() + grouped.size();
    for (int64_t i = 0; i < total; i++) {
        if (i && i % group == 0)
            *--to = separator;
        *--to = i < count ? digits[size_t(count - 1 - i)] : '0';
    }
    out += grouped;
}

void append_fraction(std::string& out, std::string_view digits, char separator)
{
    if (!separator) {
        out += digits;
        return;
    }
    for (size_t i = 0; i < digits.size(); i++) {
        if (i && i % 3 == 0)
            out += separator;
        out += digits[i];
    }
}

char sign_of(const FormatSpec& spec, bool negative)
{
    if (negative)
        return '-';
    return spec.sign == '+' || spec.sign == ' ' ? spec.sign : 0;
}

/// The number with sign, grouping, zeros and padding.
std::string lay_out(const FormatSpec& spec, const NumberText& number, int group = 3)
{
    std::string out;
    char sign = sign_of(spec, number.negative);
    size_t fraction = number.fraction.size();
    if (spec.fraction_grouping && fraction)
        fraction += (fraction - 1) / 3;
    auto fixed = int64_t((sign != 0) + number.prefix.size() + number.point + fraction + number.rest.size());
    bool zeros = spec.fill == '0' && spec.align == '=';
    if (sign)
        out += sign;
    out += number.prefix;
    size_t head = out.size();
    int64_t width = zeros ? spec.width - fixed : 0;
    if (!number.whole.empty())
        append_grouped(out, number.whole, spec.grouping, group, width);
    if (number.point)
        out += '.';
    append_fraction(out, number.fraction, spec.fraction_grouping);
    out += number.rest;
    auto length = int64_t(out.size());
    if (spec.width <= length)
        return out;
    if (spec.align != '=')
        return pad_text(spec, out, length);
    FormatSpec inner = spec;
    inner.width -= int64_t(head);
    return out.substr(0, head) + pad_text(inner, std::string_view(out).substr(head), length - int64_t(head));
}

/// Why an int can't be formatted so, or null.
const char* integer_spec_error(const FormatSpec& spec)
{
    if (spec.precision >= 0)
        return "Precision not allowed in integer format specifier";
    if (spec.no_negative_zero)
        return "Negative zero coercion (z) not allowed in integer format specifier";
    if (spec.type != 'c')
        return nullptr;
    if (spec.sign)
        return "Sign not allowed with integer format specifier 'c'";
    if (spec.alternate)
        return "Alternate form (#) not allowed with integer format specifier 'c'";
    return nullptr;
}

std::string upper(std::string_view text)
{
    std::string out(text);
    for (char& c : out)
        c = c >= 'a' && c <= 'z' ? char(c - 32) : c;
    return out;
}

/// Splits what format_double gives.
NumberText split_float(std::string_view text)
{
    NumberText number;
    number.negative = text[0] == '-';
    text.remove_prefix(number.negative);
    auto digits = [&] {
        size_t size = std::min(text.find_first_not_of("0123456789"), text.size());
        std::string_view run = text.substr(0, size);
        text.remove_prefix(size);
        return run;
    };
    number.whole = digits();
    if (!text.empty() && text[0] == '.') {
        number.point = true;
        text.remove_prefix(1);
        number.fraction = digits();
    }
    number.rest = text;
    return number;
}

/// How the spec's type and precision ask for format_double.
struct FloatStyle {
    char code = 0; ///< 0: unknown type
    int64_t precision = 0;
    unsigned flags = 0;
};

FloatStyle float_style(const FormatSpec& spec)
{
    FloatStyle style{ char(spec.type), spec.precision, 0 };
    if (spec.alternate)
        style.flags |= FloatAlternate;
    if (spec.no_negative_zero)
        style.flags |= FloatNoNegativeZero;
    switch (spec.type) {
    case 0:
        style.code = spec.precision < 0 ? 'r' : 'g';
        return style;
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
        break;
    case 'n':
        style.code = 'g';
        break;
    default:
        style.code = 0;
        break;
    }
    if (style.precision < 0)
        style.precision = 6;
    return style;
}

Formatted precision_too_large() { return Formatted::value_error("precision too large"); }

constexpr int64_t max_precision = std::numeric_limits<int32_t>::max();

} // namespace

IntStyle int_style(const FormatSpec& spec)
{
    switch (spec.type) {
    case 'b':
    case 'o':
    case 'd':
    case 'n':
    case 'x':
    case 'X':
        return integer_spec_error(spec) ? IntStyle::Invalid : IntStyle::Digits;
    case 'c':
        return integer_spec_error(spec) ? IntStyle::Invalid : IntStyle::Character;
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case '%':
        return IntStyle::Float;
    default:
        return IntStyle::Invalid;
    }
}

int int_base(const FormatSpec& spec)
{
    switch (spec.type) {
    case 'b':
        return 2;
    case 'o':
        return 8;
    case 'x':
    case 'X':
        return 16;
    default:
        return 10;
    }
}

Formatted format_integer(const FormatSpec& spec, bool negative, std::string_view digits)
{
    NumberText number;
    number.negative = negative;
    number.whole = digits;
    int base = int_base(spec);
    if (spec.alternate && base != 10)
        number.prefix = base == 2 ? "0b" : base == 8 ? "0o" : "0x";
    int group = base == 10 ? 3 : 4;
    if (spec.type != 'X')
        return { lay_out(spec, number, group) };
    std::string upper_digits = upper(digits);
    number.whole = upper_digits;
    if (spec.alternate)
        number.prefix = "0X";
    return { lay_out(spec, number, group) };
}

Formatted format_integer(const FormatSpec& spec, int64_t value)
{
    switch (int_style(spec)) {
    case IntStyle::Digits:
        break;
    case IntStyle::Float:
        return format_float(spec, double(value));
    case IntStyle::Invalid: {
        bool known = spec.type < 128 && std::string_view("bcdnoxX").find(char(spec.type)) != std::string_view::npos;
        return known ? Formatted::value_error(integer_spec_error(spec)) : unknown_format_code(spec);
    }
    case IntStyle::Character: {
        if (value < 0 || value > 0x10FFFF)
            return { "%c arg not in range(0x110000)", Formatted::OverflowError };
        std::string text;
        utf8::append(text, char32_t(value));
        return { pad_text(spec, text, 1) };
    }
    }
    char buffer[64];
    uint64_t magnitude = value < 0 ? 0 - uint64_t(value) : uint64_t(value);
    char* end = std::to_chars(buffer, buffer + sizeof buffer, magnitude, int_base(spec)).ptr;
    return format_integer(spec, value < 0, { buffer, size_t(end - buffer) });
}

Formatted format_float(const FormatSpec& spec, double value)
{
    bool percent = spec.type == '%';
    FloatStyle style = float_style(spec);
    if (percent) {
        style.code = 'f';
        value *= 100;
    }
    if (!style.code)
        return unknown_format_code(spec);
    if (style.precision > max_precision)
        return precision_too_large();
    if (spec.type == 0)
        style.flags |= FloatAddDotZero;
    std::string text = format_double(value, style.code, style.precision, style.flags);
    if (percent)
        text += '%';
    NumberText number = split_float(text);
    if (spec.width <= int64_t(text.size()) && !spec.sign && !spec.grouping && !spec.fraction_grouping)
        return { std::move(text) };
    return { lay_out(spec, number) };
}

Formatted format_complex(const FormatSpec& spec, double real, double imaginary)
{
    FloatStyle style = float_style(spec);
    if (!style.code)
        return unknown_format_code(spec);
    if (style.precision > max_precision)
        return precision_too_large();
    if (spec.fill == '0')
        return Formatted::value_error("Zero padding is not allowed in complex format specifier");
    if (spec.align == '=')
        return Formatted::value_error("'=' alignment flag is not allowed in complex format specifier");
    bool brackets = spec.type == 0;
    bool skip_real = brackets && real == 0 && !std::signbit(real);
    FormatSpec part = spec;
    part.width = -1;
    std::string out;
    if (!skip_real) {
        if (brackets)
            out += '(';
        std::string text = format_double(real, style.code, style.precision, style.flags);
        out += lay_out(part, split_float(text));
        part.sign = '+';
    }
    std::string text = format_double(imaginary, style.code, style.precision, style.flags);
    out += lay_out(part, split_float(text));
    out += 'j';
    if (brackets && !skip_real)
        out += ')';
    auto length = int64_t(out.size());
    return { pad_text(spec, out, length) };
}

} // namespace coil
