// How calls of sockets wait, and what arguments and errors they have in common.
#include <climits>
#include <cmath>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/time.h>

#include "objects/codecs.h"
#include "stdlib/network/_socket/socket.h"

namespace coil::internal::sockets
{

Raised raise_errno(Vm& vm) { return raise_os_error(vm, errno, Value()); }

bool is_ready(int fd, short events)
{
    pollfd subject{ fd, events, 0 };
    return ::poll(&subject, 1, 0) > 0;
}

Result<void> wait_for(Vm& vm, Socket* socket, short events, Patience& patience, int* number)
{
    if (!patience.is_known) {
        patience.is_known = true;
        if (!socket->waits_for_ever()) {
            patience.until = Deadline::after(double(socket->timeout) * 1e-9);
        } else {
            timeval limit{};
            socklen_t size = sizeof(limit);
            int option = events & POLLIN ? SO_RCVTIMEO : SO_SNDTIMEO;
            if (::getsockopt(socket->fd(), SOL_SOCKET, option, &limit, &size) == 0 && (limit.tv_sec || limit.tv_usec)) {
                patience.until = Deadline::after(double(limit.tv_sec) + double(limit.tv_usec) * 1e-6);
                patience.is_of_system = true;
            }
        }
    }
    if (patience.until.has_come()) {
        if (number)
            return *number = EAGAIN, Result<void>();
        if (patience.is_of_system)
            return raise_os_error(vm, EAGAIN, Value());
        return vm.raise(Error::TimeoutError, "timed out");
    }
    pollfd subject{ socket->fd(), events, 0 };
    Waker& waker = waker_of_thread(vm);
    int count;
    {
        BlockingScope blocking(vm);
        count = waker.poll({ &subject, 1 }, patience.until);
    }
    if (count < 0 && errno != EINTR)
        return raise_errno(vm);
    return serve_poll(vm);
}

Result<int> take_int(Vm& vm, Value value)
{
    std::optional<int64_t> number = int_to_int64(TRY(to_int_object(vm, value)));
    if (!number)
        return vm.raise(Error::OverflowError, "Python int too large to convert to C long");
    if (*number > INT_MAX)
        return vm.raise(Error::OverflowError, "signed integer is greater than maximum");
    if (*number < INT_MIN)
        return vm.raise(Error::OverflowError, "signed integer is less than minimum");
    return int(*number);
}

Result<uint32_t> take_masked(Vm& vm, Value value)
{
    Value low = TRY(int_and(vm, TRY(to_int_object(vm, value)), Value::small(UINT32_MAX)));
    return uint32_t(int_to_int64(low).value_or(0));
}

Result<std::string> take_system_text(Vm& vm, Value value)
{
    if (!is_kind(value, Kind::Str) && !is_kind(value, Kind::Bytes)) {
        Value hook = lookup(vm, vm.class_of(value), vm.names->fspath);
        Value path = hook.is_empty() || hook.is_none() ? Value() : TRY(call_special(vm, hook, value, {}));
        if (!is_kind(path, Kind::Str) && !is_kind(path, Kind::Bytes))
            return vm.raise(
                Error::TypeError, "expected str, bytes or os.PathLike object, not {}", type_name(vm, value));
        value = path;
    }
    std::string bytes;
    if (auto* text = as_if<Str>(value))
        bytes = text->is_ascii() ? std::string(text->view())
                                 : std::string(TRY(str_encode(vm, text, "utf-8", "surrogateescape"))->view());
    else
        bytes = as<Bytes>(value)->view();
    if (bytes.find('\0') != std::string::npos)
        return vm.raise(
            Error::ValueError, is_kind(value, Kind::Str) ? "embedded null character" : "embedded null byte");
    return bytes;
}

Result<int> take_socket_number(Vm& vm, Value value)
{
    std::optional<int64_t> number = int_to_int64(TRY(to_int_object(vm, value)));
    if (!number)
        return vm.raise(Error::OverflowError, "Python int too large to convert to C long");
    int fd = *number < 0 || *number > INT_MAX ? -1 : int(*number);
    int kind;
    socklen_t size = sizeof(kind);
    if (!vm.permissions.allows(Authority::Files) && ::getsockopt(fd, SOL_SOCKET, SO_TYPE, &kind, &size) != 0 &&
        errno == ENOTSOCK)
        TRY(check_authority(vm, Authority::Files));
    return fd;
}

Result<int64_t> take_timeout(Vm& vm, Value value)
{
    if (value.is_none())
        return int64_t(-1);
    double seconds = TRY(to_seconds(vm, value));
    if (seconds < 0)
        return vm.raise(Error::ValueError, "Timeout value out of range");
    return int64_t(std::ceil(seconds * 1e9));
}
Result<Value> give_timeout(Vm& vm, int64_t timeout)
{
    return timeout < 0 ? Result<Value>(None) : make_float(vm, double(timeout) / 1e9);
}

Result<void> set_blocking(Vm& vm, int fd, bool blocks)
{
    int flag = !blocks;
    if (::ioctl(fd, FIONBIO, &flag) != 0)
        return raise_errno(vm);
    return {};
}

} // namespace coil::internal::sockets
