#pragma once
// types.SimpleNamespace, which sys.implementation is an instance of.
#include <initializer_list>
#include <string_view>
#include <utility>

#include "objects/function.h"

namespace coil::internal
{

/// The class; a new one each time.
Result<Class*> make_simple_namespace_class(Vm& vm);
/// An instance with these attributes.
Result<Value> make_simple_namespace(
    Vm& vm, Class* cls, std::initializer_list<std::pair<std::string_view, Value>> fields);

} // namespace coil::internal
