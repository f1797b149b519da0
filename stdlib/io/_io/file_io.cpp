#include "stdlib/io/_io/file_io.h"

#include <cerrno>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"
#include "gc/tracer.h"
#include "objects/codecs.h"
#include "objects/numbers.h"
#include "runtime/machine/blocking.h"
#include "runtime/machine/host_files.h"
#include "runtime/machine/interrupts.h"
#include "runtime/machine/threads.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "runtime/operations/os_error.h"
#include "runtime/reports/warn.h"
#include "stdlib/io/_io/open_mode.h"

namespace coil::internal::io
{

namespace
{

void trace_file(Cell* cell, gc::Tracer& tracer)
{
    auto* file = static_cast<FileIO*>(cell);
    tracer.visit(file->name);
}
void destroy_file(Cell* cell)
{
    auto* file = static_cast<FileIO*>(cell);
    if (!file->closed() && file->owns_descriptor)
        ::close(file->fd());
}

} // namespace

constexpr NativeType file_type{ "FileIO", trace_file, destroy_file };

namespace
{

bool never_blocks(int fd)
{
    int flags = ::fcntl(fd, F_GETFL);
    return flags >= 0 && (flags & O_NONBLOCK);
}

/// The path that a file's name is, in bytes.
Result<std::string> path_bytes(Vm& vm, Value path)
{
    Value given = path;
    if (Value hook = lookup(vm, vm.class_of(path), vm.names->fspath);
        !hook.is_empty() && !is_kind(path, Kind::Str) && !is_kind(path, Kind::Bytes)) {
        path = TRY(call_special(vm, hook, path, {}));
        if (!is_kind(path, Kind::Str) && !is_kind(path, Kind::Bytes))
            return vm.raise(Error::TypeError, "expected {}.__fspath__() to return str or bytes, not {}",
                type_name(vm, given), type_name(vm, path));
    }
    std::string name;
    if (auto* text = as_if<Str>(path)) {
        name = text->view();
        if (!text->is_ascii() && utf8::find_malformed(name) != std::string::npos)
            name = TRY(str_encode(vm, text, "utf-8", "surrogateescape"))->view();
    } else if (auto* bytes = as_if<Bytes>(path)) {
        name = bytes->view();
    } else {
        return vm.raise(Error::TypeError, "expected str, bytes or os.PathLike object, not {}", type_name(vm, given));
    }
    if (name.find('\0') != std::string::npos)
        return vm.raise(Error::ValueError, "embedded null byte");
    return name;
}

Result<int> call_opener(Vm& vm, Value opener, Value path, int flags)
{
    TRY(check_authority(vm, Authority::Files));
    Value made = TRY(call(vm, opener, { path, Value::small(flags | O_CLOEXEC) }));
    if (!is_int(made))
        return vm.raise(Error::TypeError, "expected integer from opener");
    int fd = TRY(to_c_int(vm, made));
    if (fd < 0)
        return vm.raise(Error::ValueError, "opener returned {}", fd);
    // What the opener inherited to others would be inherited by them otherwise.
    ::fcntl(fd, F_SETFD, FD_CLOEXEC);
    return fd;
}

/// Looks at what was opened: its kind and how it is read best.
Result<void> examine(Vm& vm, FileIO* file, Value name, bool is_path)
{
    struct stat status {
    };
    if (::fstat(file->fd(), &status) != 0) {
        int number = errno;
        return number == EBADF || !is_path ? raise_os_error(vm, number, Value()) : Result<void>();
    }
    if (S_ISDIR(status.st_mode))
        return raise_os_error(vm, EISDIR, name);
    file->is_plain = S_ISREG(status.st_mode);
    file->block_size = status.st_blksize > 1 ? int64_t(status.st_blksize) : default_buffer_size;
    return {};
}

Result<void> init(Vm& vm, FileIO* file, Value name, std::string_view mode_text, bool closes, Value opener)
{
    OpenMode mode = TRY(raw_mode(vm, mode_text));
    int fd = -1;
    bool is_number = is_int(name);
    if (is_number) {
        if (name.is_bool())
            TRY(warn(vm, Error::RuntimeWarning, "bool is used as a file descriptor"));
        fd = TRY(to_c_int(vm, TRY(to_int_object(vm, name))));
        if (fd < 0)
            return vm.raise(Error::ValueError, "negative file descriptor");
        TRY(check_authority(vm, Authority::Files));
    }
    std::string path;
    if (!is_number)
        path = TRY(path_bytes(vm, name));
    if (!is_number && !closes)
        return vm.raise(Error::ValueError, "Cannot use closefd=False with file name");
    if (!is_number)
        fd = TRY(opener.is_none() ? open_host_file(vm, path, mode.flags(), name)
                                  : call_opener(vm, opener, name, mode.flags()));
    // Whatever ran meanwhile may have opened it too.
    TRY(file_close(vm, file));
    file->descriptor = fd + 1;
    file->owns_descriptor = closes && !is_number;
    file->created = mode.created;
    file->readable = mode.readable;
    file->writable = mode.writable;
    file->appending = mode.appending;
    file->seekable = 0;
    if (examine(vm, file, name, !is_number).failed()) {
        Value failure = vm.take_pending();
        if (file->owns_descriptor)
            ::close(fd);
        file->descriptor = 0;
        vm.pending = failure;
        return Raised{};
    }
    file->owns_descriptor = closes;
    vm.heap.write_barrier(file);
    file->name = name;
    if (!file->has_finalizer)
        add_finalizer(vm, file);
    file->has_finalizer = true;
    if (mode.appending)
        ::lseek(fd, 0, SEEK_END);
    return {};
}

} // namespace

Result<Value> new_file_io(Vm& vm, Value type, Arguments, Dict*)
{
    return Value::cell(TRY(make_native<FileIO>(vm, as<Class>(type), file_type)));
}
Result<void> init_file_io(Vm& vm, Value self, Value name, Str* mode, bool closes, Value opener)
{
    FileIO* file = as_file_io(self);
    if (!file->closed())
        TRY(file_close(vm, file));
    return init(vm, file, name, mode ? mode->view() : "r", closes, opener.is_empty() ? None : opener);
}

Result<FileIO*> make_file_io(Vm& vm, Value name, std::string_view mode, bool closes, Value opener)
{
    FileIO* file = TRY(make_native<FileIO>(vm, class_named(vm, ClassId::FileIO), file_type));
    TRY(init(vm, file, name, mode, closes, opener));
    return file;
}

Result<FileIO*> make_standard_file(Vm& vm, int fd, Str* name, bool writes)
{
    FileIO* file = TRY(make_native<FileIO>(vm, class_named(vm, ClassId::FileIO), file_type));
    struct stat status {
    };
    file->is_plain = ::fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
    file->block_size = default_buffer_size;
    file->descriptor = fd + 1;
    file->readable = !writes;
    file->writable = writes;
    vm.heap.write_barrier(file);
    file->name = Value::cell(name);
    return file;
}

Result<ssize_t> file_read(Vm& vm, FileIO* file, char* out, size_t size)
{
    for (;;) {
        if (file->closed())
            return raise_closed(vm, "I/O operation on closed file");
        int fd = file->fd();
        int number = file->is_plain || never_blocks(fd) ? 0 : await_events(vm, fd, POLLIN);
        if (number == 0) {
            BlockingScope blocking(vm);
            ssize_t count = ::read(fd, out, std::min(size, size_t(SSIZE_MAX)));
            if (count >= 0)
                return count;
            number = errno;
        }
        if (number == EAGAIN)
            return ssize_t(-1);
        if (number != EINTR)
            return raise_os_error(vm, number, Value());
        // What woke it may use the file, and close it.
        TRY(serve_poll(vm));
    }
}

Result<ssize_t> file_write(Vm& vm, FileIO* file, std::string_view bytes)
{
    // After a poll so much can be written without blocking where nothing can wake it.
    constexpr size_t most_after_poll = PIPE_BUF;
    size_t done = 0;
    do {
        if (file->closed())
            return raise_closed(vm, "I/O operation on closed file");
        int fd = file->fd();
        bool at_once = file->is_plain || never_blocks(fd);
        int number = at_once ? 0 : await_events(vm, fd, POLLOUT);
        if (number == 0) {
            BlockingScope blocking(vm);
            size_t most = at_once ? size_t(SSIZE_MAX) : most_after_poll;
            ssize_t count = ::write(fd, bytes.data() + done, std::min(bytes.size() - done, most));
            if (count >= 0 && at_once)
                return count;
            done += count >= 0 ? size_t(count) : 0;
            number = count >= 0 ? 0 : errno;
        }
        if (number == EAGAIN)
            return done ? ssize_t(done) : ssize_t(-1);
        if (number == EINTR && done > 0) {
            // What was written has to be told; the next call serves the poll.
            vm.ask_attention();
            return ssize_t(done);
        }
        if (number == EINTR)
            TRY(serve_poll(vm));
        else if (number != 0)
            return raise_os_error(vm, number, Value());
    } while (done < bytes.size());
    return ssize_t(done);
}

namespace
{

/// The rest of what no size is known of, or what has grown meanwhile.
Result<Value> file_read_grown(Vm& vm, FileIO* file, std::string_view before)
{
    size_t filled = before.size();
    size_t capacity = filled + size_t(8 << 10);
    ByteArrayStorage* storage = TRY(make_byte_storage(vm, capacity));
    if (!before.empty())
        std::memcpy(storage->data, before.data(), before.size());
    bool is_at_end = false;
    for (;;) {
        if (filled == capacity) {
            capacity += std::max(capacity / 2, size_t(64 << 10));
            ByteArrayStorage* larger = TRY(make_byte_storage(vm, capacity));
            std::memcpy(larger->data, storage->data, filled);
            storage = larger;
        }
        ssize_t count = TRY(file_read(vm, file, storage->data + filled, capacity - filled));
        is_at_end = count == 0;
        if (count <= 0)
            break;
        filled += size_t(count);
    }
    if (filled == 0 && !is_at_end)
        return None;
    return Value::cell(TRY(make_bytes(vm, { storage->data, filled })));
}

} // namespace

Result<Value> file_read_all(Vm& vm, FileIO* file, std::string_view before)
{
    // What is known of the file's size makes one read and one that finds the end out of it.
    struct stat status {
    };
    size_t expected = 0;
    if (file->is_plain && ::fstat(file->fd(), &status) == 0 && status.st_size > 0) {
        off_t at = ::lseek(file->fd(), 0, SEEK_CUR);
        expected = at >= 0 && status.st_size > at ? size_t(status.st_size - at) : 0;
    }
    size_t filled = before.size();
    if (expected > 0) {
        // Most often that is all, and nothing is copied.
        Bytes* bytes = TRY(make_bytes_uninitialized(vm, filled + expected));
        if (!before.empty())
            std::memcpy(bytes->writable(), before.data(), filled);
        char next;
        size_t start = filled;
        while (filled < bytes->size) {
            ssize_t count = TRY(file_read(vm, file, bytes->writable() + filled, bytes->size - filled));
            if (count <= 0)
                break;
            filled += size_t(count);
        }
        if (filled < bytes->size || start == filled)
            return Value::cell(TRY(make_bytes(vm, { bytes->data, filled })));
        ssize_t more = TRY(file_read(vm, file, &next, 1));
        if (more <= 0)
            return Value::cell(bytes);
        std::string all(bytes->view());
        all += next;
        return file_read_grown(vm, file, all);
    }
    return file_read_grown(vm, file, before);
}

Result<int64_t> file_seek(Vm& vm, FileIO* file, int64_t offset, int whence)
{
    if (file->closed())
        return raise_closed(vm, "I/O operation on closed file");
    off_t position = ::lseek(file->fd(), off_t(offset), whence);
    if (file->seekable == 0)
        file->seekable = position >= 0 ? 1 : -1;
    if (position < 0)
        return raise_os_error(vm, errno, Value());
    return int64_t(position);
}

Result<bool> file_seekable(Vm& vm, FileIO* file)
{
    if (file->closed())
        return raise_closed(vm, "I/O operation on closed file");
    if (file->seekable == 0)
        file->seekable = ::lseek(file->fd(), 0, SEEK_CUR) >= 0 ? 1 : -1;
    return file->seekable > 0;
}

Result<void> file_close(Vm& vm, FileIO* file)
{
    if (file->closed())
        return {};
    int fd = file->fd();
    file->descriptor = 0;
    int number = 0;
    if (file->owns_descriptor) {
        BlockingScope blocking(vm);
        number = ::close(fd) == 0 ? 0 : errno;
    }
    return number && number != EINTR ? Result<void>(raise_os_error(vm, number, Value())) : Result<void>();
}

} // namespace coil::internal::io
