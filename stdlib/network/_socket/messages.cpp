// recvmsg and sendmsg: bytes in several pieces, with what goes beside them.
#include <climits>
#include <cstring>
#include <poll.h>
#include <sys/uio.h>
#include <unistd.h>
#include <vector>

#include <linux/if_alg.h>

#include "stdlib/network/_socket/socket.h"

namespace coil::internal::sockets
{

namespace
{

/// What goes beside a message, in the system's form: aligned as it has to be.
struct Beside {
    std::vector<cmsghdr> words;
    size_t size = 0;
    void resize(size_t bytes)
    {
        size = bytes;
        words.resize((bytes + sizeof(cmsghdr) - 1) / sizeof(cmsghdr));
    }
    void put_into(msghdr& message)
    {
        message.msg_control = size ? words.data() : nullptr;
        message.msg_controllen = size;
    }
};

/// The bytes of one piece that came beside a message, as many as there are.
std::string_view bytes_of(const msghdr& message, cmsghdr* piece)
{
    const auto* start = reinterpret_cast<const char*>(CMSG_DATA(piece));
    const char* end = static_cast<const char*>(message.msg_control) + message.msg_controllen;
    if (piece->cmsg_len < CMSG_LEN(0) || start > end)
        return {};
    return { start, std::min(size_t(piece->cmsg_len - CMSG_LEN(0)), size_t(end - start)) };
}
Result<List*> give_beside(Vm& vm, msghdr& message)
{
    List* list = TRY(make_list(vm));
    for (cmsghdr* piece = CMSG_FIRSTHDR(&message); piece; piece = CMSG_NXTHDR(&message, piece)) {
        Value bytes = Value::cell(TRY(make_bytes(vm, bytes_of(message, piece))));
        Tuple* item = TRY(make_tuple(vm, { Value::small(piece->cmsg_level), Value::small(piece->cmsg_type), bytes }));
        TRY(list_append(vm, list, Value::cell(item)));
    }
    return list;
}
/// Nobody will ever hear of the descriptors that came.
void close_received(msghdr& message)
{
    for (cmsghdr* piece = CMSG_FIRSTHDR(&message); piece; piece = CMSG_NXTHDR(&message, piece)) {
        if (piece->cmsg_level != SOL_SOCKET || piece->cmsg_type != SCM_RIGHTS)
            continue;
        std::string_view bytes = bytes_of(message, piece);
        for (; bytes.size() >= sizeof(int); bytes.remove_prefix(sizeof(int))) {
            int fd;
            std::memcpy(&fd, bytes.data(), sizeof(fd));
            ::close(fd);
        }
    }
}

/// Receives a message into pieces that `pieces` gives anew at every try; `finish` makes the first item of the result.
template <class Pieces, class Finish>
Result<Value> receive_message(
    Vm& vm, Socket* socket, Value beside_size, Value flags_value, Pieces&& pieces, Finish&& finish)
{
    int64_t room = TRY(to_index(vm, beside_size));
    int flags = TRY(take_int(vm, flags_value));
    if (room < 0 || room > INT_MAX)
        return vm.raise(Error::ValueError, "invalid ancillary data buffer length");
    TRY(vm.require_room(size_t(room)));
    Beside beside;
    Address from;
    msghdr message{};
    std::vector<iovec> parts;
    ssize_t count = TRY(attempt(vm, socket, POLLIN, may_wait(socket, flags), [&](int fd) -> Result<ssize_t> {
        parts.clear();
        TRY(pieces(parts));
        beside.resize(size_t(room));
        message = {};
        message.msg_name = from.get();
        message.msg_namelen = *from.room();
        message.msg_iov = parts.data();
        message.msg_iovlen = parts.size();
        beside.put_into(message);
        return ::recvmsg(fd, &message, flags | at_once(socket));
    }));
    vm.charge_bytes(size_t(count));
    from.size = message.msg_namelen;
    auto result = [&]() -> Result<Value> {
        Value list = Value::cell(TRY(give_beside(vm, message)));
        Value address = TRY(give_address(vm, from, socket->fd(), socket->protocol));
        Value first = TRY(finish(count));
        return Value::cell(TRY(make_tuple(vm, { first, list, Value::small(message.msg_flags), address })));
    };
    Result<Value> made = result();
    if (made.failed())
        close_received(message);
    return made;
}

Result<Value> recvmsg(Vm& vm, Value self, Value size_value, Value beside_size, Value flags)
{
    Socket* socket = TRY(socket_of(vm, self));
    int64_t size = TRY(to_index(vm, size_value));
    if (size < 0)
        return vm.raise(Error::ValueError, "negative buffer size in recvmsg()");
    Bytes* bytes = TRY(make_bytes_uninitialized(vm, size_t(size)));
    return receive_message(
        vm, socket, beside_size, flags,
        [&](std::vector<iovec>& parts) -> Result<void> {
            parts.push_back({ bytes->writable(), size_t(size) });
            return {};
        },
        [&](ssize_t count) -> Result<Value> {
            return Value::cell(TRY(make_bytes(vm, { bytes->data, size_t(count) })));
        });
}

/// The items of an argument that is an iterable.
Result<List*> take_items(Vm& vm, Value value, std::string_view message)
{
    Result<Value> iterator = get_iterator(vm, value);
    if (iterator.failed()) {
        if (vm.class_of(vm.pending) != vm.error_class(Error::TypeError))
            return Raised{};
        vm.take_pending();
        return vm.raise(Error::TypeError, message);
    }
    return list_of(vm, iterator.value());
}

Result<Value> recvmsg_into(Vm& vm, Value self, Value buffers, Value beside_size, Value flags)
{
    Socket* socket = TRY(socket_of(vm, self));
    List* list = TRY(take_items(vm, buffers, "recvmsg_into() argument 1 must be an iterable"));
    return receive_message(
        vm, socket, beside_size, flags,
        [&](std::vector<iovec>& parts) -> Result<void> {
            for (Value buffer : *list) {
                auto target = TRY(writable_buffer(vm, buffer));
                if (!target)
                    return vm.raise(Error::TypeError,
                        "recvmsg_into() argument 1 must be an iterable of single-segment read-write buffers");
                parts.push_back({ target->data(), target->size() });
            }
            return {};
        },
        [&](ssize_t count) -> Result<Value> { return Value::small(count); });
}

/// The item at `index` of one of sendmsg's triples.
Result<void> take_beside(Vm& vm, Value items, Beside& beside)
{
    if (items.is_empty() || items.is_none())
        return {};
    constexpr size_t most = INT_MAX;
    struct Piece {
        int level, kind;
        std::string bytes;
    };
    List* list = TRY(take_items(vm, items, "sendmsg() argument 2 must be an iterable"));
    std::vector<Piece> pieces;
    size_t size = 0;
    for (size_t i = 0; i < list->size; i++) {
        Value given = list->array->data[i];
        constexpr std::string_view name = "[sendmsg() ancillary data items]() argument";
        if (!is_kind(given, Kind::Tuple) && !is_kind(given, Kind::List))
            return vm.raise(Error::TypeError, "{} must be 3-item sequence, not {}", name, type_name(vm, given));
        List* item = TRY(list_of(vm, given));
        if (item->size != 3)
            return vm.raise(Error::TypeError, "{} must be sequence of length 3, not {}", name, int64_t(item->size));
        Piece piece{};
        piece.level = TRY(take_int(vm, item->array->data[0]));
        piece.kind = TRY(take_int(vm, item->array->data[1]));
        piece.bytes = TRY(require_buffer(vm, item->array->data[2]));
        if (piece.bytes.size() > most)
            return vm.raise(Error::OSError, "ancillary data item too large");
        size += CMSG_SPACE(piece.bytes.size());
        if (size > most)
            return vm.raise(Error::OSError, "too much ancillary data");
        TRY(vm.require_room(size));
        pieces.push_back(std::move(piece));
    }
    beside.resize(size);
    msghdr message{};
    beside.put_into(message);
    cmsghdr* place = CMSG_FIRSTHDR(&message);
    for (const Piece& piece : pieces) {
        place->cmsg_level = piece.level;
        place->cmsg_type = piece.kind;
        place->cmsg_len = CMSG_LEN(piece.bytes.size());
        std::memcpy(CMSG_DATA(place), piece.bytes.data(), piece.bytes.size());
        place = reinterpret_cast<cmsghdr*>(reinterpret_cast<unsigned char*>(place) + CMSG_SPACE(piece.bytes.size()));
    }
    return {};
}

Result<int64_t> send_message(Vm& vm, Socket* socket, List* buffers, Beside& beside, int flags, const Address* address)
{
    std::vector<iovec> parts;
    ssize_t count = TRY(attempt(vm, socket, POLLOUT, may_wait(socket, flags), [&](int fd) -> Result<ssize_t> {
        parts.clear();
        for (Value buffer : *buffers) {
            std::string_view bytes = TRY(require_buffer(vm, buffer));
            parts.push_back({ const_cast<char*>(bytes.data()), bytes.size() });
        }
        msghdr message{};
        if (address) {
            message.msg_name = const_cast<sockaddr*>(address->get());
            message.msg_namelen = address->size;
        }
        message.msg_iov = parts.data();
        message.msg_iovlen = parts.size();
        beside.put_into(message);
        return ::sendmsg(fd, &message, flags | at_once(socket) | MSG_NOSIGNAL);
    }));
    vm.charge_bytes(size_t(count));
    return int64_t(count);
}
Result<List*> take_buffers(Vm& vm, Value buffers, std::string_view message)
{
    List* list = TRY(take_items(vm, buffers, message));
    for (Value buffer : *list)
        TRY(require_buffer(vm, buffer));
    return list;
}

Result<int64_t> sendmsg(Vm& vm, Value self, Value buffers, Value pieces, Value flags_value, Value target)
{
    Socket* socket = TRY(socket_of(vm, self));
    int flags = TRY(take_int(vm, flags_value));
    std::optional<Address> address;
    if (!target.is_empty() && !target.is_none())
        address = TRY(take_address(vm, socket, target, "sendmsg"));
    List* list = TRY(take_buffers(vm, buffers, "sendmsg() argument 1 must be an iterable"));
    Beside beside;
    TRY(take_beside(vm, pieces, beside));
    return send_message(vm, socket, list, beside, flags, address ? &*address : nullptr);
}

Result<int64_t> sendmsg_afalg(
    Vm& vm, Value self, Value buffers, Value operation_value, Value vector_value, Value associated, Value flags_value)
{
    Socket* socket = TRY(socket_of(vm, self));
    if (socket->family != AF_ALG)
        return vm.raise(Error::OSError, "algset is only supported for AF_ALG");
    if (operation_value.is_empty())
        return vm.raise(Error::TypeError, "Invalid or missing argument 'op'");
    int operation = TRY(take_int(vm, operation_value));
    if (operation < 0)
        return vm.raise(Error::TypeError, "Invalid or missing argument 'op'");
    int length = associated.is_empty() ? -1 : TRY(take_int(vm, associated));
    if (!associated.is_empty() && length < 0)
        return vm.raise(Error::TypeError, "Invalid or missing argument 'assoclen'");
    int flags = TRY(take_int(vm, flags_value));
    bool has_vector = !vector_value.is_empty() && !vector_value.is_none();
    std::string vector = has_vector ? std::string(TRY(require_buffer(vm, vector_value))) : std::string();
    List* list = buffers.is_empty() || buffers.is_none()
        ? TRY(make_list(vm))
        : TRY(take_buffers(vm, buffers, "sendmsg_afalg() argument 1 must be an iterable"));
    Beside beside;
    size_t vector_size = sizeof(af_alg_iv) + vector.size();
    beside.resize(CMSG_SPACE(sizeof(int)) + (has_vector ? CMSG_SPACE(vector_size) : 0) +
        (length >= 0 ? CMSG_SPACE(sizeof(int)) : 0));
    msghdr message{};
    beside.put_into(message);
    auto* place = reinterpret_cast<unsigned char*>(CMSG_FIRSTHDR(&message));
    auto put = [&](int kind, const void* bytes, size_t size) {
        auto* head = reinterpret_cast<cmsghdr*>(place);
        head->cmsg_level = SOL_ALG;
        head->cmsg_type = kind;
        head->cmsg_len = CMSG_LEN(size);
        std::memcpy(CMSG_DATA(head), bytes, size);
        place += CMSG_SPACE(size);
    };
    put(ALG_SET_OP, &operation, sizeof(operation));
    if (has_vector) {
        auto size = uint32_t(vector.size());
        put(ALG_SET_IV, (std::string(reinterpret_cast<char*>(&size), sizeof(size)) + vector).data(), vector_size);
    }
    if (length >= 0)
        put(ALG_SET_AEAD_ASSOCLEN, &length, sizeof(length));
    return send_message(vm, socket, list, beside, flags, nullptr);
}

constexpr NativeDef methods[] = {
    def<"recvmsg(self, bufsize, ancbufsize=0, flags=0, /)", recvmsg>(
        "recvmsg(bufsize[, ancbufsize[, flags]]) -> (data, ancdata, msg_flags, address)\n\nReceive normal data (up to "
        "bufsize bytes) and ancillary data from the socket."),
    def<"recvmsg_into(self, buffers, ancbufsize=0, flags=0, /)", recvmsg_into>(
        "recvmsg_into(buffers[, ancbufsize[, flags]]) -> (nbytes, ancdata, msg_flags, address)\n\nReceive into "
        "writable buffers, one after the other."),
    def<"sendmsg(self, buffers, ancdata=, flags=0, address=, /)", sendmsg>(
        "sendmsg(buffers[, ancdata[, flags[, address]]]) -> count\n\nSend the bytes of several buffers as one message, "
        "with ancillary data."),
    def<"sendmsg_afalg(self, msg=, *, op=, iv=, assoclen=, flags=0)", sendmsg_afalg>(
        "Set operation mode, IV and length of associated data for an AF_ALG operation socket."),
};

} // namespace

const std::span<const NativeDef> message_methods = methods;

} // namespace coil::internal::sockets
