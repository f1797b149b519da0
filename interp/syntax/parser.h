#pragma once

#include "base/source.h"
#include "syntax/ast.h"
#include "syntax/syntax_error.h"

#include <vector>

namespace coil::internal
{

enum class ParseMode : uint8_t {
    File,        ///< a module
    Eval,        ///< one expression, as for eval(): a Module with one Expr
    Interactive, ///< one statement, as at a prompt
};

struct ParseOptions {
    ParseMode mode = ParseMode::File;
    /// The text was a str, not the bytes of a file: a declaration of its encoding means nothing.
    bool is_decoded = false;
    /// How much of the native stack may be used; a text that takes more is too complex.
    size_t stack_budget = 5 << 20;
};

struct ParseResult {
    ast::Module* module = nullptr; ///< null when there is an error
    SyntaxError error;             ///< meaningful when module is null
    bool is_incomplete = false;    ///< the error is that the text ends too early: more lines could make it right
    std::vector<SyntaxWarning> warnings;

    explicit operator bool() const { return module != nullptr; }
};

/// Parses Python 3.14. Whatever the grammar allows is accepted: misplaced `await`, `return`, `yield`, `nonlocal`,
/// duplicate arguments and the like are for the compiler to refuse. The tree lives in the arena and refers to nothing
/// else; names are interned, NFKC-normalised, private names not mangled. Native stack use is bounded for every text.
ParseResult parse(Arena& arena, Symbols& symbols, const Source& source, ParseOptions options = {});

} // namespace coil::internal
