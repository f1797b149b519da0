#pragma once

#include <array>
#include <cstdint>

namespace coil::internal::syntax
{

enum CharacterClass : uint8_t {
    IdentifierStart = 1,    ///< ASCII letters and `_`
    IdentifierContinue = 2, ///< ASCII letters, digits and `_`
    Digit = 4,
    HexDigit = 8,
    Blank = 16,         ///< space, tab, form feed
    StringStop = 32,    ///< quotes, backslash, line end, NUL and everything above 127
    FStringStop = 64,   ///< StringStop and braces
    SkippedStart = 128, ///< what may be skipped, but for a space: tab, form feed, line end, comment, backslash
};

/// A set of CharacterClass for every byte.
inline constexpr std::array<uint8_t, 256> character_classes = [] {
    std::array<uint8_t, 256> classes{};
    for (int c = 0; c < 256; c++) {
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        bool digit = c >= '0' && c <= '9';
        bool hex = digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        bool stop = c == '\'' || c == '"' || c == '\\' || c == '\n' || c == 0 || c >= 128;
        bool brace = c == '{' || c == '}';
        classes[c] = static_cast<uint8_t>((letter ? IdentifierStart | IdentifierContinue : 0) |
            (digit ? Digit | IdentifierContinue : 0) | (hex ? HexDigit : 0) |
            (c == ' ' || c == '\t' || c == '\f' ? Blank : 0) | (stop ? StringStop : 0) |
            (stop || brace ? FStringStop : 0) |
            (c == '\t' || c == '\f' || c == '\n' || c == '#' || c == '\\' ? SkippedStart : 0));
    }
    return classes;
}();

inline bool has_class(char c, uint8_t classes) { return character_classes[static_cast<uint8_t>(c)] & classes; }

} // namespace coil::internal::syntax
