#include "syntax/encoding.h"

#include "base/utf8.h"
#include "syntax/characters.h"

#include <algorithm>
#include <cstdio>
#include <iterator>

namespace coil::internal::syntax
{

namespace
{

/// The encoding that a comment such as `# -*- coding: utf-8 -*-` (PEP 263) declares, or nothing.
std::string_view declared_encoding(std::string_view line)
{
    size_t at = line.find_first_not_of(" \t\f");
    if (at == std::string_view::npos || line[at] != '#')
        return {};
    for (at = line.find("coding", at); at != std::string_view::npos; at = line.find("coding", at + 1)) {
        size_t name = at + 6;
        if (name >= line.size() || (line[name] != ':' && line[name] != '='))
            continue;
        name = std::min(line.find_first_not_of(" \t", name + 1), line.size());
        size_t end = name;
        while (end < line.size() && (has_class(line[end], IdentifierContinue) || line[end] == '-' || line[end] == '.'))
            end++;
        if (end > name)
            return line.substr(name, end - name);
    }
    return {};
}

bool is_blank_or_comment(std::string_view line)
{
    size_t at = line.find_first_not_of(" \t\f");
    return at == std::string_view::npos || line[at] == '#';
}

/// Lower case, with `-` for `_`.
std::string normalise(std::string_view name)
{
    std::string result;
    std::transform(name.begin(), name.end(), std::back_inserter(result), [](char c) {
        return c == '_' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    });
    return result;
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_latin(std::string_view name)
{
    return is_one_of(name, { "latin-1", "latin1", "iso-8859-1", "iso8859-1", "l1" });
}

/// The encoding that a text declares. Only the first two lines count, and the second only behind a comment or nothing.
std::string_view encoding_of(std::string_view text)
{
    size_t first_end = std::min(text.find('\n'), text.size());
    std::string_view first = text.substr(0, first_end);
    std::string_view declared = declared_encoding(first);
    if (!declared.empty() || first_end == text.size() || !is_blank_or_comment(first))
        return declared;
    std::string_view rest = text.substr(first_end + 1);
    return declared_encoding(rest.substr(0, rest.find('\n')));
}

SyntaxError make_error(const Source& source, uint32_t line, std::string message)
{
    SyntaxError error;
    error.message = std::move(message);
    error.filename = source.filename();
    error.line = line;
    return error;
}

std::optional<SyntaxError> check_declaration(const Source& source, std::string_view declared)
{
    std::string name = normalise(declared);
    if (is_one_of(name, { "utf-8", "utf8", "u8", "utf", "utf-8-sig", "cp65001" }))
        return std::nullopt;
    bool is_decoded = utf8::find_malformed(source.text()) == std::string_view::npos;
    if (is_latin(name) && is_decoded && !source.had_byte_order_mark())
        return std::nullopt; // see decode_source
    if (source.had_byte_order_mark())
        return make_error(source, 0, "encoding problem: " + std::string(declared) + " with BOM");
    bool is_ascii = utf8::find_non_ascii(source.text()) == std::string_view::npos;
    bool is_known = is_latin(name) ||
        is_one_of(name,
            { "ascii", "us-ascii", "iso-8859-15", "iso8859-15", "cp1252", "windows-1252", "cp1251", "windows-1251",
                "koi8-r", "cp437", "mac-roman" });
    if (is_known && is_ascii)
        return std::nullopt;
    if (is_known)
        return make_error(source, 0, "encoding problem: " + std::string(declared) + " (only UTF-8 is supported)");
    return make_error(source, 0, "unknown encoding: " + std::string(declared));
}

std::optional<SyntaxError> check_bytes(const Source& source, bool is_decoded)
{
    size_t at = utf8::find_malformed(source.text());
    if (at == std::string_view::npos)
        return std::nullopt;
    char message[256];
    auto byte = static_cast<unsigned>(static_cast<uint8_t>(source.text()[at]));
    uint32_t line = source.line_of(static_cast<uint32_t>(at));
    if (is_decoded) {
        std::snprintf(message, sizeof message,
            "(unicode error) 'utf-8' codec can't decode byte 0x%02x in position %zu: invalid start byte", byte, at);
        return make_error(source, line, message);
    }
    std::snprintf(message, sizeof message,
        "Non-UTF-8 code starting with '\\x%02x' on line %u, but no encoding declared; see "
        "https://peps.python.org/pep-0263/ for details",
        byte, line);
    return make_error(source, line, message);
}

} // namespace

bool decode_source(std::string_view bytes, std::string& text)
{
    if (utf8::find_non_ascii(bytes) == std::string_view::npos || !is_latin(normalise(encoding_of(bytes))))
        return false;
    for (char each : bytes) {
        if (uint8_t(each) < 0x80) {
            text += each;
            continue;
        }
        text += char(0xc0 | uint8_t(each) >> 6);
        text += char(0x80 | (each & 0x3f));
    }
    return true;
}

std::optional<SyntaxError> check_encoding(const Source& source, bool is_decoded)
{
    if (source.text().size() >= UINT32_MAX)
        return make_error(source, 0, "source code is too large");
    if (source.text().find('\0') != std::string_view::npos)
        return make_error(source, 0,
            is_decoded ? "source code string cannot contain null bytes" : "source code cannot contain null bytes");
    if (!is_decoded) {
        std::string_view declared = encoding_of(source.text());
        if (!declared.empty()) {
            if (std::optional<SyntaxError> error = check_declaration(source, declared))
                return error;
        }
    }
    return check_bytes(source, is_decoded);
}

} // namespace coil::internal::syntax
