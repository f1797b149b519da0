#pragma once
// How every kind of cell is traced.
#include <span>
#include <string>

#include "gc/heap.h"

namespace coil::internal
{

/// The table of kinds for a heap. Kinds of the upper modules are NativeObject and NativeResource, which trace
/// themselves.
std::span<const gc::KindInfo> kind_table();

/// What a live cell is for scripts, for the heap's verifier.
std::string describe_cell(gc::Heap& heap, const Cell* cell);

} // namespace coil::internal
