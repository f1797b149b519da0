#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "base/float_text.h"
#include "base/format_spec.h"
#include "base/utf8.h"

namespace coil::internal
{

namespace
{

/// A number's text in parts; only `whole` and `fraction` are grouped.
struct NumberText {
    bool negative = false;
    std::string_view prefix;    ///< "0x"
    std::string_view whole;     ///< digits before the point
    bool point = false;         ///< a point follows
    std::string_view fraction;  ///< digits behind it
    int64_t fraction_zeros = 0; ///< zeros behind those
    std::string_view rest;      ///< exponent, '%', or the whole of "inf"
};

/// Digits with a separator between groups, zeros before them to fill a width; a separator is never the first.
class Grouped
{
public:
    Grouped(std::string_view digits, char separator, int group, int64_t width)
        : digits_(digits)
        , total_(int64_t(digits.size()))
        , group_(group)
        , separator_(separator)
    {
        if (digits.empty())
            return;
        if (!separator) {
            total_ = std::max(total_, width);
            return;
        }
        separators_ = (total_ - 1) / group;
        if (total_ + separators_ < width) {
            // Each group takes group + 1 characters but the first, which has no separator and is not empty.
            total_ = std::max(total_, width - (width + group) / (group + 1) + 1);
            separators_ = (total_ - 1) / group;
        }
    }

    int64_t size() const { return total_ + separators_; }

    void write(RunText& out) const
    {
        auto count = int64_t(digits_.size());
        if (!separators_) {
            out.append(size_t(total_ - count), '0');
            out += digits_;
            return;
        }
        if (char buffer[128]; size_t(size()) <= sizeof buffer) {
            char* to = write_backwards(buffer + sizeof buffer);
            out += std::string_view(to, size_t(buffer + sizeof buffer - to));
            return;
        }
        // What is left to be written ends with whole groups; those of zeros alone are a run.
        int64_t whole_groups = total_ / group_ * group_;
        int64_t with_digits = (count + group_ - 1) / group_ * group_;
        if (whole_groups <= with_digits) {
            write_digits(out, total_, 0);
            return;
        }
        write_digits(out, total_, whole_groups);
        const char unit[] = { '0', '0', '0', group_ == 3 ? separator_ : '0', separator_ };
        out.append(size_t((whole_groups - with_digits) / group_), { unit, size_t(group_) + 1 });
        write_digits(out, with_digits, 0);
    }

private:
    /// Writes everything before `to`; gives its start.
    char* write_backwards(char* to) const
    {
        int64_t count = int64_t(digits_.size()), left_in_group = group_;
        for (int64_t i = 0; i < total_; i++, left_in_group--) {
            if (left_in_group == 0) {
                *--to = separator_;
                left_in_group = group_;
            }
            *--to = i < count ? digits_[size_t(count - 1 - i)] : '0';
        }
        return to;
    }

    /// Those digits, counted from the last one, with the separators behind them.
    void write_digits(RunText& out, int64_t from, int64_t to) const
    {
        auto count = int64_t(digits_.size());
        for (int64_t left = from; left > to;) {
            int64_t end = (left - 1) / group_ * group_;
            int64_t zeros = std::clamp<int64_t>(left - count, 0, left - end);
            out.append(size_t(zeros), '0');
            left -= zeros;
            out += digits_.substr(size_t(count - std::min(left, count)), size_t(left - end));
            left = end;
            if (left)
                out += separator_;
        }
    }

