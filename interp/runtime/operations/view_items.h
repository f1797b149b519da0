#pragma once
// The items of memoryviews: what is read from a place by the view's format, and written there.
#include "objects/memory_view.h"

namespace coil::internal
{

inline constexpr size_t widest_view_item = 8;

/// Bytes of an item of a native format that views can be cast to, or 0.
size_t view_item_size(char format);
/// NotImplementedError for a format that has no items ('w').
Result<void> check_view_format(Vm& vm, const MemoryView* view);
/// The item; no script code runs. NotImplementedError as of check_view_format.
Result<Value> read_view_item(Vm& vm, const MemoryView* view, const char* from);
/// Writes a value into `out`, which is as large as the view's items and none of its own: the value's methods may do
/// anything to the view. TypeError and ValueError as CPython has them.
Result<void> write_view_item(Vm& vm, const MemoryView* view, Value value, char* out);

} // namespace coil::internal
