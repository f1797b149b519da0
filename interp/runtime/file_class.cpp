// open() and the methods of files.
#include "runtime/file_class.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/attributes.h"
#include "runtime/call.h"
#include "runtime/operators.h"

namespace coil
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
Result<Value> readline(Vm& vm, Value self, Value)
{
    File* file = TRY(self_of(vm, self));
    return file_text(vm, file, TRY(file_read_line(vm, file)));
}
Result<Value> readlines(Vm& vm, Value self, Value) { return Value::cell(TRY(list_of(vm, self))); }

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
    TRY(file_write(vm, file, text->view()));
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

Result<int64_t> seek(Vm& vm, Value self, int64_t offset, int64_t whence)
{
    File* file = TRY(self_of(vm, self));
    TRY(file_flush(vm, file));
    FileState* state = file->state;
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
        return vm.raise_exception(
            Value::cell(TRY(make_exception(vm, vm.error_class(Error::StopIteration), vm.empty_tuple))));
    return file_text(vm, file, line);
}
Result<Value> file_repr(Vm& vm, Value self)
{
    FileState* state = TRY(self_of(vm, self))->state;
    Str* name = TRY(repr(vm, Value::cell(TRY(make_str(vm, state->name)))));
    if (state->binary)
        return Value::cell(TRY(make_str(vm, format_text("<_io.BufferedRandom name={}>", { name->view() }))));
    return Value::cell(TRY(make_str(
        vm, format_text("<_io.TextIOWrapper name={} mode='{}' encoding='utf-8'>", { name->view(), state->mode }))));
}

Result<Value> get_closed(Vm& vm, Value self) { return Value::boolean(TRY(self_of(vm, self))->state->fd < 0); }
Result<Value> get_name(Vm& vm, Value self)
{
    return Value::cell(TRY(make_str(vm, TRY(self_of(vm, self))->state->name)));
}
Result<Value> get_mode(Vm& vm, Value self)
{
    return Value::cell(TRY(make_str(vm, TRY(self_of(vm, self))->state->mode)));
}
Result<Value> get_encoding(Vm& vm, Value) { return Value::cell(TRY(make_str(vm, "utf-8"))); }
Result<Value> get_errors(Vm& vm, Value self)
{
    return Value::cell(TRY(make_str(vm, TRY(self_of(vm, self))->state->errors)));
}
Result<Value> get_buffer(Vm& vm, Value self)
{
    // The bytes below a text file: another file on the same descriptor.
    File* file = TRY(self_of(vm, self));
    TRY(file_flush(vm, file));
    return make_file(vm, file->state->fd, file->state->name, file->state->readable ? "rb" : "wb", false);
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
    int kinds = 0, flags = 0;
    bool plus = false, text = false, binary = false;
    for (char letter : mode) {
        switch (letter) {
        case 'r':
            kinds++;
            flags |= O_RDONLY;
            break;
        case 'w':
            kinds++;
            flags |= O_WRONLY | O_CREAT | O_TRUNC;
            break;
        case 'a':
            kinds++;
            flags |= O_WRONLY | O_CREAT | O_APPEND;
            break;
        case 'x':
            kinds++;
            flags |= O_WRONLY | O_CREAT | O_EXCL;
            break;
        case '+':
            plus = true;
            break;
        case 't':
            text = true;
            break;
        case 'b':
            binary = true;
            break;
        default:
            return vm.raise(Error::ValueError, "invalid mode: '{}'", mode);
        }
    }
    if (text && binary)
        return vm.raise(Error::ValueError, "can't have text and binary mode at once");
    if (kinds != 1)
        return vm.raise(Error::ValueError, "must have exactly one of create/read/write/append mode");
    if (plus)
        flags = (flags & ~O_WRONLY) | O_RDWR;
    return flags | O_CLOEXEC;
}

Result<Value> open_function(
    Vm& vm, Value path, Str* mode, int64_t buffering, Value encoding, Value errors, Value newline, Value, Value)
{
    std::string_view mode_text = mode ? mode->view() : "r";
    int flags = TRY(flags_of(vm, mode_text));
    bool binary = mode_text.find('b') != std::string_view::npos;
    if (binary && !encoding.is_none())
        return vm.raise(Error::ValueError, "binary mode doesn't take an encoding argument");
    if (auto* name = as_if<Str>(encoding)) {
        std::string lower;
        for (char c : name->view())
            if (c != '-' && c != '_')
                lower += char(tolower(c));
        if (lower != "utf8" && lower != "ascii" && lower != "utf8sig")
            return vm.raise(Error::LookupError, "encoding of files not supported: {}", name->view());
    }
    int fd;
    std::string name;
    bool owns = true;
    if (path.is_small()) {
        fd = int(path.as_small());
        name = std::to_string(fd);
    } else {
        if (Value hook = lookup(vm, vm.class_of(path), vm.names->fspath); !hook.is_empty())
            path = TRY(call_special(vm, hook, path, {}));
        auto* text = as_if<Str>(path);
        std::string_view bytes;
        if (!text && !bytes_view(path, bytes))
            return vm.raise(Error::TypeError, "expected str, bytes or os.PathLike object, not {}", type_name(vm, path));
        name = text ? text->view() : bytes;
        if (name.find('\0') != std::string::npos)
            return vm.raise(Error::ValueError, "embedded null byte");
        if (vm.operations.allow_files && !vm.operations.allow_files(vm))
            return vm.raise(Error::PermissionError, "this VM has no access to files");
        fd = ::open(name.c_str(), flags, 0666);
        if (fd < 0)
            return raise_os_error(vm, errno, path);
        struct stat info;
        if (fstat(fd, &info) == 0 && S_ISDIR(info.st_mode)) {
            ::close(fd);
            return raise_os_error(vm, EISDIR, path);
        }
    }
    Value file = TRY(make_file(vm, fd, name, mode_text, owns));
    FileState* state = as_file(file)->state;
    state->line_buffered = buffering == 1;
    if (auto* text = as_if<Str>(errors))
        state->errors = text->view();
    if (is_kind(newline, Kind::Str))
        state->translate_newlines = false;
    return file;
}

constexpr NativeDef open_def =
    def<"open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
        open_function>("Opens a file and returns a file object.");

} // namespace

Raised raise_unsupported(Vm& vm, std::string_view message) { return vm.raise_text(Error::OSError, message); }

Result<Class*> file_class(Vm& vm) { return vm.file_class; }

Result<void> define_files(Vm& vm, Dict* builtins)
{
    Class* cls = make_builtin_class(vm, "TextIOWrapper", vm.classes->object, Kind::NativeResource, DisallowsNew);
    vm.file_class = cls;
    for (const NativeDef& def : methods) {
        Value method = TRY(make_native_function(vm, def, Value(), nullptr));
        as<NativeFunction>(method)->owner = cls;
        method.as_cell()->shape = vm.classes->method_descriptor->root->id;
        TRY(dict_set_str(vm, cls->dict, intern(vm, def.name()), method));
    }
    for (const AttributeDef& def : attributes) {
        auto* descriptor = vm.heap.allocate<AttributeDescriptor>(uint8_t(Kind::AttributeDescriptor));
        if (!descriptor)
            return vm.raise_memory_error();
        descriptor->shape = vm.classes->getset_descriptor->root->id;
        descriptor->def = &def;
        descriptor->owner = cls;
        TRY(dict_set_str(vm, cls->dict, intern(vm, def.name), Value::cell(descriptor)));
    }
    return dict_set_str(
        vm, builtins, intern(vm, "open"), TRY(make_native_function(vm, open_def, Value(), intern(vm, "io"))));
}

} // namespace coil
