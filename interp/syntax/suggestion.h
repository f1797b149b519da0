#pragma once

#include "base/source.h"
#include "syntax/syntax_error.h"

namespace coil::internal
{

/// Makes "invalid syntax" into "invalid syntax. Did you mean 'for'?", placed at the misspelt word, where the text up to
/// the error's line would parse with a keyword in the place of a name. CPython does this when it prints the exception,
/// not when it makes it; `is_file` says that the text was a file's, of which it looks at the error's line only.
void suggest_keyword(const Source& source, SyntaxError& error, bool is_file);

} // namespace coil::internal
