#pragma once
// Text to bytes and back: UTF-8, UTF-16 and UTF-32 with their variants, ASCII and Latin-1, with CPython's error
// handlers. Other names, and handlers of scripts, are looked up through the Vm's operations (stdlib/text/_codecs).
#include "objects/bytes.h"
#include "objects/str.h"

namespace coil::internal
{

enum class Encoding : uint8_t { Utf8, Utf8Signed, Ascii, Latin1, Utf16, Utf16Le, Utf16Be, Utf32, Utf32Le, Utf32Be };

/// The encoding of a name in any of its spellings.
std::optional<Encoding> find_encoding(std::string_view name);

/// One of the wide encodings: bytes of a unit, order of the bytes.
struct WideFormat {
    size_t size = 2;
    bool big_endian = false;
    bool has_mark = false; ///< written before, and read to tell the order
};

/// str.encode. Raises UnicodeEncodeError or LookupError.
Result<Bytes*> str_encode(Vm& vm, Str* str, std::string_view encoding = "utf-8", std::string_view errors = "strict");
/// bytes.decode. Raises UnicodeDecodeError or LookupError.
Result<Str*> bytes_decode(
    Vm& vm, std::string_view bytes, std::string_view encoding = "utf-8", std::string_view errors = "strict");

// Each by itself. A decoder that is given `consumed` leaves an unfinished sequence at the end and tells there how many
// bytes it read. Handlers of scripts may change what `bytes` stands in: the codec has taken a copy before.
Result<Str*> decode_utf8(Vm& vm, std::string_view bytes, std::string_view errors, size_t* consumed = nullptr);
Result<Bytes*> encode_utf8(Vm& vm, Str* str, std::string_view prefix, std::string_view errors);
Result<Str*> decode_ascii(Vm& vm, std::string_view bytes, std::string_view errors);
Result<Str*> decode_latin1(Vm& vm, std::string_view bytes);
Result<Bytes*> encode_ascii(Vm& vm, Str* str, std::string_view errors);
Result<Bytes*> encode_latin1(Vm& vm, Str* str, std::string_view errors);
Result<Bytes*> encode_wide(Vm& vm, Str* str, WideFormat format, std::string_view errors);
/// `format` becomes that which a mark told: without has_mark then.
Result<Str*> decode_wide(
    Vm& vm, std::string_view bytes, WideFormat& format, std::string_view errors, size_t* consumed = nullptr);

} // namespace coil::internal
