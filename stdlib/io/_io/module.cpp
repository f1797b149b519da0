// The module itself: open() and its like; and the standard streams.
#include <algorithm>
#include <unistd.h>

#include "io/standard_streams.h"
#include "objects/dict.h"
#include "objects/numbers.h"
#include "objects/tuple.h"
#include "runtime/machine/host_files.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "runtime/reports/warn.h"
#include "stdlib/io/_io/text_io.h"
#include "stdlib/modules.h"

namespace coil::internal::io
{

namespace
{

/// The letters of a mode of open().
struct TextMode {
    bool binary = false, updates = false;
    char kind = 0;   ///< x, r, w or a
    std::string raw; ///< for FileIO
};

Result<TextMode> parse_mode(Vm& vm, std::string_view text)
{
    TextMode mode;
    bool is_text = false;
    int kinds = 0;
    for (size_t i = 0; i < text.size(); i++) {
        char letter = text[i];
        if (std::string_view("xrwabt+").find(letter) == std::string_view::npos ||
            text.substr(i + 1).find(letter) != std::string_view::npos)
            return vm.raise(Error::ValueError, "invalid mode: '{}'", text);
        mode.binary |= letter == 'b';
        is_text |= letter == 't';
        mode.updates |= letter == '+';
        if (letter != 'b' && letter != 't' && letter != '+') {
            mode.kind = letter;
            kinds++;
        }
    }
    if (is_text && mode.binary)
        return vm.raise(Error::ValueError, "can't have text and binary mode at once");
    if (kinds > 1)
        return vm.raise(Error::ValueError, "must have exactly one of create/read/write/append mode");
    if (mode.kind)
        mode.raw = mode.kind;
    if (mode.updates)
        mode.raw += '+';
    return mode;
}

Result<void> check_arguments(Vm& vm, const TextMode& mode, Value encoding, Value errors, Value newline)
{
    const std::pair<std::string_view, Value> given[] = { { "encoding", encoding }, { "errors", errors },
        { "newline", newline } };
    for (auto [name, value] : given)
        if (!value.is_none() && !is_kind(value, Kind::Str))
            return vm.raise(
                Error::TypeError, "open() argument '{}' must be str or None, not {}", name, type_name(vm, value));
    for (auto [name, value] : given)
        if (mode.binary && !value.is_none())
            return vm.raise(
                Error::ValueError, "binary mode doesn't take {} {} argument", name == "newline" ? "a" : "an", name);
    return {};
}

/// Puts the layers over a file, as the arguments of open() say.
Result<Value> wrap(Vm& vm, FileIO* file, const TextMode& mode, Str* shown_mode, int64_t buffering, Value encoding,
    Value errors, Value newline)
{
    bool wants_lines = buffering == 1 && !mode.binary;
    if (buffering < 0 && !file->is_plain && ::isatty(file->fd()) == 1)
        wants_lines = true;
    int64_t size = buffering;
    if (size < 0 || size == 1)
        size = std::max(std::min(file->block_size, most_buffer_size), default_buffer_size);
    if (buffering == 0) {
        if (!mode.binary)
            return vm.raise(Error::ValueError, "can't have unbuffered text I/O");
        return Value::cell(file);
    }
    ClassId kind = mode.updates ? ClassId::BufferedRandom
        : mode.kind == 'r'      ? ClassId::BufferedReader
                                : ClassId::BufferedWriter;
    if (mode.updates && !TRY(file_seekable(vm, file)))
        return raise_unsupported(vm, "File or stream is not seekable.");
    Value buffered = Value::cell(TRY(make_buffered(vm, kind, Value::cell(file), size)));
    if (mode.binary)
        return buffered;
    TextOptions options;
    options.encoding = encoding;
    options.errors = errors;
    options.newline = as_if<Str>(newline);
    options.line_buffering = wants_lines;
    TextIO* text = TRY(make_text_io(vm, buffered, options));
    vm.heap.write_barrier(text);
    text->mode = Value::cell(shown_mode);
    return Value::cell(text);
}

} // namespace

Result<Value> open_file(Vm& vm, Value name, Str* mode_text, int64_t buffering, Value encoding, Value errors,
    Value newline, bool closes, Value opener)
{
    Str* shown = mode_text ? mode_text : intern(vm, "r");
    TextMode mode = TRY(parse_mode(vm, shown->view()));
    TRY(check_arguments(vm, mode, encoding, errors, newline));
    if (mode.binary && buffering == 1)
        TRY(warn(vm, Error::RuntimeWarning,
            "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used"));
    if (!is_int(name) && !is_kind(name, Kind::Str) && !is_kind(name, Kind::Bytes)) {
        Value hook = lookup(vm, vm.class_of(name), vm.names->fspath);
        if (hook.is_empty())
            return vm.raise(Error::TypeError, "expected str, bytes or os.PathLike object, not {}", type_name(vm, name));
        Value path = TRY(call_special(vm, hook, name, {}));
        if (!is_kind(path, Kind::Str) && !is_kind(path, Kind::Bytes))
            return vm.raise(Error::TypeError, "expected {}.__fspath__() to return str or bytes, not {}",
                type_name(vm, name), type_name(vm, path));
        name = path;
    }
    FileIO* file = TRY(make_file_io(vm, name, mode.raw, closes, opener.is_empty() ? None : opener));
    Result<Value> made = wrap(vm, file, mode, shown, buffering, encoding, errors, newline);
    if (made.ok())
        return made;
    // Nobody gets it: what is under construction is closed.
    Value failure = vm.take_pending();
    if (file_close(vm, file).failed())
        vm.take_pending();
    vm.pending = failure;
    return Raised{};
}

namespace
{

Result<Value> open_code(Vm& vm, Value path)
{
    if (!is_kind(path, Kind::Str))
        return vm.raise(Error::TypeError, "open_code() argument 'path' must be str, not {}", type_name(vm, path));
    return open_file(vm, path, intern(vm, "rb"), -1, None, None, None, true, None);
}
Value text_encoding(Vm& vm, Value encoding, Value)
{
    return encoding.is_none() ? Value::cell(intern(vm, "locale")) : encoding;
}

constexpr NativeDef functions[] = {
    def<"open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
        open_file>("Open file and return a stream.  Raise OSError upon failure."),
    def<"open_code(path)", open_code>("Opens the provided file with the intent to import the contents."),
    def<"text_encoding(encoding, stacklevel=2, /)", text_encoding>(
        "Return encoding, or what stands for the locale's when it is None."),
};

/// Writes the text when the stream is one of ours that nobody changed: print() and its like.
Result<bool> write_stream(Vm& vm, Value stream, std::string_view text, bool flushes)
{
    TextIO* file = as_text_io(stream);
    if (!file || !is_pristine(vm, file))
        return false;
    TRY(text_write(vm, TRY(open_text(vm, stream)), text));
    if (flushes)
        TRY(text_flush(vm, TRY(open_text(vm, stream))));
    return true;
}

Result<void> prepare(Vm& vm, Module* module)
{
    vm.modules->state_of(_io_module) = Value::cell(TRY(make_tuple(vm, size_t(ClassId::Count))));
    auto put = [&](std::string_view name, Value value) {
        return dict_set_str(vm, module->dict, intern(vm, name), value);
    };
    TRY(put("DEFAULT_BUFFER_SIZE", Value::small(default_buffer_size)));
    TRY(put("UnsupportedOperation", Value::cell(vm.unsupported_operation)));
    TRY(put("BlockingIOError", Value::cell(vm.error_class(Error::BlockingIOError))));
    for (auto define : { define_base_classes, define_file_io, define_buffered, define_rw_pair, define_bytes_io,
             define_string_io, define_newline_decoder, define_text_io })
        TRY(define(vm, module));
    return {};
}

} // namespace

} // namespace coil::internal::io

