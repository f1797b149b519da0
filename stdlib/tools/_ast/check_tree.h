#pragma once
#include "base/symbols.h"
#include "objects/vm.h"
#include "syntax/ast.h"

namespace coil::internal::trees
{

/// Whether a tree that a script made is one that the parser could have made. ValueError and TypeError, as CPython words
/// them.
Result<void> check_tree(Vm& vm, const Symbols& symbols, const ast::Module& module);

} // namespace coil::internal::trees
