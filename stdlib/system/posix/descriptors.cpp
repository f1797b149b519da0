// Descriptors: opening, reading, writing, closing and copying them.
#include <climits>
#include <cstdlib>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "objects/memory_view.h"
#include "stdlib/system/posix/posix.h"

namespace coil::internal::posix
{

namespace
{

Result<int64_t> open_file(Vm& vm, Value given, Value flags_value, Value mode_value, Value dir_fd)
{
    Path path = TRY(take_path(vm, given, { .function = "open" }));
    int flags = TRY(to_c_int(vm, flags_value)) | O_CLOEXEC;
    int mode = TRY(to_c_int(vm, mode_value));
    int folder = TRY(take_folder(vm, dir_fd));
    for (bool collected = false;; collected = true) {
        int fd = TRY(retried(vm, [&] { return ::openat(folder, path.name(), flags, mode); }));
        if (fd >= 0)
            return int64_t(fd);
        if (collected || !release_descriptors(vm, errno))
            return raise_errno(vm, path);
    }
}

Result<void> close_file(Vm& vm, Value given)
{
    int fd = TRY(take_descriptor(vm, given));
    // As CPython: not again after a signal, as the descriptor is gone.
    if (outside(vm, [&] { return ::close(fd); }) != 0 && errno != EINTR)
        return raise_errno(vm);
    return {};
}
Result<void> close_range_of(Vm& vm, Value low, Value high)
{
    int first = TRY(take_descriptor(vm, low)), last = TRY(take_descriptor(vm, high));
    outside(vm, [&] {
        if (first < last)
            ::close_range(unsigned(std::max(first, 0)), unsigned(std::max(last, 1) - 1), 0);
        return 0;
    });
    return {};
}

// Most reads and writes have not to wait: that is found out by doing them, which takes one call of the system in place
// of two. What knows no RWF_NOWAIT (a terminal), or would wait, is waited for first.

ssize_t read_at_once(int fd, char* to, size_t size)
{
    iovec part{ to, size };
    return ::preadv2(fd, &part, 1, -1, RWF_NOWAIT);
}
/// Only what pipes take as a whole or not at all: of more they might take a part.
ssize_t write_at_once(int fd, const char* from, size_t size)
{
    iovec part{ const_cast<char*>(from), size };
    return size <= PIPE_BUF ? ::pwritev2(fd, &part, 1, -1, RWF_NOWAIT) : -1;
}

/// Reads into new bytes: at once into the object where that is not much longer than what came.
/// `waits`: it is a read from where the descriptor is, which may have to wait.
template <class Read> Result<Value> read_bytes(Vm& vm, int fd, Value length, bool waits, Read&& read)
{
    int64_t wanted = TRY(to_index(vm, length));
    if (wanted < 0)
        return raise_os_error(vm, EINVAL, Value());
    auto size = size_t(std::min<int64_t>(wanted, 0x7ffff000));
    TRY(vm.require_room(size));
    constexpr size_t few = 4096;
    char block[few];
    if (size <= few && waits)
        if (ssize_t count = read_at_once(fd, block, size); count >= 0)
            return Value::cell(TRY(make_bytes(vm, { block, size_t(count) })));
    if (waits)
        TRY(wait_until_ready(vm, fd, POLLIN));
    if (size <= few) {
        ssize_t count = TRY(retried(vm, [&] { return read(block, size); }));
        if (count < 0)
            return raise_errno(vm);
        return Value::cell(TRY(make_bytes(vm, { block, size_t(count) })));
    }
    Bytes* bytes = TRY(make_bytes_uninitialized(vm, size));
    ssize_t count = TRY(retried(vm, [&] { return read(bytes->writable(), size); }));
    if (count < 0)
        return raise_errno(vm);
    if (size_t(count) >= size / 2) {
        bytes->size = uint64_t(count);
        return Value::cell(bytes);
    }
    return Value::cell(TRY(make_bytes(vm, { bytes->data, size_t(count) })));
}
Result<Value> read_file(Vm& vm, Value given, Value length)
{
    int fd = TRY(take_descriptor(vm, given));
    return read_bytes(vm, fd, length, true, [&](char* to, size_t size) { return ::read(fd, to, size); });
}
Result<Value> read_file_at(Vm& vm, Value given, Value length, Value offset_value)
{
    int fd = TRY(take_descriptor(vm, given));
    int64_t offset = TRY(take_offset(vm, offset_value));
    return read_bytes(vm, fd, length, false, [&](char* to, size_t size) { return ::pread(fd, to, size, offset); });
}
/// Reads into a buffer of a script, through memory of our own: while others hold the VM, it may be resized.
Result<int64_t> read_into(Vm& vm, Value given, Value buffer)
{
    int fd = TRY(take_descriptor(vm, given));
    auto target = TRY(writable_buffer(vm, buffer));
    if (!target)
        return vm.raise(Error::TypeError, "readinto() argument 2 must be read-write bytes-like object, not {}",
            type_name(vm, buffer));
    size_t size = std::min<size_t>(target->size(), 0x7ffff000);
    TRY(vm.require_room(size));
    Bytes* bytes = TRY(make_bytes_uninitialized(vm, size));
    TRY(wait_until_ready(vm, fd, POLLIN));
    ssize_t count = TRY(retried(vm, [&] { return ::read(fd, bytes->writable(), size); }));
    if (count < 0)
        return raise_errno(vm);
    target = TRY(writable_buffer(vm, buffer));
    if (target)
        std::copy_n(bytes->data, std::min(size_t(count), target->size()), target->data());
    return int64_t(count);
}

/// Writes the bytes of an object once. They are copied where others may change them meanwhile.
template <class Write> Result<int64_t> write_bytes(Vm& vm, int fd, Value data, bool waits, Write&& write)
{
    std::string_view view = TRY(require_buffer(vm, data));
    if (waits) {
        if (ssize_t count = write_at_once(fd, view.data(), view.size()); count >= 0)
            return int64_t(count);
        TRY(wait_until_ready(vm, fd, POLLOUT));
    }
    Value keeper = data;
    if (!is_kind(data, Kind::Bytes)) {
        view = TRY(require_buffer(vm, data));
        keeper = Value::cell(TRY(make_bytes(vm, view)));
    }
    view = TRY(require_buffer(vm, keeper));
    size_t size = std::min<size_t>(view.size(), 0x7ffff000);
    ssize_t count = TRY(retried(vm, [&] { return write(view.data(), size); }));
    if (count < 0)
        return raise_errno(vm);
    return int64_t(count);
}
Result<int64_t> write_file(Vm& vm, Value given, Value data)
{
    int fd = TRY(take_descriptor(vm, given));
    return write_bytes(vm, fd, data, true, [&](const char* from, size_t size) { return ::write(fd, from, size); });
}
Result<int64_t> write_file_at(Vm& vm, Value given, Value data, Value offset_value)
{
    int fd = TRY(take_descriptor(vm, given));
    int64_t offset = TRY(take_offset(vm, offset_value));
    return write_bytes(
        vm, fd, data, false, [&](const char* from, size_t size) { return ::pwrite(fd, from, size, offset); });
}

Result<int64_t> seek(Vm& vm, Value given, Value position_value, Value whence_value)
{
    int fd = TRY(take_descriptor(vm, given));
    int64_t position = TRY(take_offset(vm, position_value));
    int whence = TRY(to_c_int(vm, whence_value));
    int64_t place = outside(vm, [&] { return ::lseek(fd, position, whence); });
    if (place < 0)
        return raise_errno(vm);
    return place;
}

Result<int64_t> copy_descriptor(Vm& vm, Value given)
{
    int fd = TRY(take_descriptor(vm, given));
    int copy = ::fcntl(fd, F_DUPFD_CLOEXEC, 0);
    if (copy < 0)
        return raise_errno(vm);
    return int64_t(copy);
}
Result<int64_t> copy_descriptor_to(Vm& vm, Value given, Value target, bool inheritable)
{
    int fd = TRY(take_descriptor(vm, given)), to = TRY(take_descriptor(vm, target));
    if (fd < 0 || to < 0)
        return raise_os_error(vm, EBADF, Value());
    int status = TRY(retried(vm, [&] { return inheritable || fd == to ? ::dup2(fd, to) : ::dup3(fd, to, O_CLOEXEC); }));
    if (status < 0)
        return raise_errno(vm);
    return int64_t(status);
}

Result<Value> pipe_with(Vm& vm, int flags)
{
    TRY(check_authority(vm, Authority::Files));
    int ends[2];
    if (::pipe2(ends, flags) != 0 && (!release_descriptors(vm, errno) || ::pipe2(ends, flags) != 0))
        return raise_errno(vm);
    return Value::cell(TRY(make_pair(vm, Value::small(ends[0]), Value::small(ends[1]))));
}
Result<Value> make_pipe(Vm& vm) { return pipe_with(vm, O_CLOEXEC); }
Result<Value> make_pipe_with(Vm& vm, Value flags) { return pipe_with(vm, TRY(to_c_int(vm, flags))); }

Result<void> set_length(Vm& vm, Value given, Value length)
{
    int fd = TRY(take_descriptor(vm, given));
    int64_t size = TRY(take_offset(vm, length));
    if (TRY(retried(vm, [&] { return ::ftruncate(fd, size); })) != 0)
        return raise_errno(vm);
    return {};
}
template <int (*function)(int)> Result<void> flush(Vm& vm, Value given)
{
    int fd = TRY(take_file_number(vm, given));
    if (TRY(retried(vm, [&] { return function(fd); })) != 0)
        return raise_errno(vm);
    return {};
}

Result<bool> is_inheritable(Vm& vm, Value given)
{
    int flags = ::fcntl(TRY(take_descriptor(vm, given)), F_GETFD);
    if (flags < 0)
        return raise_errno(vm);
    return !(flags & FD_CLOEXEC);
}
Result<void> set_inheritable(Vm& vm, Value given, Value inheritable_value)
{
    int fd = TRY(take_descriptor(vm, given));
    int inheritable = TRY(to_c_int(vm, inheritable_value));
    // What fcntl refuses for descriptors that are mere paths, ioctl may not, and the other way round.
    int flags = ::fcntl(fd, F_GETFD);
    if (flags < 0 || ::fcntl(fd, F_SETFD, inheritable ? flags & ~FD_CLOEXEC : flags | FD_CLOEXEC) != 0)
        return raise_errno(vm);
    return {};
}
Result<bool> is_blocking(Vm& vm, Value given)
{
    int flags = ::fcntl(TRY(take_descriptor(vm, given)), F_GETFL);
    if (flags < 0)
        return raise_errno(vm);
    return !(flags & O_NONBLOCK);
}
Result<void> set_blocking(Vm& vm, Value given, bool blocking)
{
    int fd = TRY(take_descriptor(vm, given));
    int flags = ::fcntl(fd, F_GETFL);
    if (flags < 0 || ::fcntl(fd, F_SETFL, blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK) != 0)
        return raise_errno(vm);
    return {};
}

Result<void> lock_file(Vm& vm, Value given, Value command_value, Value length_value)
{
    int fd = TRY(take_descriptor(vm, given));
    int command = TRY(to_c_int(vm, command_value));
    int64_t length = TRY(take_offset(vm, length_value));
    if (TRY(retried(vm, [&] { return ::lockf(fd, command, length); })) != 0)
        return raise_errno(vm);
    return {};
}
Result<int64_t> memory_file(Vm& vm, Value name_value, Value flags_value)
{
    TRY(check_authority(vm, Authority::Files));
    std::string name = TRY(take_text(vm, name_value));
    auto flags = unsigned(TRY(to_c_int(vm, flags_value)));
    int fd = outside(vm, [&] { return ::memfd_create(name.c_str(), flags); });
    if (fd < 0)
        return raise_errno(vm);
    return int64_t(fd);
}

Result<int64_t> event_file(Vm& vm, Value initial_value, Value flags_value)
{
    TRY(check_authority(vm, Authority::Files));
    std::optional<int64_t> initial = int_to_int64(TRY(to_int_object(vm, initial_value)));
    if (!initial || *initial < 0 || *initial > int64_t(UINT_MAX))
        return vm.raise(Error::OverflowError,
            initial && *initial < 0 ? "can't convert negative int to unsigned"
                                    : "Python int too large for C unsigned int");
    int fd = ::eventfd(unsigned(*initial), TRY(to_c_int(vm, flags_value)));
    if (fd < 0)
        return raise_errno(vm);
    return int64_t(fd);
}
Result<Value> read_event(Vm& vm, Value given)
{
    int fd = TRY(take_file_number(vm, given));
    uint64_t value = 0;
    TRY(wait_until_ready(vm, fd, POLLIN));
    if (TRY(retried(vm, [&] { return ::read(fd, &value, sizeof(value)); })) < 0)
        return raise_errno(vm);
    return make_int_unsigned(vm, value);
}
Result<void> write_event(Vm& vm, Value given, Value number)
{
    int fd = TRY(take_file_number(vm, given));
    std::optional<uint64_t> value = int_to_uint64(TRY(to_int_object(vm, number)));
    if (!value)
        return vm.raise(Error::OverflowError, "int too big to convert");
    TRY(wait_until_ready(vm, fd, POLLOUT));
    if (TRY(retried(vm, [&] { return ::write(fd, &*value, sizeof(*value)); })) < 0)
        return raise_errno(vm);
    return {};
}

constexpr NativeDef functions[] = {
    def<"open(path, flags, mode=511, *, dir_fd=None)", open_file>("Open a file for low level IO."),
    def<"close(fd)", close_file>("Close a file descriptor."),
    def<"closerange(fd_low, fd_high, /)", close_range_of>(
        "Closes all file descriptors in [fd_low, fd_high), ignoring errors."),
    def<"read(fd, length, /)", read_file>("Read from a file descriptor. Returns a bytes object."),
    def<"readinto(fd, buffer, /)", read_into>("Read into a buffer object from a file descriptor."),
    def<"pread(fd, length, offset, /)", read_file_at>("Read from a descriptor at an offset; its position stays."),
    def<"write(fd, data, /)", write_file>("Write a bytes object to a file descriptor."),
    def<"pwrite(fd, buffer, offset, /)", write_file_at>("Write to a descriptor at an offset; its position stays."),
    def<"lseek(fd, position, whence, /)", seek>("Set the position of a file descriptor."),
    def<"dup(fd, /)", copy_descriptor>("Return a duplicate of a file descriptor."),
    def<"dup2(fd, fd2, inheritable=True)", copy_descriptor_to>("Duplicate file descriptor."),
    def<"pipe()", make_pipe>("Create a pipe."),
    def<"pipe2(flags, /)", make_pipe_with>("Create a pipe with flags set atomically."),
    def<"ftruncate(fd, length, /)", set_length>("Truncate a file, specified by descriptor, to a specific length."),
    def<"fsync(fd)", flush<::fsync>>("Force write of fd to disk."),
    def<"fdatasync(fd)", flush<::fdatasync>>("Force write of fd to disk without forcing update of metadata."),
    def<"get_inheritable(fd, /)", is_inheritable>("Get the close-on-exe flag of the specified file descriptor."),
    def<"set_inheritable(fd, inheritable, /)", set_inheritable>("Set the inheritable flag of the descriptor."),
    def<"get_blocking(fd, /)", is_blocking>("Get the blocking mode of the file descriptor."),
    def<"set_blocking(fd, blocking, /)", set_blocking>("Set the blocking mode of the specified file descriptor."),
    def<"lockf(fd, command, length, /)", lock_file>("Apply, test or remove a POSIX lock on an open file descriptor."),
    def<"memfd_create(name, flags=1)", memory_file>(),
    def<"eventfd(initval, flags=524288)", event_file>("Creates and returns an event notification file descriptor."),
    def<"eventfd_read(fd)", read_event>("Read eventfd value."),
    def<"eventfd_write(fd, value)", write_event>("Write eventfd value."),
};

} // namespace

const std::span<const NativeDef> descriptor_functions = functions;

} // namespace coil::internal::posix
