#pragma once

namespace coil::internal
{

class Vm;

/// Fills vm.operations: what the lower modules ask of this one.
void install_operations(Vm& vm);

} // namespace coil::internal
