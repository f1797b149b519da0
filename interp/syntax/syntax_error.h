#pragma once

#include <cstdint>
#include <string>

namespace coil::internal
{

class Source;

enum class SyntaxErrorKind : uint8_t { SyntaxError, IndentationError, TabError, MemoryError };

/// What a SyntaxError object of CPython says. Lines and offsets count from 1, offsets in code points; 0 for the ends
/// means that there is no range. MemoryError stands for CPython's "too complex": it has a message but no place.
struct SyntaxError {
    SyntaxErrorKind kind = SyntaxErrorKind::SyntaxError;
    std::string message;
    std::string filename;
    uint32_t line = 0;
    uint32_t offset = 0;
    uint32_t end_line = 0;
    uint32_t end_offset = 0;
    uint32_t context_line =
        0;            ///< where the last whole compound statement before the error starts; 0 when there is none
    std::string text; ///< the line, with its line end where the source has one
};

/// An error at the bytes [start, end) of a source.
SyntaxError make_syntax_error(const Source& source, uint32_t start, uint32_t end, std::string message,
    SyntaxErrorKind kind = SyntaxErrorKind::SyntaxError);

/// A SyntaxWarning or DeprecationWarning that the text gives rise to, such as an invalid escape sequence.
struct SyntaxWarning {
    std::string message;
    uint32_t start = 0; ///< bytes from the start of the source
    uint32_t end = 0;
};

} // namespace coil::internal
