#pragma once
// What a VM may touch of the process and the system: its one Permissions object, which the host fills when it makes the
// VM. Native modules that are about one of these are not there without it (stdlib/modules.def); every other function
// that opens something asks, before it does: Permissions for the thing itself, whatever its name says.
#include <string_view>

#include "base/result.h"

namespace coil::internal
{

class Vm;

/// The bits are those of the public one (embed/coil/vm.h).
enum class Authority : uint32_t {
    Nothing = 0,
    Clock = 1,
    Files = 2,
    Network = 4,
    Processes = 8,
    Environment = 16,
    Signals = 32,
    Threads = 64,
};

class Permissions
{
public:
    /// Grants all whose bits are set, and nothing else.
    void grant(uint32_t authorities) { granted_ = authorities; }
    bool allows(Authority authority) const { return (granted_ & uint32_t(authority)) == uint32_t(authority); }

    // Single things, of which rules may come to speak: a path (in the system's bytes), a host, a program, a variable of
    // the environment.
    bool allows_path(std::string_view) const { return allows(Authority::Files); }
    bool allows_host(std::string_view) const { return allows(Authority::Network); }
    bool allows_program(std::string_view) const { return allows(Authority::Processes); }
    bool allows_variable(std::string_view) const { return allows(Authority::Environment); }

private:
    uint32_t granted_ = 0;
};

/// PermissionError when the VM was not given the authority.
Result<void> check_authority(Vm& vm, Authority authority);
/// PermissionError when it may not open that path.
Result<void> check_path(Vm& vm, std::string_view path);

} // namespace coil::internal
