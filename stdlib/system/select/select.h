#pragma once
// What the files of the module select share.
#include <poll.h>
#include <span>

#include "runtime/machine/blocking.h"
#include "stdlib/system/posix/posix.h"

namespace coil::internal::selecting
{

/// Waits for events as poll does, until then: how many descriptors have some. What wakes the thread meanwhile is
/// served.
Result<int> wait_for_any(Vm& vm, std::span<pollfd> descriptors, Deadline until);
/// A timeout in units of `seconds`; None never comes. ValueError for a negative one, unless that stands for None.
Result<Deadline> take_timeout(Vm& vm, Value timeout, double seconds, bool negative_is_never);

Result<void> define_poll(Vm& vm, Module* module);
Result<void> define_epoll(Vm& vm, Module* module);
enum ClassName : uint8_t { Poll, Epoll, ClassCount };
Result<void> keep_class(Vm& vm, ClassName name, Class* cls);
Class* class_named(Vm& vm, ClassName name);

} // namespace coil::internal::selecting
