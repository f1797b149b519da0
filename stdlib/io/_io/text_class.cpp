// The class TextIOWrapper.
#include <algorithm>
#include <unistd.h>

#include "objects/class_members.h"
#include "objects/numbers.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "stdlib/io/_io/text_io.h"

namespace coil::internal::io
{

namespace
{

Result<void> check_text_or_none(Vm& vm, Value given, std::string_view function, std::string_view name)
{
    if (given.is_none() || is_kind(given, Kind::Str))
        return {};
    return vm.raise(
        Error::TypeError, "{}() argument '{}' must be str or None, not {}", function, name, type_name(vm, given));
}

Result<void> init(Vm& vm, Value self, Value buffer, Value encoding, Value errors, Value newline, bool line_buffering,
    bool write_through)
{
    TRY(check_text_or_none(vm, encoding, "TextIOWrapper", "encoding"));
    TRY(check_text_or_none(vm, errors, "TextIOWrapper", "errors"));
    TRY(check_text_or_none(vm, newline, "TextIOWrapper", "newline"));
    TextOptions options;
    options.encoding = encoding;
    options.errors = errors;
    options.newline = as_if<Str>(newline);
    options.line_buffering = line_buffering;
    options.write_through = write_through;
    return init_text_io(vm, as_text_io(self), buffer, options);
}

/// Whether a setting is to be on; `now` when nothing is said of it.
Result<bool> setting(Vm& vm, Value given, bool now)
{
    if (given.is_none())
        return now;
    return TRY(to_c_int(vm, given)) != 0;
}

Result<void> reconfigure(
    Vm& vm, Value value, Value encoding, Value errors, Value newline, Value line_buffering, Value write_through)
{
    TextIO* self = TRY(attached(vm, value));
    TRY(check_text_or_none(vm, encoding, "reconfigure", "encoding"));
    TRY(check_text_or_none(vm, errors, "reconfigure", "errors"));
    bool sets_newline = !newline.is_empty();
    bool has_read = self->state->has_snapshot || self->state->text_at < self->state->text.size();
    if (has_read && (!encoding.is_none() || !errors.is_none() || sets_newline))
        return raise_unsupported(
            vm, "It is not possible to set the encoding or newline of stream after the first read");
    NewlineMode mode = self->newline;
    if (sets_newline) {
        auto* text = as_if<Str>(newline);
        TRY(check_text_or_none(vm, newline, "reconfigure", "newline"));
        mode = TRY(newline_mode(vm, text));
    }
    bool lines = TRY(setting(vm, line_buffering, self->line_buffering));
    bool through = TRY(setting(vm, write_through, self->write_through));
    TRY(call_method(vm, value, vm.names->flush, {}));
    self = TRY(attached(vm, value));
    if (sets_newline)
        set_newline(vm, self, mode);
    if (!encoding.is_none() || !errors.is_none() || sets_newline) {
        if (errors.is_none())
            errors = encoding.is_none() ? self->errors : Value::cell(intern(vm, "strict"));
        if (encoding.is_none())
            encoding = self->encoding;
        else if (as<Str>(encoding)->view() == "locale")
            encoding = Value::cell(intern(vm, "UTF-8"));
        TRY(set_codec(vm, self, encoding, errors));
        if (self->encodes)
            TRY(reset_encoder(vm, self, true));
        if (self->encodes && self->seekable) {
            Value place = TRY(call_named(vm, self->buffer, "tell"));
            if (!TRY(compare_truth(vm, CompareOperator::Equal, place, Value::small(0))))
                TRY(reset_encoder(vm, self, false));
        }
    }
    self->line_buffering = lines;
    self->write_through = through;
    return {};
}

Result<Value> detach(Vm& vm, Value value)
{
    TRY(attached(vm, value));
    TRY(call_method(vm, value, vm.names->flush, {}));
    TextIO* self = TRY(attached(vm, value));
    Value buffer = self->buffer;
    if (Buffered* below = as_buffered(buffer))
        below->is_wrapped = false;
    self->buffer = None;
    self->detached = true;
    self->is_ready = false;
    return buffer;
}

Result<int64_t> write(Vm& vm, Value value, Value data)
{
    auto* text = as_if<Str>(data);
    if (!text)
        return vm.raise(Error::TypeError, "write() argument must be str, not {}", type_name(vm, data));
    TRY(text_write(vm, TRY(open_text(vm, value)), text->view()));
    return int64_t(text->length);
}
Result<Value> read(Vm& vm, Value value, Value size_value)
{
    int64_t size = TRY(size_argument(vm, size_value));
    return text_read(vm, TRY(open_text(vm, value)), size);
}
Result<Value> readline(Vm& vm, Value value, Value size_value)
{
    int64_t limit = size_value.is_small() ? size_value.as_small() : TRY(to_count(vm, size_value));
    return Value::cell(TRY(text_read_line(vm, TRY(open_text(vm, value)), limit < 0 ? -1 : limit)));
}
Result<Value> next(Vm& vm, Value value)
{
    TextIO* self = TRY(attached(vm, value));
    self->telling = false;
    Value line;
    if (!vm.class_of(value)->has(IsHeapClass)) {
        line = Value::cell(TRY(text_read_line(vm, TRY(open_text(vm, value)), -1)));
    } else {
        line = TRY(call_named(vm, value, "readline"));
        if (!is_kind(line, Kind::Str))
            return vm.raise(
                Error::OSError, "readline() should have returned a str object, not '{}'", type_name(vm, line));
    }
    if (as<Str>(line)->size > 0)
        return line;
    self->state->has_snapshot = false;
    self->telling = self->seekable;
    return vm.raise_stop_iteration(None);
}
Result<void> flush(Vm& vm, Value value) { return text_flush(vm, TRY(open_text(vm, value))); }

Result<void> close(Vm& vm, Value value)
{
    TextIO* self = TRY(attached(vm, value));
    if (TRY(is_closed(vm, self->buffer)))
        return {};
    if (self->is_finalizing)
        if (call_named(vm, self->buffer, "_dealloc_warn", { value }).failed())
            vm.take_pending();
    bool failed =
        is_pristine(vm, self) ? text_flush(vm, self).failed() : call_method(vm, value, vm.names->flush, {}).failed();
    Value failure = vm.take_pending();
    bool close_failed = call_method(vm, self->buffer, vm.names->close, {}).failed();
    return chain_pending(vm, failed ? failure : Value(), close_failed);
}

Result<Value> seek(Vm& vm, Value value, Value cookie, Value whence)
{
    return text_seek(vm, value, cookie, TRY(to_c_int(vm, whence)));
}
Result<Value> truncate(Vm& vm, Value value, Value size)
{
    TRY(attached(vm, value));
    TRY(call_method(vm, value, vm.names->flush, {}));
    return call_named(vm, TRY(attached(vm, value))->buffer, "truncate", { size });
}

template <auto ask> Result<Value> ask_buffer(Vm& vm, Value self)
{
    return call_named(vm, TRY(attached(vm, self))->buffer, ask());
}
constexpr std::string_view fileno_name() { return "fileno"; }
constexpr std::string_view isatty_name() { return "isatty"; }
constexpr std::string_view readable_name() { return "readable"; }
constexpr std::string_view writable_name() { return "writable"; }
constexpr std::string_view seekable_name() { return "seekable"; }

/// " name='…'", when the object has such an attribute; nothing when it has none.
Result<std::string> shown_attribute(Vm& vm, Value self, std::string_view name)
{
    Result<Value> found = attribute(vm, self, name);
    if (found.failed()) {
        Value failure = vm.take_pending();
        if (is_instance(vm, failure, vm.error_class(Error::Exception)))
            return std::string();
        vm.pending = failure;
        return Raised{};
    }
    return format_text(" {}={}", { name, TRY(repr(vm, found.value()))->view() });
}
Result<Value> repr_method(Vm& vm, Value value)
{
    TextIO* self = as_text_io(value);
    if (!self->is_ready && !self->detached)
        return raise_uninitialized(vm);
    ReprGuard guard(vm, value);
    if (guard.recursive())
        return vm.raise(Error::RuntimeError, "reentrant call inside {}.__repr__", type_name(vm, value));
    std::string text = "<" + shown_class_name(vm, value);
    text += TRY(shown_attribute(vm, value, "name"));
    text += TRY(shown_attribute(vm, value, "mode"));
    text += format_text(" encoding={}>", { TRY(repr(vm, self->encoding))->view() });
    return Value::cell(TRY(make_str(vm, text)));
}

Result<Value> get_buffer(Vm& vm, Value self)
{
    return as_text_io(self)->detached ? Result<Value>(None) : Result<Value>(TRY(attached(vm, self))->buffer);
}
Result<Value> get_name(Vm& vm, Value self) { return attribute(vm, TRY(attached(vm, self))->buffer, "name"); }
Result<Value> get_closed(Vm& vm, Value self) { return attribute(vm, TRY(attached(vm, self))->buffer, "closed"); }
/// The object of a method that also one whose buffer was detached has.
Result<TextIO*> initialized(Vm& vm, Value self)
{
    TextIO* text = as_text_io(self);
    return text->is_ready || text->detached ? Result<TextIO*>(text) : Result<TextIO*>(raise_uninitialized(vm));
}
Result<Value> get_encoding(Vm& vm, Value self) { return TRY(initialized(vm, self))->encoding; }
Result<Value> get_errors(Vm& vm, Value self) { return TRY(initialized(vm, self))->errors; }
Result<Value> get_newlines(Vm& vm, Value self)
{
    TextIO* text = TRY(attached(vm, self));
    return text->decodes && text->newline.universal ? text->state->ends.seen(vm) : Result<Value>(None);
}
Result<Value> get_line_buffering(Vm& vm, Value self)
{
    return Value::boolean(TRY(initialized(vm, self))->line_buffering);
}
Result<Value> get_write_through(Vm& vm, Value self)
{
    return Value::boolean(TRY(initialized(vm, self))->write_through);
}
Result<Value> get_chunk_size(Vm& vm, Value self) { return make_int(vm, TRY(attached(vm, self))->chunk_size); }
Result<void> set_chunk_size(Vm& vm, Value self, Value value)
{
    TextIO* text = TRY(attached(vm, self));
    if (value.is_empty())
        return vm.raise(Error::AttributeError, "cannot delete attribute");
    int64_t size = TRY(to_index(vm, value));
    if (size <= 0)
        return vm.raise(Error::ValueError, "a strictly positive integer is required");
    text->chunk_size = size;
    text->write_limit = std::min<int64_t>(size, 1 << 20);
    return {};
}
Result<Value> get_mode(Vm& vm, Value self)
{
    TextIO* text = as_text_io(self);
    if (text->mode.is_empty())
        return vm.raise(Error::AttributeError, "'{}' object has no attribute 'mode'", shown_class_name(vm, self));
    return text->mode;
}
Result<void> set_mode(Vm& vm, Value self, Value value)
{
    if (value.is_empty())
        TRY(get_mode(vm, self));
    vm.heap.write_barrier(self.as_cell());
    as_text_io(self)->mode = value;
    return {};
}
Result<Value> get_finalizing(Vm&, Value self) { return Value::boolean(as_text_io(self)->is_finalizing); }
Result<void> set_finalizing(Vm& vm, Value self, Value value)
{
    as_text_io(self)->is_finalizing = !value.is_empty() && TRY(truth(vm, value));
    return {};
}

constexpr NativeDef new_def = def<"__new__(cls, /, *args, **kwargs)", new_text_io>();
constexpr NativeDef methods[] = {
    def<"__init__(self, /, buffer, encoding=None, errors=None, newline=None, line_buffering=False, "
        "write_through=False)",
        init>(),
    def<"reconfigure(self, /, *, encoding=None, errors=None, newline=..., line_buffering=None, write_through=None)",
        reconfigure>("Reconfigure the text stream with new parameters."),
    def<"detach(self, /)", detach>("Separate the underlying buffer and return it."),
    def<"write(self, text, /)", write>("Write a string, and return how many characters it has."),
    def<"read(self, size=-1, /)", read>("Read at most size characters."),
    def<"readline(self, size=-1, /)", readline>("Read until newline or EOF."),
    def<"__next__(self, /)", next>(),
    def<"flush(self, /)", flush>(),
    def<"close(self, /)", close>(),
    def<"fileno(self, /)", ask_buffer<fileno_name>>(),
    def<"seekable(self, /)", ask_buffer<seekable_name>>(),
    def<"readable(self, /)", ask_buffer<readable_name>>(),
    def<"writable(self, /)", ask_buffer<writable_name>>(),
    def<"isatty(self, /)", ask_buffer<isatty_name>>(),
    def<"seek(self, cookie, whence=0, /)", seek>("Set the stream position, and return the new stream position."),
    def<"tell(self, /)", text_tell>("Return the stream position as an opaque number."),
    def<"truncate(self, pos=None, /)", truncate>(),
    def<"__repr__(self, /)", repr_method>(),
    def<"__getstate__(self, /)", refuse_pickling>(),
    def<"__reduce__(self, /)", refuse_pickling>(),
    def<"__reduce_ex__(self, protocol, /)", refuse_reduction>(),
};
constexpr AttributeDef attributes[] = {
    { "buffer", get_buffer, nullptr, nullptr },
    { "name", get_name, nullptr, nullptr },
    { "mode", get_mode, set_mode, nullptr },
    { "closed", get_closed, nullptr, nullptr },
    { "encoding", get_encoding, nullptr, nullptr },
    { "errors", get_errors, nullptr, nullptr },
    { "newlines", get_newlines, nullptr, nullptr },
    { "line_buffering", get_line_buffering, nullptr, nullptr },
    { "write_through", get_write_through, nullptr, nullptr },
    { "_CHUNK_SIZE", get_chunk_size, set_chunk_size, nullptr },
    { "_finalizing", get_finalizing, set_finalizing, nullptr },
};

} // namespace

Result<void> define_text_io(Vm& vm, Module* module)
{
    TRY(define(vm, module, ClassId::TextIOWrapper, ClassId::TextIOBase,
        { .name = "TextIOWrapper",
            .module = "_io",
            .methods = methods,
            .attributes = attributes,
            .new_def = &new_def,
            .kind = Kind::NativeResource,
            .flags = HasInstanceDict | HasWeakref,
            .doc = "Character and line based layer over a BufferedIOBase object, buffer." }));
    return {};
}

} // namespace coil::internal::io
