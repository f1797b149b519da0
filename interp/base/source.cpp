#include "base/source.h"

#include <algorithm>
#include <cstring>

namespace coil::internal
{

Source::Source(std::string filename, std::string text)
    : filename_(std::move(filename))
    , text_(std::move(text))
{
    if (text_.compare(0, 3, "\xEF\xBB\xBF") == 0) {
        text_.erase(0, 3);
        had_byte_order_mark_ = true;
    }
    size_t first = text_.find('\r');
    if (first == std::string::npos)
        return;
    size_t out = first;
    for (size_t in = first; in < text_.size(); in++) {
        char c = text_[in];
        if (c == '\r') {
            c = '\n';
            if (in + 1 < text_.size() && text_[in + 1] == '\n')
                in++;
        }
        text_[out++] = c;
    }
    text_.resize(out);
}

Source::Source(std::string filename, std::vector<SourcePosition> places, std::string text)
    : filename_(std::move(filename))
    , text_(std::move(text))
    , places_(std::move(places))
{
}

const std::vector<uint32_t>& Source::lines() const
{
    if (!lines_.empty())
        return lines_;
    lines_.push_back(0);
    const char* begin = text_.data();
    const char* end = begin + text_.size();
    for (const char* at = begin; at < end;) {
        const void* found = std::memchr(at, '\n', static_cast<size_t>(end - at));
        if (!found)
            break;
        at = static_cast<const char*>(found) + 1;
        lines_.push_back(static_cast<uint32_t>(at - begin));
    }
    return lines_;
}

uint32_t Source::line_of(uint32_t offset) const
{
    if (is_table())
        return places_[std::min<size_t>(offset, places_.size() - 1)].line;
    const auto& starts = lines();
    return static_cast<uint32_t>(std::upper_bound(starts.begin(), starts.end(), offset) - starts.begin());
}

SourcePosition Source::locate(uint32_t offset) const
{
    if (is_table())
        return places_[std::min<size_t>(offset, places_.size() - 1)];
    SourcePosition position;
    position.line = line_of(offset);
    uint32_t start = line_start(position.line);
    position.column = offset - start;
    uint32_t end = std::min(offset, static_cast<uint32_t>(text_.size()));
    for (uint32_t i = start; i < end; i++)
        position.column_points += (static_cast<unsigned char>(text_[i]) & 0xC0) != 0x80;
    // A position may stand one past the text, where a missing line end would be.
    position.column_points += offset - end;
    return position;
}

std::string_view Source::line_text(uint32_t line) const
{
    if (is_table() || line == 0 || line > line_count())
        return {};
    uint32_t start = line_start(line);
    size_t end = line < line_count() ? lines()[line] - 1 : text_.size();
    return std::string_view(text_).substr(start, end - start);
}

} // namespace coil::internal
