// Addresses that the system gives, as scripts see them.
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

#include "stdlib/network/_socket/socket.h"

namespace coil::internal::sockets
{

namespace
{

Result<Value> tuple_of(Vm& vm, std::initializer_list<Value> items) { return Value::cell(TRY(make_tuple(vm, items))); }
Result<Value> name_of_interface(Vm& vm, int fd, int number)
{
    ifreq request{};
    request.ifr_ifindex = number;
    bool is_known = number && ::ioctl(fd, SIOCGIFNAME, &request) == 0;
    return Value::cell(TRY(host_text(vm, is_known ? request.ifr_name : "")));
}
Result<Value> bytes_of(Vm& vm, const void* start, size_t size)
{
    return Value::cell(TRY(make_bytes(vm, { static_cast<const char*>(start), size })));
}
/// Text in a field that need not end in a NUL.
template <class Character, size_t size> std::string_view field_text(const Character (&field)[size])
{
    auto* start = reinterpret_cast<const char*>(field);
    return { start, strnlen(start, size) };
}

Result<Value> give_local(Vm& vm, const Address& address)
{
    constexpr size_t head = offsetof(sockaddr_un, sun_path);
    auto& layout = address.as<sockaddr_un>();
    size_t size = address.size > head ? std::min<size_t>(address.size - head, sizeof(layout.sun_path)) : 0;
    if (size > 0 && layout.sun_path[0] == '\0')
        return bytes_of(vm, layout.sun_path, size);
    return Value::cell(TRY(host_text(vm, { layout.sun_path, strnlen(layout.sun_path, size) })));
}
Result<Value> give_bus(Vm& vm, const Address& address, int fd, int protocol)
{
    auto& layout = address.as<sockaddr_can>();
    Value name = TRY(name_of_interface(vm, fd, layout.can_ifindex));
    if (protocol == CAN_ISOTP)
        return tuple_of(vm, { name, Value::small(layout.can_addr.tp.rx_id), Value::small(layout.can_addr.tp.tx_id) });
    if (protocol == CAN_J1939) {
        Value number = TRY(make_int_unsigned(vm, layout.can_addr.j1939.name));
        return tuple_of(
            vm, { name, number, Value::small(layout.can_addr.j1939.pgn), Value::small(layout.can_addr.j1939.addr) });
    }
    return tuple_of(vm, { name });
}
Result<Value> give_cluster(Vm& vm, const Address& address)
{
    auto& layout = address.as<sockaddr_tipc>();
    uint32_t words[3] = {};
    if (layout.addrtype == TIPC_ADDR_NAMESEQ) {
        words[0] = layout.addr.nameseq.type;
        words[1] = layout.addr.nameseq.lower;
        words[2] = layout.addr.nameseq.upper;
    } else if (layout.addrtype == TIPC_ADDR_NAME) {
        words[0] = layout.addr.name.name.type;
        words[1] = words[2] = layout.addr.name.name.instance;
    } else if (layout.addrtype == TIPC_ADDR_ID) {
        words[0] = layout.addr.id.node;
        words[1] = layout.addr.id.ref;
    } else {
        return vm.raise(Error::TypeError, "Invalid address type");
    }
    return tuple_of(vm,
        { Value::small(layout.addrtype), Value::small(words[0]), Value::small(words[1]), Value::small(words[2]),
            Value::small(layout.scope) });
}

} // namespace

Result<Value> give_address(Vm& vm, const Address& address, int fd, int protocol)
{
    if (address.size == 0)
        return None;
    switch (address.storage.ss_family) {
    case AF_INET: {
        Value host = TRY(shown_host(vm, address));
        return tuple_of(vm, { host, Value::small(ntohs(address.as<sockaddr_in>().sin_port)) });
    }
    case AF_INET6: {
        auto& layout = address.as<sockaddr_in6>();
        Value host = TRY(shown_host(vm, address));
        return tuple_of(vm,
            { host, Value::small(ntohs(layout.sin6_port)), Value::small(ntohl(layout.sin6_flowinfo)),
                Value::small(layout.sin6_scope_id) });
    }
    case AF_UNIX:
        return give_local(vm, address);
    case AF_NETLINK: {
        auto& layout = address.as<sockaddr_nl>();
        return tuple_of(vm, { Value::small(layout.nl_pid), Value::small(layout.nl_groups) });
    }
    case AF_QIPCRTR: {
        auto& layout = address.as<sockaddr_qrtr>();
        return tuple_of(vm, { Value::small(layout.sq_node), Value::small(layout.sq_port) });
    }
    case AF_VSOCK: {
        auto& layout = address.as<sockaddr_vm>();
        return tuple_of(vm, { Value::small(layout.svm_cid), Value::small(layout.svm_port) });
    }
    case AF_PACKET: {
        auto& layout = address.as<sockaddr_ll>();
        Value name = TRY(name_of_interface(vm, fd, layout.sll_ifindex));
        Value bytes = TRY(bytes_of(vm, layout.sll_addr, std::min<size_t>(layout.sll_halen, sizeof(layout.sll_addr))));
        return tuple_of(vm,
            { name, Value::small(ntohs(layout.sll_protocol)), Value::small(layout.sll_pkttype),
                Value::small(layout.sll_hatype), bytes });
    }
    case AF_CAN:
        return give_bus(vm, address, fd, protocol);
    case AF_ALG: {
        auto& layout = address.as<sockaddr_alg>();
        Value kind = Value::cell(TRY(host_text(vm, field_text(layout.salg_type))));
        Value name = Value::cell(TRY(host_text(vm, field_text(layout.salg_name))));
        return tuple_of(vm, { kind, name, Value::small(layout.salg_feat), Value::small(layout.salg_mask) });
    }
    case AF_TIPC:
        return give_cluster(vm, address);
    default: {
        // What is not known here is its family and bytes.
        Value bytes = TRY(bytes_of(vm, address.get()->sa_data, sizeof(sockaddr::sa_data)));
        return tuple_of(vm, { Value::small(address.storage.ss_family), bytes });
    }
    }
}

} // namespace coil::internal::sockets
