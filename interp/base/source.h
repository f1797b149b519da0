#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace coil::internal
{

/// A place in a source text, in CPython's terms.
struct SourcePosition {
    uint32_t line = 1;          ///< from 1
    uint32_t column = 0;        ///< UTF-8 bytes from the start of the line
    uint32_t column_points = 0; ///< code points from the start of the line
};

/// One source text with its name. Line ends are normalised to '\n' and a UTF-8 byte order mark is dropped on
/// construction; every offset refers to text() as it is then. The table of lines is built at the first question, so use
/// it from one thread.
class Source
{
public:
    Source(std::string filename, std::string text);
    /// No text, but a table of places: for trees that were not parsed. Offset n is at places[n]; `text` has a byte for
    /// each (what a node was, where somebody may ask for its text).
    Source(std::string filename, std::vector<SourcePosition> places, std::string text);

    const std::string& filename() const { return filename_; }
    /// NUL-terminated after its size, as a scanner's sentinel.
    std::string_view text() const { return text_; }
    bool had_byte_order_mark() const { return had_byte_order_mark_; }
    bool is_table() const { return !places_.empty(); }

    /// The line (from 1) that the offset is in; a line end belongs to its line.
    uint32_t line_of(uint32_t offset) const;
    SourcePosition locate(uint32_t offset) const;
    uint32_t line_count() const { return static_cast<uint32_t>(lines().size()); }
    /// The offset at which a line (from 1) starts.
    uint32_t line_start(uint32_t line) const { return lines()[line - 1]; }
    /// The line's text without its line end; empty when there is no such line.
    std::string_view line_text(uint32_t line) const;

    /// The offsets at which lines start, ascending; the first is 0.
    const std::vector<uint32_t>& lines() const;

private:
    std::string filename_;
    std::string text_;
    bool had_byte_order_mark_ = false;
    mutable std::vector<uint32_t> lines_;
    std::vector<SourcePosition> places_;
};

} // namespace coil::internal