    std::string_view digits_;
    int64_t total_; ///< with zeros
    int64_t separators_ = 0;
    int group_;
    char separator_;
};

int64_t fraction_size(const NumberText& number, char separator)
{
    int64_t size = int64_t(number.fraction.size()) + number.fraction_zeros;
    return separator && size ? size + (size - 1) / 3 : size;
}

void append_fraction(RunText& out, const NumberText& number, char separator)
{
    auto zeros = size_t(number.fraction_zeros);
    if (!separator) {
        out += number.fraction;
        out.append(zeros, '0');
        return;
    }
    size_t written = 0;
    auto add = [&](char digit) {
        if (written && written % 3 == 0)
            out += separator;
        out += digit;
        written++;
    };
    for (char digit : number.fraction)
        add(digit);
    for (; zeros && (written == 0 || written % 3); zeros--)
        add('0');
    const char unit[] = { separator, '0', '0', '0' };
    out.append(zeros / 3, { unit, 4 });
    for (zeros %= 3; zeros; zeros--)
        add('0');
}

char sign_of(const FormatSpec& spec, bool negative)
{
    if (negative)
        return '-';
    return spec.sign == '+' || spec.sign == ' ' ? spec.sign : 0;
}

/// A number with sign, grouping and the zeros of its width.
class NumberLayout
{
public:
    NumberLayout(const FormatSpec& spec, const NumberText& number, int group = 3)
        : spec_(spec)
        , number_(number)
        , sign_(sign_of(spec, number.negative))
        , others_(int64_t((sign_ != 0) + number.prefix.size() + number.point + number.rest.size()) +
              fraction_size(number, spec.fraction_grouping))
        , whole_(number.whole, spec.grouping, group, spec.fill == '0' && spec.align == '=' ? spec.width - others_ : 0)
    {
    }

    int64_t size() const { return others_ + whole_.size(); }

    void write(RunText& out) const { write(out, {}); }

    /// The number with padding.
    RunText padded() const
    {
        RunText out;
        Padding padding(spec_, size());
        out.reserve(padding.bytes() + size_t(size()));
        padding.write_left(out);
        write(out, padding);
        padding.write_right(out);
        return out;
    }

private:
    void write(RunText& out, const Padding& padding) const
    {
        if (sign_)
            out += sign_;
        out += number_.prefix;
        padding.write_inner(out);
        whole_.write(out);
        if (number_.point)
            out += '.';
        append_fraction(out, number_, spec_.fraction_grouping);
        out += number_.rest;
    }

    const FormatSpec& spec_;
    const NumberText& number_;
    char sign_;
    int64_t others_; ///< characters but those of whole_
    Grouped whole_;
};

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
NumberText split_float(const FloatText& written)
{
    NumberText number;
    number.fraction_zeros = written.zeros;
    std::string_view text = written.text;
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
        return { NumberLayout(spec, number, group).padded() };
    std::string upper_digits = upper(digits);
    number.whole = upper_digits;
    if (spec.alternate)
        number.prefix = "0X";
    return { NumberLayout(spec, number, group).padded() };
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
    FloatText text = format_double(value, style.code, style.precision, style.flags);
    if (percent)
        text.text += '%';
    if (!text.zeros && spec.width <= text.size() && !spec.sign && !spec.grouping && !spec.fraction_grouping)
        return { std::move(text.text) };
    return { NumberLayout(spec, split_float(text)).padded() };
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
    FormatSpec real_spec = spec, imaginary_spec = spec;
    real_spec.width = imaginary_spec.width = -1;
    if (!skip_real)
        imaginary_spec.sign = '+';
    FloatText real_text = format_double(real, style.code, style.precision, style.flags);
    FloatText imaginary_text = format_double(imaginary, style.code, style.precision, style.flags);
    NumberText real_parts = split_float(real_text), imaginary_parts = split_float(imaginary_text);
    NumberLayout real_layout(real_spec, real_parts), imaginary_layout(imaginary_spec, imaginary_parts);
    brackets = brackets && !skip_real;
    RunText out;
    Padding padding(spec, (skip_real ? 0 : real_layout.size()) + imaginary_layout.size() + (brackets ? 3 : 1));
    padding.write_left(out);
    if (brackets)
        out += '(';
    if (!skip_real)
        real_layout.write(out);
    imaginary_layout.write(out);
    out += brackets ? "j)" : "j";
    padding.write_right(out);
    return { std::move(out) };
}

} // namespace coil::internal
