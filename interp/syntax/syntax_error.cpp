#include "syntax/syntax_error.h"

#include "base/source.h"

namespace coil::internal
{

SyntaxError make_syntax_error(
    const Source& source, uint32_t start, uint32_t end, std::string message, SyntaxErrorKind kind)
{
    SourcePosition from = source.locate(start);
    // A line end that is meant itself belongs to its line.
    bool ends_in_line_end = end > start && end <= source.text().size() && source.text()[end - 1] == '\n';
    SourcePosition to = source.locate(ends_in_line_end ? end - 1 : end);
    if (ends_in_line_end)
        to.column_points++;
    SyntaxError error;
    error.kind = kind;
    error.message = std::move(message);
    error.filename = source.filename();
    error.line = from.line;
    error.offset = from.column_points + 1;
    error.end_line = to.line;
    error.end_offset = to.column_points + 1;
    error.text = source.line_text(from.line);
    if (!source.is_table() && from.line < source.line_count())
        error.text += '\n';
    return error;
}

} // namespace coil::internal
