#pragma once
// `__buffer__` and `__release_buffer__` of the builtin classes.
#include "objects/native.h"

namespace coil::internal
{

Result<Value> buffer_method(Vm& vm, Value self, Value flags);
Result<void> release_buffer_method(Vm& vm, Value self, Value view);

inline constexpr NativeDef buffer_def = def<"__buffer__(self, flags, /)", buffer_method>(
    "A memoryview of the object's bytes, of a kind that inspect.BufferFlags name.");
inline constexpr NativeDef release_buffer_def =
    def<"__release_buffer__(self, buffer, /)", release_buffer_method>("Releases a memoryview that __buffer__ gave.");

} // namespace coil::internal
