// The escapes of literals as codecs: unicode_escape, raw_unicode_escape, and escape (of bytes to bytes).
#include "base/character_names.h"
#include "base/simple_escape.h"
#include "base/unicode_text.h"
#include "base/utf8.h"
#include "objects/codec_errors.h"
#include "runtime/reports/warn.h"
#include "stdlib/text/_codecs/codings.h"
#include "stdlib/text/_codecs/handlers.h"

namespace coil::internal::codecs
{

namespace
{

constexpr uint32_t no_point = 0xffffffff;
constexpr uint32_t last_point = 0x10ffff;

int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    char lower = char(c | 32);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}
bool is_octal(char c) { return c >= '0' && c <= '7'; }

/// Up to three octal digits at `at`, which moves behind them.
uint32_t read_octal(std::string_view bytes, size_t& at)
{
    uint32_t value = 0;
    for (size_t end = at + 3; at < end && at < bytes.size() && is_octal(bytes[at]); at++)
        value = value << 3 | uint32_t(bytes[at] - '0');
    return value;
}

/// One escape that was read: the character, or what is wrong with it.
struct Escape {
    uint32_t point = no_point;
    const char* reason = nullptr;
    bool is_unfinished = false;
};

/// `count` hexadecimal digits at `at`, which moves behind those that are there.
Escape read_hex(std::string_view bytes, size_t& at, int count, const char* truncated)
{
    uint32_t value = 0;
    for (; count > 0; count--, at++) {
        if (at >= bytes.size())
            return { no_point, truncated, true };
        int digit = hex_digit(bytes[at]);
        if (digit < 0)
            return { no_point, truncated, false };
        value = value << 4 | uint32_t(digit);
    }
    return { value, nullptr, false };
}

/// {NAME} at `at`.
Escape read_name(std::string_view bytes, size_t& at)
{
    constexpr const char* malformed = "malformed \\N character escape";
    if (at >= bytes.size())
        return { no_point, malformed, true };
    if (bytes[at] != '{')
        return { no_point, malformed, false };
    size_t start = ++at;
    at = std::min(bytes.find('}', at), bytes.size());
    if (at == bytes.size())
        return { no_point, malformed, true };
    std::string_view name = bytes.substr(start, at - start);
    if (name.empty())
        return { no_point, malformed, false };
    at++;
    uint32_t point = utf8::find_named(name);
    return { point, point == no_point ? "unknown Unicode character name" : nullptr, false };
}

Result<void> warn_of_escape(Vm& vm, uint32_t escape)
{
    char shown[16];
    bool is_octal = escape > 0xff || (escape >= '0' && escape <= '9');
    if (escape > 0xff)
        std::snprintf(shown, sizeof(shown), "%o", unsigned(escape));
    else
        std::snprintf(shown, sizeof(shown), "%c", int(escape));
    std::string text = std::string("\"\\") + shown + "\" is an invalid " + (is_octal ? "octal " : "") +
        "escape sequence. Such sequences will not work in the future. ";
    return warn(vm, Error::DeprecationWarning, text);
}

/// Reads the escape whose letter stands at `at`. A letter that means nothing gives a character above last_point.
Escape read_escape(std::string_view bytes, size_t& at)
{
    char letter = bytes[at];
    if (is_octal(letter))
        return { read_octal(bytes, at), nullptr, false };
    at++;
    if (int simple = simple_escape(letter); simple >= 0)
        return { uint32_t(simple), nullptr, false };
    Escape escape;
    switch (letter) {
    case 'x':
        return read_hex(bytes, at, 2, "truncated \\xXX escape");
    case 'u':
        return read_hex(bytes, at, 4, "truncated \\uXXXX escape");
    case 'U':
        escape = read_hex(bytes, at, 8, "truncated \\UXXXXXXXX escape");
        if (!escape.reason && escape.point > last_point)
            escape.reason = "illegal Unicode character";
        return escape;
    case 'N':
        return read_name(bytes, at);
    default:
        return escape;
    }
}

void append_hex(std::string& out, uint32_t value, int digits)
{
    while (digits-- > 0)
        out += "0123456789abcdef"[value >> (4 * digits) & 15];
}

} // namespace

Result<Str*> decode_unicode_escape(Vm& vm, std::string_view bytes, std::string_view errors, size_t* consumed)
{
    vm.charge_bytes(8 * bytes.size());
    Decoding decoding(vm, bytes, "unicodeescape", errors);
    uint32_t strange = no_point;
    size_t at = 0;
    while (at < decoding.bytes.size()) {
        std::string_view all = decoding.bytes;
        char byte = all[at++];
        if (byte != '\\') {
            utf8::append(decoding.out, uint8_t(byte));
            continue;
        }
        size_t start = at - 1;
        if (at < all.size() && all[at] == '\n') {
            at++;
            continue;
        }
        Escape escape{ no_point, "\\ at end of string", true };
        char letter = at < all.size() ? all[at] : '\0';
        if (at < all.size())
            escape = read_escape(all, at);
        if (!escape.reason && escape.point == no_point) {
            if (strange == no_point)
                strange = uint8_t(letter);
            decoding.out += '\\';
            utf8::append(decoding.out, uint8_t(letter));
        } else if (!escape.reason) {
            if (strange == no_point && is_octal(letter) && escape.point > 0xff)
                strange = escape.point;
            utf8::append(decoding.out, escape.point);
        } else if (consumed && escape.is_unfinished) {
            at = start;
            break;
        } else {
            at = TRY(decoding.malformed(start, at, escape.reason));
        }
    }
    if (consumed)
        *consumed = at;
    Str* result = TRY(make_str(vm, decoding.out));
    if (strange != no_point)
        TRY(warn_of_escape(vm, strange));
    return result;
}

