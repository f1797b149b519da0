#include "syntax/literals.h"

#include "base/character_names.h"
#include "base/simple_escape.h"
#include "base/utf8.h"
#include "syntax/characters.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace coil::internal::syntax
{

namespace
{

constexpr size_t max_decimal_digits = 4300;

int digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = static_cast<char>(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 99;
}

std::string without_underscores(std::string_view text)
{
    std::string result;
    result.reserve(text.size());
    std::copy_if(text.begin(), text.end(), std::back_inserter(result), [](char c) { return c != '_'; });
    return result;
}

/// Where the first nonzero digit stands, as a power of ten, so that what does not fit a double is known to be huge or
/// tiny.
bool is_huge(std::string_view text)
{
    long exponent = 0;
    size_t mark = text.find_first_of("eE");
    if (mark != std::string_view::npos) {
        std::string_view digits = text.substr(mark + 1);
        if (digits.starts_with('+'))
            digits.remove_prefix(1);
        auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
        if (error == std::errc::result_out_of_range)
            return digits[0] != '-';
        text = text.substr(0, mark);
    }
    size_t point = std::min(text.find('.'), text.size());
    size_t first = text.find_first_of("123456789");
    long magnitude = first < point ? static_cast<long>(point - first) : -static_cast<long>(first - point);
    return magnitude + exponent > 0;
}

double decode_real(std::string_view text)
{
    std::string buffer;
    if (text.find('_') != std::string_view::npos) {
        buffer = without_underscores(text);
        text = buffer;
    }
    double value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc::result_out_of_range)
        return is_huge(text) ? std::numeric_limits<double>::infinity() : 0.0;
    return value;
}

ast::Literal decode_integer(Arena& arena, std::string_view digits, uint8_t base)
{
    ast::Literal literal;
    literal.kind = ast::LiteralKind::Int;
    uint64_t value = 0;
    bool fits = true;
    for (char c : digits) {
        if (c == '_')
            continue;
        auto digit = static_cast<uint64_t>(digit_value(c));
        if (value > (static_cast<uint64_t>(INT64_MAX) - digit) / base) {
            fits = false;
            break;
        }
        value = value * base + digit;
    }
    if (fits) {
        literal.integer = static_cast<int64_t>(value);
        return literal;
    }
    std::string_view text = arena.copy(std::string_view(without_underscores(digits)));
    literal.kind = ast::LiteralKind::BigInt;
    literal.base = base;
    literal.text = { text.data(), static_cast<uint32_t>(text.size()) };
    return literal;
}

} // namespace

ast::Literal decode_number(Arena& arena, std::string_view text)
{
    if (text.size() > 2 && text[0] == '0') {
        char radix = static_cast<char>(text[1] | 0x20);
        if (radix == 'x' || radix == 'o' || radix == 'b')
            return decode_integer(arena, text.substr(2), radix == 'x' ? 16 : radix == 'o' ? 8 : 2);
    }
    bool is_imaginary = (text.back() | 0x20) == 'j';
    if (!is_imaginary && text.find_first_of(".eE") == std::string_view::npos)
        return decode_integer(arena, text, 10);
    ast::Literal literal;
    literal.kind = is_imaginary ? ast::LiteralKind::Imaginary : ast::LiteralKind::Float;
    literal.real = decode_real(is_imaginary ? text.substr(0, text.size() - 1) : text);
    return literal;
}

bool has_too_many_digits(std::string_view text, size_t& digits)
{
    if (text.size() <= max_decimal_digits ||
        !std::all_of(text.begin(), text.end(), [](char c) { return has_class(c, Digit) || c == '_'; }))
        return false;
    digits = text.size() - static_cast<size_t>(std::count(text.begin(), text.end(), '_'));
    return digits > max_decimal_digits;
}

/// CPython decodes a copy of the body in which every character above 127 has become a ten-byte escape; positions count
/// in that.
bool StringDecoder::fail_text(std::string_view body, size_t start, size_t end, const char* reason)
{
    auto codec_position = [body](size_t at) {
        size_t position = 0;
        for (size_t i = 0; i < at; i++) {
            auto c = static_cast<uint8_t>(body[i]);
            position += c < 0x80 ? 1 : (c & 0xC0) != 0x80 ? 10 : 0;
        }
        return position;
    };
    size_t first = codec_position(start);
    size_t last = codec_position(end);
    message_ = "(unicode error) 'unicodeescape' codec can't decode ";
    if (last == first + 1)
        message_ += "byte 0x5c in position " + std::to_string(first);
    else
        message_ += "bytes in position " + std::to_string(first) + "-" + std::to_string(last - 1);
    message_ += std::string(": ") + reason;
    return false;
}

