#pragma once

#include "base/symbols.h"

#include <cstdint>

namespace coil::internal::syntax
{

/// Every token of grammar/tokens.def, and two that no rule accepts.
enum class TokenKind : uint8_t {
#define TOKEN(name, label) name,
#define OPERATOR(name, text, level) name,
#define KEYWORD(name, text, level) Keyword##name,
#include "grammar/tokens.def"
    Unknown, ///< a character that starts no token, such as `$`
    Failure, ///< stands where parsing stopped; every advance gives it again
};

/// How a token of kind String, FStringStart, … is written.
enum StringFlag : uint8_t {
    RawString = 1,
    BytesString = 2,
    UnicodeString = 4,
    TripleQuoted = 8,
    HasBackslash = 16,
    HasNonAscii = 32,
};

struct Token {
    TokenKind kind = TokenKind::Failure;
    uint8_t string_flags = 0;      ///< of strings and their starts and middles
    uint8_t prefix_size = 0;       ///< of strings: letters before the quote
    bool is_in_brackets = false;   ///< some bracket was open where the token starts
    bool is_plain_integer = false; ///< of Number: decimal digits and nothing else
    uint32_t start = 0;            ///< bytes from the start of the source
    uint32_t end = 0;
    Symbol symbol = Symbol::Empty; ///< of Name
};

/// How tightly a binary operator binds, from 1 (`or`) to 10 (`*`); 0 for other tokens. `**` is handled apart.
extern const uint8_t binary_levels[];

inline uint8_t binary_level(TokenKind kind) { return binary_levels[static_cast<uint8_t>(kind)]; }

/// The operator's or keyword's text, or the name that python.gram has for the token.
const char* token_text(TokenKind kind);

inline bool is_keyword(TokenKind kind) { return kind >= TokenKind::KeywordFalse && kind <= TokenKind::KeywordYield; }

} // namespace coil::internal::syntax
