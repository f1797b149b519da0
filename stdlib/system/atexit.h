#pragma once
// What the module atexit has for who ends a program.

namespace coil::internal
{

class Vm;

/// Calls the functions that were registered, the last one first. What they raise is reported on stderr.
void run_exit_functions(Vm& vm);

} // namespace coil::internal
