#pragma once
// memoryview: a window of single bytes over a bytes or bytearray, and what natives read as bytes.
#include <optional>
#include <span>

#include "objects/bytes.h"
#include "objects/function.h"

namespace coil::internal
{

struct MemoryView : NativeObject {
    Value base; ///< bytes or bytearray; None when released
    int64_t start, step, count;
    bool read_only;
    bool released() const { return base.is_none(); }
};

extern const NativeType memory_view_type;

/// The view in `value`, or null.
MemoryView* as_memory_view(Value value);
/// A copy of the bytes that the view shows now: a bytearray may have become shorter than it was.
std::string memory_view_bytes(const MemoryView* view);
/// ValueError for a view that was released.
Result<void> check_not_released(Vm& vm, const MemoryView* view);
/// The bytes of a bytes, bytearray or memoryview, valid until script code runs; false for other objects. Raises
/// ValueError for a released view and BufferError for one whose bytes do not stand side by side.
Result<bool> buffer_view(Vm& vm, Value value, std::string_view& out);
/// The same; TypeError for other objects.
Result<std::string_view> require_buffer(Vm& vm, Value value);
/// The bytes of an object that can be written into, valid until script code runs; nothing for other objects. Raises as
/// buffer_view.
Result<std::optional<std::span<char>>> writable_buffer(Vm& vm, Value value);

} // namespace coil::internal
