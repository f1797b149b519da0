#pragma once
#include "builtins/compilation.h"

namespace coil::internal::trees
{

/// A parsed tree as objects of the classes of ast.
Result<Value> make_objects(Vm& vm, const SyntaxTree& tree, const SourceOptions& options);

} // namespace coil::internal::trees
