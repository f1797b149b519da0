#pragma once
// The native part of operator: the operators as functions, and callables that fetch items and attributes or call
// methods.
#include "runtime/operations/native_class.h"

namespace coil::internal
{

/// itemgetter, attrgetter and methodcaller.
Result<void> define_getters(Vm& vm, Module* module);

} // namespace coil::internal
