#pragma once
// How objects and classes are named in reprs.
#include <string>

#include "objects/class.h"
#include "objects/str.h"

namespace coil::internal
{

/// module.qualname, without the module when that is builtins.
std::string class_display_name(Vm& vm, Class* cls);
/// 0x… as reprs show it.
std::string object_address(Value value);
/// The text that format_text makes, as an object.
inline Result<Value> formatted_str(Vm& vm, std::string_view pattern, std::initializer_list<TextArgument> arguments)
{
    return Value::cell(TRY(make_str(vm, format_text(pattern, arguments))));
}
/// The keys of a dict as a sorted list.
Result<Value> sorted_names(Vm& vm, Dict* names);

} // namespace coil::internal
