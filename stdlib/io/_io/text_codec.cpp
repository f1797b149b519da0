// Incremental decoding and encoding for TextIOWrapper.
#include <algorithm>

#include "base/utf8.h"
#include "objects/numbers.h"
#include "objects/tuple.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "stdlib/io/_io/text_io.h"

namespace coil::internal::io
{

namespace
{

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

bool is_utf8(Encoding encoding) { return encoding <= Encoding::Utf8Signed; }
size_t unit_size(Encoding encoding) { return encoding < Encoding::Utf16 ? 1 : encoding < Encoding::Utf32 ? 2 : 4; }
bool has_mark(Encoding encoding)
{
    return encoding == Encoding::Utf8Signed || encoding == Encoding::Utf16 || encoding == Encoding::Utf32;
}

/// The bytes at the end that begin a UTF-8 character and may become one.
size_t incomplete_utf8(std::string_view bytes)
{
    for (size_t back = 1; back <= std::min<size_t>(3, bytes.size()); back++) {
        auto lead = uint8_t(bytes[bytes.size() - back]);
        if ((lead & 0xc0) == 0x80)
            continue;
        size_t needed = lead < 0xc2 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 1;
        if (needed <= back)
            return 0;
        auto second = back > 1 ? uint8_t(bytes[bytes.size() - back + 1]) : uint8_t(0);
        bool is_possible = back == 1 ||
            !((lead == 0xe0 && second < 0xa0) || (lead == 0xed && second > 0x9f) || (lead == 0xf0 && second < 0x90) ||
                (lead == 0xf4 && second > 0x8f));
        return is_possible ? back : 0;
    }
    return 0;
}

/// The same of units of two or four bytes.
size_t incomplete_wide(std::string_view bytes, size_t unit, bool is_big_endian)
{
    size_t odd = bytes.size() % unit;
    if (unit == 4 || bytes.size() < 2 + odd)
        return odd;
    size_t last = bytes.size() - odd - 2;
    auto high = uint8_t(bytes[is_big_endian ? last : last + 1]);
    return (high & 0xfc) == 0xd8 ? odd + 2 : odd;
}

/// Takes the byte order mark away, once there are bytes enough to tell; false when there are not.
bool take_mark(TextIO* self, std::string& bytes, bool final)
{
    TextState& state = *self->state;
    if (state.has_order)
        return true;
    if (self->native == Encoding::Utf8Signed) {
        if (!final && bytes.size() < 3 && byte_order_mark.starts_with(bytes))
            return false;
        if (bytes.starts_with(byte_order_mark))
            bytes.erase(0, 3);
    } else if (has_mark(self->native)) {
        size_t unit = unit_size(self->native);
        if (bytes.size() < unit)
            return final;
        std::string_view little("\xff\xfe\0\0", unit),
            big = unit == 2 ? std::string_view("\xfe\xff", 2) : std::string_view("\0\0\xfe\xff", 4);
        state.is_big_endian = bytes.starts_with(big);
        if (state.is_big_endian || bytes.starts_with(little))
            bytes.erase(0, unit);
    }
    state.has_order = true;
    return true;
}

std::string_view decoding_name(const TextIO* self)
{
    bool big = self->state->is_big_endian;
    switch (self->native) {
    case Encoding::Utf8:
    case Encoding::Utf8Signed:
        return "utf-8";
    case Encoding::Ascii:
        return "ascii";
    case Encoding::Latin1:
        return "latin-1";
    case Encoding::Utf16:
        return big ? "utf-16-be" : "utf-16-le";
    case Encoding::Utf32:
        return big ? "utf-32-be" : "utf-32-le";
    case Encoding::Utf16Le:
        return "utf-16-le";
    case Encoding::Utf16Be:
        return "utf-16-be";
    case Encoding::Utf32Le:
        return "utf-32-le";
    default:
        return "utf-32-be";
    }
}

Result<void> decode_natively(Vm& vm, TextIO* self, std::string_view bytes, bool final, std::string& out)
{
    TextState& state = *self->state;
    if (state.undecoded.empty() && (state.has_order || !has_mark(self->native)) && unit_size(self->native) == 1) {
        // Most text is ASCII or well-formed UTF-8, and stays as it is.
        bool is_plain = utf8::find_non_ascii(bytes) == std::string_view::npos ||
            (is_utf8(self->native) && utf8::find_malformed(bytes) == std::string_view::npos);
        if (is_plain) {
            out.append(bytes);
            return {};
        }
    }
    std::string all = std::move(state.undecoded);
    state.undecoded.clear();
    all += bytes;
    if (!take_mark(self, all, final)) {
        state.undecoded = std::move(all);
        return {};
    }
    if (!final) {
        size_t unit = unit_size(self->native);
        bool is_big_endian = self->native == Encoding::Utf16Be || state.is_big_endian;
        size_t tail = is_utf8(self->native) ? incomplete_utf8(all)
            : unit > 1                      ? incomplete_wide(all, unit, is_big_endian)
                                            : 0;
        state.undecoded = all.substr(all.size() - tail);
        all.resize(all.size() - tail);
    }
    if (all.empty())
        return {};
    if (is_utf8(self->native) && utf8::find_malformed(all) == std::string::npos) {
        out += all;
        return {};
    }
    Str* text = TRY(bytes_decode(vm, all, decoding_name(self), as<Str>(self->errors)->view()));
    out += text->view();
    return {};
}

Result<Value> find_codec(Vm& vm, Str* encoding)
{
    // Whoever can't import codecs has the encodings of ours only.
    Result<Value> codecs = import_absolute(vm, "codecs");
    if (codecs.failed()) {
        vm.take_pending();
        return vm.raise(Error::LookupError, "unknown encoding: {}", encoding->view());
    }
    Value info = TRY(call_named(vm, codecs.value(), "lookup", { Value::cell(encoding) }));
    std::optional<Value> is_text = TRY(find_attribute(vm, info, intern(vm, "_is_text_encoding")));
    if (is_text && !TRY(truth(vm, *is_text)))
        return vm.raise(Error::LookupError, "'{}' is not a text encoding", encoding->view());
    return info;
}

} // namespace

Result<void> set_codec(Vm& vm, TextIO* self, Value encoding, Value errors)
{
    auto* name = as<Str>(encoding);
    std::optional<Encoding> native = find_encoding(name->view());
    Value decoder, encoder;
    if (!native) {
        Value info = TRY(find_codec(vm, name));
        if (self->decodes)
            decoder = TRY(call_named(vm, info, "incrementaldecoder", { errors }));
        if (self->encodes)
            encoder = TRY(call_named(vm, info, "incrementalencoder", { errors }));
    }
    vm.heap.write_barrier(self);
    self->encoding = encoding;
    self->errors = errors;
    self->decoder = decoder;
    self->encoder = encoder;
    self->is_native = native.has_value();
    self->native = native.value_or(Encoding::Utf8);
    self->is_strict = as<Str>(errors)->view() == "strict";
    TextState& state = *self->state;
    state.undecoded.clear();
    state.has_order = state.is_big_endian = false;
    state.ends.is_cr_pending = false;
    return {};
}

Result<void> decode(Vm& vm, TextIO* self, std::string_view bytes, bool final, std::string& out)
{
    std::string own;
    std::string& text = out.empty() ? out : own;
    if (self->is_native) {
        TRY(decode_natively(vm, self, bytes, final, text));
    } else {
        Value input = Value::cell(TRY(make_bytes(vm, bytes)));
        Value decoded = TRY(call_named(vm, self->decoder, "decode", { input, Value::boolean(final) }));
        auto* str = as_if<Str>(decoded);
        if (!str)
            return vm.raise(
                Error::TypeError, "decoder should return a string result, not '{}'", type_name(vm, decoded));
        text += str->view();
    }
    if (self->newline.universal)
        self->state->ends.convert(text, final);
    if (&text != &out)
        out += text;
    return {};
}

// The flags of ours: bit 1 the byte order mark was met, bit 2 it was big-endian.

Result<DecoderState> decoder_state(Vm& vm, TextIO* self)
{
    DecoderState out;
    TextState& state = *self->state;
    if (self->is_native) {
        out.bytes = state.undecoded;
        if (has_mark(self->native))
            out.flags = (state.has_order ? 1 : 0) | (state.is_big_endian ? 2 : 0);
    } else {
        Value value = TRY(call_named(vm, self->decoder, "getstate"));
        auto* items = as_if<Tuple>(value);
        if (!items || items->size != 2)
            return vm.raise(Error::TypeError, "illegal decoder state");
        auto* bytes = as_if<Bytes>(items->items[0]);
        if (!bytes)
            return vm.raise(Error::TypeError,
                "illegal decoder state: the first item should be a bytes object, not '{}'",
                type_name(vm, items->items[0]));
        out.bytes = bytes->view();
        out.flags = TRY(to_c_int(vm, items->items[1]));
    }
    if (self->newline.universal)
        out.flags = out.flags * 2 + (state.ends.is_cr_pending ? 1 : 0);
    return out;
}

Result<void> set_decoder_state(Vm& vm, TextIO* self, const DecoderState& wanted)
{
    TextState& state = *self->state;
    int64_t flags = wanted.flags;
    if (self->newline.universal) {
        state.ends.is_cr_pending = flags & 1;
        flags >>= 1;
    }
    if (self->is_native) {
        state.undecoded = wanted.bytes;
        state.has_order = flags & 1;
        state.is_big_endian = flags & 2;
        return {};
    }
    Value bytes = Value::cell(TRY(make_bytes(vm, wanted.bytes)));
    Value both = Value::cell(TRY(make_tuple(vm, { bytes, Value::small(flags) })));
    TRY(call_named(vm, self->decoder, "setstate", { both }));
    return {};
}

Result<void> reset_decoder(Vm& vm, TextIO* self)
{
    TextState& state = *self->state;
    state.ends.forget();
    state.undecoded.clear();
    state.has_order = state.is_big_endian = false;
    if (!self->is_native && !self->decoder.is_empty())
        TRY(call_named(vm, self->decoder, "reset"));
    return {};
}

Result<void> encode(Vm& vm, TextIO* self, std::string_view text)
{
    if (!self->is_native) {
        Value str = Value::cell(TRY(make_str(vm, text)));
        Value encoded = TRY(call_named(vm, self->encoder, "encode", { str }));
        auto* bytes = as_if<Bytes>(encoded);
        if (!bytes)
            return vm.raise(Error::TypeError, "encoder should return a bytes object, not '{}'", type_name(vm, encoded));
        self->state->pending += bytes->view();
        return {};
    }
    bool is_marked = has_mark(self->native) && self->at_start && !text.empty();
    bool is_plain = unit_size(self->native) == 1 &&
        (utf8::find_non_ascii(text) == std::string_view::npos ||
            (is_utf8(self->native) && utf8::find_malformed(text) == std::string_view::npos));
    if (is_plain) {
        if (is_marked)
            self->state->pending += byte_order_mark;
        self->state->pending += text;
    } else {
        // Behind the start of the stream, what has a byte order mark is little-endian and has none.
        std::string_view name = !has_mark(self->native) || !is_marked ? decoding_name(self)
            : self->native == Encoding::Utf8Signed                    ? "utf-8-sig"
            : self->native == Encoding::Utf16                         ? "utf-16"
                                                                      : "utf-32";
        if (has_mark(self->native) && !is_marked && self->native != Encoding::Utf8Signed)
            name = self->native == Encoding::Utf16 ? "utf-16-le" : "utf-32-le";
        Str* str = TRY(make_str(vm, text));
        Bytes* bytes = TRY(str_encode(vm, str, name, as<Str>(self->errors)->view()));
        self->state->pending += bytes->view();
    }
    if (!text.empty())
        self->at_start = false;
    return {};
}

Result<void> reset_encoder(Vm& vm, TextIO* self, bool at_start)
{
    self->at_start = at_start;
    if (self->is_native || self->encoder.is_empty())
        return {};
    if (at_start)
        TRY(call_named(vm, self->encoder, "reset"));
    else
        TRY(call_named(vm, self->encoder, "setstate", { Value::small(0) }));
    return {};
}

} // namespace coil::internal::io
