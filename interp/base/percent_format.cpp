#include "base/percent_format.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "base/float_text.h"
#include "base/unicode_text.h"
#include "base/utf8.h"

namespace coil::internal
{

namespace
{

/// Reads one format from left to right.
class Reader
{
public:
    Reader(std::string_view format, bool bytes, PercentArguments& arguments, RunText& out, Formatted& error)
        : format_(format)
        , bytes_(bytes)
        , arguments_(arguments)
        , out_(out)
        , error_(error)
    {
    }

    PercentStatus run()
    {
        while (at_ < format_.size()) {
            size_t percent = std::min(format_.find('%', at_), format_.size());
            out_.append_kept(format_.substr(at_, percent - at_));
            at_ = percent + 1;
            if (percent == format_.size())
                break;
            if (PercentStatus status = read_conversion(); status != PercentStatus::Done)
                return status;
        }
        return PercentStatus::Done;
    }

private:
    /// What is behind a '%'.
    PercentStatus read_conversion()
    {
        if (take_if('%')) {
            out_ += '%';
            return PercentStatus::Done;
        }
        PercentConversion conversion;
        conversion.bytes = bytes_;
        if (take_if('(')) {
            if (PercentStatus status = read_key(); status != PercentStatus::Done)
                return status;
        }
        conversion.plain = is_code(peek());
        if (!conversion.plain) {
            read_flags(conversion);
            if (PercentStatus status = read_width(conversion); status != PercentStatus::Done)
                return status;
            if (take_if('.')) {
                if (PercentStatus status = read_precision(conversion); status != PercentStatus::Done)
                    return status;
            }
            if (peek() == 'h' || peek() == 'l' || peek() == 'L')
                at_++;
            if (at_ >= format_.size())
                return fail("incomplete format");
        }
        size_t code_at = at_;
        char code = format_[at_++];
        if (!arguments_.next())
            return PercentStatus::Raised;
        if (!is_code(code))
            return unsupported(code_at);
        conversion.code = code;
        return arguments_.convert(conversion, out_) ? PercentStatus::Done : PercentStatus::Raised;
    }

    /// Whether the character ends a conversion.
    bool is_code(char c) const
    {
        PercentConversion conversion;
        conversion.code = c;
        return conversion.is_integer() || conversion.is_float() || c == 'c' || c == 'r' || c == 's' || c == 'a' ||
            (c == 'b' && bytes_);
    }

    PercentStatus read_key()
    {
        if (!arguments_.require_mapping())
            return PercentStatus::Raised;
        size_t start = at_;
        for (int depth = 1; at_ < format_.size(); at_++) {
            char c = format_[at_];
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth)
                continue;
            std::string_view key = format_.substr(start, at_++ - start);
            return arguments_.select(key) ? PercentStatus::Done : PercentStatus::Raised;
        }
        return fail("incomplete format key");
    }

    void read_flags(PercentConversion& conversion)
    {
        for (;; at_++) {
            switch (peek()) {
            case '-':
                conversion.left = true;
                break;
            case '+':
                conversion.plus = true;
                break;
            case ' ':
                conversion.space = true;
                break;
            case '#':
                conversion.alternate = true;
                break;
            case '0':
                conversion.zero = true;
                break;
            default:
                return;
            }
        }
    }

    PercentStatus read_width(PercentConversion& conversion)
    {
        if (take_if('*')) {
            if (!arguments_.next() || !arguments_.star(false, conversion.width))
                return PercentStatus::Raised;
            if (conversion.width < 0) {
                conversion.left = true;
                conversion.width = -std::max(conversion.width, -std::numeric_limits<int64_t>::max());
            }
        } else if (!read_number(conversion.width, std::numeric_limits<int64_t>::max())) {
            return fail("width too big");
        }
        return PercentStatus::Done;
    }

    PercentStatus read_precision(PercentConversion& conversion)
    {
        conversion.precision = 0;
        if (take_if('*')) {
            if (!arguments_.next() || !arguments_.star(true, conversion.precision))
                return PercentStatus::Raised;
            conversion.precision = std::max<int64_t>(conversion.precision, 0);
        } else if (!read_number(conversion.precision, std::numeric_limits<int32_t>::max())) {
            return fail(bytes_ ? "prec too big" : "precision too big");
        }
        return PercentStatus::Done;
    }

    /// ASCII digits; `number` stays when there is none. False when it is over `most`.
    bool read_number(int64_t& number, int64_t most)
    {
        if (peek() < '0' || peek() > '9')
            return true;
        number = 0;
        for (; peek() >= '0' && peek() <= '9'; at_++) {
            int digit = peek() - '0';
            if (number > (most - digit) / 10)
                return false;
            number = number * 10 + digit;
        }
        return true;
    }

