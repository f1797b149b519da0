#pragma once
// The codings of binascii on plain text: they know neither values nor the heap. What can't be decoded is told by a
// message, empty when all was well.
#include <cstdint>
#include <string>
#include <string_view>

namespace coil::internal::codings
{

/// Writes twice as many digits.
void to_hex(std::string_view bytes, char* out);
/// With a separator between groups of bytes, counted from the end, or for a negative size from the beginning.
inline size_t hex_separators(size_t bytes, int64_t group)
{
    return group && bytes ? (bytes - 1) / (group < 0 ? -uint64_t(group) : uint64_t(group)) : 0;
}
void to_hex_groups(std::string_view bytes, char separator, int64_t group, char* out);
/// Writes half as many bytes.
std::string from_hex(std::string_view digits, char* out);

/// Bytes of the base64 text, without a line end.
inline size_t base64_size(size_t bytes) { return (bytes + 2) / 3 * 4; }
void to_base64(std::string_view bytes, char* out);
/// `out` has room for three quarters of the text and 3 bytes; `size` tells what was written.
std::string from_base64(std::string_view text, bool strict, char* out, size_t& size);

/// A line of uuencoded text, from up to 45 bytes, and back: `out` has room for most_of_uu_line.
inline constexpr size_t most_of_uu_line = 64;
size_t to_uu(std::string_view bytes, bool backtick, char* out);
std::string from_uu(std::string_view line, char* out, size_t& size);

struct QuotedOptions {
    bool quote_tabs = false;
    bool is_text = true;
    bool header = false;
};
std::string to_quoted(std::string_view bytes, const QuotedOptions& options);
std::string from_quoted(std::string_view text, bool header);

uint32_t crc32(std::string_view bytes, uint32_t crc);
uint16_t crc_hqx(std::string_view bytes, uint16_t crc);

} // namespace coil::internal::codings
