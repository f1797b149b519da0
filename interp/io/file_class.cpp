// open() and the methods of files.
#include "io/file_class.h"

#include "io/standard_streams.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

#include "base/utf8.h"
#include "objects/bytes.h"
#include "objects/class_members.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/machine/host_files.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"
#include "runtime/operations/os_error.h"

namespace coil::internal
{

namespace
{

Result<File*> self_of(Vm& vm, Value self)
{
    if (File* file = as_file(self))
        return file;
    return vm.raise(Error::TypeError, "a file is required, not '{}'", type_name(vm, self));
}

Result<Value> read(Vm& vm, Value self, Value size)
{
    File* file = TRY(self_of(vm, self));
    int64_t count = size.is_none() ? -1 : TRY(to_index(vm, size));
    return file_text(vm, file, TRY(file_read(vm, file, count)));
}
Result<Value> readline(Vm& vm, Value self, Value size)
{
    File* file = TRY(self_of(vm, self));
    int64_t limit = size.is_none() ? -1 : TRY(to_index(vm, size));
    return file_text(vm, file, TRY(file_read_line(vm, file, limit)));
}
Result<Value> readlines(Vm& vm, Value self, Value hint)
{
    int64_t enough = hint.is_none() ? 0 : TRY(to_index(vm, hint));
    if (enough <= 0)
        return Value::cell(TRY(list_of(vm, self)));
    File* file = TRY(self_of(vm, self));
    List* lines = TRY(make_list(vm));
    for (int64_t total = 0; total < enough;) {
        Value line = TRY(file_text(vm, file, TRY(file_read_line(vm, file))));
        int64_t length = TRY(length_of(vm, line));
        if (length == 0)
            break;
        TRY(list_append(vm, lines, line));
        total += length;
    }
    return Value::cell(lines);
}

Result<int64_t> write(Vm& vm, Value self, Value data)
{
    File* file = TRY(self_of(vm, self));
    TRY(check_open(vm, file));
    if (file->state->binary) {
        std::string_view bytes;
        if (!bytes_view(data, bytes))
            return vm.raise(Error::TypeError, "a bytes-like object is required, not '{}'", type_name(vm, data));
        TRY(file_write(vm, file, bytes));
        return int64_t(bytes.size());
    }
    auto* text = as_if<Str>(data);
    if (!text)
        return vm.raise(Error::TypeError, "write() argument must be str, not {}", type_name(vm, data));
    TRY(file_write_text(vm, file, text->view()));
    return int64_t(text->length);
}
Result<void> writelines(Vm& vm, Value self, Value lines)
{
    return for_each(vm, lines, [&](Value line) -> Result<bool> {
        TRY(write(vm, self, line));
        return true;
    });
}
Result<void> flush(Vm& vm, Value self) { return file_flush(vm, TRY(self_of(vm, self))); }
Result<void> close(Vm& vm, Value self) { return file_close(vm, TRY(self_of(vm, self))); }
Result<int64_t> fileno(Vm& vm, Value self)
{
    File* file = TRY(self_of(vm, self));
    TRY(check_open(vm, file));
    return int64_t(file->state->fd);
}
Result<bool> isatty(Vm& vm, Value self)
{
    File* file = TRY(self_of(vm, self));
    TRY(check_open(vm, file));
    return ::isatty(file->state->fd) == 1;
}
Result<bool> readable(Vm& vm, Value self) { return TRY(self_of(vm, self))->state->readable; }
Result<bool> writable(Vm& vm, Value self) { return TRY(self_of(vm, self))->state->writable; }
Result<bool> seekable(Vm& vm, Value self) { return ::lseek(TRY(self_of(vm, self))->state->fd, 0, SEEK_CUR) >= 0; }

/// Text can be sought to places that tell() gave, to where it is, and to its end.
Result<void> check_seek(Vm& vm, const FileState* state, int64_t offset, int64_t whence)
{
    bool known = whence == SEEK_SET || whence == SEEK_CUR || whence == SEEK_END;
    if (!known && state->binary)
        return vm.raise(Error::ValueError, "whence value {} unsupported", whence);
    if (!known)
        return vm.raise(Error::ValueError, "invalid whence ({}, should be 0, 1 or 2)", whence);
    if (state->binary)
        return {};
    if (whence != SEEK_SET && offset != 0)
        return raise_unsupported(
            vm, whence == SEEK_CUR ? "can't do nonzero cur-relative seeks" : "can't do nonzero end-relative seeks");
    if (offset < 0)
        return vm.raise(Error::ValueError, "negative seek position {}", offset);
    return {};
}

Result<int64_t> seek(Vm& vm, Value self, int64_t offset, int64_t whence)
{
    File* file = TRY(self_of(vm, self));
    TRY(check_open(vm, file));
    FileState* state = file->state.get();
    TRY(check_seek(vm, state, offset, whence));
    TRY(file_flush(vm, file));
    if (whence == SEEK_CUR)
        offset -= int64_t(state->input.size() - state->input_at);
    state->input.clear();
    state->input_at = 0;
    state->at_end = false;
    off_t position = ::lseek(state->fd, off_t(offset), int(whence));
    if (position < 0)
        return raise_os_error(vm, errno, Value());
    return int64_t(position);
}
Result<int64_t> tell(Vm& vm, Value self)
{
    File* file = TRY(self_of(vm, self));
    TRY(file_flush(vm, file));
    off_t position = ::lseek(file->state->fd, 0, SEEK_CUR);
    if (position < 0)
        return raise_os_error(vm, errno, Value());
    return int64_t(position) - int64_t(file->state->input.size() - file->state->input_at);
}
Result<int64_t> truncate(Vm& vm, Value self, Value size)
{
    File* file = TRY(self_of(vm, self));
    TRY(file_flush(vm, file));
    int64_t length = size.is_none() ? TRY(tell(vm, self)) : TRY(to_index(vm, size));
    if (::ftruncate(file->state->fd, off_t(length)) != 0)
        return raise_os_error(vm, errno, Value());
    return length;
}
Result<Value> enter(Vm& vm, Value self)
{
    TRY(check_open(vm, TRY(self_of(vm, self))));
    return self;
}
Result<void> exit(Vm& vm, Value self, Arguments) { return close(vm, self); }
Value identity(Vm&, Value self) { return self; }
Result<Value> next(Vm& vm, Value self)
{
    File* file = TRY(self_of(vm, self));
    std::string line = TRY(file_read_line(vm, file));
    if (line.empty())
        return vm.raise_stop_iteration(None);
    return file_text(vm, file, line);
}
Result<Value> get_name(Vm& vm, Value self)
{
    FileState* state = TRY(self_of(vm, self))->state.get();
    if (state->is_named_by_number)
        return Value::small(std::atoi(state->name.c_str()));
    return Value::cell(TRY(make_str(vm, state->name)));
}
Result<Value> file_repr(Vm& vm, Value self)
{
    FileState* state = TRY(self_of(vm, self))->state.get();
    Str* name = TRY(repr(vm, TRY(get_name(vm, self))));
    if (state->binary) {
        std::string_view kind = !state->readable ? "Writer" : !state->writable ? "Reader" : "Random";
        return Value::cell(TRY(make_str(vm, format_text("<_io.Buffered{} name={}>", { kind, name->view() }))));
    }
    return Value::cell(TRY(make_str(vm,
        format_text("<_io.TextIOWrapper name={} mode='{}' encoding='{}'>",
            { name->view(), state->mode, state->encoding_name }))));
}

Result<Value> get_closed(Vm& vm, Value self) { return Value::boolean(TRY(self_of(vm, self))->state->fd < 0); }
Result<Value> get_mode(Vm& vm, Value self)
{
    return Value::cell(TRY(make_str(vm, TRY(self_of(vm, self))->state->mode)));
}
Result<Value> get_encoding(Vm& vm, Value self)
{
    FileState* state = TRY(self_of(vm, self))->state.get();
    return state->binary ? Result<Value>(None) : Value::cell(TRY(make_str(vm, state->encoding_name)));
}
Result<Value> get_errors(Vm& vm, Value self)
{
    return Value::cell(TRY(make_str(vm, TRY(self_of(vm, self))->state->errors)));
}
Result<Value> get_buffer(Vm& vm, Value self)
{
    // The bytes below a text file: another file on the same descriptor, which takes over what was read ahead.
    File* file = TRY(self_of(vm, self));
    if (file->state->binary)
        return vm.raise(Error::AttributeError, "'{}' object has no attribute 'buffer'", type_name(vm, self));
    TRY(file_flush(vm, file));
    FileState* state = file->state.get();
    if (!state->buffer.is_empty())
        return state->buffer;
    Value made = TRY(make_file(vm, state->fd, state->name, state->readable ? "rb" : "wb", false));
    FileState* below = as_file(made)->state.get();
    below->unbuffered = true;
    below->writable = state->writable;
    below->is_named_by_number = state->is_named_by_number;
    below->input = state->input.substr(state->input_at);
    state->input.clear();
    state->input_at = 0;
    vm.heap.write_barrier(file);
    state->buffer = made;
    // The bytes keep the text file alive, which has the descriptor.
    vm.heap.write_barrier(made.as_cell());
    below->buffer = self;
    return made;
}
Result<Value> get_line_buffering(Vm& vm, Value self)
{
    return Value::boolean(TRY(self_of(vm, self))->state->line_buffered);
}

constexpr NativeDef methods[] = {
    def<"read(self, size=None, /)", read>(),
    def<"readline(self, size=None, /)", readline>(),
    def<"readlines(self, hint=None, /)", readlines>(),
    def<"write(self, data, /)", write>(),
    def<"writelines(self, lines, /)", writelines>(),
    def<"flush(self, /)", flush>(),
    def<"close(self, /)", close>(),
    def<"fileno(self, /)", fileno>(),
    def<"isatty(self, /)", isatty>(),
    def<"readable(self, /)", readable>(),
    def<"writable(self, /)", writable>(),
    def<"seekable(self, /)", seekable>(),
    def<"seek(self, offset, whence=0, /)", seek>(),
    def<"tell(self, /)", tell>(),
    def<"truncate(self, size=None, /)", truncate>(),
    def<"__enter__(self, /)", enter>(),
    def<"__exit__(self, /, *args)", exit>(),
    def<"__iter__(self, /)", identity>(),
    def<"__next__(self, /)", next>(),
    def<"__repr__(self, /)", file_repr>(),
};
constexpr AttributeDef attributes[] = {
    { "closed", get_closed, nullptr, nullptr },
    { "name", get_name, nullptr, nullptr },
    { "mode", get_mode, nullptr, nullptr },
    { "encoding", get_encoding, nullptr, nullptr },
    { "errors", get_errors, nullptr, nullptr },
    { "buffer", get_buffer, nullptr, nullptr },
    { "line_buffering", get_line_buffering, nullptr, nullptr },
};

/// The flags of open(2) that a mode means; ValueError with CPython's words.
Result<int> flags_of(Vm& vm, std::string_view mode)
{
    for (size_t i = 0; i < mode.size(); i++)
        if (std::string_view("rwax+tb").find(mode[i]) == std::string_view::npos ||
            mode.find(mode[i], i + 1) != std::string_view::npos)
            return vm.raise(Error::ValueError, "invalid mode: '{}'", mode);
    auto has = [mode](char letter) { return mode.find(letter) != std::string_view::npos; };
    if (has('t') && has('b'))
        return vm.raise(Error::ValueError, "can't have text and binary mode at once");
    int kinds = has('r') + has('w') + has('a') + has('x');
    if (kinds > 1)
        return vm.raise(Error::ValueError, "must have exactly one of create/read/write/append mode");
    if (kinds == 0)
        return vm.raise(
            Error::ValueError, "Must have exactly one of create/read/write/append mode and at most one plus");
    int flags = has('+') ? O_RDWR : has('r') ? O_RDONLY : O_WRONLY;
    if (has('w'))
        flags |= O_CREAT | O_TRUNC;
    if (has('a'))
        flags |= O_CREAT | O_APPEND;
    if (has('x'))
        flags |= O_CREAT | O_EXCL;
    return flags;
}

/// What open() says of how the file is read and written, besides its mode.
struct Format {
    Encoding encoding = Encoding::Utf8;
    std::string encoding_name = "UTF-8", errors = "strict", newline = "\n";
    Newlines newlines = Newlines::Translate;
};

Result<Format> format_of(Vm& vm, bool binary, Value encoding, Value errors, Value newline)
{
    const std::pair<std::string_view, Value> given[] = { { "encoding", encoding }, { "errors", errors },
        { "newline", newline } };
    for (auto [name, value] : given) {
        if (!value.is_none() && !is_kind(value, Kind::Str))
            return vm.raise(
                Error::TypeError, "open() argument '{}' must be str or None, not {}", name, type_name(vm, value));
        if (binary && !value.is_none())
            return vm.raise(
                Error::ValueError, "binary mode doesn't take {} {} argument", name[0] == 'e' ? "an" : "a", name);
    }
    Format format;
    if (auto* name = as_if<Str>(encoding)) {
        std::optional<Encoding> found = find_encoding(name->view());
        if (name->view() == "locale")
            found = Encoding::Utf8;
        if (!found)
            return vm.raise(Error::LookupError, "unknown encoding: {}", name->view());
        format.encoding = *found;
        format.encoding_name = name->view();
    }
    if (auto* text = as_if<Str>(errors))
        format.errors = text->view();
    if (auto* text = as_if<Str>(newline)) {
        std::string_view end = text->view();
        if (end != "" && end != "\n" && end != "\r" && end != "\r\n")
            return vm.raise(Error::ValueError, "illegal newline value: {}", end);
        format.newlines = end.empty() ? Newlines::Universal : Newlines::Exact;
        format.newline = end.empty() ? "\n" : end;
    }
    return format;
}

/// The name of a file as open() takes it, a path-like object's too.
Result<std::string> path_of(Vm& vm, Value& path)
{
    Value given = path;
    if (Value hook = lookup(vm, vm.class_of(path), vm.names->fspath); !hook.is_empty())
        path = TRY(call_special(vm, hook, path, {}));
    auto* text = as_if<Str>(path);
    std::string_view bytes;
    if (!text && !bytes_view(path, bytes))
        return vm.raise(Error::TypeError, "expected str, bytes or os.PathLike object, not {}", type_name(vm, given));
    std::string name(bytes);
    if (text)
        name = text->view();
    if (text && utf8::find_malformed(name) != std::string::npos)
        name = TRY(str_encode(vm, text, "utf-8", "surrogateescape"))->view();
    if (name.find('\0') != std::string::npos)
        return vm.raise(Error::ValueError, "embedded null byte");
    return name;
}

/// Opens a path, or lets the opener do so.
Result<int> open_path(Vm& vm, Value path, const std::string& name, int flags, Value opener)
{
    TRY(check_authority(vm, Authority::Files));
    if (!opener.is_none()) {
        Value made = TRY(call(vm, opener, { path, Value::small(flags) }));
        if (!made.is_small())
            return vm.raise(Error::TypeError, "expected integer from opener");
        if (made.as_small() < 0)
            return vm.raise(Error::ValueError, "opener returned {}", made.as_small());
        return int(made.as_small());
    }
    return open_host_file(vm, name, flags, path);
}

/// Checks an open descriptor that open() is given.
Result<int> open_number(Vm& vm, Value number)
{
    int64_t fd = TRY(to_index(vm, number));
    if (fd < 0)
        return vm.raise(Error::ValueError, "negative file descriptor");
    TRY(check_authority(vm, Authority::Files));
    if (fd > INT32_MAX || ::fcntl(int(fd), F_GETFD) < 0)
        return raise_os_error(vm, EBADF, Value());
    return int(fd);
}

Result<Value> open_function(Vm& vm, Value path, Str* mode, int64_t buffering, Value encoding, Value errors,
    Value newline, bool closes, Value opener)
{
    std::string_view mode_text = mode ? mode->view() : "r";
    int flags = TRY(flags_of(vm, mode_text));
    bool binary = mode_text.find('b') != std::string_view::npos;
    Format format = TRY(format_of(vm, binary, encoding, errors, newline));
    if (buffering == 0 && !binary)
        return vm.raise(Error::ValueError, "can't have unbuffered text I/O");
    bool is_number = path.is_small() || path.is_bool();
    if (!is_number && !closes)
        return vm.raise(Error::ValueError, "Cannot use closefd=False with file name");
    std::string name;
    int fd;
    if (is_number) {
        fd = TRY(open_number(vm, path));
        name = std::to_string(fd);
    } else {
        name = TRY(path_of(vm, path));
        fd = TRY(open_path(vm, path, name, flags, opener));
        name = TRY(host_text(vm, name))->view();
    }
    Value file = TRY(make_file(vm, fd, name, mode_text, closes));
    FileState* state = as_file(file)->state.get();
    state->is_named_by_number = is_number;
    state->line_buffered = !binary && (buffering == 1 || (buffering < 0 && ::isatty(fd) == 1));
    state->unbuffered = buffering == 0;
    state->encoding = format.encoding;
    state->encoding_name = format.encoding_name;
    state->errors = format.errors;
    state->newline = format.newline;
    state->newlines = format.newlines;
    if (flags & O_APPEND)
        state->has_written = ::lseek(fd, 0, SEEK_END) > 0;
    return file;
}

constexpr NativeDef open_def =
    def<"open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
        open_function>("Opens a file and returns a file object.");

} // namespace

Raised raise_unsupported(Vm& vm, std::string_view message)
{
    Value text = Value::cell(TRY(make_str(vm, message)));
    return vm.raise_exception(TRY(call(vm, Value::cell(vm.unsupported_operation), { text })));
}

Result<Class*> file_class(Vm& vm) { return vm.file_class; }

Result<void> define_files(Vm& vm, Dict* builtins)
{
    Class* cls =
        make_builtin_class(vm, "TextIOWrapper", vm.classes->object, Kind::NativeResource, DisallowsNew | HasWeakref);
    vm.file_class = cls;
    vm.operations.write_error = write_error;
    Tuple* bases = TRY(make_tuple(
        vm, { Value::cell(vm.error_class(Error::OSError)), Value::cell(vm.error_class(Error::ValueError)) }));
    Dict* dict = TRY(make_dict(vm));
    TRY(dict_set_str(vm, dict, vm.names->module, Value::cell(intern(vm, "io"))));
    vm.unsupported_operation = TRY(make_class(vm, vm.classes->type, intern(vm, "UnsupportedOperation"), bases, dict));
    add_methods(vm, cls, methods);
    add_attributes(vm, cls, attributes);
    return dict_set_str(
        vm, builtins, intern(vm, "open"), TRY(make_native_function(vm, open_def, Value(), intern(vm, "io"))));
}

} // namespace coil::internal
