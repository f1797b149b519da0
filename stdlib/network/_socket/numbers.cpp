// Addresses as bytes and text, orders of bytes, interfaces, and what else is a function of the module.
#include <arpa/inet.h>
#include <climits>
#include <fcntl.h>
#include <net/if.h>
#include <netinet/in.h>
#include <unistd.h>

#include "stdlib/network/_socket/socket.h"

namespace coil::internal::sockets
{

namespace
{

Result<Value> bytes_of(Vm& vm, const void* start, size_t size)
{
    return Value::cell(TRY(make_bytes(vm, { static_cast<const char*>(start), size })));
}
Result<Value> inet_aton(Vm& vm, Str* text)
{
    in_addr address;
    std::string host(text->view());
    if (!::inet_aton(host.c_str(), &address) || host.find('\0') != std::string::npos)
        return vm.raise(Error::OSError, "illegal IP address string passed to inet_aton");
    return bytes_of(vm, &address, sizeof(address));
}
Result<Value> inet_ntoa(Vm& vm, Value value)
{
    std::string_view bytes = TRY(require_buffer(vm, value));
    if (bytes.size() != sizeof(in_addr))
        return vm.raise(Error::OSError, "packed IP wrong length for inet_ntoa");
    char text[INET_ADDRSTRLEN];
    ::inet_ntop(AF_INET, bytes.data(), text, sizeof(text));
    return Value::cell(TRY(make_str(vm, text)));
}
Result<Value> inet_pton(Vm& vm, Value family_value, Str* text)
{
    int family = TRY(take_int(vm, family_value));
    std::string host(text->view());
    char bytes[sizeof(in6_addr)];
    int status = ::inet_pton(family, host.c_str(), bytes);
    if (status < 0)
        return raise_errno(vm);
    if (status == 0)
        return vm.raise(Error::OSError, "illegal IP address string passed to inet_pton");
    return bytes_of(vm, bytes, family == AF_INET ? sizeof(in_addr) : sizeof(in6_addr));
}
Result<Value> inet_ntop(Vm& vm, Value family_value, Value value)
{
    int family = TRY(take_int(vm, family_value));
    std::string_view bytes = TRY(require_buffer(vm, value));
    if (family != AF_INET && family != AF_INET6)
        return vm.raise(Error::ValueError, "unknown address family {}", family);
    if (bytes.size() != (family == AF_INET ? sizeof(in_addr) : sizeof(in6_addr)))
        return vm.raise(Error::ValueError, "invalid length of packed IP address string");
    char text[INET6_ADDRSTRLEN];
    ::inet_ntop(family, bytes.data(), text, sizeof(text));
    return Value::cell(TRY(make_str(vm, text)));
}

Result<int64_t> swap_short(Vm& vm, Value value, std::string_view function)
{
    Value number = TRY(to_int_object(vm, value));
    std::optional<int64_t> wide = int_to_int64(number);
    if (!wide || *wide > INT_MAX || *wide < INT_MIN)
        return vm.raise(Error::OverflowError, "Python int too large to convert to C int");
    if (*wide < 0)
        return vm.raise(
            Error::OverflowError, "{}: can't convert negative Python int to C 16-bit unsigned integer", function);
    if (*wide > UINT16_MAX)
        return vm.raise(
            Error::OverflowError, "{}: Python int too large to convert to C 16-bit unsigned integer", function);
    return int64_t(htons(uint16_t(*wide)));
}
Result<int64_t> host_to_net_short(Vm& vm, Value value) { return swap_short(vm, value, "htons"); }
Result<int64_t> net_to_host_short(Vm& vm, Value value) { return swap_short(vm, value, "ntohs"); }
Result<int64_t> swap_long(Vm& vm, Value value)
{
    if (!is_int(value))
        return vm.raise(Error::TypeError, "expected int, {} found", type_name(vm, value));
    Value number = TRY(int_plain(vm, value));
    if (int_sign(number) < 0)
        return vm.raise(Error::OverflowError, "can't convert negative value to unsigned int");
    if (int_bit_length(number) > 64)
        return vm.raise(Error::OverflowError, "Python int too large to convert to C unsigned long");
    if (int_bit_length(number) > 32)
        return vm.raise(Error::OverflowError, "int larger than 32 bits");
    return int64_t(htonl(uint32_t(*int_to_int64(number))));
}

Result<Value> if_nameindex(Vm& vm)
{
    struct Free {
        void operator()(struct if_nameindex* table) const { ::if_freenameindex(table); }
    };
    std::unique_ptr<struct if_nameindex, Free> table(::if_nameindex());
    if (!table)
        return raise_errno(vm);
    List* list = TRY(make_list(vm));
    for (const struct if_nameindex* each = table.get(); each->if_index != 0 && each->if_name; each++) {
        Value name = Value::cell(TRY(host_text(vm, each->if_name)));
        TRY(list_append(vm, list, Value::cell(TRY(make_pair(vm, Value::small(each->if_index), name)))));
    }
    return Value::cell(list);
}
Result<int64_t> if_nametoindex(Vm& vm, Value value)
{
    std::string name = TRY(take_system_text(vm, value));
    unsigned number = ::if_nametoindex(name.c_str());
    if (number == 0)
        return raise_errno(vm);
    return int64_t(number);
}
Result<Value> if_indextoname(Vm& vm, Value value)
{
    Value number = TRY(to_int_object(vm, value));
    std::optional<int64_t> wide = int_to_int64(number);
    if (int_sign(number) < 0)
        return vm.raise(Error::OverflowError, "can't convert negative value to unsigned int");
    if (!wide || *wide > int64_t(UINT32_MAX))
        return vm.raise(Error::OverflowError, "index is too large");
    char name[IF_NAMESIZE];
    if (!::if_indextoname(unsigned(*wide), name))
        return raise_errno(vm);
    return Value::cell(TRY(host_text(vm, name)));
}

/// CMSG_LEN and CMSG_SPACE, of what the system takes.
Result<int64_t> message_size(Vm& vm, Value value, bool is_padded)
{
    int64_t size = TRY(to_index(vm, value));
    constexpr int64_t most = INT_MAX;
    if (size < 0 || size > most - int64_t(is_padded ? CMSG_SPACE(1) : CMSG_LEN(0)))
        return vm.raise(Error::OverflowError, "{}() argument out of range", is_padded ? "CMSG_SPACE" : "CMSG_LEN");
    return int64_t(is_padded ? CMSG_SPACE(size_t(size)) : CMSG_LEN(size_t(size)));
}
Result<int64_t> message_length(Vm& vm, Value value) { return message_size(vm, value, false); }
Result<int64_t> message_space(Vm& vm, Value value) { return message_size(vm, value, true); }

Result<Value> getdefaulttimeout(Vm& vm)
{
    Value kept = state(vm, DefaultTimeout);
    return kept.is_none() ? Result<Value>(None) : give_timeout(vm, *int_to_int64(kept));
}
Result<void> setdefaulttimeout(Vm& vm, Value value)
{
    int64_t timeout = TRY(take_timeout(vm, value));
    set_state(vm, DefaultTimeout, timeout < 0 ? None : Value::small(timeout));
    return {};
}

Result<void> close(Vm& vm, Value value)
{
    int fd = TRY(take_socket_number(vm, value));
    int status;
    {
        BlockingScope blocking(vm);
        status = ::close(fd);
    }
    if (status != 0 && errno != ECONNRESET)
        return raise_errno(vm);
    return {};
}
Result<int64_t> dup(Vm& vm, Value value)
{
    int fd = TRY(take_socket_number(vm, value));
    int copy = ::fcntl(fd, F_DUPFD_CLOEXEC, 0);
    if (copy < 0 && release_descriptors(vm, errno))
        copy = ::fcntl(fd, F_DUPFD_CLOEXEC, 0);
    if (copy < 0)
        return raise_errno(vm);
    return int64_t(copy);
}
Result<Value> socketpair(Vm& vm, Value family_value, Value kind_value, Value protocol_value)
{
    TRY(check_authority(vm, Authority::Network));
    int family = family_value.is_empty() ? AF_UNIX : TRY(take_int(vm, family_value));
    int kind = kind_value.is_empty() ? SOCK_STREAM : TRY(take_int(vm, kind_value));
    int protocol = TRY(take_int(vm, protocol_value));
    int ends[2];
    int status = ::socketpair(family, kind | SOCK_CLOEXEC, protocol, ends);
    if (status != 0 && release_descriptors(vm, errno))
        status = ::socketpair(family, kind | SOCK_CLOEXEC, protocol, ends);
    if (status != 0)
        return raise_errno(vm);
    Result<Value> first = make_socket(vm, ends[0], family, kind, protocol);
    if (first.failed()) {
        ::close(ends[1]);
        return Raised{};
    }
    Value second = TRY(make_socket(vm, ends[1], family, kind, protocol));
    return Value::cell(TRY(make_pair(vm, first.value(), second)));
}

constexpr NativeDef functions[] = {
    def<"inet_aton(ip_addr, /)", inet_aton>(
        "Convert an IP address in string format to the 32-bit packed binary format."),
    def<"inet_ntoa(packed_ip, /)", inet_ntoa>(
        "Convert an IP address from 32-bit packed binary format to string format."),
    def<"inet_pton(af, ip, /)", inet_pton>("Convert an IP address from string format to a packed string."),
    def<"inet_ntop(af, packed_ip, /)", inet_ntop>("Convert a packed IP address of the given family to string format."),
    def<"htons(x, /)", host_to_net_short>("Convert a 16-bit unsigned integer from host to network byte order."),
    def<"ntohs(x, /)", net_to_host_short>("Convert a 16-bit unsigned integer from network to host byte order."),
    def<"htonl(x, /)", swap_long>("Convert a 32-bit integer from host to network byte order."),
    def<"ntohl(x, /)", swap_long>("Convert a 32-bit integer from network to host byte order."),
    def<"if_nameindex()", if_nameindex>("Returns a list of network interface information (index, name) tuples."),
    def<"if_nametoindex(oname, /)", if_nametoindex>("Returns the interface index corresponding to the interface name."),
    def<"if_indextoname(if_index, /)", if_indextoname>(
        "Returns the interface name corresponding to the interface index."),
    def<"CMSG_LEN(length, /)", message_length>(
        "Return the total length, without trailing padding, of an ancillary data item with data of the given length."),
    def<"CMSG_SPACE(length, /)", message_space>(
        "Return the buffer size needed for recvmsg() to receive an ancillary data item, along with trailing padding."),
    def<"getdefaulttimeout()", getdefaulttimeout>("Returns the default timeout in seconds (float) for new sockets."),
    def<"setdefaulttimeout(timeout, /)", setdefaulttimeout>("Set the default timeout in seconds for new sockets."),
    def<"close(fd, /)", close>("Close an integer socket file descriptor."),
    def<"dup(fd, /)", dup>("Duplicate an integer socket file descriptor."),
    def<"socketpair(family=, type=, proto=0, /)", socketpair>(
        "Create a pair of socket objects from the sockets returned by the platform socketpair() function."),
};

} // namespace

const std::span<const NativeDef> number_functions = functions;

} // namespace coil::internal::sockets
