// recv and send, and what is like them.
#include <limits.h>
#include <poll.h>
#include <sys/ioctl.h>

#include "stdlib/network/_socket/socket.h"

namespace coil::internal::sockets
{

namespace
{

/// Most messages are short: they are received on the stack, and make an object that is no longer than they are.
constexpr size_t few = 8 << 10;

/// Receives once into memory that `space` gives anew at every try; MSG_WAITALL is kept for sockets that wait for ever.
template <class Space>
Result<ssize_t> receive(Vm& vm, Socket* socket, int flags, Space&& space, Address* from = nullptr)
{
    bool takes_all = flags & MSG_WAITALL && socket->waits_for_ever() && socket->kind == SOCK_STREAM &&
        !(flags & (MSG_PEEK | MSG_DONTWAIT));
    size_t done = 0;
    ssize_t count = TRY(attempt(vm, socket, POLLIN, may_wait(socket, flags), [&](int fd) -> Result<ssize_t> {
        for (;;) {
            std::span<char> memory = TRY(space());
            if (done > 0 && done >= memory.size())
                return ssize_t(done);
            socklen_t* size = from ? from->room() : nullptr;
            ssize_t part = ::recvfrom(fd, memory.data() + done, memory.size() - done, flags | at_once(socket),
                from ? from->get() : nullptr, size);
            if (!takes_all)
                return part;
            // An error behind what has come is told by the next call.
            if (part <= 0)
                return part < 0 && (errno == EAGAIN || done == 0) ? ssize_t(-1) : ssize_t(done);
            done += size_t(part);
        }
    }));
    vm.charge_bytes(size_t(count));
    return count;
}

/// Bytes of what is received, up to `size`.
Result<Value> receive_bytes(Vm& vm, Socket* socket, size_t size, int flags, Address* from)
{
    char block[few];
    auto small_space = [&]() -> Result<std::span<char>> { return std::span(block, std::min(size, few)); };
    if (size <= few) {
        ssize_t count = TRY(receive(vm, socket, flags, small_space, from));
        return Value::cell(TRY(make_bytes(vm, { block, size_t(count) })));
    }
    size_t before = 0;
    if (socket->kind == SOCK_STREAM && flags == 0 && !from) {
        // Of a stream the rest can be taken after the first part, when it is known how much there is.
        auto count = size_t(TRY(receive(vm, socket, flags, small_space)));
        int more = 0;
        if (count < few || ::ioctl(socket->fd(), FIONREAD, &more) != 0 || more <= 0)
            return Value::cell(TRY(make_bytes(vm, { block, count })));
        before = count;
        size = std::min(size, count + size_t(more));
    }
    Bytes* bytes = TRY(make_bytes_uninitialized(vm, size));
    std::copy_n(block, before, bytes->writable());
    ssize_t count;
    if (before > 0) {
        count = ::recv(socket->fd(), bytes->writable() + before, size - before, MSG_DONTWAIT);
        count = ssize_t(before) + std::max<ssize_t>(count, 0);
        vm.charge_bytes(size_t(count));
    } else {
        count = TRY(receive(
            vm, socket, flags, [&]() -> Result<std::span<char>> { return std::span(bytes->writable(), size); }, from));
    }
    if (size_t(count) >= size / 2) {
        bytes->size = uint64_t(count);
        return Value::cell(bytes);
    }
    return Value::cell(TRY(make_bytes(vm, { bytes->data, size_t(count) })));
}

Result<size_t> take_size(Vm& vm, Value value, std::string_view function)
{
    int64_t size = TRY(to_index(vm, value));
    if (size < 0)
        return vm.raise(Error::ValueError, "negative buffersize in {}", function);
    TRY(vm.require_room(size_t(size)));
    return size_t(size);
}

Result<Value> recv(Vm& vm, Value self, Value size_value, Value flags_value)
{
    Socket* socket = TRY(socket_of(vm, self));
    int64_t size = TRY(to_index(vm, size_value));
    int flags = TRY(take_int(vm, flags_value));
    return receive_bytes(vm, socket, TRY(take_size(vm, Value::small(size), "recv")), flags, nullptr);
}
Result<Value> recvfrom(Vm& vm, Value self, Value size_value, Value flags_value)
{
    Socket* socket = TRY(socket_of(vm, self));
    int64_t size = TRY(to_index(vm, size_value));
    int flags = TRY(take_int(vm, flags_value));
    Address from;
    Value bytes = TRY(receive_bytes(vm, socket, TRY(take_size(vm, Value::small(size), "recvfrom")), flags, &from));
    Value address = TRY(give_address(vm, from, socket->fd(), socket->protocol));
    return Value::cell(TRY(make_pair(vm, bytes, address)));
}

/// Receives into a buffer of a script, at most `wanted` bytes, or all that it takes for 0.
Result<ssize_t> receive_into(Vm& vm, Value self, Value buffer, Value wanted_value, Value flags_value, Address* from)
{
    std::string_view function = from ? "recvfrom_into" : "recv_into";
    Socket* socket = TRY(socket_of(vm, self));
    if (!TRY(writable_buffer(vm, buffer)))
        return vm.raise(Error::TypeError, "{}() argument 1 must be read-write bytes-like object, not {}", function,
            type_name(vm, buffer));
    int64_t wanted = TRY(to_index(vm, wanted_value));
    int flags = TRY(take_int(vm, flags_value));
    if (wanted < 0)
        return vm.raise(Error::ValueError, "negative buffersize in {}", function);
    auto space = [&]() -> Result<std::span<char>> {
        auto target = TRY(writable_buffer(vm, buffer));
        if (!target)
            return std::span<char>();
        return target->first(wanted ? std::min(target->size(), size_t(wanted)) : target->size());
    };
    if (size_t(wanted) > TRY(writable_buffer(vm, buffer))->size())
        return vm.raise(Error::ValueError,
            from ? "nbytes is greater than the length of the buffer" : "buffer too small for requested bytes");
    return receive(vm, socket, flags, space, from);
}
Result<int64_t> recv_into(Vm& vm, Value self, Value buffer, Value wanted, Value flags)
{
    return int64_t(TRY(receive_into(vm, self, buffer, wanted, flags, nullptr)));
}
Result<Value> recvfrom_into(Vm& vm, Value self, Value buffer, Value wanted, Value flags)
{
    Address from;
    ssize_t count = TRY(receive_into(vm, self, buffer, wanted, flags, &from));
    Socket* socket = TRY(socket_of(vm, self));
    Value address = TRY(give_address(vm, from, socket->fd(), socket->protocol));
    return Value::cell(TRY(make_pair(vm, Value::small(count), address)));
}

/// The bytes behind the first `done` of an object.
Result<std::string_view> bytes_behind(Vm& vm, Value data, size_t done)
{
    std::string_view bytes = TRY(require_buffer(vm, data));
    return bytes.substr(std::min(done, bytes.size()));
}

Result<int64_t> send(Vm& vm, Value self, Value data, Value flags_value)
{
    Socket* socket = TRY(socket_of(vm, self));
    TRY(require_buffer(vm, data));
    int flags = TRY(take_int(vm, flags_value));
    ssize_t count = TRY(attempt(vm, socket, POLLOUT, may_wait(socket, flags), [&](int fd) -> Result<ssize_t> {
        std::string_view bytes = TRY(require_buffer(vm, data));
        return ::send(fd, bytes.data(), bytes.size(), flags | at_once(socket) | MSG_NOSIGNAL);
    }));
    vm.charge_bytes(size_t(count));
    return int64_t(count);
}

Result<void> sendall(Vm& vm, Value self, Value data, Value flags_value)
{
    Socket* socket = TRY(socket_of(vm, self));
    TRY(require_buffer(vm, data));
    int flags = TRY(take_int(vm, flags_value));
    // The timeout is on all of it.
    Patience patience;
    size_t done = 0;
    for (std::string_view bytes = TRY(bytes_behind(vm, data, 0)); !bytes.empty() || done == 0;
         bytes = TRY(bytes_behind(vm, data, done))) {
        ssize_t count = ::send(socket->fd(), bytes.data(), bytes.size(), flags | at_once(socket) | MSG_NOSIGNAL);
        if (count >= 0) {
            done += size_t(count);
            if (bytes.empty())
                break;
            TRY(vm.work(size_t(count) / Vm::bytes_per_unit));
        } else if (errno == EINTR) {
            TRY(serve_poll(vm));
        } else if (errno == EAGAIN && may_wait(socket, flags)) {
            TRY(wait_for(vm, socket, POLLOUT, patience));
        } else {
            return raise_errno(vm);
        }
    }
    return {};
}

Result<int64_t> sendto(Vm& vm, Value self, Arguments arguments)
{
    if (arguments.count != 2 && arguments.count != 3)
        return vm.raise(Error::TypeError, "sendto() takes 2 or 3 arguments ({} given)", int64_t(arguments.count));
    Socket* socket = TRY(socket_of(vm, self));
    Value data = arguments[0], target = arguments[arguments.count - 1];
    TRY(require_buffer(vm, data));
    int flags = arguments.count == 3 ? TRY(take_int(vm, arguments[1])) : 0;
    Address address = TRY(take_address(vm, socket, target, "sendto"));
    ssize_t count = TRY(attempt(vm, socket, POLLOUT, may_wait(socket, flags), [&](int fd) -> Result<ssize_t> {
        std::string_view bytes = TRY(require_buffer(vm, data));
        return ::sendto(
            fd, bytes.data(), bytes.size(), flags | at_once(socket) | MSG_NOSIGNAL, address.get(), address.size);
    }));
    vm.charge_bytes(size_t(count));
    return int64_t(count);
}

constexpr NativeDef methods[] = {
    def<"recv(self, bufsize, flags=0, /)", recv>("Receive up to bufsize bytes from the socket.\n\nWhen there is "
                                                 "nothing yet, wait for it; at the end of what the "
                                                 "other side sends, return the empty bytes."),
    def<"recv_into(self, buffer, nbytes=0, flags=0)", recv_into>(
        "Receive up to nbytes bytes, or as many as there is room for, into a writable buffer; their number."),
    def<"recvfrom(self, bufsize, flags=0, /)", recvfrom>(
        "Like recv(buffersize, flags) but also return the sender's address info."),
    def<"recvfrom_into(self, buffer, nbytes=0, flags=0)", recvfrom_into>(
        "Like recv_into(buffer[, nbytes[, flags]]) but also return the sender's address info."),
    def<"send(self, data, flags=0, /)", send>(
        "Send bytes to the socket; return how many were sent, which may be fewer than there are."),
    def<"sendall(self, data, flags=0, /)", sendall>(
        "Send all of the bytes. When that fails, it is not known how many were sent."),
    def<"sendto(self, *args)", sendto>(
        "sendto(data[, flags], address) -> count\n\nLike send(data, flags) but allows specifying the destination."),
};

} // namespace

const std::span<const NativeDef> transfer_methods = methods;

} // namespace coil::internal::sockets
