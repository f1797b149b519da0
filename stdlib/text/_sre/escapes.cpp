#include "stdlib/text/_sre/escapes.h"

#include "base/character_names.h"

namespace coil::internal::regex
{

namespace
{

constexpr uint64_t largest_octal = 0377;
constexpr uint64_t largest_point = 0x10FFFF;

Raised raise_bad(Reader& reader, std::u32string_view escape)
{
    return reader.fail("bad escape " + text_of(escape), escape.size());
}

Raised raise_large_octal(Reader& reader, std::u32string_view escape)
{
    return reader.fail("octal escape value " + text_of(escape) + " outside of range 0-0o377", escape.size());
}

/// \x, \u and \U: `digits` hexadecimal digits.
Result<Escape> read_hexadecimal(Reader& reader, std::u32string escape, size_t digits)
{
    TRY(reader.get_digits(escape, digits, 16));
    if (escape.size() != 2 + digits)
        return reader.fail("incomplete escape " + text_of(escape), escape.size());
    uint64_t point = number_of(std::u32string_view(escape).substr(2), 16);
    if (point > largest_point)
        return raise_bad(reader, escape);
    return Escape{ point };
}

Result<Escape> read_named(Reader& reader)
{
    if (!TRY(reader.match('{')))
        return reader.fail("missing {");
    std::u32string name = TRY(reader.get_until('}', "character name"));
    char32_t point = utf8::find_named(text_of(name));
    if (point == utf8::no_point)
        return reader.fail("undefined character name " + TRY(reader.shown(name)), name.size() + 4);
    return Escape{ point };
}

/// Digits that begin with another one than 0, outside of a set: three octal ones are a character, else it is a group.
Result<Escape> read_number(Reader& reader, std::u32string escape)
{
    if (reader.is_next_digit()) {
        escape += TRY(reader.get());
        if (is_octal(escape[1]) && is_octal(escape[2]) && reader.is_next_octal()) {
            escape += TRY(reader.get());
            uint64_t point = number_of(std::u32string_view(escape).substr(1), 8);
            if (point > largest_octal)
                return raise_large_octal(reader, escape);
            return Escape{ point };
        }
    }
    return Escape{ number_of(std::u32string_view(escape).substr(1), 10), true, escape.size() };
}

} // namespace

uint8_t class_of_escape(char32_t c)
{
    switch (c) {
    case 'w':
        return CharacterSet::Word;
    case 'W':
        return CharacterSet::NotWord;
    case 'd':
        return CharacterSet::Digit;
    case 'D':
        return CharacterSet::NotDigit;
    case 's':
        return CharacterSet::Space;
    case 'S':
        return CharacterSet::NotSpace;
    default:
        return 0;
    }
}

char32_t character_of_escape(char32_t c)
{
    switch (c) {
    case 'a':
        return '\a';
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case 'v':
        return '\v';
    case '\\':
        return '\\';
    default:
        return 0;
    }
}

Result<Escape> read_escape(Reader& reader, Reader::Token token, bool in_set)
{
    char32_t c = token[1];
    std::u32string escape(token);
    if (char32_t point = character_of_escape(c))
        return Escape{ point };
    if (c == 'x')
        return read_hexadecimal(reader, std::move(escape), 2);
    if (c == 'u' && !reader.is_bytes)
        return read_hexadecimal(reader, std::move(escape), 4);
    if (c == 'U' && !reader.is_bytes)
        return read_hexadecimal(reader, std::move(escape), 8);
    if (c == 'N' && !reader.is_bytes)
        return read_named(reader);
    if (c == '0' || (in_set && is_octal(c))) {
        TRY(reader.get_digits(escape, 2, 8));
        uint64_t point = number_of(std::u32string_view(escape).substr(1), 8);
        if (point > largest_octal)
            return raise_large_octal(reader, escape);
        return Escape{ point };
    }
    if (is_digit(c) && !in_set)
        return read_number(reader, std::move(escape));
    if (is_ascii_letter(c) || is_digit(c))
        return raise_bad(reader, escape);
    return Escape{ c };
}

Result<void> read_set_escape(Reader& reader, Reader::Token token, SetItem& item)
{
    item = { 0, class_of_escape(token[1]) };
    if (!item.cls)
        item.point = char32_t(TRY(read_escape(reader, token, true)).number);
    return {};
}

} // namespace coil::internal::regex
