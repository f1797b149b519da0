#pragma once
// EventLoop as scripts see it.
#include "objects/vm.h"

namespace coil::internal
{

class EventLoop;
struct Module;

/// The machine of an EventLoop of scripts; null for anything else.
EventLoop* as_event_loop(Value value);
/// new_event_loop().
Result<Value> make_event_loop(Vm& vm);
Result<void> define_loops(Vm& vm, Module* module);

} // namespace coil::internal
