#include "objects/text_repr.h"

#include "base/unicode_text.h"

namespace coil
{

namespace
{

constexpr char hex_digits[] = "0123456789abcdef";

void append_hex(std::string& out, char32_t point, int digits)
{
    while (digits-- > 0)
        out += hex_digits[point >> (4 * digits) & 15];
}

void append_escaped(std::string& out, char32_t point)
{
    out += '\\';
    if (point < 0x100) {
        out += 'x';
        append_hex(out, point, 2);
    } else if (point < 0x10000) {
        out += 'u';
        append_hex(out, point, 4);
    } else {
        out += 'U';
        append_hex(out, point, 8);
    }
}

char quote_for(std::string_view text)
{
    bool has_single = text.find('\'') != std::string_view::npos;
    return has_single && text.find('"') == std::string_view::npos ? '"' : '\'';
}

/// Appends an ASCII character as it stands in quotes.
void append_ascii(std::string& out, char character, char quote)
{
    switch (character) {
    case '\t':
        out += "\\t";
        return;
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    default:
        if (character < ' ' || character == 0x7f) {
            append_escaped(out, static_cast<unsigned char>(character));
            return;
        }
        if (character == quote || character == '\\')
            out += '\\';
        out += character;
    }
}

std::string quoted(std::string_view text, bool ascii_only)
{
    char quote = quote_for(text);
    std::string out;
    out.reserve(text.size() + 2);
    out += quote;
    for (size_t at = 0; at < text.size();) {
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            append_ascii(out, text[at++], quote);
            continue;
        }
        size_t start = at;
        char32_t point = unicode::next_point(text, at);
        if (ascii_only || !unicode::is_printable(point))
            append_escaped(out, point);
        else
            out += text.substr(start, at - start);
    }
    out += quote;
    return out;
}

} // namespace

std::string repr_of_text(std::string_view text) { return quoted(text, false); }

std::string ascii_of_text(std::string_view text) { return quoted(text, true); }

std::string escape_non_ascii(std::string_view text)
{
    std::string out;
    for (size_t at = 0; at < text.size();) {
        if (static_cast<unsigned char>(text[at]) < 0x80)
            out += text[at++];
        else
            append_escaped(out, unicode::next_point(text, at));
    }
    return out;
}

std::string repr_of_bytes(std::string_view bytes)
{
    char quote = quote_for(bytes);
    std::string out = "b";
    out.reserve(bytes.size() + 3);
    out += quote;
    for (char byte : bytes) {
        if (static_cast<unsigned char>(byte) < 0x80)
            append_ascii(out, byte, quote);
        else
            append_escaped(out, static_cast<unsigned char>(byte));
    }
    out += quote;
    return out;
}

} // namespace coil
