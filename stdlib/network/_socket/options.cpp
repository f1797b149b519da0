// Options of sockets, and their timeouts.
#include <linux/vm_sockets.h>
#include <netinet/in.h>

#include "stdlib/network/_socket/socket.h"

namespace coil::internal::sockets
{

namespace
{

Result<Value> getsockopt(Vm& vm, Value self, Value level_value, Value option_value, Value size_value)
{
    constexpr int most = 1024;
    int level = TRY(take_int(vm, level_value)), option = TRY(take_int(vm, option_value));
    int wanted = TRY(take_int(vm, size_value));
    Socket* socket = TRY(socket_of(vm, self));
    if (wanted == 0 && socket->family == AF_VSOCK) {
        uint64_t number = 0;
        socklen_t size = sizeof(number);
        if (::getsockopt(socket->fd(), level, option, &number, &size) != 0)
            return raise_errno(vm);
        return make_int_unsigned(vm, number);
    }
    if (wanted == 0) {
        int number = 0;
        socklen_t size = sizeof(number);
        if (::getsockopt(socket->fd(), level, option, &number, &size) != 0)
            return raise_errno(vm);
        return Value::small(number);
    }
    if (wanted < 0 || wanted > most)
        return vm.raise(Error::OSError, "getsockopt buflen out of range");
    char bytes[most];
    auto size = socklen_t(wanted);
    if (::getsockopt(socket->fd(), level, option, bytes, &size) != 0)
        return raise_errno(vm);
    return Value::cell(TRY(make_bytes(vm, { bytes, size })));
}

Result<void> set_option(Vm& vm, Socket* socket, int level, int option, const void* bytes, size_t size)
{
    if (::setsockopt(socket->fd(), level, option, bytes, socklen_t(size)) != 0)
        return raise_errno(vm);
    return {};
}
Result<void> setsockopt(Vm& vm, Value self, Value level_value, Value option_value, Value value, Value size_value)
{
    int level = TRY(take_int(vm, level_value)), option = TRY(take_int(vm, option_value));
    Socket* socket = TRY(socket_of(vm, self));
    if (!size_value.is_empty()) {
        if (!value.is_none())
            return vm.raise(Error::TypeError, "setsockopt() takes exactly 3 arguments (4 given)");
        return set_option(vm, socket, level, option, nullptr, TRY(take_masked(vm, size_value)));
    }
    std::string_view bytes;
    if (TRY(buffer_view(vm, value, bytes)))
        return set_option(vm, socket, level, option, bytes.data(), bytes.size());
    if (!is_int(value) && lookup(vm, vm.class_of(value), vm.names->index).is_empty())
        return vm.raise(Error::TypeError, "a bytes-like object is required, not '{}'", type_name(vm, value));
    if (socket->family == AF_VSOCK) {
        std::optional<int64_t> wide = int_to_int64(TRY(to_int_object(vm, value)));
        if (!wide)
            return vm.raise(Error::OverflowError, "Python int too large to convert to C long");
        return set_option(vm, socket, level, option, &*wide, sizeof(*wide));
    }
    int number = TRY(take_int(vm, value));
    return set_option(vm, socket, level, option, &number, sizeof(number));
}

Result<void> change_timeout(Vm& vm, Value self, int64_t timeout)
{
    Socket* socket = TRY(socket_of(vm, self));
    socket->timeout = timeout;
    return set_blocking(vm, socket->fd(), timeout < 0);
}
Result<void> settimeout(Vm& vm, Value self, Value timeout)
{
    return change_timeout(vm, self, TRY(take_timeout(vm, timeout)));
}
Result<Value> gettimeout(Vm& vm, Value self) { return give_timeout(vm, TRY(socket_of(vm, self))->timeout); }
Result<void> setblocking(Vm& vm, Value self, bool blocks) { return change_timeout(vm, self, blocks ? -1 : 0); }
Result<bool> getblocking(Vm& vm, Value self) { return TRY(socket_of(vm, self))->timeout != 0; }

constexpr NativeDef methods[] = {
    def<"getsockopt(self, level, option, buffersize=0, /)", getsockopt>(
        "Get a socket option: an integer, or bytes of a buffer of buffersize."),
    def<"setsockopt(self, level, option, value, optlen=, /)", setsockopt>(
        "setsockopt(level, option, value: int)\nsetsockopt(level, option, value: buffer)\nsetsockopt(level, option, "
        "None, optlen: int)\n\nSet a socket option."),
    def<"settimeout(self, timeout, /)", settimeout>(
        "Set a timeout on socket operations, in seconds; None waits for ever, 0 not at all."),
    def<"gettimeout(self, /)", gettimeout>("Returns the timeout in seconds (float) associated with socket operations."),
    def<"setblocking(self, flag, /)", setblocking>("Set the socket to blocking (flag is true) or non-blocking."),
    def<"getblocking(self, /)", getblocking>("Returns True if socket is in blocking mode, or False if it is not."),
};

} // namespace

const std::span<const NativeDef> option_methods = methods;

} // namespace coil::internal::sockets
