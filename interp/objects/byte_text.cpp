#include "objects/byte_text.h"

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

#include "base/unicode_text.h"
#include "base/utf8.h"

namespace coil::internal::byte_text
{

namespace
{

bool is_continuation(char byte) { return (byte & 0xc0) == 0x80; }

/// rfind in linear time whatever the texts: Knuth, Morris and Pratt's search, from the end.
size_t rfind_linear(std::string_view text, std::string_view needle)
{
    size_t size = needle.size();
    auto wanted = [&](size_t i) { return needle[size - 1 - i]; };
    // Of what matches so far, the longest part that a shorter match would begin with.
    std::vector<size_t> shorter(size + 1);
    for (size_t i = 1, matched = 0; i < size; i++) {
        while (matched > 0 && wanted(i) != wanted(matched))
            matched = shorter[matched];
        matched += wanted(i) == wanted(matched);
        shorter[i + 1] = matched;
    }
    for (size_t at = text.size(), matched = 0; at-- > 0;) {
        while (matched > 0 && text[at] != wanted(matched))
            matched = shorter[matched];
        matched += text[at] == wanted(matched);
        if (matched == size)
            return at;
    }
    return none;
}

} // namespace

size_t UnicodeBlank::at_start(std::string_view text)
{
    if (text.empty() || is_continuation(text[0]))
        return 0;
    size_t size = 0;
    return unicode::is_space(unicode::next_point(text, size)) ? size : 0;
}

size_t UnicodeBlank::at_end(std::string_view text)
{
    if (text.empty())
        return 0;
    size_t start = text.size();
    // A prefix of a character at the end is not white space.
    if (!is_continuation(text.back()) && static_cast<unsigned char>(text.back()) >= 0x80)
        return 0;
    while (start > 1 && is_continuation(text[start - 1]))
        start--;
    size_t at = --start;
    unsigned char lead = static_cast<unsigned char>(text[start]);
    size_t size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (start + size != text.size())
        return 0;
    return unicode::is_space(unicode::next_point(text, at)) ? size : 0;
}

namespace
{

size_t find_at_once(std::string_view text, std::string_view needle, size_t from)
{
    const char* start = text.data() + from;
    auto place_of = [&](const void* place) {
        return place ? size_t(static_cast<const char*>(place) - text.data()) : none;
    };
    auto first = static_cast<unsigned char>(needle[0]);
    if (needle.size() == 1) [[likely]]
        return place_of(std::memchr(start, first, text.size() - from));
    if (text.size() - from < needle.size())
        return none;
    // By its first byte, until that turns out to be common.
    const char* end = text.data() + text.size() - (needle.size() - 1);
    for (int tries = 16; tries > 0; tries--) {
        auto* place = static_cast<const char*>(std::memchr(start, first, size_t(end - start)));
        if (!place)
            return none;
        if (place[1] == needle[1] && std::memcmp(place, needle.data(), needle.size()) == 0)
            return place_of(place);
        start = place + 1;
        if (start >= end)
            return none;
    }
    return place_of(memmem(start, size_t(text.data() + text.size() - start), needle.data(), needle.size()));
}

/// How much is searched between two questions: preparing for a long needle must pay.
size_t stretch_for(std::string_view needle) { return std::max(bytes_at_once, 4 * needle.size()); }

/// What a place costs, beside the bytes between places.
constexpr size_t bytes_per_place = 64;

/// Counts bytes for a Progress.
class Meter
{
public:
    explicit Meter(Progress* progress)
        : progress_(progress)
    {
    }
    bool go_on(size_t bytes)
    {
        bytes_ += bytes;
        return bytes_ < bytes_at_once || !progress_ || progress_->go_on(std::exchange(bytes_, 0));
    }

private:
    Progress* progress_;
    size_t bytes_ = 0;
};

} // namespace

bool repeat(char* out, size_t size, std::string_view unit, Progress* progress)
{
    if (unit.size() == 1 && size <= bytes_at_once) {
        std::memset(out, unit[0], size);
        return true;
    }
    // What stands there already is copied, twice as much each time, until that is a good piece.
    size_t done = std::min(size, unit.size());
    std::copy_n(unit.data(), done, out);
    for (size_t piece = done; done < size; done += piece) {
        piece = std::min({ size - done, done / unit.size() * unit.size(),
            std::max(bytes_at_once / 8, unit.size()) / unit.size() * unit.size() });
        std::memcpy(out + done, out, piece);
        if ((done / bytes_at_once) != (done + piece) / bytes_at_once && !progress->go_on(bytes_at_once))
            return false;
    }
    return true;
}

bool copy_long(char* out, std::string_view text, Progress* progress)
{
    for (; text.size() > bytes_at_once; text.remove_prefix(bytes_at_once)) {
        out = std::copy_n(text.data(), bytes_at_once, out);
        if (!progress->go_on(bytes_at_once))
            return false;
    }
    std::copy_n(text.data(), text.size(), out);
    return true;
}

size_t prefix_size(std::string_view text, size_t count, Progress* progress)
{
    size_t at = 0;
    while (text.size() - at > bytes_at_once) {
        std::string_view part = text.substr(at, bytes_at_once);
        size_t points = utf8::count_points(part);
        if (points > count || !progress->go_on(part.size()))
            break;
        count -= points;
        at += part.size();
    }
    return at + utf8::prefix_size(text.substr(at), count);
}

size_t find(std::string_view text, std::string_view needle, size_t from, Progress* progress)
{
    if (from > text.size() || needle.size() > text.size() - from)
        return none;
    if (needle.empty())
        return from;
    for (size_t stretch = stretch_for(needle); progress && text.size() - from > 2 * stretch; from += stretch) {
        // A place may begin in this stretch and end in the next.
        size_t place = find_at_once(text.substr(0, from + stretch + needle.size() - 1), needle, from);
        if (place != none || !progress->go_on(stretch))
            return place;
    }
    return find_at_once(text, needle, from);
}

size_t rfind(std::string_view text, std::string_view needle, Progress* progress)
{
    if (needle.size() > text.size())
        return none;
    if (needle.empty())
        return text.size();
    for (size_t stretch = stretch_for(needle); progress && text.size() > 2 * stretch;) {
        size_t start = text.size() - stretch;
        size_t place = rfind(text.substr(start), needle);
        if (place != none || !progress->go_on(stretch))
            return place == none ? none : start + place;
        text = text.substr(0, start + needle.size() - 1);
    }
    if (needle.size() == 1) {
        const void* place = memrchr(text.data(), static_cast<unsigned char>(needle[0]), text.size());
        return place ? size_t(static_cast<const char*>(place) - text.data()) : none;
    }
    // Horspool's search from the end, until it has compared more than it got on.
    size_t skip[256];
    std::fill_n(skip, 256, needle.size());
    for (size_t i = needle.size() - 1; i > 0; i--)
        skip[static_cast<unsigned char>(needle[i])] = i;
    size_t last = text.size() - needle.size(), compared = 0;
    for (size_t at = last; compared <= 4 * (last - at + needle.size());) {
        auto differs = std::mismatch(needle.begin(), needle.end(), text.begin() + ptrdiff_t(at)).first;
        if (differs == needle.end())
            return at;
        compared += size_t(differs - needle.begin());
        size_t step = skip[static_cast<unsigned char>(text[at])];
        if (step > at)
            return none;
        at -= step;
        text = text.substr(0, at + needle.size());
    }
    return rfind_linear(text, needle);
}

size_t count(std::string_view text, std::string_view needle, size_t most, Progress* progress)
{
    Meter meter(progress);
    size_t found = 0;
    if (needle.size() == 1 && most == none) {
        if (text.size() <= bytes_at_once)
            return size_t(std::count(text.begin(), text.end(), needle[0]));
        for (; !text.empty(); text.remove_prefix(std::min(text.size(), bytes_at_once))) {
            std::string_view part = text.substr(0, bytes_at_once);
            found += size_t(std::count(part.begin(), part.end(), needle[0]));
            if (!meter.go_on(part.size()))
                break;
        }
        return found;
    }
    for (size_t start = 0, at; found < most && (at = find(text, needle, start, progress)) != none; found++) {
        if (!meter.go_on(at + bytes_per_place - start))
            break;
        start = at + needle.size();
    }
    return found;
}

void replace(
    char* out, std::string_view text, std::string_view old, std::string_view with, size_t count, Progress* progress)
{
    if (old.size() == 1 && text.size() <= bytes_at_once && with.size() <= bytes_per_place) {
        const char *at = text.data(), *end = at + text.size();
        for (; count > 0; count--) {
            auto* place =
                static_cast<const char*>(std::memchr(at, static_cast<unsigned char>(old[0]), size_t(end - at)));
            if (!place)
                break;
            out = std::copy(with.begin(), with.end(), std::copy(at, place, out));
            at = place + 1;
        }
        std::copy(at, end, out);
        return;
    }
    Meter meter(progress);
    size_t start = 0;
    for (; count > 0; count--) {
        size_t at = find(text, old, start, progress);
        if (at == none || !meter.go_on(at + with.size() + bytes_per_place - start))
            break;
        out = std::copy_n(text.data() + start, at - start, out);
        out = std::copy(with.begin(), with.end(), out);
        start = at + old.size();
    }
    std::copy(text.begin() + ptrdiff_t(start), text.end(), out);
}

size_t ascii_line_end(std::string_view text)
{
    if (text[0] == '\n')
        return 1;
    if (text[0] != '\r')
        return 0;
    return text.size() > 1 && text[1] == '\n' ? 2 : 1;
}

size_t unicode_line_end(std::string_view text)
{
    if (size_t size = ascii_line_end(text))
        return size;
    char byte = text[0];
    if (byte == '\v' || byte == '\f' || (byte >= '\x1c' && byte <= '\x1e'))
        return 1;
    if (text.starts_with("\xc2\x85"))
        return 2;
    if (text.starts_with("\xe2\x80\xa8") || text.starts_with("\xe2\x80\xa9"))
        return 3;
    return 0;
}

size_t expanded_size(std::string_view text, int64_t tab_size, bool characters, size_t most)
{
    size_t column = 0, size = 0;
    for (char byte : text) {
        size_t width = 1;
        if (byte == '\t') {
            width = tab_size > 0 ? size_t(tab_size) - column % size_t(tab_size) : 0;
            column += width;
        } else if (byte == '\n' || byte == '\r') {
            column = 0;
        } else if (!characters || !is_continuation(byte)) {
            column++;
        }
        if (width > most - size)
            return none;
        size += width;
    }
    return size;
}

std::string expand_tabs(std::string_view text, int64_t tab_size, bool characters)
{
    std::string out;
    size_t column = 0;
    for (char byte : text) {
        if (byte == '\t') {
            size_t width = tab_size > 0 ? size_t(tab_size) - column % size_t(tab_size) : 0;
            out.append(width, ' ');
            column += width;
            continue;
        }
        out += byte;
        if (byte == '\n' || byte == '\r')
            column = 0;
        else if (!characters || !is_continuation(byte))
            column++;
    }
    return out;
}

} // namespace coil::internal::byte_text
