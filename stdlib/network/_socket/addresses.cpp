// Addresses that scripts give, by family.
#include <cstddef>
#include <cstring>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/un.h>

#include <linux/can.h>
#include <linux/can/j1939.h>
#include <linux/if_alg.h>
#include <linux/netlink.h>
#include <linux/qrtr.h>
#include <linux/tipc.h>
#include <linux/vm_sockets.h>
#include <netpacket/packet.h>

#include "objects/codecs.h"
#include "stdlib/network/_socket/socket.h"

namespace coil::internal::sockets
{

Result<int> interface_number(Vm& vm, int fd, const std::string& name)
{
    ifreq request{};
    name.copy(request.ifr_name, sizeof(request.ifr_name) - 1);
    if (::ioctl(fd, SIOCGIFINDEX, &request) < 0)
        return raise_errno(vm);
    return request.ifr_ifindex;
}

namespace
{

/// What is being read, for messages.
struct Reader {
    Vm& vm;
    Socket* socket;
    std::string_view function;

    /// The items of an address, which is a tuple of so many; `shape` is the TypeError for another number.
    Result<Tuple*> items(Value value, std::string_view family, size_t least, size_t most, std::string_view shape) const
    {
        auto* tuple = as_if<Tuple>(value);
        if (!tuple)
            return vm.raise(
                Error::TypeError, "{}(): {} address must be tuple, not {}", function, family, type_name(vm, value));
        if (tuple->size < least || tuple->size > most)
            return vm.raise(Error::TypeError, shape);
        return tuple;
    }
    /// A port, in the order of the network.
    Result<uint16_t> port(Value value) const
    {
        std::optional<int64_t> number = int_to_int64(TRY(to_int_object(vm, value)));
        return port(number && *number == int(*number) ? int(*number) : -1);
    }
    Result<uint16_t> port(int number, std::string_view what = "port") const
    {
        if (number < 0 || number > 0xffff)
            return vm.raise(Error::OverflowError, "{}(): {} must be 0-65535.", function, what);
        return htons(uint16_t(number));
    }
};
template <class Layout> Layout& start(Address& address, int family)
{
    static_assert(sizeof(Layout) <= sizeof(sockaddr_storage));
    address.size = sizeof(Layout);
    address.storage.ss_family = sa_family_t(family);
    return address.as<Layout>();
}

Result<Address> take_internet(const Reader& reader, Value value)
{
    Vm& vm = reader.vm;
    Tuple* items = TRY(reader.items(value, "AF_INET", 2, 2, "AF_INET address must be a pair (host, port)"));
    std::string host = TRY(take_host(vm, items->items[0]));
    uint16_t port = TRY(reader.port(items->items[1]));
    Address address = TRY(resolve_host(vm, host, AF_INET));
    address.as<sockaddr_in>().sin_port = port;
    return address;
}
Result<Address> take_internet6(const Reader& reader, Value value)
{
    Vm& vm = reader.vm;
    Tuple* items = TRY(
        reader.items(value, "AF_INET6", 2, 4, "AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])"));
    std::string host = TRY(take_host(vm, items->items[0]));
    uint16_t port = TRY(reader.port(items->items[1]));
    uint32_t flow = items->size > 2 ? TRY(take_masked(vm, items->items[2])) : 0;
    uint32_t scope = items->size > 3 ? TRY(take_masked(vm, items->items[3])) : 0;
    if (flow > 0xfffff)
        return vm.raise(Error::OverflowError, "{}(): flowinfo must be 0-1048575.", reader.function);
    Address address = TRY(resolve_host(vm, host, AF_INET6));
    auto& layout = address.as<sockaddr_in6>();
    layout.sin6_port = port;
    layout.sin6_flowinfo = htonl(flow);
    // The name itself may say it, as in "fe80::1%eth0".
    if (scope || items->size > 3)
        layout.sin6_scope_id = scope;
    return address;
}

Result<Address> take_local(const Reader& reader, Value value)
{
    Vm& vm = reader.vm;
    std::string path;
    if (auto* text = as_if<Str>(value))
        path = text->is_ascii() ? text->view() : TRY(str_encode(vm, text, "utf-8", "surrogateescape"))->view();
    else
        path = TRY(require_buffer(vm, value));
    Address address;
    auto& layout = start<sockaddr_un>(address, AF_UNIX);
    // Names that begin with a NUL, and the empty one, are no paths: Linux has them in a space of their own.
    bool is_abstract = path.empty() || path[0] == '\0';
    if (path.size() + !is_abstract > sizeof(layout.sun_path))
        return vm.raise(Error::OSError, "AF_UNIX path too long");
    if (!is_abstract)
        TRY(check_path(vm, path));
    std::memcpy(layout.sun_path, path.data(), path.size());
    address.size = socklen_t(offsetof(sockaddr_un, sun_path) + path.size() + !is_abstract);
    return address;
}

Result<Address> take_netlink(const Reader& reader, Value value)
{
    Tuple* items = TRY(reader.items(value, "AF_NETLINK", 2, 2, "AF_NETLINK address must be a pair (pid, groups)"));
    Address address;
    auto& layout = start<sockaddr_nl>(address, AF_NETLINK);
    layout.nl_pid = TRY(take_masked(reader.vm, items->items[0]));
    layout.nl_groups = TRY(take_masked(reader.vm, items->items[1]));
    return address;
}
Result<Address> take_router(const Reader& reader, Value value)
{
    Tuple* items = TRY(reader.items(value, "AF_QIPCRTR", 2, 2, "AF_QIPCRTR address must be a pair (node, port)"));
    Address address;
    auto& layout = start<sockaddr_qrtr>(address, AF_QIPCRTR);
    layout.sq_node = TRY(take_masked(reader.vm, items->items[0]));
    layout.sq_port = TRY(take_masked(reader.vm, items->items[1]));
    return address;
}
Result<Address> take_machine(const Reader& reader, Value value)
{
    Tuple* items = TRY(reader.items(value, "AF_VSOCK", 2, 2, "AF_VSOCK address must be a pair (CID, port)"));
    Address address;
    auto& layout = start<sockaddr_vm>(address, AF_VSOCK);
    layout.svm_cid = TRY(take_masked(reader.vm, items->items[0]));
    layout.svm_port = TRY(take_masked(reader.vm, items->items[1]));
    return address;
}

Result<Address> take_packet(const Reader& reader, Value value)
{
    Vm& vm = reader.vm;
    Tuple* items =
        TRY(reader.items(value, "AF_PACKET", 2, 5, "AF_PACKET address must be a tuple of two to five elements"));
    std::string name = TRY(take_system_text(vm, items->items[0]));
    int protocol = TRY(take_int(vm, items->items[1]));
    int kind = items->size > 2 ? TRY(take_int(vm, items->items[2])) : 0;
    int hardware = items->size > 3 ? TRY(take_int(vm, items->items[3])) : 0;
    std::string bytes = items->size > 4 ? std::string(TRY(require_buffer(vm, items->items[4]))) : std::string();
    Address address;
    auto& layout = start<sockaddr_ll>(address, AF_PACKET);
    if (bytes.size() > sizeof(layout.sll_addr))
        return vm.raise(Error::ValueError, "hardware address must be 8 bytes or less");
    layout.sll_ifindex = TRY(interface_number(vm, reader.socket->fd(), name));
    layout.sll_protocol = TRY(reader.port(protocol, "proto"));
    layout.sll_pkttype = static_cast<unsigned char>(kind);
    layout.sll_hatype = static_cast<unsigned short>(hardware);
    layout.sll_halen = static_cast<unsigned char>(bytes.size());
    std::memcpy(layout.sll_addr, bytes.data(), bytes.size());
    return address;
}

Result<Address> take_bus(const Reader& reader, Value value)
{
    Vm& vm = reader.vm;
    Address address;
    auto& layout = start<sockaddr_can>(address, AF_CAN);
    int protocol = reader.socket->protocol;
    size_t count = protocol == CAN_ISOTP ? 3 : protocol == CAN_J1939 ? 4 : 1;
    std::string_view shape = protocol == CAN_ISOTP ? "AF_CAN address must be a tuple (interface, rx_addr, tx_addr)"
        : protocol == CAN_J1939                    ? "AF_CAN address must be a tuple (interface, name, pgn, addr)"
                                                   : "AF_CAN address must be a tuple (interface, )";
    if (protocol != CAN_RAW && protocol != CAN_BCM && count == 1)
        return vm.raise(Error::OSError, "{}(): unsupported CAN protocol", reader.function);
    Tuple* items = TRY(reader.items(value, "AF_CAN", count, count, shape));
    std::string name = TRY(take_system_text(vm, items->items[0]));
    if (protocol == CAN_ISOTP) {
        layout.can_addr.tp.rx_id = TRY(take_masked(vm, items->items[1]));
        layout.can_addr.tp.tx_id = TRY(take_masked(vm, items->items[2]));
    } else if (protocol == CAN_J1939) {
        Value all = Value::small(UINT32_MAX);
        Value number = TRY(to_int_object(vm, items->items[1]));
        Value high = TRY(int_and(vm, TRY(int_shift_right(vm, number, Value::small(32))), all));
        layout.can_addr.j1939.name =
            uint64_t(int_to_int64(high).value_or(0)) << 32 | TRY(take_masked(vm, items->items[1]));
        layout.can_addr.j1939.pgn = TRY(take_masked(vm, items->items[2]));
        layout.can_addr.j1939.addr = uint8_t(TRY(take_masked(vm, items->items[3])));
    }
    if (name.size() >= IFNAMSIZ)
        return vm.raise(Error::OSError, "AF_CAN interface name too long");
    if (!name.empty())
        layout.can_ifindex = TRY(interface_number(vm, reader.socket->fd(), name));
    return address;
}

Result<Address> take_algorithm(const Reader& reader, Value value)
{
    Vm& vm = reader.vm;
    Tuple* items =
        TRY(reader.items(value, "AF_ALG", 2, 4, "AF_ALG address must be a tuple (type, name[, feat[, mask]])"));
    std::string kind = TRY(take_system_text(vm, items->items[0])), name = TRY(take_system_text(vm, items->items[1]));
    Address address;
    auto& layout = start<sockaddr_alg>(address, AF_ALG);
    layout.salg_feat = items->size > 2 ? uint16_t(TRY(take_masked(vm, items->items[2]))) : 0;
    layout.salg_mask = items->size > 3 ? uint16_t(TRY(take_masked(vm, items->items[3]))) : 0;
    if (kind.size() >= sizeof(layout.salg_type))
        return vm.raise(Error::ValueError, "AF_ALG type too long.");
    if (name.size() >= sizeof(layout.salg_name))
        return vm.raise(Error::ValueError, "AF_ALG name too long.");
    std::memcpy(layout.salg_type, kind.data(), kind.size());
    std::memcpy(layout.salg_name, name.data(), name.size());
    return address;
}

Result<Address> take_cluster(const Reader& reader, Value value)
{
    Vm& vm = reader.vm;
    constexpr std::string_view shape = "AF_TIPC address must be a tuple (addr_type, v1, v2, v3[, scope])";
    Tuple* items = TRY(reader.items(value, "AF_TIPC", 4, 5, shape));
    uint32_t words[5] = { 0, 0, 0, 0, TIPC_CLUSTER_SCOPE };
    for (size_t i = 0; i < items->size; i++)
        words[i] = TRY(take_masked(vm, items->items[i]));
    Address address;
    auto& layout = start<sockaddr_tipc>(address, AF_TIPC);
    layout.addrtype = static_cast<unsigned char>(words[0]);
    layout.scope = static_cast<signed char>(words[4]);
    switch (words[0]) {
    case TIPC_ADDR_NAMESEQ:
        layout.addr.nameseq = { words[1], words[2], words[3] };
        return address;
    case TIPC_ADDR_NAME:
        layout.addr.name.name = { words[1], words[2] };
        layout.addr.name.domain = words[3];
        return address;
    case TIPC_ADDR_ID:
        layout.addr.id = { words[1], words[2] };
        return address;
    default:
        return vm.raise(Error::TypeError, "Invalid address type");
    }
}

} // namespace

Result<Address> take_address(Vm& vm, Socket* socket, Value value, std::string_view function)
{
    Reader reader{ vm, socket, function };
    switch (socket->family) {
    case AF_INET:
    case AF_RDS:
        return take_internet(reader, value);
    case AF_INET6:
        return take_internet6(reader, value);
    case AF_UNIX:
        return take_local(reader, value);
    case AF_NETLINK:
        return take_netlink(reader, value);
    case AF_QIPCRTR:
        return take_router(reader, value);
    case AF_VSOCK:
        return take_machine(reader, value);
    case AF_PACKET:
        return take_packet(reader, value);
    case AF_CAN:
        return take_bus(reader, value);
    case AF_ALG:
        return take_algorithm(reader, value);
    case AF_TIPC:
        return take_cluster(reader, value);
    default:
        return vm.raise(Error::OSError, "{}(): bad family", function);
    }
}

} // namespace coil::internal::sockets
