#pragma once
// Parts of the module builtins that stand in files of their own.
#include "objects/native.h"

namespace coil::internal
{

/// The class statement's work; see type_class.cpp.
Result<Value> build_class(Vm& vm, Value body, Value name, Arguments bases, Dict* keywords);
/// What locals() gives in the running frame.
Result<Value> frame_locals(Vm& vm);
/// Name of a code's free variable.
std::string_view free_name(const Code* code, size_t index);
/// enumerate, zip, map, filter, reversed.
Result<void> define_iterator_classes(Vm& vm, Dict* builtins);
/// exec, eval, compile.
Result<void> define_evaluation(Vm& vm, Dict* builtins);
/// The methods of BaseExceptionGroup; ExceptionGroup.
Result<void> define_exception_groups(Vm& vm, Dict* builtins);

} // namespace coil::internal
