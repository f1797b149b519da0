#pragma once

#include "base/source.h"
#include "base/symbols.h"
#include "syntax/ast.h"

#include <string>

namespace coil::internal::syntax
{

/// The tree as text, for tests and people: `Name[1:0-1:1](id=x, ctx=Load)`. With `has_places`, nodes that have a place
/// in CPython's tree show it, as line and UTF-8 column; fields that only coil has are left out.
std::string dump(const ast::Node* node, const Symbols& symbols, const Source& source, bool has_places);

} // namespace coil::internal::syntax
