#include "base/format_spec.h"

#include <algorithm>
#include <limits>

#include "base/unicode_text.h"
#include "base/utf8.h"

namespace coil::internal
{

namespace
{

bool is_align(char32_t point) { return point == '<' || point == '>' || point == '=' || point == '^'; }

std::string hexadecimal(char32_t point)
{
    std::string out;
    do
        out.insert(out.begin(), "0123456789abcdef"[point & 15]);
    while (point >>= 4);
    return out;
}

Formatted wrong_grouping(char separator, char32_t type)
{
    return Formatted::value_error(std::string("Cannot specify '") + separator + "' with '" + shown_code(type) + "'.");
}

Formatted both_groupings() { return Formatted::value_error("Cannot specify both ',' and '_'."); }

/// Reads a spec from left to right.
class Reader
{
public:
    explicit Reader(std::string_view text)
        : text_(text)
    {
    }

    bool at_end() const { return at_ == text_.size(); }
    /// The next code point, or 0 at the end.
    char32_t peek() const
    {
        size_t at = at_;
        return at_end() ? 0 : unicode::next_point(text_, at);
    }
    char32_t take() { return unicode::next_point(text_, at_); }
    bool take_if(char c)
    {
        if (at_end() || text_[at_] != c)
            return false;
        at_++;
        return true;
    }

    void read_align(FormatSpec& spec, bool& fill_given, bool& align_given)
    {
        if (at_end())
            return;
        size_t start = at_;
        char32_t first = take();
        if (char32_t second = peek(); is_align(second)) {
            spec.fill = first;
            spec.align = char(second);
            at_++;
            fill_given = align_given = true;
        } else if (is_align(first)) {
            spec.align = char(first);
            align_given = true;
        } else {
            at_ = start;
        }
    }

    /// Decimal digits of any script. False when the number is too large; `number` stays when there is none.
    bool read_number(int64_t& number)
    {
        constexpr int64_t most = std::numeric_limits<int64_t>::max();
        int64_t read = 0;
        bool any = false;
        for (int digit; !at_end() && (digit = unicode::decimal_value(peek())) >= 0; any = true) {
            take();
            if (read > (most - digit) / 10)
                return false;
            read = read * 10 + digit;
        }
        if (any)
            number = read;
        return true;
    }

