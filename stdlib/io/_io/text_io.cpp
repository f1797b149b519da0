#include "stdlib/io/_io/text_io.h"

#include <algorithm>

#include "base/utf8.h"
#include "gc/tracer.h"
#include "objects/exception.h"
#include "objects/memory_view.h"
#include "objects/numbers.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"

namespace coil::internal::io
{

namespace
{

void trace_text(Cell* cell, gc::Tracer& tracer)
{
    auto* self = static_cast<TextIO*>(cell);
    for (Value value :
        { self->buffer, self->encoding, self->errors, self->mode, self->decoder, self->encoder, self->newline.given })
        tracer.visit(value);
}
void destroy_text(Cell* cell) { static_cast<TextIO*>(cell)->state.reset(); }

/// The next line, when it lies whole in what was decoded, is ASCII, and nobody's code has to be asked whether the file
/// is open: so most lines are read. False when that is not so.
Result<bool> quick_line(Vm& vm, TextIO* self, Str*& line)
{
    if (!self->is_ready || !self->decodes || !self->newline.has_one_end())
        return false;
    TextState& state = *self->state;
    if (!state.is_text_ascii || !state.pending.empty())
        return false;
    const Buffered* below = pristine_buffered(vm, self->buffer);
    if (!below || !is_plainly_open(vm, below))
        return false;
    const char* start = state.text.data() + state.text_at;
    const void* end = std::memchr(start, self->newline.one_end(), state.text.size() - state.text_at);
    if (!end)
        return false;
    size_t size = size_t(static_cast<const char*>(end) - start) + 1;
    line = TRY(make_ascii_str(vm, { start, size }));
    self->state->text_at += size;
    self->telling = false;
    return true;
}

Result<Step> next_line(Vm& vm, Cell* cell)
{
    Str* line = nullptr;
    if (TRY(quick_line(vm, static_cast<TextIO*>(cell), line))) [[likely]]
        return Step(Value::cell(line));
    TextIO* self = TRY(open_text(vm, Value::cell(cell)));
    self->telling = false;
    line = TRY(text_read_line(vm, self, -1));
    if (line->size > 0)
        return Step(Value::cell(line));
    self->state->has_snapshot = false;
    self->telling = self->seekable;
    return end_of_items(vm);
}
constexpr NativeType text_type{ "TextIOWrapper", trace_text, destroy_text, nullptr, next_line };

} // namespace

TextIO* as_text_io(Value value) { return native_as<TextIO>(value, text_type); }

Result<TextIO*> attached(Vm& vm, Value value)
{
    TextIO* self = as_text_io(value);
    if (self->is_ready) [[likely]]
        return self;
    if (self->detached)
        return vm.raise(Error::ValueError, "underlying buffer has been detached");
    return raise_uninitialized(vm);
}

Result<TextIO*> open_text(Vm& vm, Value value)
{
    TextIO* self = TRY(attached(vm, value));
    Buffered* below = pristine_buffered(vm, self->buffer);
    bool closed = below ? TRY(buffered_closed(vm, below)) : TRY(is_closed(vm, self->buffer));
    return closed ? Result<TextIO*>(raise_closed(vm)) : Result<TextIO*>(self);
}

Result<Value> new_text_io(Vm& vm, Value type, Arguments, Dict*)
{
    return Value::cell(TRY(make_native<TextIO>(vm, as<Class>(type), text_type)));
}

void set_newline(Vm& vm, TextIO* self, const NewlineMode& mode)
{
    vm.heap.write_barrier(self);
    self->newline = mode;
    self->state->ends = {};
    self->state->ends.translates = mode.translates;
}

namespace
{

Result<bool> asks(Vm& vm, Value buffer, std::string_view name)
{
    Buffered* below = pristine_buffered(vm, buffer);
    if (FileIO* file = below ? pristine_file(vm, below->raw) : nullptr; file && !file->closed()) {
        if (name == "seekable")
            return file_seekable(vm, file);
        return name == "readable" ? below->readable && file->readable : below->writable && file->writable;
    }
    return truth(vm, TRY(call_named(vm, buffer, name)));
}

/// Where in the stream writing begins: a byte order mark is written at its start only.
Result<void> find_start(Vm& vm, TextIO* self)
{
    self->at_start = self->encodes;
    bool matters = !self->is_native || self->native == Encoding::Utf8Signed || self->native == Encoding::Utf16 ||
        self->native == Encoding::Utf32;
    if (!self->seekable || !self->encodes || !matters)
        return {};
    Value place = TRY(call_named(vm, self->buffer, "tell"));
    if (!TRY(compare_truth(vm, CompareOperator::Equal, place, Value::small(0))))
        TRY(reset_encoder(vm, self, false));
    return {};
}

} // namespace

Result<void> init_text_io(Vm& vm, TextIO* self, Value buffer, const TextOptions& options)
{
    self->is_ready = self->detached = false;
    Value encoding = options.encoding, errors = options.errors;
    for (Value text : { encoding, errors })
        if (auto* str = as_if<Str>(text); str && str->view().find('\0') != std::string_view::npos)
            return vm.raise(Error::ValueError, "embedded null character");
    if (encoding.is_none() || as<Str>(encoding)->view() == "locale")
        encoding = Value::cell(intern(vm, "UTF-8"));
    if (errors.is_none())
        errors = Value::cell(intern(vm, "strict"));
    NewlineMode newline = TRY(newline_mode(vm, options.newline));
    bool reads = TRY(asks(vm, buffer, "readable")), writes = TRY(asks(vm, buffer, "writable"));
    if (!self->state)
        self->state = TRY(make_counted<TextState>(vm));
    *self->state = {};
    self->decodes = reads;
    self->encodes = writes;
    TRY(set_codec(vm, self, encoding, errors));
    set_newline(vm, self, newline);
    vm.heap.write_barrier(self);
    self->buffer = buffer;
    self->chunk_size = self->write_limit = 8192;
    self->line_buffering = options.line_buffering;
    self->write_through = options.write_through;
    self->seekable = self->telling = TRY(asks(vm, buffer, "seekable"));
    self->has_read1 = as_buffered(buffer) || TRY(find_attribute(vm, buffer, intern(vm, "read1"))).has_value();
    TRY(find_start(vm, self));
    if (Buffered* below = as_buffered(buffer))
        below->is_wrapped = true;
    self->is_ready = true;
    if (!self->has_finalizer)
        add_finalizer(vm, self);
    self->has_finalizer = true;
    return {};
}

Result<TextIO*> make_text_io(Vm& vm, Value buffer, const TextOptions& options)
{
    TextIO* self = TRY(make_native<TextIO>(vm, class_named(vm, ClassId::TextIOWrapper), text_type));
    TRY(init_text_io(vm, self, buffer, options));
    return self;
}

Result<TextIO*> make_standard_text(Vm& vm, Buffered* buffer, const TextOptions& options)
{
    TextIO* self = TRY(make_native<TextIO>(vm, class_named(vm, ClassId::TextIOWrapper), text_type));
    self->has_finalizer = true;
    TRY(init_text_io(vm, self, Value::cell(buffer), options));
    // More than the buffer below holds, so that it is written in one go.
    self->write_limit = 64 << 10;
    return self;
}

// Writing

Result<void> flush_pending(Vm& vm, TextIO* self)
{
    if (self->state->pending.empty())
        return {};
    std::string bytes;
    bytes.swap(self->state->pending);
    if (Buffered* below = pristine_buffered(vm, self->buffer); below && below->writable) {
        TRY(buffered_write(vm, below, bytes));
    } else {
        Value data = Value::cell(TRY(make_bytes(vm, bytes)));
        TRY(call_method(vm, self->buffer, vm.names->write, { data }));
    }
    // The room is used again, if nobody wrote meanwhile.
    if (self->state->pending.empty() && bytes.capacity() <= size_t(4 * self->write_limit)) {
        bytes.clear();
        bytes.swap(self->state->pending);
    }
    return {};
}

Result<void> text_flush(Vm& vm, TextIO* self)
{
    self->telling = self->seekable;
    TRY(flush_pending(vm, self));
    if (Buffered* below = pristine_buffered(vm, self->buffer); below && below->writable)
        return buffered_flush(vm, below);
    TRY(call_method(vm, self->buffer, vm.names->flush, {}));
    return {};
}

Result<void> text_write(Vm& vm, TextIO* self, std::string_view text)
{
    if (!self->encodes)
        return raise_unsupported(vm, "not writable");
    TextState& state = *self->state;
    bool translates = *self->newline.written, has_line = false;
    if (translates || self->line_buffering)
        has_line = text.find('\n') != std::string_view::npos;
    bool flushes = self->line_buffering && (has_line || text.find('\r') != std::string_view::npos);
    std::string translated;
    if (translates && has_line) {
        translated = with_line_ends(text, self->newline.written);
        text = translated;
    }
    // What waits is not made much longer than a chunk.
    auto chunk = size_t(self->write_limit);
    if (!state.pending.empty() && state.pending.size() + text.size() > chunk) {
        std::string waiting;
        waiting.swap(state.pending);
        Result<void> encoded = encode(vm, self, text);
        std::string own;
        own.swap(state.pending);
        state.pending.swap(waiting);
        TRY(std::move(encoded));
        // The buffer may be a script's, which writes here in its turn.
        do
            TRY(flush_pending(vm, self));
        while (!state.pending.empty() && state.pending.size() + own.size() > chunk);
        state.pending += own;
    } else {
        if (text.size() > chunk)
            TRY(vm.require_room(text.size()));
        TRY(encode(vm, self, text));
    }
    if (state.pending.size() >= chunk || flushes || self->write_through)
        TRY(flush_pending(vm, self));
    if (flushes) {
        if (Buffered* below = pristine_buffered(vm, self->buffer); below && below->writable)
            TRY(buffered_flush(vm, below));
        else
            TRY(call_method(vm, self->buffer, vm.names->flush, {}));
    }
    if (state.has_snapshot) {
        drop_text(self);
        state.has_snapshot = false;
    }
    return self->decodes ? reset_decoder(vm, self) : Result<void>();
}

// Reading

void drop_text(TextIO* self)
{
    self->state->text.clear();
    self->state->text_at = 0;
}

namespace
{

Result<void> start_reading(Vm& vm, TextIO* self)
{
    if (!self->decodes)
        return raise_unsupported(vm, "not readable");
    return flush_pending(vm, self);
}

Result<void> take_chunk(
    Vm& vm, TextIO* self, std::string_view bytes, std::string before, int64_t flags, bool is_telling)
{
    TextState& state = *self->state;
    std::string text = std::move(state.text);
    text.clear();
    state.text_at = 0;
    if (is_telling) {
        // The decoder may be a script's, which may read this file.
        before += bytes;
        state.snapshot_bytes = std::move(before);
        state.snapshot_flags = flags;
    }
    TRY(decode(vm, self, bytes, bytes.empty(), text));
    state.text = std::move(text);
    state.text_at = 0;
    state.is_text_ascii = utf8::find_non_ascii(state.text) == std::string::npos;
    state.has_snapshot = is_telling;
    return {};
}

} // namespace

Result<bool> read_chunk(Vm& vm, TextIO* self, int64_t hint)
{
    TextState& state = *self->state;
    DecoderState before;
    bool is_telling = self->telling;
    if (is_telling)
        before = TRY(decoder_state(vm, self));
    int64_t size = std::max(self->chunk_size, std::min<int64_t>(hint, 1 << 20));
    if (Buffered* below = pristine_buffered(vm, self->buffer); below && below->readable) {
        int64_t ahead = TRY(buffered_peek(vm, below));
        if (below->is_closed)
            return raise_closed(vm);
        // What is read on without blocking is enough; the decoder may use the buffer.
        std::string bytes(below->waiting().substr(0, ahead > 0 ? size_t(size) : 0));
        below->position += int64_t(bytes.size());
        TRY(take_chunk(vm, self, bytes, std::move(before.bytes), before.flags, is_telling));
        return !bytes.empty() || state.text_at < state.text.size();
    }
    std::string_view method = self->has_read1 ? "read1" : "read";
    Value read = TRY(call_named(vm, self->buffer, method, { Value::small(size) }));
    HeldBytes bytes;
    if (!is_kind(read, Kind::Bytes)) {
        std::string_view view;
        if (!TRY(buffer_view(vm, read, view)))
            return vm.raise(Error::TypeError, "underlying {}() should have returned a bytes-like object, not '{}'",
                method, type_name(vm, read));
    }
    TRY(bytes.take(vm, read));
    TRY(take_chunk(vm, self, bytes.view(), std::move(before.bytes), before.flags, is_telling));
    return !bytes.view().empty() || state.text_at < state.text.size();
}

namespace
{

Result<Str*> take(Vm& vm, TextIO* self, size_t bytes)
{
    std::string_view part = self->rest().substr(0, bytes);
    Str* text = TRY(self->state->is_text_ascii ? make_ascii_str(vm, part) : make_str(vm, part));
    self->state->text_at += part.size();
    return text;
}

size_t bytes_of(const TextIO* self, std::string_view text, size_t characters)
{
    return self->state->is_text_ascii ? std::min(text.size(), characters) : utf8::prefix_size(text, characters);
}

/// All that is left.
Result<Value> read_rest(Vm& vm, TextIO* self)
{
    TextState& state = *self->state;
    Value read;
    if (Buffered* below = pristine_buffered(vm, self->buffer); below && below->readable)
        read = TRY(buffered_read(vm, below, -1));
    else
        read = TRY(call_named(vm, self->buffer, "read"));
    if (read.is_none())
        return raise_would_block(vm, "Read returned None.", 0);
    HeldBytes bytes;
    std::string_view view;
    if (!TRY(buffer_view(vm, read, view)))
        return vm.raise(Error::TypeError, "underlying read() should have returned a bytes-like object, not '{}'",
            type_name(vm, read));
    TRY(bytes.take(vm, read));
    view = bytes.view();
    bool is_plain = self->is_native && self->native == Encoding::Utf8 && state.undecoded.empty() &&
        !state.ends.is_cr_pending && state.text_at == state.text.size() &&
        (!self->newline.universal || view.find('\r') == std::string_view::npos) &&
        utf8::find_malformed(view) == std::string_view::npos;
    Str* text;
    if (is_plain) {
        if (self->newline.universal)
            state.ends.note_plain(view);
        text = TRY(make_str(vm, view));
    } else {
        std::string decoded, all(self->rest());
        TRY(vm.require_room(view.size() * 2));
        TRY(decode(vm, self, view, true, decoded));
        all += decoded;
        text = TRY(make_str(vm, all));
    }
    drop_text(self);
    state.has_snapshot = false;
    return Value::cell(text);
}

} // namespace

Result<Value> text_read(Vm& vm, TextIO* self, int64_t size)
{
    TRY(start_reading(vm, self));
    if (size < 0)
        return read_rest(vm, self);
    auto left = size_t(size);
    size_t bytes = bytes_of(self, self->rest(), left);
    std::string all;
    for (;;) {
        if (all.empty() && (bytes == left || bytes < self->rest().size()))
            return Value::cell(TRY(take(vm, self, bytes)));
        std::string part(self->rest().substr(0, bytes));
        self->state->text_at += part.size();
        left -= self->state->is_text_ascii ? part.size() : utf8::count_points(part);
        TRY(vm.require_room(all.size() + part.size()));
        all += part;
        if (left == 0 || !TRY(read_chunk(vm, self, int64_t(left))))
            return Value::cell(TRY(make_str(vm, all)));
        bytes = bytes_of(self, self->rest(), left);
        TRY(vm.work(1));
    }
}

Result<Str*> text_read_line(Vm& vm, TextIO* self, int64_t limit)
{
    if (!self->state->pending.empty() || !self->decodes) [[unlikely]]
        TRY(start_reading(vm, self));
    std::string line;
    bool waits_for_lf = !self->newline.universal && self->newline.line_end[1];
    for (;;) {
        std::string_view rest = self->rest();
        size_t end = find_line_end(self->newline, rest);
        if (waits_for_lf && !line.empty() && line.back() == '\r' && rest.starts_with('\n'))
            end = 1;
        size_t taken = std::min(end, rest.size());
        if (limit >= 0) {
            size_t most = bytes_of(self, rest.substr(0, taken), size_t(limit));
            if (most < taken || (end == std::string_view::npos && int64_t(utf8::count_points(rest)) >= limit))
                end = taken = most;
        }
        if (end != std::string_view::npos && line.empty()) [[likely]]
            return take(vm, self, taken);
        TRY(vm.require_room(line.size() + taken));
        line += rest.substr(0, taken);
        if (limit >= 0)
            limit -= int64_t(utf8::count_points(rest.substr(0, taken)));
        self->state->text_at += taken;
        if (end != std::string_view::npos || limit == 0)
            return make_str(vm, line);
        if (!TRY(read_chunk(vm, self, 0))) {
            drop_text(self);
            self->state->has_snapshot = false;
            return make_str(vm, line);
        }
        TRY(vm.work(1));
    }
}

} // namespace coil::internal::io