namespace coil::internal
{

const NativeModule _io_module{ "_io", io::functions, io::prepare, "The io module's classes and functions." };

Result<void> set_up_files(Vm& vm)
{
    Tuple* bases = TRY(make_tuple(
        vm, { Value::cell(vm.error_class(Error::OSError)), Value::cell(vm.error_class(Error::ValueError)) }));
    Dict* dict = TRY(make_dict(vm));
    TRY(dict_set_str(vm, dict, vm.names->module, Value::cell(intern(vm, "io"))));
    vm.unsupported_operation = TRY(make_class(vm, vm.classes->type, intern(vm, "UnsupportedOperation"), bases, dict));
    vm.operations.write_error = write_error;
    vm.operations.write_stream = io::write_stream;
    Module* module = TRY(make_native_module(vm, _io_module));
    Str* open = intern(vm, "open");
    return dict_set_str(vm, vm.builtins, open, *find_str(vm, module->dict, open));
}

Result<Value> make_standard_stream(Vm& vm, int fd, Str* name)
{
    bool writes = fd != 0;
    io::FileIO* file = TRY(io::make_standard_file(vm, fd, name, writes));
    io::Buffered* buffered = TRY(io::make_standard_buffered(vm, file, writes));
    io::TextOptions options;
    options.encoding = Value::cell(intern(vm, "utf-8"));
    options.errors = Value::cell(intern(vm, fd == 2 ? "backslashreplace" : "strict"));
    options.newline = intern(vm, "\n");
    options.line_buffering = fd == 2 || (!file->is_plain && ::isatty(fd) == 1);
    io::TextIO* text = TRY(io::make_standard_text(vm, buffered, options));
    vm.heap.write_barrier(text);
    text->mode = Value::cell(intern(vm, writes ? "w" : "r"));
    return Value::cell(text);
}

} // namespace coil::internal
