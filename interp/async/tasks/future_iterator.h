#pragma once
// What iter() and __await__() of a future give: it yields the future once, and is over when that is done.
#include "async/tasks/future.h"

namespace coil::internal
{

struct Module;

extern const NativeType future_iterator_type;
Result<Value> make_future_iterator(Vm& vm, Future* future);
Result<void> define_future_iterator(Vm& vm, Module* module);

} // namespace coil::internal
