#pragma once
// Algorithms on text as bytes that str (whose WTF-8 keeps characters apart) and bytes share. Pure functions; offsets
// and sizes are in bytes. The functions that give pieces call visit(piece), which gives false to stop.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "base/short_bytes.h"

namespace coil::internal::byte_text
{

inline constexpr size_t none = std::string_view::npos;

/// What a search in a very long text asks now and then.
class Progress
{
public:
    /// Whether to go on, after so many more bytes. After a no the result means nothing.
    virtual bool go_on(size_t bytes) = 0;

protected:
    ~Progress() = default;
};
/// A search asks once in so many bytes.
inline constexpr size_t bytes_at_once = size_t(1) << 20;

/// Fills `size` bytes with `unit`, again and again. False when it was told not to go on.
bool repeat(char* out, size_t size, std::string_view unit, Progress* progress);
/// Copies the text. False when it was told not to go on.
bool copy_long(char* out, std::string_view text, Progress* progress);
inline bool copy(char* out, std::string_view text, Progress* progress)
{
    if (text.size() > bytes_at_once) [[unlikely]]
        return copy_long(out, text, progress);
    short_bytes::copy(out, text.data(), text.size());
    return true;
}
/// The bytes of the first `count` code points, or of all of the text.
size_t prefix_size(std::string_view text, size_t count, Progress* progress);

/// The first (last) place of `needle`, or none.
size_t find(std::string_view text, std::string_view needle, size_t from = 0, Progress* progress = nullptr);
size_t rfind(std::string_view text, std::string_view needle, Progress* progress = nullptr);
/// Places of `needle`, which is not empty, that do not overlap; at most `most`.
size_t count(std::string_view text, std::string_view needle, size_t most = none, Progress* progress = nullptr);

/// Copies `text` to `out` with the first `count` places of `old`, which is not empty, replaced.
void replace(char* out, std::string_view text, std::string_view old, std::string_view with, size_t count,
    Progress* progress = nullptr);

/// The text between the places of `separator`, which is not empty; at most `most` splits.
template <class Visit>
bool split(std::string_view text, std::string_view separator, size_t most, Visit visit, Progress* progress = nullptr)
{
    size_t start = 0;
    if (separator.size() == 1 && text.size() <= bytes_at_once) {
        for (const char *at = text.data(), *end = at + text.size(); most > 0; most--, at++) {
            const char* piece = at;
            at = static_cast<const char*>(std::memchr(at, static_cast<unsigned char>(separator[0]), size_t(end - at)));
            if (!at)
                break;
            if (!visit(std::string_view(piece, size_t(at - piece))))
                return false;
            start = size_t(at + 1 - text.data());
        }
        return visit(text.substr(start));
    }
    for (; most > 0; most--) {
        size_t at = find(text, separator, start, progress);
        if (at == none)
            break;
        if (!visit(text.substr(start, at - start)))
            return false;
        start = at + separator.size();
    }
    return visit(text.substr(start));
}

/// As split from the end: the last piece comes first.
template <class Visit>
bool rsplit(std::string_view text, std::string_view separator, size_t most, Visit visit, Progress* progress = nullptr)
{
    for (; most > 0; most--) {
        size_t at = rfind(text, separator, progress);
        if (at == none)
            break;
        if (!visit(text.substr(at + separator.size())))
            return false;
        text = text.substr(0, at);
    }
    return visit(text);
}

// Kinds of white space: the size of the white space at the start (end) of a text, 0 when there is none.

/// That of bytes.
struct AsciiBlank {
    static bool is_blank(char byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); }
    static size_t at_start(std::string_view text) { return !text.empty() && is_blank(text.front()); }
    static size_t at_end(std::string_view text) { return !text.empty() && is_blank(text.back()); }
};
/// That of str, in ASCII text.
struct AsciiStrBlank {
    static bool is_blank(char byte) { return AsciiBlank::is_blank(byte) || (byte >= '\x1c' && byte <= '\x1f'); }
    static size_t at_start(std::string_view text) { return !text.empty() && is_blank(text.front()); }
    static size_t at_end(std::string_view text) { return !text.empty() && is_blank(text.back()); }
};
/// That of str.
struct UnicodeBlank {
    static size_t at_start(std::string_view text);
    static size_t at_end(std::string_view text);
};

template <class Blank> std::string_view strip_start(std::string_view text, Blank)
{
    while (size_t size = Blank::at_start(text))
        text.remove_prefix(size);
    return text;
}

template <class Blank> std::string_view strip_end(std::string_view text, Blank)
{
    while (size_t size = Blank::at_end(text))
        text.remove_suffix(size);
    return text;
}

/// The words between runs of white space. What is left after `most` splits keeps the white space at its end.
template <class Blank, class Visit> bool split_words(std::string_view text, Blank blank, size_t most, Visit visit)
{
    for (;; most--) {
        text = strip_start(text, blank);
        if (text.empty())
            return true;
        if (most == 0)
            return visit(text);
        size_t end = 0;
        while (end < text.size() && Blank::at_start(text.substr(end)) == 0)
            end++;
        if (!visit(text.substr(0, end)))
            return false;
        text = text.substr(end);
    }
}

/// As split_words from the end.
template <class Blank, class Visit> bool rsplit_words(std::string_view text, Blank blank, size_t most, Visit visit)
{
    for (;; most--) {
        text = strip_end(text, blank);
        if (text.empty())
            return true;
        if (most == 0)
            return visit(text);
        size_t start = text.size();
        while (start > 0 && Blank::at_end(text.substr(0, start)) == 0)
            start--;
        if (!visit(text.substr(start)))
            return false;
        text = text.substr(0, start);
    }
}

/// The size of the line end at the start of a text, 0 when there is none: \n, \r, \r\n, and for str some more.
size_t ascii_line_end(std::string_view text);
size_t unicode_line_end(std::string_view text);

template <class Visit>
bool split_lines(std::string_view text, size_t (*line_end)(std::string_view), bool keep_ends, Visit visit)
{
    while (!text.empty()) {
        size_t size = 0, end = 0;
        while (size < text.size() && (end = line_end(text.substr(size))) == 0)
            size++;
        if (!visit(text.substr(0, size + (keep_ends ? end : 0))))
            return false;
        text = text.substr(size + end);
    }
    return true;
}

/// `text` with tabs replaced by spaces up to the next multiple of `tab_size`; columns count code points when
/// `characters` is true. Nothing is bounded here: see expanded_size.
std::string expand_tabs(std::string_view text, int64_t tab_size, bool characters);
/// The size of expand_tabs' result, or none when it is beyond `most`.
size_t expanded_size(std::string_view text, int64_t tab_size, bool characters, size_t most);

} // namespace coil::internal::byte_text
