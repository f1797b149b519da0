#pragma once
// What the files of the module _socket share: the object, its addresses, and how its calls wait.
//
// Waiting. No call of the system blocks while it holds the VM, and none blocks where only a signal could wake it. A
// transfer is tried at once, with MSG_DONTWAIT where the socket itself blocks; when there is nothing to do yet, the
// thread waits in its Waker (runtime/machine/blocking.h) until the descriptor is ready or the socket's timeout is over,
// and tries again. As the transfers themselves are made with the VM held, they read and write the memory of scripts'
// objects in place: it is asked for anew at every try. The socket may be closed meanwhile, so is its descriptor.
//
// Authority. A VM without the network has no such module. Hosts are named to the system in names.cpp and addresses.cpp,
// after check_host; paths of AF_UNIX are asked for as files are. A descriptor that a script names is taken for a socket
// only (take_socket_number).
#include <cerrno>
#include <functional>
#include <string>
#include <sys/socket.h>

#include "objects/bytes.h"
#include "objects/class_members.h"
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/memory_view.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/machine/blocking.h"
#include "runtime/machine/host_files.h"
#include "runtime/machine/threads.h"
#include "runtime/operations/call.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"
#include "runtime/operations/os_error.h"

namespace coil::internal::sockets
{

/// An instance of _socket.socket.
struct Socket : NativeObject {
    int number; ///< of the descriptor, plus one; 0 when it is closed
    int family, kind, protocol;
    int64_t timeout; ///< nanoseconds that calls wait; negative: for ever, 0: not at all
    bool has_finalizer;
    int fd() const { return number - 1; }
    bool waits_for_ever() const { return timeout < 0; }
};
/// The socket that `self` is; TypeError.
Result<Socket*> socket_of(Vm& vm, Value self);

/// An address as the system has it.
struct Address {
    sockaddr_storage storage{};
    socklen_t size = 0;
    sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
    const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
    template <class Layout> Layout& as() { return reinterpret_cast<Layout&>(storage); }
    template <class Layout> const Layout& as() const { return reinterpret_cast<const Layout&>(storage); }
    /// For calls that fill it.
    socklen_t* room() { return size = sizeof(storage), &size; }
};
/// The address that a script gives for the socket's family; `function` is named in messages. May look names up.
Result<Address> take_address(Vm& vm, Socket* socket, Value value, std::string_view function);
/// An address as scripts see it; None for an empty one.
Result<Value> give_address(Vm& vm, const Address& address, int fd, int protocol);
/// The number of an interface for the address of a socket; OSError.
Result<int> interface_number(Vm& vm, int fd, const std::string& name);

/// Address of a host, with port 0, by its name or number: of that family, or any (AF_UNSPEC). socket.gaierror, OSError.
Result<Address> resolve_host(Vm& vm, const std::string& name, int family);
/// The name of a host in bytes: a str (IDNA), bytes or bytearray. TypeError.
Result<std::string> take_host(Vm& vm, Value value);
/// "127.0.0.1" for an address of AF_INET or AF_INET6.
Result<Value> shown_host(Vm& vm, const Address& address);
/// PermissionError when the VM may not name that host.
Result<void> check_host(Vm& vm, std::string_view host);

/// How long a call has waited and will.
struct Patience {
    Deadline until;
    bool is_known = false;
    bool is_of_system = false; ///< SO_RCVTIMEO or SO_SNDTIMEO of a socket that waits for ever
};
/// Waits until the descriptor may have one of the poll events. TimeoutError; serves the poll. With `number`, it is set
/// to EAGAIN in place of the TimeoutError.
Result<void> wait_for(Vm& vm, Socket* socket, short events, Patience& patience, int* number = nullptr);
/// Whether the descriptor has one of the events now.
bool is_ready(int fd, short events);
Raised raise_errno(Vm& vm);

/// Makes `call` with the descriptor until it has not to wait any more; `waits`: whether it may at all. The call gives
/// a negative number, and errno, when it fails.
template <class Call> Result<ssize_t> attempt(Vm& vm, Socket* socket, short events, bool waits, Call&& call)
{
    Patience patience;
    for (;;) {
        ssize_t count = TRY(call(socket->fd()));
        if (count >= 0)
            return count;
        if (errno == EINTR)
            TRY(serve_poll(vm));
        else if (errno == EAGAIN && waits)
            TRY(wait_for(vm, socket, events, patience));
        else
            return raise_errno(vm);
    }
}
/// The flags that make one transfer of a socket never block.
inline int at_once(const Socket* socket) { return socket->waits_for_ever() ? MSG_DONTWAIT : 0; }
/// Whether a transfer with these flags waits.
inline bool may_wait(const Socket* socket, int flags)
{
    return socket->timeout > 0 || (socket->waits_for_ever() && !(flags & (MSG_DONTWAIT | MSG_ERRQUEUE)));
}

/// An int of C, with the OverflowErrors of argument parsing.
Result<int> take_int(Vm& vm, Value value);
/// The low 32 bits of an int.
Result<uint32_t> take_masked(Vm& vm, Value value);
/// A path or another text that the system has in bytes.
Result<std::string> take_system_text(Vm& vm, Value value);
/// A descriptor that a script names; PermissionError when it is no socket and the VM has no authority for files.
Result<int> take_socket_number(Vm& vm, Value value);
/// A timeout in nanoseconds, -1 for None.
Result<int64_t> take_timeout(Vm& vm, Value value);
Result<Value> give_timeout(Vm& vm, int64_t timeout);
/// The descriptor blocks or does not. OSError.
Result<void> set_blocking(Vm& vm, int fd, bool blocks);
/// A new object for the descriptor, which it owns from now on, whatever happens.
Result<Value> make_socket(Vm& vm, int fd, int family, int kind, int protocol);

/// What the module keeps a VM.
enum StateName : uint8_t { SocketClass, HostError, AddressError, DefaultTimeout, StateCount };
Value& state(Vm& vm, StateName name);
void set_state(Vm& vm, StateName name, Value value);
/// socket.gaierror for what getaddrinfo says, OSError for EAI_SYSTEM.
Raised raise_address_error(Vm& vm, int number);

Result<void> define_socket(Vm& vm, Module* module);

extern const std::span<const NativeDef> transfer_methods, message_methods, option_methods, name_functions,
    number_functions;

} // namespace coil::internal::sockets
