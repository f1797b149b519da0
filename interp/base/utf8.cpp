#include "base/utf8.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <cstring>
#include <utf8proc.h>

namespace coil::internal::utf8
{

namespace
{

uint8_t byte_at(std::string_view text, size_t at) { return at < text.size() ? static_cast<uint8_t>(text[at]) : 0; }

bool is_continuation(uint8_t byte) { return (byte & 0xC0) == 0x80; }

} // namespace

Decoded decode(std::string_view text, size_t at)
{
    if (at >= text.size())
        return { 0, 0 };
    uint8_t first = byte_at(text, at);
    uint8_t second = byte_at(text, at + 1);
    uint8_t third = byte_at(text, at + 2);
    if (first < 0x80)
        return { first, 1 };
    if (first < 0xC2 || !is_continuation(second))
        return { 0, 0 };
    if (first < 0xE0)
        return { static_cast<char32_t>((first & 0x1F) << 6 | (second & 0x3F)), 2 };
    if (first < 0xF0) {
        char32_t point = static_cast<char32_t>((first & 0x0F) << 12 | (second & 0x3F) << 6 | (third & 0x3F));
        if (!is_continuation(third) || point < 0x800 || (point >= 0xD800 && point <= 0xDFFF))
            return { 0, 0 };
        return { point, 3 };
    }
    uint8_t fourth = byte_at(text, at + 3);
    char32_t point =
        static_cast<char32_t>((first & 0x07) << 18 | (second & 0x3F) << 12 | (third & 0x3F) << 6 | (fourth & 0x3F));
    if (first > 0xF4 || !is_continuation(third) || !is_continuation(fourth) || point < 0x10000 || point > 0x10FFFF)
        return { 0, 0 };
    return { point, 4 };
}

uint32_t encode(char* out, char32_t point)
{
    if (point < 0x80) {
        out[0] = static_cast<char>(point);
        return 1;
    }
    if (point < 0x800) {
        out[0] = static_cast<char>(0xC0 | point >> 6);
        out[1] = static_cast<char>(0x80 | (point & 0x3F));
        return 2;
    }
    if (point < 0x10000) {
        out[0] = static_cast<char>(0xE0 | point >> 12);
        out[1] = static_cast<char>(0x80 | (point >> 6 & 0x3F));
        out[2] = static_cast<char>(0x80 | (point & 0x3F));
        return 3;
    }
    out[0] = static_cast<char>(0xF0 | point >> 18);
    out[1] = static_cast<char>(0x80 | (point >> 12 & 0x3F));
    out[2] = static_cast<char>(0x80 | (point >> 6 & 0x3F));
    out[3] = static_cast<char>(0x80 | (point & 0x3F));
    return 4;
}

void append(std::string& out, char32_t point)
{
    char bytes[4];
    out.append(bytes, encode(bytes, point));
}

namespace
{

constexpr uint64_t high_bits = 0x8080808080808080u;

uint64_t word_at(const char* at)
{
    uint64_t word;
    std::memcpy(&word, at, sizeof(word));
    return word;
}

} // namespace

size_t find_non_ascii(std::string_view text)
{
    const char* data = text.data();
    size_t at = 0, size = text.size();
    for (; at + 64 <= size; at += 64) {
        uint64_t all = 0;
        for (size_t i = 0; i < 64; i += 8)
            all |= word_at(data + at + i);
        if (all & high_bits)
            break;
    }
    for (; at + 8 <= size; at += 8) {
        if (uint64_t found = word_at(data + at) & high_bits)
            return at + size_t(std::countr_zero(found) / 8);
    }
    if (at < size && size >= 8) { // the last word again, as far as it is new
        uint64_t found = word_at(data + size - 8) & high_bits;
        return found ? size - 8 + size_t(std::countr_zero(found) / 8) : std::string_view::npos;
    }
    for (; at < size; at++) {
        if (static_cast<uint8_t>(data[at]) >= 0x80)
            return at;
    }
    return std::string_view::npos;
}

size_t find_malformed(std::string_view text)
{
    size_t at = 0;
    for (;;) {
        size_t next = find_non_ascii(text.substr(at));
        if (next == std::string_view::npos)
            return next;
        at += next;
        Decoded decoded = decode(text, at);
        if (decoded.size == 0)
            return at;
        at += decoded.size;
    }
}

size_t count_points(std::string_view text)
{
    return static_cast<size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<uint8_t>(c) & 0xC0) != 0x80; }));
}

size_t prefix_size(std::string_view text, size_t count)
{
    size_t at = 0;
    for (; at < text.size(); at++) {
        bool leads = (static_cast<uint8_t>(text[at]) & 0xC0) != 0x80;
        if (leads && count-- == 0)
            break;
    }
    return at;
}

std::string normalise_nfkc(std::string_view text)
{
    utf8proc_uint8_t* mapped = nullptr;
    auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
    utf8proc_ssize_t size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
        static_cast<utf8proc_ssize_t>(text.size()), &mapped, options);
    if (size < 0)
        return std::string(text);
    std::string result(reinterpret_cast<char*>(mapped), static_cast<size_t>(size));
    std::free(mapped);
    return result;
}

} // namespace coil::internal::utf8
