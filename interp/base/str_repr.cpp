#include "base/str_repr.h"

#include "base/unicode_text.h"
#include "base/utf8.h"

namespace coil::internal
{

namespace
{

char quote_for(std::string_view text)
{
    bool single = text.find('\'') != std::string_view::npos;
    return single && text.find('"') == std::string_view::npos ? '"' : '\'';
}

void append_hex(std::string& out, char letter, char32_t number, int digits)
{
    out += '\\';
    out += letter;
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
        out += "0123456789abcdef"[number >> shift & 15];
}

/// The shortest of \xhh, \uhhhh and \Uhhhhhhhh.
void append_escaped(std::string& out, char32_t point)
{
    if (point < 0x100)
        append_hex(out, 'x', point, 2);
    else if (point < 0x10000)
        append_hex(out, 'u', point, 4);
    else
        append_hex(out, 'U', point, 8);
}

/// An ASCII character within quotes.
void append_ascii(std::string& out, char c, char quote)
{
    if (c == quote || c == '\\') {
        out += '\\';
        out += c;
    } else if (c == '\n') {
        out += "\\n";
    } else if (c == '\r') {
        out += "\\r";
    } else if (c == '\t') {
        out += "\\t";
    } else if (uint8_t(c) < ' ' || c == 0x7F) {
        append_escaped(out, char32_t(c));
    } else {
        out += c;
    }
}

/// Printable ASCII that stands for itself between single quotes. Looks at all of the text, so that it is vectorised.
bool is_plain(std::string_view text)
{
    bool plain = true;
    for (char c : text)
        plain &= (uint8_t(c - ' ') < 0x7F - ' ') & (c != '\'') & (c != '\\');
    return plain;
}

} // namespace

void append_repr_text(std::string& out, std::string_view text)
{
    if (is_plain(text)) {
        out.reserve(out.size() + text.size() + 2);
        out += '\'';
        out += text;
        out += '\'';
        return;
    }
    char quote = quote_for(text);
    out += quote;
    for (size_t at = 0; at < text.size();) {
        size_t start = at;
        char32_t point = unicode::next_point(text, at);
        if (point < 0x80)
            append_ascii(out, char(point), quote);
        else if (unicode::is_printable(point))
            out += text.substr(start, at - start);
        else
            append_escaped(out, point);
    }
    out += quote;
}

std::string repr_text(std::string_view text)
{
    std::string out;
    append_repr_text(out, text);
    return out;
}

std::string escape_non_ascii(std::string_view text)
{
    std::string out;
    for (size_t at = 0; at < text.size();) {
        char32_t point = unicode::next_point(text, at);
        if (point < 0x80)
            out += char(point);
        else
            append_escaped(out, point);
    }
    return out;
}

std::string ascii_repr_text(std::string_view text)
{
    std::string out = repr_text(text);
    return utf8::find_non_ascii(out) == std::string_view::npos ? out : escape_non_ascii(out);
}

void append_repr_bytes(std::string& out, std::string_view bytes)
{
    char quote = quote_for(bytes);
    out += 'b';
    out += quote;
    for (char c : bytes) {
        if (uint8_t(c) < 0x80)
            append_ascii(out, c, quote);
        else
            append_hex(out, 'x', uint8_t(c), 2);
    }
    out += quote;
}

std::string repr_bytes(std::string_view bytes)
{
    std::string out;
    append_repr_bytes(out, bytes);
    return out;
}

} // namespace coil::internal
