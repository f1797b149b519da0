#pragma once

#include "base/source.h"
#include "syntax/syntax_error.h"

#include <optional>

namespace coil::syntax
{

/// Whether the text can be parsed at all: well-formed UTF-8, no NUL, and no declaration of another encoding (which only
/// matters for text that comes from a file, not for what was a str).
std::optional<SyntaxError> check_encoding(const Source& source, bool is_decoded);

} // namespace coil::syntax
