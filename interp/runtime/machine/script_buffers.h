#pragma once
// Buffers of classes that a script wrote: `__buffer__` and `__release_buffer__` (PEP 688).
#include "objects/memory_view.h"

namespace coil::internal
{

/// See Operations::script_buffer.
Result<MemoryView*> script_buffer(Vm& vm, Value object, int flags);
/// See Operations::give_back_buffer.
void give_back_buffer(Vm& vm, BufferWrapper* wrapper);

} // namespace coil::internal
