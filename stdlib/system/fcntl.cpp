// The module fcntl: control of descriptors.
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "objects/memory_view.h"
#include "stdlib/modules.h"
#include "stdlib/system/fcntl_names.h"
#include "stdlib/system/posix/posix.h"

namespace coil::internal
{

namespace
{

constexpr size_t most_bytes = 1024;
/// Behind the buffer, in which what the system wrote too much is seen.
constexpr char guard[] = "\x00\xfa\x69\xc4\x67\xa3\x6c\x58";

/// An argument that is a number, in whatever way its 32 bits are given.
Result<int> take_number(Vm& vm, Value value)
{
    std::optional<int64_t> number = int_to_int64(TRY(to_int_object(vm, value)));
    if (!number || *number > int64_t(UINT32_MAX) || *number < INT32_MIN)
        return vm.raise(Error::OverflowError, "Python int too large to convert to C int");
    return int(uint32_t(*number));
}
bool is_number(Vm& vm, Value value)
{
    return is_int(value) || !lookup(vm, vm.class_of(value), vm.names->index).is_empty();
}

/// The bytes of an argument, in a buffer that is longer.
struct ArgumentBytes {
    char bytes[most_bytes + sizeof(guard)];
    size_t size = 0;
    void* start() { return bytes; }
    bool is_overrun() const { return std::memcmp(bytes + size, guard, sizeof(guard)) != 0; }
};
Result<void> take_bytes(Vm& vm, Value value, std::string_view function, ArgumentBytes& out)
{
    std::string_view bytes;
    std::string text;
    if (auto* str = as_if<Str>(value)) {
        bytes = text = str->view();
    } else if (!TRY(buffer_view(vm, value, bytes))) {
        return vm.raise(Error::TypeError,
            "{}() argument 3 must be an integer, a bytes-like object, or a string, not {}", function,
            type_name(vm, value));
    }
    if (bytes.size() > most_bytes)
        return vm.raise(Error::ValueError, "{} argument 3 is too long", function);
    std::memcpy(out.bytes, bytes.data(), bytes.size());
    std::memcpy(out.bytes + bytes.size(), guard, sizeof(guard));
    out.size = bytes.size();
    return {};
}

Result<Value> control(Vm& vm, Value given, Value command_value, Value argument)
{
    int fd = TRY(posix::take_file_number(vm, given));
    int command = TRY(to_c_int(vm, command_value));
    if (is_number(vm, argument)) {
        int number = TRY(take_number(vm, argument));
        int status = TRY(posix::retried(vm, [&] { return ::fcntl(fd, command, number); }));
        if (status < 0)
            return posix::raise_errno(vm);
        return Value::small(status);
    }
    ArgumentBytes bytes;
    TRY(take_bytes(vm, argument, "fcntl", bytes));
    if (TRY(posix::retried(vm, [&] { return ::fcntl(fd, command, bytes.start()); })) < 0)
        return posix::raise_errno(vm);
    if (bytes.is_overrun())
        return vm.raise(Error::SystemError, "buffer overflow");
    return Value::cell(TRY(make_bytes(vm, { bytes.bytes, bytes.size })));
}

Result<Value> device_control(Vm& vm, Value given, Value request_value, Value argument, bool mutates)
{
    int fd = TRY(posix::take_file_number(vm, given));
    std::optional<int64_t> wide = int_to_int64(TRY(to_int_object(vm, request_value)));
    if (!wide)
        return vm.raise(Error::OverflowError, "Python int too large to convert to C unsigned long");
    auto request = static_cast<unsigned long>(*wide);
    if (is_number(vm, argument)) {
        int number = TRY(take_number(vm, argument));
        int status = posix::outside(vm, [&] { return ::ioctl(fd, request, number); });
        if (status < 0)
            return posix::raise_errno(vm);
        return Value::small(status);
    }
    ArgumentBytes bytes;
    bool is_changed = !is_kind(argument, Kind::Str) && mutates && TRY(writable_buffer(vm, argument)).has_value();
    TRY(take_bytes(vm, argument, "ioctl", bytes));
    int status = posix::outside(vm, [&] { return ::ioctl(fd, request, bytes.start()); });
    if (status < 0)
        return posix::raise_errno(vm);
    if (bytes.is_overrun())
        return vm.raise(Error::SystemError, "buffer overflow");
    if (!is_changed)
        return Value::cell(TRY(make_bytes(vm, { bytes.bytes, bytes.size })));
    // It may have become shorter while others held the VM.
    if (auto target = TRY(writable_buffer(vm, argument)))
        std::copy_n(bytes.bytes, std::min(bytes.size, target->size()), target->data());
    return Value::small(status);
}

Result<void> lock_whole(Vm& vm, Value given, Value operation_value)
{
    int fd = TRY(posix::take_file_number(vm, given));
    int operation = TRY(to_c_int(vm, operation_value));
    if (TRY(posix::retried(vm, [&] { return ::flock(fd, operation); })) != 0)
        return posix::raise_errno(vm);
    return {};
}
Result<void> lock_part(Vm& vm, Value given, Value command_value, Value length, Value start, Value whence_value)
{
    int fd = TRY(posix::take_file_number(vm, given));
    int command = TRY(to_c_int(vm, command_value)), whence = TRY(to_c_int(vm, whence_value));
    struct flock lock {
    };
    if (command == LOCK_UN)
        lock.l_type = F_UNLCK;
    else if (command & LOCK_SH)
        lock.l_type = F_RDLCK;
    else if (command & LOCK_EX)
        lock.l_type = F_WRLCK;
    else
        return vm.raise(Error::ValueError, "unrecognized lockf argument");
    lock.l_start = TRY(posix::take_offset(vm, start));
    lock.l_len = TRY(posix::take_offset(vm, length));
    lock.l_whence = short(whence);
    int how = command & LOCK_NB ? F_SETLK : F_SETLKW;
    if (TRY(posix::retried(vm, [&] { return ::fcntl(fd, how, &lock); })) != 0)
        return posix::raise_errno(vm);
    return {};
}

constexpr NativeDef definitions[] = {
    def<"fcntl(fd, cmd, arg=0, /)", control>("Perform the operation cmd on file descriptor fd."),
    def<"ioctl(fd, request, arg=0, mutate_flag=True, /)", device_control>(
        "Perform the operation request on file descriptor fd."),
    def<"flock(fd, operation, /)", lock_whole>("Perform the lock operation on file descriptor fd."),
    def<"lockf(fd, cmd, len=0, start=0, whence=0, /)", lock_part>("A wrapper around the fcntl() locking calls."),
};

Result<void> prepare(Vm& vm, Module* module)
{
    for (const auto& [name, value] : fcntl_names)
        TRY(dict_set_str(vm, module->dict, intern(vm, name), Value::small(value)));
    return {};
}

} // namespace

const NativeModule fcntl_module{ "fcntl", definitions, prepare,
    "This module performs file control and I/O control on file descriptors." };

} // namespace coil::internal
