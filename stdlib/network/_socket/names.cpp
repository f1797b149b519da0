// Names of hosts, services and protocols. What asks the resolver is made while others may hold the VM.
#include <arpa/inet.h>
#include <memory>
#include <netdb.h>
#include <netinet/in.h>
#include <unistd.h>

#include "objects/codecs.h"
#include "objects/exception.h"
#include "stdlib/network/_socket/socket.h"

namespace coil::internal::sockets
{

Raised raise_address_error(Vm& vm, int number)
{
    if (number == EAI_SYSTEM)
        return raise_errno(vm);
    Value text = Value::cell(TRY(make_str(vm, ::gai_strerror(number))));
    return vm.raise_exception(TRY(call(vm, state(vm, AddressError), { Value::small(number), text })));
}

Result<void> check_host(Vm& vm, std::string_view host)
{
    if (vm.permissions.allows_host(host))
        return {};
    return vm.raise(Error::PermissionError, "this VM has no access to the network");
}

namespace
{

Raised raise_host_error(Vm& vm, int number)
{
    Value text = Value::cell(TRY(make_str(vm, ::hstrerror(number))));
    return vm.raise_exception(TRY(call(vm, state(vm, HostError), { Value::small(number), text })));
}

struct FreeAddresses {
    void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};
using Addresses = std::unique_ptr<addrinfo, FreeAddresses>;

/// getaddrinfo while others may hold the VM. The number that it gives; `found` owns the list.
int look_up(Vm& vm, const char* host, const char* service, const addrinfo& hints, Addresses& found)
{
    addrinfo* list = nullptr;
    BlockingScope blocking(vm);
    int number = ::getaddrinfo(host, service, &hints, &list);
    if (number == 0)
        found.reset(list);
    return number;
}
addrinfo hints_of(int family, int kind = 0, int protocol = 0, int flags = 0)
{
    addrinfo hints{};
    hints.ai_family = family;
    hints.ai_socktype = kind;
    hints.ai_protocol = protocol;
    hints.ai_flags = flags;
    return hints;
}
Address address_of(const addrinfo& found)
{
    Address address;
    address.size = std::min<socklen_t>(found.ai_addrlen, sizeof(address.storage));
    std::copy_n(reinterpret_cast<const char*>(found.ai_addr), address.size, reinterpret_cast<char*>(address.get()));
    return address;
}

/// A name that is a number, without asking anybody; false for others.
bool take_number(const std::string& name, int family, Address& address)
{
    auto& four = address.as<sockaddr_in>();
    if (family != AF_INET6 && ::inet_pton(AF_INET, name.c_str(), &four.sin_addr) == 1) {
        four.sin_family = AF_INET;
        address.size = sizeof(four);
        return true;
    }
    auto& six = address.as<sockaddr_in6>();
    // The resolver knows scopes.
    bool is_plain = family != AF_INET && name.find('%') == std::string::npos;
    if (is_plain && ::inet_pton(AF_INET6, name.c_str(), &six.sin6_addr) == 1) {
        six.sin6_family = AF_INET6;
        address.size = sizeof(six);
        return true;
    }
    address = Address();
    return false;
}

/// The name of a host as IDNA has it: `encodes` the plain ones too, for their errors.
Result<std::string> idna_of(Vm& vm, Str* text)
{
    constexpr size_t most_of_label = 63;
    std::string_view view = text->view();
    size_t longest = 0, label = 0;
    for (char character : view)
        longest = std::max(longest, label = character == '.' ? 0 : label + 1);
    bool is_plain = text->is_ascii() && longest <= most_of_label && view.find("..") == std::string_view::npos &&
        (view.empty() || view[0] != '.');
    if (is_plain)
        return std::string(view);
    return std::string(TRY(str_encode(vm, text, "idna"))->view());
}

} // namespace

Result<std::string> take_host(Vm& vm, Value value)
{
    std::string host;
    if (auto* text = as_if<Str>(value)) {
        if (text->is_ascii()) {
            host = text->view();
        } else {
            Result<std::string> encoded = idna_of(vm, text);
            if (encoded.failed()) {
                if (!is_exception_of(vm, vm.pending, Error::UnicodeError))
                    return Raised{};
                vm.take_pending();
                return vm.raise(Error::TypeError, "encoding of hostname failed");
            }
            host = encoded.release();
        }
    } else if (std::string_view bytes; bytes_view(value, bytes)) {
        host = bytes;
    } else {
        return vm.raise(Error::TypeError, "str, bytes or bytearray expected, not {}", type_name(vm, value));
    }
    if (host.find('\0') != std::string::npos)
        return vm.raise(Error::TypeError, "host name must not contain null character");
    return host;
}

Result<Address> resolve_host(Vm& vm, const std::string& name, int family)
{
    TRY(check_host(vm, name));
    Address address;
    Addresses found;
    if (name.empty()) {
        // Any address of this host.
        if (int number = look_up(vm, nullptr, "0", hints_of(family, SOCK_DGRAM, 0, AI_PASSIVE), found))
            return raise_address_error(vm, number);
        if (found->ai_family != AF_INET && found->ai_family != AF_INET6)
            return vm.raise(Error::OSError, "unsupported address family");
        if (found->ai_next)
            return vm.raise(Error::OSError, "wildcard resolved to multiple address");
        return address_of(*found);
    }
    if (name == "<broadcast>" || name == "255.255.255.255") {
        if (family != AF_INET && family != AF_UNSPEC)
            return vm.raise(Error::OSError, "address family mismatched");
        auto& layout = address.as<sockaddr_in>();
        layout.sin_family = AF_INET;
        layout.sin_addr.s_addr = INADDR_BROADCAST;
        address.size = sizeof(layout);
        return address;
    }
    if (take_number(name, family, address))
        return address;
    if (int number = look_up(vm, name.c_str(), nullptr, hints_of(family), found))
        return raise_address_error(vm, number);
    return address_of(*found);
}

Result<Value> shown_host(Vm& vm, const Address& address)
{
    char text[NI_MAXHOST];
    auto& six = address.as<sockaddr_in6>();
    if (address.storage.ss_family == AF_INET) {
        ::inet_ntop(AF_INET, &address.as<sockaddr_in>().sin_addr, text, sizeof(text));
    } else if (address.storage.ss_family == AF_INET6 && six.sin6_scope_id == 0) {
        ::inet_ntop(AF_INET6, &six.sin6_addr, text, sizeof(text));
    } else {
        int number = ::getnameinfo(address.get(), address.size, text, sizeof(text), nullptr, 0, NI_NUMERICHOST);
        if (number)
            return raise_address_error(vm, number);
        // 3.14 does not tell the interface's name, which is in the address as a number.
        if (char* scope = std::find(text, text + sizeof(text) - 1, '%'); *scope == '%')
            *scope = '\0';
    }
    return Value::cell(TRY(make_str(vm, text)));
}

namespace
{

Result<Value> getaddrinfo(Vm& vm, Value host, Value port, Value family, Value kind, Value protocol, Value flags)
{
    std::string name, service;
    bool has_name = !host.is_none(), has_service = !port.is_none();
    if (auto* text = as_if<Str>(host))
        name = TRY(idna_of(vm, text));
    else if (auto* bytes = as_if<Bytes>(host))
        name = bytes->view();
    else if (has_name)
        return vm.raise(Error::TypeError, "getaddrinfo() argument 1 must be string or None");
    if (is_int(port)) {
        std::optional<int64_t> number = int_to_int64(TRY(to_int_object(vm, port)));
        if (!number)
            return vm.raise(Error::OverflowError, "Python int too large to convert to C long");
        service = std::to_string(*number);
    } else if (auto* text = as_if<Str>(port)) {
        service = TRY(str_encode(vm, text))->view();
    } else if (auto* bytes = as_if<Bytes>(port)) {
        service = bytes->view();
    } else if (has_service) {
        return vm.raise(Error::OSError, "Int or String expected");
    }
    TRY(check_host(vm, name));
    addrinfo hints = hints_of(
        TRY(take_int(vm, family)), TRY(take_int(vm, kind)), TRY(take_int(vm, protocol)), TRY(take_int(vm, flags)));
    Addresses found;
    if (int number =
            look_up(vm, has_name ? name.c_str() : nullptr, has_service ? service.c_str() : nullptr, hints, found))
        return raise_address_error(vm, number);
    List* list = TRY(make_list(vm));
    for (const addrinfo* each = found.get(); each; each = each->ai_next) {
        Value address = TRY(give_address(vm, address_of(*each), -1, protocol.as_small() ? each->ai_protocol : 0));
        Value canonical = Value::cell(TRY(host_text(vm, each->ai_canonname ? each->ai_canonname : "")));
        Tuple* item = TRY(make_tuple(vm,
            { Value::small(each->ai_family), Value::small(each->ai_socktype), Value::small(each->ai_protocol),
                canonical, address }));
        TRY(list_append(vm, list, Value::cell(item)));
    }
    return Value::cell(list);
}

Result<Value> getnameinfo(Vm& vm, Value address_value, Value flags_value)
{
    auto* items = as_if<Tuple>(address_value);
    int flags = TRY(take_int(vm, flags_value));
    if (!items)
        return vm.raise(Error::TypeError, "getnameinfo() argument 1 must be a tuple");
    if (items->size < 2 || items->size > 4 || !is_kind(items->items[0], Kind::Str))
        return vm.raise(Error::TypeError, "getnameinfo(): illegal sockaddr argument");
    std::string name = TRY(take_system_text(vm, items->items[0]));
    std::string port = std::to_string(TRY(take_int(vm, items->items[1])));
    uint32_t flow = items->size > 2 ? TRY(take_masked(vm, items->items[2])) : 0;
    uint32_t scope = items->size > 3 ? TRY(take_masked(vm, items->items[3])) : 0;
    if (flow > 0xfffff)
        return vm.raise(Error::OverflowError, "getnameinfo(): flowinfo must be 0-1048575.");
    TRY(check_host(vm, name));
    Addresses found;
    if (int number = look_up(vm, name.c_str(), port.c_str(), hints_of(AF_UNSPEC, SOCK_DGRAM, 0, AI_NUMERICHOST), found))
        return raise_address_error(vm, number);
    if (found->ai_next)
        return vm.raise(Error::OSError, "sockaddr resolved to multiple addresses");
    Address address = address_of(*found);
    if (found->ai_family == AF_INET && items->size != 2)
        return vm.raise(Error::OSError, "IPv4 sockaddr must be 2 tuple");
    if (found->ai_family == AF_INET6) {
        address.as<sockaddr_in6>().sin6_flowinfo = htonl(flow);
        address.as<sockaddr_in6>().sin6_scope_id = scope;
    }
    char host[NI_MAXHOST], service[NI_MAXSERV];
    int number;
    {
        BlockingScope blocking(vm);
        number = ::getnameinfo(address.get(), address.size, host, sizeof(host), service, sizeof(service), flags);
    }
    if (number)
        return raise_address_error(vm, number);
    Value shown = Value::cell(TRY(host_text(vm, host)));
    return Value::cell(TRY(make_pair(vm, shown, Value::cell(TRY(host_text(vm, service))))));
}

/// The name of a host that a function takes as "et".
Result<std::string> take_name(Vm& vm, Value value, std::string_view function)
{
    std::string_view bytes;
    std::string name;
    if (auto* text = as_if<Str>(value))
        name = TRY(idna_of(vm, text));
    else if (bytes_view(value, bytes))
        name = bytes;
    else
        return vm.raise(Error::TypeError, "{}() argument 1 must be str, bytes or bytearray, not {}", function,
            type_name(vm, value));
    if (name.find('\0') != std::string::npos)
        return vm.raise(Error::ValueError, "embedded null character");
    return name;
}
Result<Value> gethostbyname(Vm& vm, Value value)
{
    std::string name = TRY(take_name(vm, value, "gethostbyname"));
    return shown_host(vm, TRY(resolve_host(vm, name, AF_INET)));
}

/// (name, aliases, addresses), of what `ask` gets from the resolver into a buffer.
template <class Ask> Result<Value> host_entry(Vm& vm, Ask&& ask)
{
    constexpr size_t most = 1 << 16;
    hostent entry{};
    hostent* found = nullptr;
    int number = 0, status;
    std::string buffer(1024, '\0');
    for (;;) {
        {
            BlockingScope blocking(vm);
            status = ask(&entry, buffer.data(), buffer.size(), &found, &number);
        }
        if (status != ERANGE || buffer.size() >= most)
            break;
        buffer.resize(buffer.size() * 4);
    }
    if (!found)
        return raise_host_error(vm, number);
    List* aliases = TRY(make_list(vm));
    for (char** each = found->h_aliases; each && *each; each++)
        TRY(list_append(vm, aliases, Value::cell(TRY(host_text(vm, *each)))));
    List* addresses = TRY(make_list(vm));
    for (char** each = found->h_addr_list; each && *each; each++) {
        char text[INET6_ADDRSTRLEN];
        ::inet_ntop(found->h_addrtype, *each, text, sizeof(text));
        TRY(list_append(vm, addresses, Value::cell(TRY(make_str(vm, text)))));
    }
    Value name = Value::cell(TRY(host_text(vm, found->h_name)));
    return Value::cell(TRY(make_tuple(vm, { name, Value::cell(aliases), Value::cell(addresses) })));
}
Result<Value> gethostbyname_ex(Vm& vm, Value value)
{
    std::string name = TRY(take_name(vm, value, "gethostbyname_ex"));
    TRY(resolve_host(vm, name, AF_INET));
    return host_entry(vm, [&](hostent* entry, char* buffer, size_t size, hostent** found, int* number) {
        return ::gethostbyname_r(name.c_str(), entry, buffer, size, found, number);
    });
}
Result<Value> gethostbyaddr(Vm& vm, Value value)
{
    std::string name = TRY(take_name(vm, value, "gethostbyaddr"));
    Address address = TRY(resolve_host(vm, name, AF_UNSPEC));
    int family = address.storage.ss_family;
    const void* bytes = &address.as<sockaddr_in>().sin_addr;
    socklen_t length = sizeof(in_addr);
    if (family == AF_INET6) {
        bytes = &address.as<sockaddr_in6>().sin6_addr;
        length = sizeof(in6_addr);
    }
    return host_entry(vm, [&](hostent* entry, char* buffer, size_t size, hostent** found, int* number) {
        return ::gethostbyaddr_r(bytes, length, family, entry, buffer, size, found, number);
    });
}

// Services and protocols: /etc/services and /etc/protocols, mostly.

constexpr size_t entry_room = 4096;

Result<int64_t> getservbyname(Vm& vm, Str* name, Str* protocol)
{
    servent entry{};
    servent* found = nullptr;
    char buffer[entry_room];
    std::string service(name->view()), kind(protocol ? protocol->view() : "");
    {
        BlockingScope blocking(vm);
        ::getservbyname_r(service.c_str(), protocol ? kind.c_str() : nullptr, &entry, buffer, sizeof(buffer), &found);
    }
    if (!found)
        return vm.raise(Error::OSError, "service/proto not found");
    return int64_t(ntohs(uint16_t(found->s_port)));
}
Result<Value> getservbyport(Vm& vm, Value port_value, Str* protocol)
{
    int port = TRY(take_int(vm, port_value));
    if (port < 0 || port > 0xffff)
        return vm.raise(Error::OverflowError, "getservbyport: port must be 0-65535.");
    servent entry{};
    servent* found = nullptr;
    char buffer[entry_room];
    std::string kind(protocol ? protocol->view() : "");
    {
        BlockingScope blocking(vm);
        ::getservbyport_r(
            htons(uint16_t(port)), protocol ? kind.c_str() : nullptr, &entry, buffer, sizeof(buffer), &found);
    }
    if (!found)
        return vm.raise(Error::OSError, "port/proto not found");
    return Value::cell(TRY(host_text(vm, found->s_name)));
}
Result<int64_t> getprotobyname(Vm& vm, Str* name)
{
    protoent entry{};
    protoent* found = nullptr;
    char buffer[entry_room];
    std::string protocol(name->view());
    {
        BlockingScope blocking(vm);
        ::getprotobyname_r(protocol.c_str(), &entry, buffer, sizeof(buffer), &found);
    }
    if (!found)
        return vm.raise(Error::OSError, "protocol not found");
    return int64_t(found->p_proto);
}

Result<Value> gethostname(Vm& vm)
{
    char name[1024] = {};
    if (::gethostname(name, sizeof(name) - 1) != 0)
        return raise_errno(vm);
    return Value::cell(TRY(host_text(vm, name)));
}
Result<void> sethostname(Vm& vm, Value value)
{
    std::string name = TRY(take_system_text(vm, value));
    TRY(check_authority(vm, Authority::Processes));
    if (::sethostname(name.data(), name.size()) != 0)
        return raise_errno(vm);
    return {};
}

constexpr NativeDef functions[] = {
    def<"getaddrinfo(host, port, family=0, type=0, proto=0, flags=0)", getaddrinfo>(
        "Resolve host and port into addrinfo struct."),
    def<"getnameinfo(sockaddr, flags, /)", getnameinfo>("Get host and port for a sockaddr."),
    def<"gethostbyname(host, /)", gethostbyname>("Return the IP address (a string of the form '255.255.255.255')."),
    def<"gethostbyname_ex(host, /)", gethostbyname_ex>(
        "Return the true host name, a list of aliases, and a list of IP addresses, for a host."),
    def<"gethostbyaddr(host, /)", gethostbyaddr>(
        "Return the true host name, a list of aliases, and a list of IP addresses, for a host or its address."),
    def<"getservbyname(servicename, protocolname=, /)", getservbyname>(
        "Return a port number from a service name and protocol name ('tcp', 'udp' or any)."),
    def<"getservbyport(port, protocolname=, /)", getservbyport>(
        "Return the service name from a port number and protocol name ('tcp', 'udp' or any)."),
    def<"getprotobyname(name, /)", getprotobyname>("Return the protocol number for the named protocol."),
    def<"gethostname()", gethostname>("Return the current host name."),
    def<"sethostname(name, /)", sethostname>("Sets the hostname to name."),
};

} // namespace

const std::span<const NativeDef> name_functions = functions;

} // namespace coil::internal::sockets
