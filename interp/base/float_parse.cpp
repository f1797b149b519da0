#include "base/float_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "base/unicode_text.h"

namespace coil::internal
{

namespace
{

constexpr double infinity = std::numeric_limits<double>::infinity();

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; }

bool starts_with_word(std::string_view text, std::string_view word)
{
    return text.size() >= word.size() &&
        std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) { return a == ascii_lower(b); });
}

size_t skip_digits(std::string_view text, size_t at)
{
    while (at < text.size() && is_ascii_digit(text[at]))
        at++;
    return at;
}

/// What from_chars leaves open when it says that a number is out of range: zero or infinity.
double out_of_range_value(std::string_view number)
{
    size_t exponent_at = std::min(number.find_first_of("eE"), number.size());
    std::string_view mantissa = number.substr(0, exponent_at);
    size_t first = mantissa.find_first_not_of("0.");
    if (first == std::string_view::npos)
        return 0;
    size_t point = std::min(mantissa.find('.'), mantissa.size());
    auto magnitude = first < point ? int64_t(point - first) : -int64_t(first - point);
    int64_t exponent = 0;
    if (exponent_at < number.size()) {
        std::string_view digits = number.substr(exponent_at + 1);
        if (digits[0] == '+')
            digits.remove_prefix(1);
        auto result = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
        if (result.ec == std::errc::result_out_of_range)
            return digits[0] == '-' ? 0 : infinity;
    }
    return exponent > -magnitude ? infinity : 0;
}

/// The unsigned decimal number at the start of `text`: its size, or 0.
size_t scan_decimal(std::string_view text)
{
    size_t whole = skip_digits(text, 0);
    size_t at = whole;
    size_t digits = whole;
    if (at < text.size() && text[at] == '.') {
        size_t fraction = skip_digits(text, at + 1);
        digits += fraction - at - 1;
        at = fraction;
    }
    if (digits == 0)
        return 0;
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        size_t exponent = at + 1;
        if (exponent < text.size() && (text[exponent] == '+' || text[exponent] == '-'))
            exponent++;
        size_t end = skip_digits(text, exponent);
        if (end > exponent)
            at = end;
    }
    return at;
}

/// Removes underscores that stand between two digits; false when there is another one.
bool remove_underscores(std::string& text)
{
    for (size_t at = text.find('_'); at != std::string::npos; at = text.find('_', at + 1)) {
        if (at == 0 || at + 1 == text.size() || !is_ascii_digit(text[at - 1]) || !is_ascii_digit(text[at + 1]))
            return false;
    }
    text.erase(std::remove(text.begin(), text.end(), '_'), text.end());
    return true;
}

bool is_ascii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return uint8_t(c) < 0x80; });
}

/// ASCII text without white space at its ends and without underscores, in `copy` when it had to be changed; nothing
/// when an underscore is wrong.
std::optional<std::string_view> plain_number_text(std::string_view text, std::string& copy)
{
    if (!is_ascii(text)) {
        copy = unicode::ascii_number_text(text);
        text = copy;
    }
    text = unicode::strip_ascii_space(text);
    if (text.find('_') != std::string_view::npos) {
        std::string cleaned(text);
        if (!remove_underscores(cleaned))
            return std::nullopt;
        copy = std::move(cleaned);
        text = copy;
    }
    return text;
}

/// One number of complex text, which must take its sign if it is not the first.
bool read_part(std::string_view& text, double& number)
{
    size_t size = parse_double_prefix(text, number);
    text.remove_prefix(size);
    return size != 0;
}

bool take_unit(std::string_view& text)
{
    if (text.empty() || (text[0] != 'j' && text[0] != 'J'))
        return false;
    text.remove_prefix(1);
    return true;
}

/// "j", "+j" and "-j" stand for 1j and -1j.
double read_sign_of_unit(std::string_view& text)
{
    if (text.empty() || (text[0] != '+' && text[0] != '-'))
        return 1;
    double sign = text[0] == '-' ? -1 : 1;
    text.remove_prefix(1);
    return sign;
}

/// The text within the parentheses: "a", "bj", "a+bj".
bool read_complex(std::string_view& text, ComplexParts& parts)
{
    double first = 0;
    if (!read_part(text, first)) {
        parts.imaginary = read_sign_of_unit(text);
        return take_unit(text);
    }
    if (take_unit(text)) {
        parts.imaginary = first;
        return true;
    }
    parts.real = first;
    if (text.empty() || (text[0] != '+' && text[0] != '-'))
        return true;
    if (!read_part(text, parts.imaginary))
        parts.imaginary = read_sign_of_unit(text);
    return take_unit(text);
}

} // namespace

size_t parse_double_prefix(std::string_view text, double& number)
{
    size_t sign_size = !text.empty() && (text[0] == '+' || text[0] == '-');
    bool negative = sign_size && text[0] == '-';
    std::string_view rest = text.substr(sign_size);
    double magnitude = 0;
    size_t size = scan_decimal(rest);
    if (size) {
        auto result = std::from_chars(rest.data(), rest.data() + size, magnitude);
        if (result.ec == std::errc::result_out_of_range)
            magnitude = out_of_range_value(rest.substr(0, size));
    } else if (starts_with_word(rest, "inf")) {
        magnitude = infinity;
        size = starts_with_word(rest, "infinity") ? 8 : 3;
    } else if (starts_with_word(rest, "nan")) {
        magnitude = std::numeric_limits<double>::quiet_NaN();
        size = 3;
    } else {
        return 0;
    }
    number = negative ? -magnitude : magnitude;
    return sign_size + size;
}

std::optional<double> parse_double(std::string_view text)
{
    std::string copy;
    auto plain = plain_number_text(text, copy);
    double number = 0;
    if (!plain || plain->empty() || parse_double_prefix(*plain, number) != plain->size())
        return std::nullopt;
    return number;
}

std::optional<ComplexParts> parse_complex(std::string_view text)
{
    std::string copy;
    auto plain = plain_number_text(text, copy);
    if (!plain || plain->empty())
        return std::nullopt;
    bool bracketed = plain->front() == '(';
    if (bracketed) {
        if (plain->size() < 2 || plain->back() != ')')
            return std::nullopt;
        plain = unicode::strip_ascii_space(plain->substr(1, plain->size() - 2));
    }
    ComplexParts parts;
    if (!read_complex(*plain, parts) || !plain->empty())
        return std::nullopt;
    return parts;
}

} // namespace coil::internal