    /// ',' or '_'; false when both are there.
    bool read_grouping(char& grouping)
    {
        if (take_if(','))
            grouping = ',';
        if (take_if('_')) {
            if (grouping)
                return false;
            grouping = '_';
        }
        return !(grouping == '_' && peek() == ',');
    }

private:
    std::string_view text_;
    size_t at_ = 0;
};

Formatted check_grouping(const FormatSpec& spec)
{
    if (spec.grouping) {
        switch (spec.type) {
        case 0:
        case 'd':
        case 'e':
        case 'f':
        case 'g':
        case 'E':
        case 'F':
        case 'G':
        case '%':
            break;
        case 'b':
        case 'o':
        case 'x':
        case 'X':
            if (spec.grouping == '_')
                break;
            [[fallthrough]];
        default:
            return wrong_grouping(spec.grouping, spec.type);
        }
    }
    if (spec.fraction_grouping && spec.type == 'n')
        return wrong_grouping(spec.fraction_grouping, spec.type);
    return {};
}

Formatted read_precision(Reader& reader, FormatSpec& spec)
{
    if (!reader.read_number(spec.precision))
        return Formatted::value_error("Too many decimal digits in format string");
    if (!reader.read_grouping(spec.fraction_grouping))
        return both_groupings();
    if (spec.precision < 0 && !spec.fraction_grouping)
        return Formatted::value_error("Format specifier missing precision");
    return {};
}

Formatted invalid_specifier(std::string_view text, const FormatSpec& spec)
{
    std::string message = "Invalid format specifier '";
    message += text;
    message += "' for object of type '";
    message += spec.type_name;
    return Formatted::value_error(message + "'");
}

} // namespace

std::string shown_code(char32_t point)
{
    return point > 32 && point < 128 ? std::string(1, char(point)) : "\\x" + hexadecimal(point);
}

int64_t FormatSpec::size_bound(int64_t size) const
{
    constexpr int64_t most = std::numeric_limits<int64_t>::max() / 8;
    int64_t content = std::min(most, size) + std::min(most, std::max<int64_t>(precision, 0)) + 16;
    return std::max(std::min(most, width), content) * (grouping || fraction_grouping ? 2 : 1);
}

Formatted parse_format_spec(
    std::string_view text, std::string_view type_name, FormatSpec::Default defaults, FormatSpec& spec)
{
    spec.align = defaults == FormatSpec::for_text ? '<' : '>';
    spec.type_name = type_name;
    Reader reader(text);
    bool fill_given = false, align_given = false;
    reader.read_align(spec, fill_given, align_given);
    if (char32_t sign = reader.peek(); sign == '+' || sign == '-' || sign == ' ')
        spec.sign = char(reader.take());
    spec.no_negative_zero = reader.take_if('z');
    spec.alternate = reader.take_if('#');
    if (!fill_given && reader.take_if('0')) {
        spec.fill = '0';
        if (!align_given && spec.align == '>')
            spec.align = '=';
    }
    if (!reader.read_number(spec.width))
        return Formatted::value_error("Too many decimal digits in format string");
    if (!reader.read_grouping(spec.grouping))
        return both_groupings();
    if (reader.take_if('.')) {
        if (Formatted error = read_precision(reader, spec); !error.ok())
            return error;
    }
    spec.type = defaults == FormatSpec::for_text ? U's' : defaults == FormatSpec::for_int ? U'd' : 0;
    if (!reader.at_end())
        spec.type = reader.take();
    if (!reader.at_end())
        return invalid_specifier(text, spec);
    if (spec.grouping || spec.fraction_grouping)
        return check_grouping(spec);
    return {};
}

Formatted unknown_format_code(const FormatSpec& spec)
{
    std::string message = "Unknown format code '" + shown_code(spec.type) + "' for object of type '";
    message += spec.type_name;
    return Formatted::value_error(message + "'");
}

void Padding::fill(const FormatSpec& spec, size_t padding)
{
    fill_size_ = utf8::encode(fill_, spec.fill);
    switch (spec.align) {
    case '<':
        right_ = padding;
        break;
    case '^':
        left_ = padding / 2;
        right_ = padding - left_;
        break;
    case '=':
        inner_ = padding;
        break;
    default:
        left_ = padding;
        break;
    }
}

RunText pad_text(const FormatSpec& spec, std::string_view text, int64_t length)
{
    RunText out;
    Padding padding(spec, length);
    out.reserve(padding.bytes() + text.size());
    padding.write_left(out);
    padding.write_inner(out);
    out.append_kept(text);
    padding.write_right(out);
    return out;
}

Formatted format_text(const FormatSpec& spec, std::string_view text, int64_t length)
{
    const char* wrong = nullptr;
    if (spec.type != 's')
        return unknown_format_code(spec);
    if (spec.sign)
        wrong = spec.sign == ' ' ? "Space not allowed in string format specifier"
                                 : "Sign not allowed in string format specifier";
    else if (spec.no_negative_zero)
        wrong = "Negative zero coercion (z) not allowed in string format specifier";
    else if (spec.alternate)
        wrong = "Alternate form (#) not allowed in string format specifier";
    else if (spec.align == '=')
        wrong = "'=' alignment not allowed in string format specifier";
    if (wrong)
        return Formatted::value_error(wrong);
    if (spec.precision >= 0 && spec.precision < length) {
        text = text.substr(0, utf8::prefix_size(text, size_t(spec.precision)));
        length = spec.precision;
    }
    return { pad_text(spec, text, length) };
}

} // namespace coil::internal
