// tell() and seek() of text. A place in text is a place in bytes together with what the decoder knew there. Most often
// that is nothing, and the number that tell() gives is the place in bytes. Else what is to be done to get there again
// is packed into the higher bits of it: start reading at `start` with the decoder in the state `flags`, feed it
// `to_feed` bytes, and skip `to_skip` characters of what comes out. The number is made as CPython makes it.
#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "objects/memory_view.h"
#include "objects/numbers.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "stdlib/io/_io/text_io.h"

namespace coil::internal::io
{

namespace
{

struct Cookie {
    int64_t start = 0, flags = 0, to_feed = 0, to_skip = 0, needs_end = 0;
};

constexpr std::array<int64_t, 4> field_bits = { 64, 32, 32, 32 };

Result<Value> pack(Vm& vm, const Cookie& cookie)
{
    Value packed = TRY(make_int(vm, cookie.needs_end));
    const int64_t fields[] = { cookie.to_skip, cookie.to_feed, cookie.flags, cookie.start };
    for (size_t i = 0; i < 4; i++) {
        packed = TRY(
            binary_operation(vm, BinaryOperator::LShift, packed, Value::small(field_bits[field_bits.size() - 1 - i])));
        packed = TRY(binary_operation(vm, BinaryOperator::BitOr, packed, TRY(make_int(vm, fields[i]))));
    }
    return packed;
}

Result<Cookie> unpack(Vm& vm, Value packed)
{
    Cookie cookie;
    int64_t* const fields[] = { &cookie.start, &cookie.flags, &cookie.to_feed, &cookie.to_skip };
    for (size_t i = 0; i < 4; i++) {
        Value bits = Value::small(field_bits[i]);
        Value one = TRY(binary_operation(vm, BinaryOperator::LShift, Value::small(1), bits));
        Value field = TRY(int_mod(vm, packed, one));
        *fields[i] = TRY(to_count(vm, field));
        packed = TRY(binary_operation(vm, BinaryOperator::RShift, packed, bits));
    }
    cookie.needs_end = TRY(truth(vm, packed));
    return cookie;
}

Result<void> restore(Vm& vm, TextIO* self, const Cookie& cookie)
{
    if (cookie.start == 0 && cookie.flags == 0)
        return reset_decoder(vm, self);
    return set_decoder_state(vm, self, { {}, cookie.flags });
}

/// How many characters the bytes are decoded to.
Result<int64_t> decoded_count(Vm& vm, TextIO* self, std::string_view bytes, bool final)
{
    std::string text;
    TRY(decode(vm, self, bytes, final, text));
    return int64_t(utf8::count_points(text));
}

/// The longest start of the bytes that gives no more than so many characters and leaves the decoder with no bytes to
/// remember: where the search by single bytes begins.
Result<size_t> find_safe_start(Vm& vm, TextIO* self, std::string_view bytes, size_t guess, Cookie& cookie)
{
    size_t skip = std::min(guess, bytes.size()), back = 1;
    while (skip > 0) {
        TRY(restore(vm, self, cookie));
        int64_t count = TRY(decoded_count(vm, self, bytes.substr(0, skip), false));
        if (count <= cookie.to_skip) {
            DecoderState state = TRY(decoder_state(vm, self));
            if (state.bytes.empty()) {
                cookie.flags = state.flags;
                cookie.to_skip -= count;
                return skip;
            }
            skip -= std::min(skip, state.bytes.size());
            back = 1;
        } else {
            skip -= std::min(skip, back);
            back *= 2;
        }
        TRY(vm.work(1 + skip / Vm::bytes_per_unit));
    }
    TRY(restore(vm, self, cookie));
    return size_t(0);
}

Result<void> find_place(Vm& vm, TextIO* self, const std::string& bytes, Cookie& cookie)
{
    // Where characters are of one size, that is how far it is.
    double ratio = double(bytes.size()) / double(std::max<size_t>(1, utf8::count_points(self->state->text)));
    size_t skip = TRY(find_safe_start(vm, self, bytes, size_t(ratio * double(cookie.to_skip)), cookie));
    cookie.start += int64_t(skip);
    if (cookie.to_skip == 0)
        return {};
    int64_t count = 0;
    for (size_t at = skip; at < bytes.size(); at++) {
        count += TRY(decoded_count(vm, self, std::string_view(bytes).substr(at, 1), false));
        cookie.to_feed++;
        DecoderState state = TRY(decoder_state(vm, self));
        if (state.bytes.empty() && count <= cookie.to_skip) {
            cookie.start += cookie.to_feed;
            cookie.to_skip -= count;
            cookie.flags = state.flags;
            cookie.to_feed = count = 0;
        }
        if (count >= cookie.to_skip)
            return {};
        TRY(vm.work(1));
    }
    count += TRY(decoded_count(vm, self, "", true));
    cookie.needs_end = 1;
    if (count < cookie.to_skip)
        return vm.raise(Error::OSError, "can't reconstruct logical file position");
    return {};
}

Result<void> seek_buffer(Vm& vm, TextIO* self, int64_t place)
{
    TRY(call_named(vm, self->buffer, "seek", { TRY(make_int(vm, place)) }));
    return {};
}

Result<Value> seek_end(Vm& vm, Value value)
{
    TRY(call_method(vm, value, vm.names->flush, {}));
    TextIO* self = TRY(attached(vm, value));
    drop_text(self);
    self->state->has_snapshot = false;
    if (self->decodes)
        TRY(reset_decoder(vm, self));
    Value place = TRY(call_named(vm, self->buffer, "seek", { Value::small(0), Value::small(2) }));
    if (self->encodes)
        TRY(reset_encoder(vm, self, TRY(compare_truth(vm, CompareOperator::Equal, place, Value::small(0)))));
    return place;
}

/// Reads again what lies between the place in bytes and the place in characters.
Result<void> read_up_to(Vm& vm, TextIO* self, const Cookie& cookie)
{
    TextState& state = *self->state;
    if (cookie.to_skip == 0) {
        state.snapshot_bytes.clear();
    } else {
        Value read = TRY(call_named(vm, self->buffer, "read", { Value::small(cookie.to_feed) }));
        auto* bytes = as_if<Bytes>(read);
        if (!bytes)
            return vm.raise(Error::TypeError, "underlying read() should have returned a bytes object, not '{}'",
                type_name(vm, read));
        std::string text;
        TRY(decode(vm, self, bytes->view(), cookie.needs_end, text));
        if (int64_t(utf8::count_points(text)) < cookie.to_skip)
            return vm.raise(Error::OSError, "can't restore logical file position");
        state.snapshot_bytes = bytes->view();
        state.is_text_ascii = utf8::find_non_ascii(text) == std::string::npos;
        state.text_at = utf8::prefix_size(text, size_t(cookie.to_skip));
        state.text = std::move(text);
    }
    state.snapshot_flags = cookie.flags;
    state.has_snapshot = true;
    return {};
}

} // namespace

Result<Value> text_tell(Vm& vm, Value value)
{
    TextIO* self = TRY(open_text(vm, value));
    if (!self->seekable)
        return raise_unsupported(vm, "underlying stream is not seekable");
    if (!self->telling)
        return vm.raise(Error::OSError, "telling position disabled by next() call");
    TRY(flush_pending(vm, self));
    TRY(call_method(vm, value, vm.names->flush, {}));
    TRY(attached(vm, value));
    Value place = TRY(call_named(vm, self->buffer, "tell"));
    TextState& state = *self->state;
    if (!self->decodes || !state.has_snapshot)
        return place;
    Cookie cookie;
    cookie.start = TRY(to_count(vm, place)) - int64_t(state.snapshot_bytes.size());
    cookie.flags = state.snapshot_flags;
    if (state.text_at == 0)
        return pack(vm, cookie);
    std::string_view used = std::string_view(state.text).substr(0, state.text_at);
    cookie.to_skip = int64_t(utf8::count_points(used));
    // Text that is what it was in bytes, decoded with nothing left over, needs no search.
    bool is_same = self->is_native && self->native == Encoding::Utf8 && cookie.flags == 0 && state.undecoded.empty() &&
        !state.ends.is_cr_pending && state.text == state.snapshot_bytes;
    if (is_same) {
        cookie.start += int64_t(used.size());
        cookie.to_skip = 0;
        return pack(vm, cookie);
    }
    std::string bytes = state.snapshot_bytes;
    DecoderState saved = TRY(decoder_state(vm, self));
    LineEnds ends = state.ends;
    Result<void> found = find_place(vm, self, bytes, cookie);
    Value failure = vm.take_pending();
    Result<void> put_back = set_decoder_state(vm, self, saved);
    ends.is_cr_pending = state.ends.is_cr_pending;
    state.ends = ends;
    TRY(chain_pending(vm, found.failed() ? failure : Value(), put_back.failed()));
    return pack(vm, cookie);
}

Result<Value> text_seek(Vm& vm, Value value, Value target, int whence)
{
    TextIO* self = TRY(open_text(vm, value));
    if (!self->seekable)
        return raise_unsupported(vm, "underlying stream is not seekable");
    if (whence == SEEK_CUR || whence == SEEK_END) {
        if (!TRY(compare_truth(vm, CompareOperator::Equal, target, Value::small(0))))
            return raise_unsupported(
                vm, whence == SEEK_CUR ? "can't do nonzero cur-relative seeks" : "can't do nonzero end-relative seeks");
        if (whence == SEEK_END)
            return seek_end(vm, value);
        target = TRY(call_named(vm, value, "tell"));
    } else if (whence != SEEK_SET) {
        return vm.raise(Error::ValueError, "invalid whence ({}, should be 0, 1 or 2)", whence);
    }
    if (TRY(compare_truth(vm, CompareOperator::Less, target, Value::small(0))))
        return vm.raise(Error::ValueError, "negative seek position {}", TRY(repr(vm, target))->view());
    TRY(call_method(vm, value, vm.names->flush, {}));
    Cookie cookie = TRY(unpack(vm, TRY(to_int_object(vm, target))));
    self = TRY(attached(vm, value));
    TRY(seek_buffer(vm, self, cookie.start));
    drop_text(self);
    self->state->has_snapshot = false;
    if (self->decodes) {
        TRY(restore(vm, self, cookie));
        TRY(read_up_to(vm, self, cookie));
    }
    if (self->encodes)
        TRY(reset_encoder(vm, self, cookie.start == 0 && cookie.flags == 0));
    return target;
}

} // namespace coil::internal::io
