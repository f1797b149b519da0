// The class socket: making, binding, connecting and closing.
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include "runtime/machine/import.h"
#include "stdlib/network/_socket/socket.h"

namespace coil::internal::sockets
{

namespace
{

void destroy_socket(Cell* cell)
{
    auto* socket = static_cast<Socket*>(cell);
    if (socket->number)
        ::close(socket->fd());
}
constexpr NativeType socket_type{ "socket", nullptr, destroy_socket };

constexpr int kind_mask = ~(SOCK_CLOEXEC | SOCK_NONBLOCK);

Result<void> close_number(Vm& vm, Socket* socket)
{
    if (!socket->number)
        return {};
    int fd = socket->fd();
    socket->number = 0;
    int status;
    {
        BlockingScope blocking(vm);
        status = ::close(fd);
    }
    // What the other side did is no matter any more.
    if (status != 0 && errno != ECONNRESET && errno != EINTR)
        return raise_errno(vm);
    return {};
}

/// Fills the object in; the descriptor is its own from now on.
Result<void> adopt(Vm& vm, Socket* socket, int fd, int family, int kind, int protocol)
{
    socket->number = fd + 1;
    socket->family = family;
    socket->kind = kind & kind_mask;
    socket->protocol = protocol;
    socket->timeout = -1;
    if (!socket->has_finalizer)
        vm.heap.add_finalizer(socket);
    socket->has_finalizer = true;
    Value usual = state(vm, DefaultTimeout);
    if (kind & SOCK_NONBLOCK)
        socket->timeout = 0;
    else if (!usual.is_none() && !usual.is_empty())
        socket->timeout = int_to_int64(usual).value_or(0);
    if (socket->timeout >= 0 && !(kind & SOCK_NONBLOCK))
        TRY(set_blocking(vm, fd, false));
    return {};
}

/// Something of the system that makes a descriptor, again when there were none left.
template <class Open> int open_retried(Vm& vm, Open&& open)
{
    int fd = open();
    if (fd < 0 && release_descriptors(vm, errno))
        fd = open();
    return fd;
}

Result<Value> socket_new(Vm& vm, Value type, Arguments, Dict*)
{
    auto* socket = TRY(make_native<Socket>(vm, as<Class>(type), socket_type));
    socket->timeout = -1;
    return Value::cell(socket);
}

/// What kind of socket a descriptor is of, where the script does not say.
Result<void> initialize_from(Vm& vm, Socket* socket, int fd, int family, int kind, int protocol)
{
    if (fd < 0)
        return vm.raise(Error::ValueError, "negative file descriptor");
    Address address;
    if (::getsockname(fd, address.get(), address.room()) != 0) {
        if (family == -1 || errno == ENOTSOCK || errno == EBADF)
            return raise_errno(vm);
    } else if (family == -1) {
        family = address.storage.ss_family;
    }
    socklen_t size = sizeof(int);
    if (kind == -1 && ::getsockopt(fd, SOL_SOCKET, SO_TYPE, &kind, &size) != 0)
        return raise_errno(vm);
    size = sizeof(int);
    if (protocol == -1 && ::getsockopt(fd, SOL_SOCKET, SO_PROTOCOL, &protocol, &size) != 0)
        return raise_errno(vm);
    TRY(close_number(vm, socket));
    return adopt(vm, socket, fd, family, kind, protocol);
}
Result<void> socket_init(Vm& vm, Value self, Value family_value, Value kind_value, Value protocol_value, Value fileno)
{
    Socket* socket = TRY(socket_of(vm, self));
    TRY(check_authority(vm, Authority::Network));
    int family = TRY(take_int(vm, family_value)), kind = TRY(take_int(vm, kind_value));
    int protocol = TRY(take_int(vm, protocol_value));
    if (!fileno.is_none())
        return initialize_from(vm, socket, TRY(take_socket_number(vm, fileno)), family, kind, protocol);
    family = family == -1 ? AF_INET : family;
    kind = kind == -1 ? SOCK_STREAM : kind;
    protocol = protocol == -1 ? 0 : protocol;
    int fd = open_retried(vm, [&] { return ::socket(family, kind | SOCK_CLOEXEC, protocol); });
    if (fd < 0)
        return raise_errno(vm);
    if (socket->number)
        ::close(socket->fd());
    return adopt(vm, socket, fd, family, kind, protocol);
}

Result<void> finalize(Vm& vm, Value self)
{
    Socket* socket = TRY(socket_of(vm, self));
    if (!socket->number)
        return {};
    // Nobody who did not ask for them sees such warnings.
    if (Value* warnings = find_str(vm, vm.modules->loaded(), intern(vm, "warnings"))) {
        Value module = *warnings;
        Str* shown = TRY(repr(vm, self));
        Value text = Value::cell(TRY(make_str(vm, "unclosed " + std::string(shown->view()))));
        TRY(call_method(vm, module, intern(vm, "warn"),
            { text, Value::cell(vm.error_class(Error::ResourceWarning)), Value::small(1), self }));
    }
    (void)close_number(vm, socket);
    vm.take_pending();
    return {};
}

Result<Value> show(Vm& vm, Value self)
{
    Socket* socket = TRY(socket_of(vm, self));
    return Value::cell(TRY(make_str(vm,
        format_text("<socket object, fd={}, family={}, type={}, proto={}>",
            { socket->fd(), socket->family, socket->kind, socket->protocol }))));
}

// Connecting. On a socket that waits for ever the call is made as if it did not block, for all its threads: what is
// waited for is then what ends every wait.

class NonBlockingMoment
{
public:
    NonBlockingMoment(const Socket* socket)
        : fd_(socket->waits_for_ever() ? socket->fd() : -1)
        , flags_(fd_ >= 0 ? ::fcntl(fd_, F_GETFL) : -1)
    {
        if (flags_ >= 0)
            ::fcntl(fd_, F_SETFL, flags_ | O_NONBLOCK);
    }
    NonBlockingMoment(const NonBlockingMoment&) = delete;
    NonBlockingMoment& operator=(const NonBlockingMoment&) = delete;
    ~NonBlockingMoment()
    {
        int number = errno;
        if (flags_ >= 0)
            ::fcntl(fd_, F_SETFL, flags_);
        errno = number;
    }

private:
    int fd_, flags_;
};

/// Connects: 0, or the number of the system's error; `timed_out` in place of the TimeoutError, where it is given.
Result<int> connect_to(Vm& vm, Socket* socket, const Address& address, int* timed_out)
{
    constexpr double pause = 0.01;
    for (;;) {
        int status;
        {
            NonBlockingMoment moment(socket);
            status = ::connect(socket->fd(), address.get(), address.size);
        }
        if (status == 0)
            return 0;
        bool is_under_way = errno == EINPROGRESS || errno == EINTR;
        if (is_under_way && socket->timeout != 0)
            break;
        if (errno != EAGAIN || socket->family != AF_UNIX || !socket->waits_for_ever())
            return errno;
        // Its queue is full, and nothing tells when it is no more.
        TRY(sleep_once(vm, Deadline::after(pause)));
    }
    Patience patience;
    for (;;) {
        while (!is_ready(socket->fd(), POLLOUT)) {
            TRY(wait_for(vm, socket, POLLOUT, patience, timed_out));
            if (timed_out && *timed_out)
                return *timed_out;
        }
        bool is_internet = socket->family == AF_INET || socket->family == AF_INET6;
        if (!socket->waits_for_ever() || !is_internet)
            break;
        // As a call that blocks would end: after a failure the socket can be connected again.
        NonBlockingMoment moment(socket);
        if (::connect(socket->fd(), address.get(), address.size) == 0 || errno == EISCONN)
            return 0;
        if (errno != EALREADY && errno != EINPROGRESS && errno != EINTR)
            return errno;
    }
    int number = 0;
    socklen_t size = sizeof(number);
    if (::getsockopt(socket->fd(), SOL_SOCKET, SO_ERROR, &number, &size) != 0)
        return errno;
    return number == EISCONN ? 0 : number;
}
Result<void> connect(Vm& vm, Value self, Value target)
{
    Socket* socket = TRY(socket_of(vm, self));
    Address address = TRY(take_address(vm, socket, target, "connect"));
    if (int number = TRY(connect_to(vm, socket, address, nullptr)))
        return raise_os_error(vm, number, Value());
    return {};
}
Result<int64_t> connect_ex(Vm& vm, Value self, Value target)
{
    Socket* socket = TRY(socket_of(vm, self));
    Address address = TRY(take_address(vm, socket, target, "connect_ex"));
    int timed_out = 0;
    return int64_t(TRY(connect_to(vm, socket, address, &timed_out)));
}

Result<void> bind(Vm& vm, Value self, Value target)
{
    Socket* socket = TRY(socket_of(vm, self));
    Address address = TRY(take_address(vm, socket, target, "bind"));
    if (::bind(socket->fd(), address.get(), address.size) != 0)
        return raise_errno(vm);
    return {};
}
Result<void> listen(Vm& vm, Value self, Value length)
{
    Socket* socket = TRY(socket_of(vm, self));
    int backlog = length.is_empty() ? 128 : TRY(take_int(vm, length));
    if (::listen(socket->fd(), std::max(backlog, 0)) != 0)
        return raise_errno(vm);
    return {};
}
Result<Value> accept(Vm& vm, Value self)
{
    Socket* socket = TRY(socket_of(vm, self));
    Address address;
    ssize_t fd = TRY(attempt(vm, socket, POLLIN, socket->timeout != 0, [&](int listener) -> Result<ssize_t> {
        if (socket->waits_for_ever() && !is_ready(listener, POLLIN)) {
            errno = EAGAIN;
            return ssize_t(-1);
        }
        // Another thread or process may have been faster.
        NonBlockingMoment moment(socket);
        return open_retried(vm, [&] { return ::accept4(listener, address.get(), address.room(), SOCK_CLOEXEC); });
    }));
    Result<Value> shown = give_address(vm, address, int(fd), socket->protocol);
    Result<Tuple*> pair = shown.ok() ? make_pair(vm, Value::small(fd), shown.value()) : Result<Tuple*>(Raised{});
    if (pair.failed()) {
        ::close(int(fd));
        return Raised{};
    }
    return Value::cell(pair.value());
}

Result<void> close(Vm& vm, Value self) { return close_number(vm, TRY(socket_of(vm, self))); }
Result<int64_t> detach(Vm& vm, Value self)
{
    Socket* socket = TRY(socket_of(vm, self));
    int fd = socket->fd();
    socket->number = 0;
    return int64_t(fd);
}
Result<int64_t> file_number(Vm& vm, Value self) { return int64_t(TRY(socket_of(vm, self))->fd()); }
template <int (*function)(int, sockaddr*, socklen_t*)> Result<Value> address_of(Vm& vm, Value self)
{
    Socket* socket = TRY(socket_of(vm, self));
    Address address;
    if (function(socket->fd(), address.get(), address.room()) != 0)
        return raise_errno(vm);
    return give_address(vm, address, socket->fd(), socket->protocol);
}
Result<void> shutdown(Vm& vm, Value self, Value how_value)
{
    int how = TRY(take_int(vm, how_value));
    if (::shutdown(TRY(socket_of(vm, self))->fd(), how) != 0)
        return raise_errno(vm);
    return {};
}

Result<Value> get_timeout(Vm& vm, Value self) { return give_timeout(vm, TRY(socket_of(vm, self))->timeout); }
template <int Socket::*field> Result<Value> number_of(Vm& vm, Value self)
{
    return Value::small(TRY(socket_of(vm, self))->*field);
}

constexpr NativeDef new_def = def<"__new__(cls, *args, **kwargs)", socket_new>();
constexpr NativeDef methods[] = {
    def<"__init__(self, family=-1, type=-1, proto=-1, fileno=None)", socket_init>(),
    def<"__repr__(self, /)", show>(),
    def<"__del__(self, /)", finalize>(),
    def<"_accept(self, /)", accept>(
        "_accept() -> (integer, address info)\n\nWait for an incoming connection: its descriptor and the address of "
        "the client."),
    def<"bind(self, address, /)", bind>("Bind the socket to a local address."),
    def<"close(self, /)", close>("Close the socket. It cannot be used after this call."),
    def<"connect(self, address, /)", connect>("Connect the socket to a remote address."),
    def<"connect_ex(self, address, /)", connect_ex>(
        "This is like connect(address), but returns an error code (the errno value) instead of raising an exception."),
    def<"detach(self, /)", detach>(
        "Close the socket object without closing the underlying file descriptor, which is returned."),
    def<"fileno(self, /)", file_number>("Return the integer file descriptor of the socket."),
    def<"getpeername(self, /)", address_of<::getpeername>>("Return the address of the remote endpoint."),
    def<"getsockname(self, /)", address_of<::getsockname>>("Return the address of the local endpoint."),
    def<"listen(self, backlog=, /)", listen>(
        "Enable a server to accept connections.\n\nbacklog: how many may wait before others are refused."),
    def<"shutdown(self, flag, /)", shutdown>("Shut down the reading side of the socket, the writing side, or both."),
};
constexpr AttributeDef attributes[] = {
    { "family", number_of<&Socket::family>, nullptr, "the socket family" },
    { "type", number_of<&Socket::kind>, nullptr, "the socket type" },
    { "proto", number_of<&Socket::protocol>, nullptr, "the socket protocol" },
    { "timeout", get_timeout, nullptr, "the socket timeout" },
};

} // namespace

Result<Socket*> socket_of(Vm& vm, Value self)
{
    if (auto* socket = native_as<Socket>(self, socket_type))
        return socket;
    return vm.raise(Error::TypeError, "a _socket.socket is required, not '{}'", type_name(vm, self));
}

Result<Value> make_socket(Vm& vm, int fd, int family, int kind, int protocol)
{
    Result<Socket*> made = make_native<Socket>(vm, as<Class>(state(vm, SocketClass)), socket_type);
    if (made.failed()) {
        ::close(fd);
        return Raised{};
    }
    TRY(adopt(vm, made.value(), fd, family, kind, protocol));
    return Value::cell(made.value());
}

Result<void> define_socket(Vm& vm, Module* module)
{
    Class* cls = TRY(define_class(vm, module, vm.classes->object,
        { .name = "socket",
            .module = "_socket",
            .methods = methods,
            .attributes = attributes,
            .new_def = &new_def,
            .kind = Kind::NativeResource,
            .doc =
                "socket(family=AF_INET, type=SOCK_STREAM, proto=0, fileno=None) -> socket object\n\nOpen a socket of "
                "the given type." }));
    for (std::span<const NativeDef> each : { transfer_methods, message_methods, option_methods })
        add_methods(vm, cls, each);
    set_state(vm, SocketClass, Value::cell(cls));
    return dict_set_str(vm, module->dict, intern(vm, "SocketType"), Value::cell(cls));
}

} // namespace coil::internal::sockets