Result<Bytes*> encode_unicode_escape(Vm& vm, Str* str)
{
    std::string_view text = str->view();
    TRY(vm.require_room(text.size() * 4));
    vm.charge_bytes(8 * text.size());
    std::string out;
    out.reserve(text.size());
    for (size_t at = 0; at < text.size();) {
        uint32_t point = unicode::next_point(text, at);
        if (point == '\\')
            out += "\\\\";
        else if (point >= ' ' && point < 0x7f)
            out += char(point);
        else if (point == '\t' || point == '\n' || point == '\r')
            out += point == '\t' ? "\\t" : point == '\n' ? "\\n" : "\\r";
        else
            append_backslashed(out, point);
    }
    return make_bytes(vm, out);
}

Result<Str*> decode_raw_unicode_escape(Vm& vm, std::string_view bytes, std::string_view errors, size_t* consumed)
{
    vm.charge_bytes(8 * bytes.size());
    Decoding decoding(vm, bytes, "rawunicodeescape", errors);
    size_t at = 0;
    while (at < decoding.bytes.size()) {
        std::string_view all = decoding.bytes;
        char byte = all[at++];
        bool is_last = at == all.size();
        if (byte != '\\' || (is_last && !consumed)) {
            utf8::append(decoding.out, uint8_t(byte));
            continue;
        }
        size_t start = at - 1;
        if (is_last) {
            at = start;
            break;
        }
        char letter = all[at++];
        if (letter != 'u' && letter != 'U') {
            decoding.out += '\\';
            utf8::append(decoding.out, uint8_t(letter));
            continue;
        }
        Escape escape = letter == 'u' ? read_hex(all, at, 4, "truncated \\uXXXX escape")
                                      : read_hex(all, at, 8, "truncated \\UXXXXXXXX escape");
        if (!escape.reason && escape.point > last_point)
            escape.reason = "\\Uxxxxxxxx out of range";
        if (!escape.reason) {
            utf8::append(decoding.out, escape.point);
        } else if (consumed && escape.is_unfinished) {
            at = start;
            break;
        } else {
            at = TRY(decoding.malformed(start, at, escape.reason));
        }
    }
    if (consumed)
        *consumed = at;
    return make_str(vm, decoding.out);
}

Result<Bytes*> encode_raw_unicode_escape(Vm& vm, Str* str)
{
    std::string_view text = str->view();
    TRY(vm.require_room(text.size() * 3));
    vm.charge_bytes(8 * text.size());
    std::string out;
    for (size_t at = 0; at < text.size();) {
        uint32_t point = unicode::next_point(text, at);
        if (point > 0xff)
            append_backslashed(out, point);
        else
            out += char(point);
    }
    return make_bytes(vm, out);
}

Result<Bytes*> decode_escape(Vm& vm, std::string_view bytes, std::string_view errors)
{
    TRY(vm.require_room(bytes.size()));
    vm.charge_bytes(4 * bytes.size());
    std::string out;
    uint32_t strange = no_point;
    for (size_t at = 0; at < bytes.size();) {
        char byte = bytes[at++];
        if (byte != '\\') {
            out += byte;
            continue;
        }
        if (at == bytes.size())
            return vm.raise(Error::ValueError, "Trailing \\ in string");
        char letter = bytes[at];
        if (letter == '\n') {
            at++;
        } else if (is_octal(letter)) {
            uint32_t value = read_octal(bytes, at);
            if (value > 0xff && strange == no_point)
                strange = value;
            out += char(value);
        } else if (int simple = simple_escape(letter); simple >= 0) {
            at++;
            out += char(simple);
        } else if (letter == 'x') {
            size_t start = at++ - 1;
            int high = at < bytes.size() ? hex_digit(bytes[at]) : -1;
            int low = high >= 0 && at + 1 < bytes.size() ? hex_digit(bytes[at + 1]) : -1;
            if (low >= 0) {
                out += char(high << 4 | low);
                at += 2;
                continue;
            }
            if (errors == "strict")
                return vm.raise(Error::ValueError, "invalid \\x escape at position {}", start);
            if (errors == "replace")
                out += '?';
            else if (errors != "ignore")
                return vm.raise(Error::ValueError, "decoding error; unknown error handling code: {}", errors);
            at += high >= 0;
        } else {
            if (strange == no_point)
                strange = uint8_t(letter);
            out += '\\';
        }
    }
    Bytes* result = TRY(make_bytes(vm, out));
    if (strange != no_point)
        TRY(warn_of_escape(vm, strange));
    return result;
}

Result<Bytes*> encode_escape(Vm& vm, std::string_view bytes)
{
    TRY(vm.require_room(4 * bytes.size()));
    vm.charge_bytes(4 * bytes.size());
    std::string out;
    for (char byte : bytes) {
        if (byte == '\\' || byte == '\'') {
            out += '\\';
            out += byte;
        } else if (byte >= ' ' && byte < 0x7f) {
            out += byte;
        } else if (byte == '\t' || byte == '\n' || byte == '\r') {
            out += byte == '\t' ? "\\t" : byte == '\n' ? "\\n" : "\\r";
        } else {
            out += "\\x";
            append_hex(out, uint8_t(byte), 2);
        }
    }
    return make_bytes(vm, out);
}

} // namespace coil::internal::codecs
