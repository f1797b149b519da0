#pragma once

#include <string>
#include <string_view>

namespace coil::internal
{

/// A docstring without the indentation that all its lines but the first share, as CPython 3.13 and later store it.
std::string clean_docstring(std::string_view text);

} // namespace coil::internal
