#pragma once
// Universal newlines: what ends a line of text that is read, and what becomes of it.
#include <string>

#include "stdlib/io/_io/io.h"

namespace coil::internal::io
{

/// Goes over text that comes in pieces. A '\r' at the end of a piece waits for the next, which may begin with its '\n'.
class LineEnds
{
public:
    bool translates = false; ///< all of them are made '\n'
    bool is_cr_pending = false;

    /// Converts the next piece in place; `final`: none follows.
    void convert(std::string& text, bool final);
    /// The same of text that has no '\r', and nothing pending: it stays as it is.
    void note_plain(std::string_view text)
    {
        if (!(seen_ & Lf) && text.find('\n') != std::string_view::npos)
            seen_ |= Lf;
    }
    void forget() { seen_ = 0, is_cr_pending = false; }
    /// What was met so far, as `newlines` of files tells it.
    Result<Value> seen(Vm& vm) const;

private:
    enum Seen : uint8_t { Cr = 1, Lf = 2, CrLf = 4 };
    uint8_t seen_ = 0;
};

/// What open() and the classes take as newline=: how lines end when they are read and what '\n' is written as.
struct NewlineMode {
    bool universal = true;       ///< \n, \r and \r\n end lines
    bool translates = true;      ///< and are given as \n
    const char* line_end = "\n"; ///< else this ends them
    const char* written = "";    ///< what \n is written as; empty: itself
    Value given = None;          ///< as it was given

    /// Whether lines of text, in which ends are translated by now, end with one byte only.
    bool has_one_end() const { return translates || (!universal && !line_end[1]); }
    char one_end() const { return translates ? '\n' : line_end[0]; }
};
/// ValueError.
Result<NewlineMode> newline_mode(Vm& vm, Str* newline, std::string_view message = "illegal newline value: {}");
/// Where the first line in `text` ends, the end included; npos when there is no end.
size_t find_line_end(const NewlineMode& mode, std::string_view text);
/// `text` with '\n' written as it is to be.
std::string with_line_ends(std::string_view text, std::string_view written);

} // namespace coil::internal::io
