#include "objects/codecs.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/unicode_text.h"
#include "base/utf8.h"
#include "objects/codec_errors.h"

namespace coil::internal
{

namespace
{

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

unsigned char byte_at(std::string_view bytes, size_t at) { return static_cast<unsigned char>(bytes[at]); }

Raised unknown_encoding(Vm& vm, std::string_view name)
{
    return vm.raise(Error::LookupError, "unknown encoding: {}", name);
}

/// Adds what a handler gave. False when that is text which the encoding, of ASCII and perhaps more, has not either.
bool put_substitute(std::string& out, const Substitute& substitute)
{
    if (!substitute.is_bytes && utf8::find_non_ascii(substitute.text) != std::string_view::npos)
        return false;
    out += substitute.text;
    return true;
}

// UTF-8

/// What is wrong with the malformed sequence at `at`, as CPython reports it.
struct Malformed {
    size_t size = 0;
    const char* reason = nullptr;
    bool is_unfinished = false;
};

Malformed examine(std::string_view bytes, size_t at)
{
    constexpr const char* bad_start = "invalid start byte";
    constexpr const char* bad_continuation = "invalid continuation byte";
    constexpr const char* end_of_data = "unexpected end of data";
    unsigned char lead = byte_at(bytes, at);
    if (lead < 0xc2 || lead > 0xf4)
        return { 1, bad_start };
    size_t length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    unsigned char lowest = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    unsigned char highest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    bool cuts_surrogate = lead == 0xed && bytes.size() - at == 2 && (byte_at(bytes, at + 1) & 0xe0) == 0xa0;
    for (size_t i = 1; i < length; i++) {
        if (at + i >= bytes.size())
            return { bytes.size() - at, end_of_data, true };
        unsigned char byte = byte_at(bytes, at + i);
        if (byte < lowest || byte > highest)
            return { i, bad_continuation, cuts_surrogate };
        lowest = 0x80;
        highest = 0xbf;
    }
    return { 1, bad_start };
}

/// The surrogate whose three bytes stand at `at`, or 0.
uint32_t encoded_surrogate(std::string_view bytes, size_t at)
{
    if (bytes.size() - at < 3 || byte_at(bytes, at) != 0xed || (byte_at(bytes, at + 1) & 0xe0) != 0xa0 ||
        (byte_at(bytes, at + 2) & 0xc0) != 0x80)
        return 0;
    return 0xd000 | uint32_t(byte_at(bytes, at + 1) & 0x3f) << 6 | (byte_at(bytes, at + 2) & 0x3f);
}

/// The first encoded surrogate, or npos.
size_t find_surrogate(std::string_view text, size_t from)
{
    for (size_t at = from; (at = text.find('\xed', at)) != std::string_view::npos; at += 3)
        if (byte_at(text, at + 1) >= 0xa0)
            return at;
    return std::string_view::npos;
}

// ASCII and Latin-1

/// Encodings of one byte for each code point below `limit`.
Result<Bytes*> encode_narrow(
    Vm& vm, Str* str, uint32_t limit, const char* encoding, const char* reason, std::string_view errors)
{
    std::string_view text = str->view();
    if (str->is_ascii())
        return make_bytes(vm, text);
    EncodeErrors handler(vm, str, encoding, errors);
    std::string out;
    for (size_t at = 0; at < text.size();) {
        size_t start = at;
        uint32_t point = unicode::next_point(text, at);
        if (point < limit) {
            out += char(point);
            continue;
        }
        for (size_t next = at; next < text.size() && unicode::next_point(text, next) >= limit;)
            at = next;
        Substitute substitute = TRY(handler.substitute(start, at, reason));
        if (!substitute.is_bytes && limit > 0x80) {
            std::string narrowed;
            for (size_t i = 0; i < substitute.text.size();) {
                uint32_t given = unicode::next_point(substitute.text, i);
                if (given >= limit)
                    return handler.fail(start, at, reason);
                narrowed += char(given);
            }
            out += narrowed;
        } else if (!put_substitute(out, substitute)) {
            return handler.fail(start, at, reason);
        }
        TRY(vm.require_room(out.size()));
        at = substitute.resume;
    }
    return make_bytes(vm, out);
}

// UTF-16 and UTF-32

void put_unit(std::string& out, uint32_t unit, size_t size, bool big_endian)
{
    for (size_t i = 0; i < size; i++)
        out += char(unit >> 8 * (big_endian ? size - 1 - i : i));
}

uint32_t get_unit(std::string_view bytes, size_t at, size_t size, bool big_endian)
{
    uint32_t unit = 0;
    for (size_t i = 0; i < size; i++)
        unit |= uint32_t(byte_at(bytes, at + i)) << 8 * (big_endian ? size - 1 - i : i);
    return unit;
}

WideFormat wide_format(Encoding encoding)
{
    bool is_16 = encoding == Encoding::Utf16 || encoding == Encoding::Utf16Le || encoding == Encoding::Utf16Be;
    bool is_big = encoding == Encoding::Utf16Be || encoding == Encoding::Utf32Be;
    return { is_16 ? size_t(2) : size_t(4), is_big, encoding == Encoding::Utf16 || encoding == Encoding::Utf32 };
}

const char* wide_name(const WideFormat& format, bool with_order)
{
    if (!with_order)
        return format.size == 2 ? "utf-16" : "utf-32";
    if (format.size == 2)
        return format.big_endian ? "utf-16-be" : "utf-16-le";
    return format.big_endian ? "utf-32-be" : "utf-32-le";
}

template <size_t size, bool big_endian> void put_wide_surrogate(std::string& out, uint32_t point)
{
    put_unit(out, point, size, big_endian);
}

/// Reads one character at `at` or handles what is malformed there; gives the offset behind it.
Result<size_t> decode_utf16_at(Decoding& decoding, size_t at, bool big_endian)
{
    std::string_view bytes = decoding.bytes;
    if (bytes.size() - at < 2)
        return decoding.malformed(at, bytes.size(), "truncated data");
    uint32_t unit = get_unit(bytes, at, 2, big_endian);
    if (!is_surrogate(unit)) {
        utf8::append(decoding.out, unit);
        return at + 2;
    }
    if (unit >= 0xdc00)
        return decoding.malformed(at, at + 2, "illegal encoding", unit, 2);
    if (bytes.size() - at < 4)
        return decoding.malformed(at, bytes.size(), "unexpected end of data", unit, 2);
    uint32_t second = get_unit(bytes, at + 2, 2, big_endian);
    if (second < 0xdc00 || second > 0xdfff)
        return decoding.malformed(at, at + 2, "illegal UTF-16 surrogate", unit, 2);
    utf8::append(decoding.out, 0x10000 + ((unit - 0xd800) << 10) + (second - 0xdc00));
    return at + 4;
}

Result<size_t> decode_utf32_at(Decoding& decoding, size_t at, bool big_endian)
{
    std::string_view bytes = decoding.bytes;
    if (bytes.size() - at < 4)
        return decoding.malformed(at, bytes.size(), "truncated data");
    uint32_t point = get_unit(bytes, at, 4, big_endian);
    if (is_surrogate(point))
        return decoding.malformed(at, at + 4, "code point in surrogate code point range(0xd800, 0xe000)", point, 4);
    if (point > 0x10ffff)
        return decoding.malformed(at, at + 4, "code point not in range(0x110000)");
    utf8::append(decoding.out, point);
    return at + 4;
}

/// A unit in the order of the format, from that of the machine or to it.
template <class Unit> Unit ordered(Unit unit, bool big_endian)
{
    static_assert(std::endian::native == std::endian::little);
    if (!big_endian)
        return unit;
    return sizeof(Unit) == 2 ? Unit(__builtin_bswap16(uint16_t(unit))) : Unit(__builtin_bswap32(uint32_t(unit)));
}

/// Writes text without surrogates.
template <class Unit, bool big_endian> void fill_wide(char* out, std::string_view text)
{
    auto put = [&](uint32_t value) {
        Unit unit = ordered(Unit(value), big_endian);
        std::memcpy(out, &unit, sizeof(unit));
        out += sizeof(unit);
    };
    for (size_t at = 0; at < text.size();) {
        if (byte_at(text, at) < 0x80) {
            put(byte_at(text, at++));
            continue;
        }
        uint32_t point = unicode::next_point(text, at);
        if (sizeof(Unit) == 2 && point > 0xffff) {
            put(0xd7c0 + (point >> 10));
            point = 0xdc00 + (point & 0x3ff);
        }
        put(point);
    }
}

/// Encodes text without surrogates, whose size is known before.
Result<Bytes*> encode_wide_plainly(Vm& vm, const Str* str, const WideFormat& format)
{
    std::string_view text = str->view();
    size_t units = str->length;
    if (format.size == 2)
        for (char byte : text)
            units += static_cast<unsigned char>(byte) >= 0xf0;
    size_t start = format.has_mark ? format.size : 0;
    Bytes* out = TRY(make_bytes_uninitialized(vm, start + units * format.size));
    vm.charge_bytes(8 * text.size());
    std::string mark;
    if (format.has_mark)
        put_unit(mark, 0xfeff, format.size, format.big_endian);
    std::copy(mark.begin(), mark.end(), out->writable());
    auto fill = format.size == 2 ? (format.big_endian ? fill_wide<uint16_t, true> : fill_wide<uint16_t, false>)
                                 : (format.big_endian ? fill_wide<uint32_t, true> : fill_wide<uint32_t, false>);
    fill(out->writable() + start, text);
    return out;
}

/// Decodes what is well-formed from `at` on, a stretch of it: much may be malformed. Gives the offset behind it.
template <class Unit, bool big_endian> size_t decode_stretch(std::string& out, std::string_view bytes, size_t at)
{
    constexpr size_t most_units = 512;
    size_t units = std::min((bytes.size() - at) / sizeof(Unit), most_units), used = out.size();
    auto read = [&](size_t index) {
        Unit unit;
        std::memcpy(&unit, bytes.data() + at + index * sizeof(Unit), sizeof(Unit));
        return uint32_t(ordered(unit, big_endian));
    };
    constexpr size_t most_of_unit = sizeof(Unit) == 2 ? 3 : 4;
    out.resize(used + units * most_of_unit + 1);
    char* to = out.data() + used;
    size_t i = 0;
    for (; i < units; i++) {
        uint32_t point = read(i);
        if (point < 0x80) {
            *to++ = char(point);
            continue;
        }
        if (is_surrogate(point)) {
            uint32_t low = sizeof(Unit) == 2 && point < 0xdc00 && i + 1 < units ? read(i + 1) : 0;
            if (low < 0xdc00 || low > 0xdfff)
                break;
            point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
            i++;
        }
        if (point > 0x10ffff)
            break;
        to += utf8::encode(to, point);
    }
    out.resize(size_t(to - out.data()));
    return at + i * sizeof(Unit);
}

/// Whether what stands at `at` may go on in bytes that are to come.
bool is_unfinished(std::string_view bytes, size_t at, const WideFormat& format)
{
    size_t left = bytes.size() - at;
    if (left < format.size)
        return true;
    if (format.size == 4 || left >= 4)
        return false;
    uint32_t unit = get_unit(bytes, at, 2, format.big_endian);
    return unit >= 0xd800 && unit < 0xdc00;
}

} // namespace

Result<Str*> decode_utf8(Vm& vm, std::string_view bytes, std::string_view errors, size_t* consumed)
{
    size_t bad = utf8::find_malformed(bytes);
    if (bad == std::string_view::npos) {
        if (consumed)
            *consumed = bytes.size();
        return make_str(vm, bytes);
    }
    Decoding decoding(vm, bytes, "utf-8", errors);
    for (size_t at = 0;;) {
        std::string_view rest = decoding.bytes.substr(at);
        bad = utf8::find_malformed(rest);
        decoding.out += rest.substr(0, bad);
        at += std::min(bad, rest.size());
        Malformed found{};
        if (at < decoding.bytes.size())
            found = examine(decoding.bytes, at);
        if (!found.reason || (consumed && found.is_unfinished)) {
            if (consumed)
                *consumed = at;
            return make_str(vm, decoding.out);
        }
        uint32_t surrogate = encoded_surrogate(decoding.bytes, at);
        at = TRY(decoding.malformed(at, at + found.size, found.reason, surrogate, 3));
    }
}

Result<Bytes*> encode_utf8(Vm& vm, Str* str, std::string_view prefix, std::string_view errors)
{
    std::string_view text = str->view();
    size_t bad = str->is_ascii() ? std::string_view::npos : find_surrogate(text, 0);
    if (bad == std::string_view::npos && prefix.empty())
        return make_bytes(vm, text);
    constexpr const char* reason = "surrogates not allowed";
    std::string out(prefix);
    EncodeErrors handler(vm, str, "utf-8", errors);
    size_t at = 0;
    for (; bad != std::string_view::npos; bad = find_surrogate(text, at)) {
        size_t end = bad + 3;
        while (end < text.size() && find_surrogate(text.substr(0, end + 3), end) == end)
            end += 3;
        out += text.substr(at, bad - at);
        Substitute substitute = TRY(handler.substitute(
            bad, end, reason, [](std::string& bytes, uint32_t point) { utf8::append(bytes, point); }));
        if (!put_substitute(out, substitute))
            return handler.fail(bad, end, reason);
        TRY(vm.require_room(out.size()));
        at = substitute.resume;
    }
    out += text.substr(at);
    return make_bytes(vm, out);
}

Result<Str*> decode_ascii(Vm& vm, std::string_view bytes, std::string_view errors)
{
    if (utf8::find_non_ascii(bytes) == std::string_view::npos)
        return make_str(vm, bytes);
    Decoding decoding(vm, bytes, "ascii", errors);
    for (size_t at = 0; at < decoding.bytes.size();) {
        std::string_view rest = decoding.bytes.substr(at);
        size_t plain = std::min(utf8::find_non_ascii(rest), rest.size());
        decoding.out += rest.substr(0, plain);
        at += plain;
        if (at < decoding.bytes.size())
            at = TRY(decoding.malformed(at, at + 1, "ordinal not in range(128)"));
    }
    return make_str(vm, decoding.out);
}

Result<Str*> decode_latin1(Vm& vm, std::string_view bytes)
{
    size_t wide = 0;
    for (char byte : bytes)
        wide += static_cast<unsigned char>(byte) >= 0x80;
    if (wide == 0)
        return make_str(vm, bytes);
    if (bytes.size() > max_str_bytes - wide)
        return vm.raise_memory_error();
    Str* out = TRY(make_str_uninitialized(vm, bytes.size() + wide));
    char* data = const_cast<char*>(out->data);
    for (char byte : bytes) {
        auto point = static_cast<unsigned char>(byte);
        bool is_wide = point >= 0x80;
        data[0] = char(is_wide ? 0xc0 | point >> 6 : point);
        if (is_wide)
            data[1] = char(0x80 | (point & 0x3f));
        data += 1 + is_wide;
    }
    str_filled(out, bytes.size());
    return out;
}

Result<Bytes*> encode_ascii(Vm& vm, Str* str, std::string_view errors)
{
    return encode_narrow(vm, str, 0x80, "ascii", "ordinal not in range(128)", errors);
}

Result<Bytes*> encode_latin1(Vm& vm, Str* str, std::string_view errors)
{
    return encode_narrow(vm, str, 0x100, "latin-1", "ordinal not in range(256)", errors);
}

Result<Bytes*> encode_wide(Vm& vm, Str* str, WideFormat format, std::string_view errors)
{
    std::string_view text = str->view();
    auto put_surrogate = format.size == 2
        ? (format.big_endian ? put_wide_surrogate<2, true> : put_wide_surrogate<2, false>)
        : (format.big_endian ? put_wide_surrogate<4, true> : put_wide_surrogate<4, false>);
    if (str->is_ascii() || find_surrogate(text, 0) == std::string_view::npos)
        return encode_wide_plainly(vm, str, format);
    constexpr const char* reason = "surrogates not allowed";
    EncodeErrors handler(vm, str, wide_name(format, !format.has_mark), errors);
    std::string out;
    TRY(vm.require_room((size_t(str->length) + 1) * format.size));
    out.reserve((size_t(str->length) + 1) * format.size);
    if (format.has_mark)
        put_unit(out, 0xfeff, format.size, format.big_endian);
    for (size_t at = 0; at < text.size();) {
        size_t start = at;
        uint32_t point = unicode::next_point(text, at);
        if (is_surrogate(point)) {
            Substitute substitute = TRY(handler.substitute(start, at, reason, put_surrogate, true));
            bool is_whole = !substitute.is_bytes || substitute.text.size() % format.size == 0;
            if (!is_whole)
                return handler.fail(start, at, reason);
            if (substitute.is_bytes) {
                out += substitute.text;
            } else {
                if (utf8::find_non_ascii(substitute.text) != std::string_view::npos)
                    return handler.fail(start, at, reason);
                for (char character : substitute.text)
                    put_unit(out, static_cast<unsigned char>(character), format.size, format.big_endian);
            }
            TRY(vm.require_room(out.size()));
            at = substitute.resume;
        } else if (format.size == 2 && point > 0xffff) {
            put_unit(out, 0xd7c0 + (point >> 10), 2, format.big_endian);
            put_unit(out, 0xdc00 + (point & 0x3ff), 2, format.big_endian);
        } else {
            put_unit(out, point, format.size, format.big_endian);
        }
    }
    return make_bytes(vm, out);
}

Result<Str*> decode_wide(Vm& vm, std::string_view bytes, WideFormat& format, std::string_view errors, size_t* consumed)
{
    size_t at = 0;
    if (format.has_mark && bytes.size() >= format.size) {
        uint32_t swapped = format.size == 2 ? 0xfffe : 0xfffe0000;
        uint32_t mark = get_unit(bytes, 0, format.size, false);
        format.big_endian = mark == swapped;
        if (mark == 0xfeff || format.big_endian) {
            at = format.size;
            format.has_mark = false;
        }
    }
    Decoding decoding(vm, bytes, wide_name(format, true), errors);
    auto stretch = format.size == 2
        ? (format.big_endian ? decode_stretch<uint16_t, true> : decode_stretch<uint16_t, false>)
        : (format.big_endian ? decode_stretch<uint32_t, true> : decode_stretch<uint32_t, false>);
    for (;;) {
        TRY(vm.require_room(decoding.out.size() + 2 * (decoding.bytes.size() - at)));
        at = stretch(decoding.out, decoding.bytes, at);
        if (at >= decoding.bytes.size() || (consumed && is_unfinished(decoding.bytes, at, format)))
            break;
        at = TRY(format.size == 2 ? decode_utf16_at(decoding, at, format.big_endian)
                                  : decode_utf32_at(decoding, at, format.big_endian));
    }
    if (consumed)
        *consumed = at;
    return make_str(vm, decoding.out);
}

std::optional<Encoding> find_encoding(std::string_view name)
{
    if (name == "utf-8")
        return Encoding::Utf8;
    std::string plain;
    for (char character : name)
        plain += character == '_' || character == ' '
            ? '-'
            : char(character | (character >= 'A' && character <= 'Z' ? 32 : 0));
    constexpr std::pair<std::string_view, Encoding> names[] = {
        { "utf-8", Encoding::Utf8 },
        { "utf8", Encoding::Utf8 },
        { "u8", Encoding::Utf8 },
        { "cp65001", Encoding::Utf8 },
        { "utf-8-sig", Encoding::Utf8Signed },
        { "utf8-sig", Encoding::Utf8Signed },
        { "ascii", Encoding::Ascii },
        { "us-ascii", Encoding::Ascii },
        { "646", Encoding::Ascii },
        { "latin-1", Encoding::Latin1 },
        { "latin1", Encoding::Latin1 },
        { "iso-8859-1", Encoding::Latin1 },
        { "iso8859-1", Encoding::Latin1 },
        { "8859", Encoding::Latin1 },
        { "cp819", Encoding::Latin1 },
        { "l1", Encoding::Latin1 },
        { "latin", Encoding::Latin1 },
        { "utf-16", Encoding::Utf16 },
        { "utf16", Encoding::Utf16 },
        { "u16", Encoding::Utf16 },
        { "utf-16-le", Encoding::Utf16Le },
        { "utf-16le", Encoding::Utf16Le },
        { "utf-16-be", Encoding::Utf16Be },
        { "utf-16be", Encoding::Utf16Be },
        { "utf-32", Encoding::Utf32 },
        { "utf32", Encoding::Utf32 },
        { "u32", Encoding::Utf32 },
        { "utf-32-le", Encoding::Utf32Le },
        { "utf-32le", Encoding::Utf32Le },
        { "utf-32-be", Encoding::Utf32Be },
        { "utf-32be", Encoding::Utf32Be },
    };
    for (auto [text, encoding] : names)
        if (text == plain)
            return encoding;
    return std::nullopt;
}

Result<Bytes*> str_encode(Vm& vm, Str* str, std::string_view encoding, std::string_view errors)
{
    auto found = find_encoding(encoding);
    if (!found && !vm.operations.transcode)
        return unknown_encoding(vm, encoding);
    if (!found)
        return as<Bytes>(TRY(vm.operations.transcode(vm, Value::cell(str), encoding, errors, false)));
    switch (*found) {
    case Encoding::Utf8:
        return encode_utf8(vm, str, {}, errors);
    case Encoding::Utf8Signed:
        return encode_utf8(vm, str, byte_order_mark, errors);
    case Encoding::Ascii:
        return encode_ascii(vm, str, errors);
    case Encoding::Latin1:
        return encode_latin1(vm, str, errors);
    default:
        return encode_wide(vm, str, wide_format(*found), errors);
    }
}

Result<Str*> bytes_decode(Vm& vm, std::string_view bytes, std::string_view encoding, std::string_view errors)
{
    auto found = find_encoding(encoding);
    // CPython does not look at the name then.
    if (!found && bytes.empty())
        return make_str(vm, bytes);
    if (!found && !vm.operations.transcode)
        return unknown_encoding(vm, encoding);
    if (!found) {
        Value copy = Value::cell(TRY(make_bytes(vm, bytes)));
        return as<Str>(TRY(vm.operations.transcode(vm, copy, encoding, errors, true)));
    }
    switch (*found) {
    case Encoding::Utf8:
        return decode_utf8(vm, bytes, errors);
    case Encoding::Utf8Signed:
        return decode_utf8(vm, bytes.substr(bytes.starts_with(byte_order_mark) ? 3 : 0), errors);
    case Encoding::Ascii:
        return decode_ascii(vm, bytes, errors);
    case Encoding::Latin1:
        return decode_latin1(vm, bytes);
    default:
        WideFormat format = wide_format(*found);
        return decode_wide(vm, bytes, format, errors);
    }
}

} // namespace coil::internal
