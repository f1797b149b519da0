#include "syntax/token.h"

namespace coil::internal::syntax
{

const uint8_t binary_levels[] = {
#define TOKEN(name, label) 0,
#define OPERATOR(name, text, level) level,
#define KEYWORD(name, text, level) level,
#include "grammar/tokens.def"
    0,
    0,
};

const char* token_text(TokenKind kind)
{
    static constexpr const char* texts[] = {
#define TOKEN(name, label) label,
#define OPERATOR(name, text, level) text,
#define KEYWORD(name, text, level) text,
#include "grammar/tokens.def"
        "?",
        "",
    };
    return texts[static_cast<uint8_t>(kind)];
}

} // namespace coil::internal::syntax
