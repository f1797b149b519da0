#include "stdlib/formats/_json/strings.h"

#include <array>

#include "base/short_bytes.h"
#include "base/utf8.h"

namespace coil::internal::json
{

namespace
{

constexpr uint64_t ones = 0x0101010101010101;
constexpr uint64_t highs = 0x8080808080808080;

/// The highest bit of each byte that is zero, and of some above one that is.
constexpr uint64_t zero_bytes(uint64_t word) { return (word - ones) & ~word & highs; }
/// Likewise of quotes, backslashes and what is below a space. Bytes above 127 are not among them.
constexpr uint64_t special_bytes(uint64_t word)
{
    return zero_bytes(word ^ ones * '"') | zero_bytes(word ^ ones * '\\') | ((word - ones * ' ') & ~word & highs);
}

constexpr char digits[] = "0123456789abcdef";

/// The letter behind the backslash; 'u' for \uXXXX, 0 for a character that stands for itself.
constexpr auto escapes = [] {
    std::array<char, 128> table{};
    for (size_t i = 0; i < 32; i++)
        table[i] = 'u';
    table['\b'] = 'b';
    table['\f'] = 'f';
    table['\n'] = 'n';
    table['\r'] = 'r';
    table['\t'] = 't';
    table['"'] = '"';
    table['\\'] = '\\';
    return table;
}();

char* write_unit(char* out, uint32_t unit)
{
    *out++ = '\\';
    *out++ = 'u';
    for (int shift = 12; shift >= 0; shift -= 4)
        *out++ = digits[unit >> shift & 15];
    return out;
}
char* write_units(char* out, uint32_t point)
{
    if (point < 0x10000)
        return write_unit(out, point);
    point -= 0x10000;
    return write_unit(write_unit(out, 0xd800 | point >> 10), 0xdc00 | (point & 0x3ff));
}

/// A code point of WTF-8, at a byte above 127.
utf8::Decoded decode_wide(std::string_view text, size_t at)
{
    auto byte = [&](size_t i) { return uint32_t(uint8_t(text[at + i])); };
    if (byte(0) < 0xe0)
        return { char32_t((byte(0) & 31) << 6 | (byte(1) & 63)), 2 };
    if (byte(0) < 0xf0)
        return { char32_t((byte(0) & 15) << 12 | (byte(1) & 63) << 6 | (byte(2) & 63)), 3 };
    return { char32_t((byte(0) & 7) << 18 | (byte(1) & 63) << 12 | (byte(2) & 63) << 6 | (byte(3) & 63)), 4 };
}

/// Copies bytes that stand for themselves, eight at a time; gives how many. Some are left to the caller.
size_t copy_plain(const char* from, size_t size, char* out, bool ascii)
{
    size_t i = 0;
    for (; i + 8 <= size; i += 8) {
        auto word = short_bytes::load<uint64_t>(from + i);
        uint64_t special = special_bytes(word);
        if (ascii)
            special |= (word & highs) | zero_bytes(word ^ ones * 0x7f);
        if (special)
            break;
        std::memcpy(out + i, &word, 8);
    }
    return i;
}

int hex_value(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    char lower = char(digit | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

} // namespace

Result<void> Output::grow(size_t size)
{
    constexpr size_t least = 512;
    TRY(vm_.work_in_one_step(size_ / Vm::bytes_per_unit + 1));
    ByteArrayStorage* storage = TRY(make_byte_storage(vm_, std::max(least, 2 * (size_ + size))));
    if (size_)
        std::memcpy(storage->data, storage_->data, size_);
    storage_ = storage;
    return {};
}

Result<void> write_string(Output& out, Str* text, bool ascii)
{
    std::string_view view = text->view();
    if (!ascii && !text->is_ascii())
        out.mix();
    // A byte becomes six at most: two of a character beyond Latin-1 are half of that.
    constexpr size_t piece = 4096;
    TRY(out.add("\""));
    for (size_t at = 0; at < view.size();) {
        size_t stop = std::min(view.size(), at + piece);
        char* start = TRY(out.room(6 * (stop - at) + 12));
        char* to = start;
        while (at < stop) {
            size_t plain = copy_plain(view.data() + at, stop - at, to, ascii);
            at += plain;
            to += plain;
            for (size_t few = std::min(stop, at + 8); at < few;) {
                auto byte = static_cast<uint8_t>(view[at]);
                if (byte < 128) {
                    char escape = ascii && byte == 0x7f ? 'u' : escapes[byte];
                    if (!escape) {
                        *to++ = char(byte);
                    } else if (escape == 'u') {
                        to = write_unit(to, byte);
                    } else {
                        *to++ = '\\';
                        *to++ = escape;
                    }
                    at++;
                } else if (ascii) {
                    utf8::Decoded character = decode_wide(view, at);
                    to = write_units(to, character.point);
                    at += character.size;
                } else {
                    *to++ = char(byte);
                    at++;
                }
            }
        }
        out.advance(size_t(to - start));
    }
    return out.add("\"");
}

size_t StringReader::end_of_run(size_t at, bool& ascii) const
{
    for (; at + 8 <= text_.size(); at += 8) {
        auto word = short_bytes::load<uint64_t>(text_.data() + at);
        if (uint64_t special = special_bytes(word)) {
            auto before = unsigned(__builtin_ctzll(special)) & ~7u;
            uint64_t passed = before ? word & (~uint64_t(0) >> (64 - before)) : 0;
            ascii = ascii && !(passed & highs);
            return at + before / 8;
        }
        ascii = ascii && !(word & highs);
    }
    for (; at < text_.size(); at++) {
        auto byte = static_cast<uint8_t>(text_[at]);
        if (byte < ' ' || byte == '"' || byte == '\\')
            break;
        ascii = ascii && byte < 128;
    }
    return at;
}

Result<ReadString> StringReader::read(size_t start, Problem& problem)
{
    bool ascii = true;
    size_t end = end_of_run(start, ascii);
    if (end < text_.size() && text_[end] == '"') [[likely]] {
        std::string_view run = text_.substr(start, end - start);
        return ReadString{ TRY((ascii ? make_ascii_str : make_str)(vm_, run)), end + 1 };
    }
    return read_escaped(start, end, problem);
}

Result<ReadString> StringReader::read_key(size_t start, Problem& problem)
{
    bool ascii = true;
    size_t end = end_of_run(start, ascii);
    if (end >= text_.size() || text_[end] != '"')
        return read_escaped(start, end, problem);
    std::string_view run = text_.substr(start, end - start);
    size_t mixed = run.size() * 31;
    if (!run.empty())
        mixed += uint8_t(run.front()) * 7u + uint8_t(run[run.size() / 2]) * 5u + uint8_t(run.back());
    Str*& known = keys_[mixed % key_count];
    if (!known || known->view() != run) {
        known = TRY((ascii ? make_ascii_str : make_str)(vm_, run));
        str_hash(vm_, known);
    }
    return ReadString{ known, end + 1 };
}

bool StringReader::read_unicode(size_t& at, Problem& problem)
{
    auto unit_at = [&](size_t place) -> int {
        // A character must follow: the quote.
        if (place + 4 >= text_.size())
            return -1;
        int unit = 0;
        for (size_t i = 0; i < 4; i++) {
            int digit = hex_value(text_[place + i]);
            if (digit < 0)
                return -1;
            unit = unit << 4 | digit;
        }
        return unit;
    };
    int unit = unit_at(at + 2);
    if (unit < 0) {
        problem = { "Invalid \\uXXXX escape", at + 1 };
        return false;
    }
    at += 6;
    auto point = char32_t(unit);
    if ((unit & 0xfc00) == 0xd800 && text_.substr(at, 2) == "\\u") {
        int low = unit_at(at + 2);
        if (low >= 0 && (low & 0xfc00) == 0xdc00) {
            point = 0x10000 + (char32_t(unit & 0x3ff) << 10) + char32_t(low & 0x3ff);
            at += 6;
        }
    }
    utf8::append(buffer_, point);
    return true;
}

bool StringReader::read_escape(size_t& at, size_t start, Problem& problem)
{
    if (at + 1 >= text_.size()) {
        problem = { "Unterminated string starting at", start - 1 };
        return false;
    }
    char plain;
    switch (text_[at + 1]) {
    case 'u':
        return read_unicode(at, problem);
    case '"':
    case '\\':
    case '/':
        plain = text_[at + 1];
        break;
    case 'b':
        plain = '\b';
        break;
    case 'f':
        plain = '\f';
        break;
    case 'n':
        plain = '\n';
        break;
    case 'r':
        plain = '\r';
        break;
    case 't':
        plain = '\t';
        break;
    default:
        problem = { "Invalid \\escape", at };
        return false;
    }
    buffer_ += plain;
    at += 2;
    return true;
}

Result<ReadString> StringReader::read_escaped(size_t start, size_t at, Problem& problem)
{
    buffer_.assign(text_.substr(start, at - start));
    size_t counted = 4096;
    while (at < text_.size()) {
        char special = text_[at];
        if (special == '"')
            return ReadString{ TRY(make_str(vm_, buffer_)), at + 1 };
        if (special == '\\') {
            if (!read_escape(at, start, problem))
                return Raised{};
        } else if (strict_) {
            problem = { "Invalid control character at", at };
            return Raised{};
        } else {
            buffer_ += special;
            at++;
        }
        bool ascii = true;
        size_t end = end_of_run(at, ascii);
        buffer_ += text_.substr(at, end - at);
        at = end;
        if (buffer_.size() > counted) {
            TRY(vm_.work_in_one_step(counted / Vm::bytes_per_unit));
            counted = 2 * buffer_.size();
            TRY(vm_.require_room(counted));
        }
    }
    problem = { "Unterminated string starting at", start - 1 };
    return Raised{};
}

} // namespace coil::internal::json
