#include "objects/permissions.h"

#include "objects/vm.h"

namespace coil::internal
{

namespace
{

std::string_view subject(Authority authority)
{
    switch (authority) {
    case Authority::Clock:
        return "clocks";
    case Authority::Files:
        return "files";
    case Authority::Network:
        return "the network";
    case Authority::Processes:
        return "processes";
    case Authority::Environment:
        return "the environment";
    case Authority::Signals:
        return "signals";
    case Authority::Threads:
        return "threads";
    default:
        return "that";
    }
}

} // namespace

Result<void> check_authority(Vm& vm, Authority authority)
{
    if (vm.permissions.allows(authority))
        return {};
    return vm.raise(Error::PermissionError, "this VM has no access to {}", subject(authority));
}

Result<void> check_path(Vm& vm, std::string_view path)
{
    if (vm.permissions.allows_path(path))
        return {};
    return vm.raise(Error::PermissionError, "this VM has no access to {}", subject(Authority::Files));
}

} // namespace coil::internal
