#pragma once
// What starting programs and forking share.
#include <functional>
#include <sys/types.h>

#include "base/result.h"

namespace coil::internal
{
class Vm;
}

namespace coil::internal::posix
{

/// Forks by that call, with the hooks of os.register_at_fork around it. In the child the running thread is the VM's
/// only one. OSError when the system refuses.
Result<pid_t> fork_with_hooks(Vm& vm, const char* function, const std::function<pid_t()>& fork);

} // namespace coil::internal::posix
