#pragma once
#include "builtins/compilation.h"

namespace coil::internal::trees
{

/// Compiles a tree of objects; see TreeFunctions.
Result<std::shared_ptr<const Unit>> compile_objects(
    Vm& vm, Value tree, std::string_view filename, const SourceOptions& options);

} // namespace coil::internal::trees
