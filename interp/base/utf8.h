#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace coil::internal::utf8
{

/// One code point read from text, with the bytes that it took.
struct Decoded {
    char32_t point = 0;
    uint32_t size = 1; ///< 0 at the end of the text or where it is malformed
};

/// Reads strict UTF-8 (no surrogates, no overlong forms).
Decoded decode(std::string_view text, size_t at);

/// Appends the code point's encoding; surrogates are written as three bytes (WTF-8).
void append(std::string& out, char32_t point);
/// The same into memory with room for four bytes; returns the bytes written.
uint32_t encode(char* out, char32_t point);

/// The offset of the first byte that is not part of well-formed UTF-8, or npos.
size_t find_malformed(std::string_view text);
/// The offset of the first byte above 127, or npos.
size_t find_non_ascii(std::string_view text);
/// Code points of well-formed UTF-8 (or WTF-8) text.
size_t count_points(std::string_view text);

/// The bytes of its first `count` code points, or of all of it.
size_t prefix_size(std::string_view text, size_t count);

/// The NFKC form of well-formed text.
std::string normalise_nfkc(std::string_view text);

} // namespace coil::internal::utf8
