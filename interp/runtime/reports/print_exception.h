#pragma once
// Exceptions as text, in CPython 3.14's words: the traceback with source lines and carets, chained exceptions, notes.
#include <string>

#include "objects/class.h"

namespace coil::internal
{

/// The whole report of an uncaught exception, with its chain.
Result<std::string> format_exception(Vm& vm, Value exception);
/// `Type: message` with notes, and for a SyntaxError its line and caret.
Result<std::string> format_exception_only(Vm& vm, Value exception);
/// The entries of one traceback.
Result<std::string> format_traceback(Vm& vm, Value traceback);
/// The text of a line of a source file (or of a built-in module), without its end; empty when it can't be had.
std::string source_line(Vm& vm, std::string_view filename, uint32_t line);

} // namespace coil::internal