void StringDecoder::warn(std::string_view body, size_t at, uint32_t offset, bool is_octal)
{
    size_t size = is_octal ? 4 : 1 + std::max<size_t>(1, utf8::decode(body, at + 1).size);
    std::string escape(body.substr(at, size));
    warnings_.push_back({ "\"" + escape + "\" is an invalid " + (is_octal ? "octal " : "") +
            "escape sequence. Such sequences will not work in the future. Did you mean \"\\" + escape +
            "\"? A raw string is also an option.",
        offset + static_cast<uint32_t>(at), offset + static_cast<uint32_t>(at + size) });
}

/// Reads \xHH, \uHHHH or \UHHHHHHHH; `at` stands at the backslash and is moved behind the escape.
bool StringDecoder::decode_hex(std::string& out, std::string_view body, size_t& at, size_t digits)
{
    size_t next = at + 2;
    char32_t point = 0;
    size_t count = 0;
    for (; count < digits && next < body.size() && has_class(body[next], HexDigit); count++, next++)
        point = point << 4 | static_cast<char32_t>(digit_value(body[next]));
    if (count < digits) {
        return fail_text(body, at, next,
            digits == 2       ? "truncated \\xXX escape"
                : digits == 4 ? "truncated \\uXXXX escape"
                              : "truncated \\UXXXXXXXX escape");
    }
    if (point > 0x10FFFF)
        return fail_text(body, at, next, "illegal Unicode character");
    utf8::append(out, point);
    at = next;
    return true;
}

bool StringDecoder::decode_named(std::string& out, std::string_view body, size_t& at)
{
    size_t open = at + 2;
    if (open >= body.size() || body[open] != '{')
        return fail_text(body, at, std::min(open, body.size()), "malformed \\N character escape");
    size_t close = body.find('}', open);
    if (close == std::string_view::npos)
        return fail_text(body, at, body.size(), "malformed \\N character escape");
    if (close == open + 1)
        return fail_text(body, at, close + 1, "malformed \\N character escape");
    char32_t point = utf8::find_named(body.substr(open + 1, close - open - 1));
    if (point == utf8::no_point)
        return fail_text(body, at, close + 1, "unknown Unicode character name");
    utf8::append(out, point);
    at = close + 1;
    return true;
}

/// Up to three octal digits behind the backslash at `at`.
char32_t StringDecoder::decode_octal(std::string_view body, size_t& at, uint32_t offset)
{
    size_t next = at + 1;
    char32_t value = 0;
    for (; next < body.size() && next < at + 4 && body[next] >= '0' && body[next] <= '7'; next++)
        value = value * 8 + static_cast<char32_t>(body[next] - '0');
    if (value > 0377)
        warn(body, at, offset, true);
    at = next;
    return value;
}

bool StringDecoder::decode_text(std::string& out, std::string_view body, uint32_t offset)
{
    size_t at = 0;
    while (at < body.size()) {
        size_t next = std::min(body.find('\\', at), body.size());
        out.append(body, at, next - at);
        at = next;
        if (at == body.size())
            break;
        if (at + 1 == body.size()) {
            // Only before a brace of an f-string, which belongs to the next token but is there in the source.
            warn({ body.data(), body.size() + 1 }, at, offset, false);
            out += '\\';
            break;
        }
        char c = body[at + 1];
        if (int simple = simple_escape(c); simple >= 0) {
            out += static_cast<char>(simple);
            at += 2;
        } else if (c == '\n') {
            at += 2;
        } else if (c >= '0' && c <= '7') {
            utf8::append(out, decode_octal(body, at, offset));
        } else if (c == 'x' || c == 'u' || c == 'U') {
            if (!decode_hex(out, body, at, c == 'x' ? 2 : c == 'u' ? 4 : 8))
                return false;
        } else if (c == 'N') {
            if (!decode_named(out, body, at))
                return false;
        } else {
            warn(body, at, offset, false);
            out += '\\';
            at++;
        }
    }
    return true;
}

bool StringDecoder::decode_bytes(std::string& out, std::string_view body, uint32_t offset)
{
    size_t at = 0;
    while (at < body.size()) {
        char c = body[at];
        if (c != '\\') {
            out += c;
            at++;
            continue;
        }
        c = body[at + 1];
        if (int simple = simple_escape(c); simple >= 0) {
            out += static_cast<char>(simple);
            at += 2;
        } else if (c == '\n') {
            at += 2;
        } else if (c >= '0' && c <= '7') {
            out += static_cast<char>(decode_octal(body, at, offset));
        } else if (c == 'x') {
            if (at + 3 >= body.size() || !has_class(body[at + 2], HexDigit) || !has_class(body[at + 3], HexDigit)) {
                message_ = "(value error) invalid \\x escape at position " + std::to_string(at);
                return false;
            }
            out += static_cast<char>(digit_value(body[at + 2]) * 16 + digit_value(body[at + 3]));
            at += 4;
        } else {
            warn(body, at, offset, false);
            out += '\\';
            at++;
        }
    }
    return true;
}

} // namespace coil::internal::syntax