    PercentStatus unsupported(size_t at)
    {
        size_t next = at;
        char32_t point = bytes_ ? char32_t(uint8_t(format_[at])) : unicode::next_point(format_, next);
        size_t index = bytes_ ? at : utf8::count_points(format_.substr(0, at));
        if (bytes_ && point >= 0x80) {
            error_ = { "character argument not in range(0x110000)", Formatted::OverflowError };
            return PercentStatus::Failed;
        }
        char buffer[16];
        char* end = std::to_chars(buffer, buffer + sizeof buffer, uint32_t(point), 16).ptr;
        char shown = bytes_ || (point >= ' ' && point < 0x7F) ? char(point) : '?';
        return fail(std::string("unsupported format character '") + shown + "' (0x" + std::string(buffer, end) +
            ") at index " + std::to_string(index));
    }

    PercentStatus fail(std::string message)
    {
        error_ = Formatted::value_error(std::move(message));
        return PercentStatus::Failed;
    }

    char peek() const { return at_ < format_.size() ? format_[at_] : '\0'; }
    bool take_if(char c)
    {
        if (at_ >= format_.size() || format_[at_] != c)
            return false;
        at_++;
        return true;
    }

    std::string_view format_;
    bool bytes_;
    PercentArguments& arguments_;
    RunText& out_;
    Formatted& error_;
    size_t at_ = 0;
};

/// A number's text in parts.
struct NumberText {
    bool negative = false;
    std::string_view prefix;  ///< "0x"
    size_t leading_zeros = 0; ///< of a precision
    std::string_view digits;
    size_t trailing_zeros = 0; ///< of a float's precision
    std::string_view rest;
};

/// Appends a number, padded with blanks on either side or with zeros behind the prefix.
void append_number(RunText& out, const PercentConversion& conversion, const NumberText& number)
{
    char sign = number.negative ? '-' : conversion.plus ? '+' : conversion.space ? ' ' : '\0';
    auto length = int64_t((sign != 0) + number.prefix.size() + number.leading_zeros + number.digits.size() +
        number.trailing_zeros + number.rest.size());
    auto padding = size_t(std::max<int64_t>(conversion.width - length, 0));
    bool zeros = conversion.zero && !conversion.left;
    if (!conversion.left && !zeros)
        out.append(padding, ' ');
    if (sign)
        out += sign;
    out += number.prefix;
    out.append(number.leading_zeros + (zeros ? padding : 0), '0');
    out += number.digits;
    out.append(number.trailing_zeros, '0');
    out += number.rest;
    if (conversion.left)
        out.append(padding, ' ');
}

} // namespace

PercentStatus percent_format(
    std::string_view format, bool bytes, PercentArguments& arguments, RunText& out, Formatted& error)
{
    return Reader(format, bytes, arguments, out, error).run();
}

void render_percent_text(RunText& out, const PercentConversion& conversion, std::string_view text, int64_t length)
{
    if (conversion.precision >= 0 && conversion.code != 'c' && conversion.precision < length) {
        length = conversion.precision;
        text = text.substr(0, conversion.bytes ? size_t(length) : utf8::prefix_size(text, size_t(length)));
    }
    auto padding = size_t(std::max<int64_t>(conversion.width - length, 0));
    if (!conversion.left)
        out.append(padding, ' ');
    out.append_kept(text);
    if (conversion.left)
        out.append(padding, ' ');
}

void render_percent_integer(RunText& out, const PercentConversion& conversion, bool negative, std::string_view digits)
{
    NumberText number;
    number.negative = negative;
    number.digits = digits;
    if (conversion.alternate && conversion.base() != 10)
        number.prefix = conversion.code == 'o' ? "0o" : conversion.code == 'x' ? "0x" : "0X";
    number.leading_zeros = size_t(std::max<int64_t>(conversion.precision - int64_t(digits.size()), 0));
    if (conversion.code != 'X') {
        append_number(out, conversion, number);
        return;
    }
    std::string upper(digits);
    for (char& c : upper)
        c = c >= 'a' ? char(c - 32) : c;
    number.digits = upper;
    append_number(out, conversion, number);
}

void render_percent_integer(RunText& out, const PercentConversion& conversion, int64_t number)
{
    char buffer[32];
    uint64_t magnitude = number < 0 ? 0 - uint64_t(number) : uint64_t(number);
    if (conversion.plain && conversion.base() == 10) {
        char* start = buffer;
        if (number < 0)
            *start++ = '-';
        char* end = std::to_chars(start, buffer + sizeof buffer, magnitude).ptr;
        out += { buffer, size_t(end - buffer) };
        return;
    }
    char* end = std::to_chars(buffer, buffer + sizeof buffer, magnitude, conversion.base()).ptr;
    render_percent_integer(out, conversion, number < 0, { buffer, size_t(end - buffer) });
}

void render_percent_float(RunText& out, const PercentConversion& conversion, double number)
{
    int64_t precision = conversion.precision < 0 ? 6 : conversion.precision;
    FloatText text =
        format_double(number, conversion.code, precision, conversion.alternate ? unsigned{ FloatAlternate } : 0);
    NumberText parts;
    parts.negative = text.text[0] == '-';
    parts.digits = text.before_zeros().substr(parts.negative);
    parts.trailing_zeros = size_t(text.zeros);
    parts.rest = text.behind_zeros();
    append_number(out, conversion, parts);
}

} // namespace coil::internal
