#pragma once
// Copying, comparing and reading runs of bytes that are mostly short: words that overlap instead of calls to the C
// library, whose cost a name or a word of text does not pay for.
#include <cstdint>
#include <cstring>
#include <string_view>

namespace coil::internal::short_bytes
{

template <class T> [[gnu::always_inline]] inline T load(const char* from)
{
    T word;
    std::memcpy(&word, from, sizeof(T));
    return word;
}

/// As std::memcpy; the two do not overlap.
inline void copy(char* to, const char* from, size_t size)
{
    auto both_ends = [&]<class T>(T) {
        T first = load<T>(from), last = load<T>(from + size - sizeof(T));
        std::memcpy(to, &first, sizeof(T));
        std::memcpy(to + size - sizeof(T), &last, sizeof(T));
    };
    if (size > 16) {
        std::memcpy(to, from, size);
    } else if (size >= 8) {
        both_ends(uint64_t());
    } else if (size >= 4) {
        both_ends(uint32_t());
    } else if (size) {
        to[0] = from[0];
        to[size / 2] = from[size / 2];
        to[size - 1] = from[size - 1];
    }
}

/// Whether two runs of `size` bytes are the same.
inline bool equal(const char* left, const char* right, size_t size)
{
    auto both_ends = [&]<class T>(T) {
        return ((load<T>(left) ^ load<T>(right)) |
                   (load<T>(left + size - sizeof(T)) ^ load<T>(right + size - sizeof(T)))) == 0;
    };
    if (size > 16)
        return std::memcmp(left, right, size) == 0;
    if (size >= 8)
        return both_ends(uint64_t());
    if (size >= 4)
        return both_ends(uint32_t());
    return size == 0 || (left[0] == right[0] && left[size / 2] == right[size / 2] && left[size - 1] == right[size - 1]);
}

/// Fewer than 8 bytes as a little-endian number.
inline uint64_t tail(const char* from, size_t size)
{
    if (size >= 4)
        return load<uint32_t>(from) | uint64_t(load<uint32_t>(from + size - 4)) << (size - 4) * 8;
    if (size == 0)
        return 0;
    auto byte = [&](size_t i) { return uint64_t(uint8_t(from[i])) << i * 8; };
    return byte(0) | byte(size / 2) | byte(size - 1);
}

inline bool is_ascii(std::string_view text)
{
    constexpr uint64_t high = 0x8080808080808080u;
    const char* at = text.data();
    size_t left = text.size();
    for (; left >= 8; left -= 8, at += 8)
        if (load<uint64_t>(at) & high)
            return false;
    return (tail(at, left) & high) == 0;
}

} // namespace coil::internal::short_bytes
