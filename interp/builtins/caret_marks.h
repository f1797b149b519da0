#pragma once
#include "objects/vm.h"

namespace coil::internal
{

/// For Operations::find_carets: marks for [start, end) of whole lines of source.
CaretMarks find_caret_marks(std::string_view lines, size_t start, size_t end);

} // namespace coil::internal
