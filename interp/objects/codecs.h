#pragma once
// Text to bytes and back: UTF-8, UTF-16 and UTF-32 with their variants, ASCII and Latin-1, with CPython's error
// handlers. Other names are a LookupError.
#include "objects/bytes.h"
#include "objects/str.h"

namespace coil::internal
{

enum class Encoding : uint8_t { Utf8, Utf8Signed, Ascii, Latin1, Utf16, Utf16Le, Utf16Be, Utf32, Utf32Le, Utf32Be };

/// The encoding of a name in any of its spellings.
std::optional<Encoding> find_encoding(std::string_view name);

/// str.encode. Raises UnicodeEncodeError or LookupError.
Result<Bytes*> str_encode(Vm& vm, Str* str, std::string_view encoding = "utf-8", std::string_view errors = "strict");
/// bytes.decode. Raises UnicodeDecodeError or LookupError.
Result<Str*> bytes_decode(
    Vm& vm, std::string_view bytes, std::string_view encoding = "utf-8", std::string_view errors = "strict");

} // namespace coil::internal
