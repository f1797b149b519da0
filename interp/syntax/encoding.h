#pragma once

#include "base/source.h"
#include "syntax/syntax_error.h"

#include <optional>

namespace coil::internal::syntax
{

/// Whether the text can be parsed at all: well-formed UTF-8, no NUL, and no declaration of another encoding (which only
/// matters for text that comes from a file, not for what was a str).
std::optional<SyntaxError> check_encoding(const Source& source, bool is_decoded);

/// The text of bytes that declare themselves to be Latin-1, in UTF-8; false for all others, which stay as they are.
bool decode_source(std::string_view bytes, std::string& text);

} // namespace coil::internal::syntax
