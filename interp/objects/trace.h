#pragma once
// How every kind of cell is traced.
#include <span>

#include "gc/heap.h"

namespace coil
{

/// The table of kinds for a heap. Kinds of the upper modules are NativeObject and NativeResource, which trace
/// themselves.
std::span<const gc::KindInfo> kind_table();

} // namespace coil
