#pragma once
// memoryview: a window over the bytes of another object, and what natives read as bytes.
//
// A view keeps the storage that it shows, so that reading and writing through it is sound whatever becomes of the
// object; it also counts as an export of that object, which can't be resized until the view is released or dead. Views
// that lock something stand in a list (Vm::locking_views), from which collections take those that died; who finds
// itself locked collects first, as a view that nobody holds any more must not be in the way (check_unlocked).
#include <optional>
#include <span>

#include "objects/bytes.h"
#include "objects/function.h"

namespace coil::internal
{

struct MemoryView : NativeObject {
    Value base;                  ///< whose bytes they are: `obj`; None when released
    Cell* storage;               ///< what keeps them, or null when `base` does
    MemoryView *next, *previous; ///< in the list of those that lock; not traced
    char* data;                  ///< the first item
    uint64_t bytes;              ///< of all items
    uint64_t item_size;
    uint64_t exports; ///< buffers that others took from this view
    int64_t hash;     ///< 0: not computed
    char format;      ///< a code of struct, native; 'w' as arrays have it
    bool has_at;      ///< the format was given as "@…"
    bool read_only;
    bool is_locking;
    bool is_restricted; ///< used while its __release_buffer__ runs: no new views
    uint8_t dimensions;
    int64_t extents[]; ///< the shape (lengths), then the strides in bytes

    bool released() const { return base.is_none(); }
    int64_t* lengths() { return extents; }
    int64_t* strides() { return extents + dimensions; }
    const int64_t* lengths() const { return extents; }
    const int64_t* strides() const { return extents + dimensions; }
};
inline constexpr int max_view_dimensions = 64;

extern const NativeType memory_view_type;

/// What stands between views and an object whose class has `__buffer__`: the view that this gave, to be released
/// together with the last one.
struct BufferWrapper : NativeObject {
    Value object;
    Value view; ///< empty: given back
    uint64_t exports;
};

/// The view in `value`, or null.
MemoryView* as_memory_view(Value value);
/// A zeroed view of so many dimensions. It shows nothing yet: who fills it allocates nothing meanwhile.
Result<MemoryView*> make_memory_view(Vm& vm, int dimensions);
/// A view of one dimension of bytes of `base`, a Bytes or ByteArray.
Result<MemoryView*> view_bytes(Vm& vm, Value base, size_t start, size_t count, bool read_only);
/// take_view by what the builtin classes have, whatever class the object is of.
Result<MemoryView*> take_builtin_view(Vm& vm, Value object, int flags);
/// Makes the view an export of its base.
void lock_base(Vm& vm, MemoryView* view);
/// Buffers that are what the view shows, with another shape; nothing but `base`, `storage`, `data` and the format.
void copy_source(MemoryView* view, const MemoryView* from);
/// A view of all of an object (PyObject_GetBuffer): by its class's `__buffer__`, or that of the builtin classes. Fails
/// with nothing pending for an object that has no buffer. `flags` as inspect.BufferFlags. May run script code.
Result<MemoryView*> take_view(Vm& vm, Value object, int flags);
inline constexpr int full_buffer = 284; ///< indirect and with its format, read-only or not
inline constexpr int writable_flag = 1;
/// BufferError while others have buffers of it. Runs `__release_buffer__` when it was the last one. May run script
/// code.
Result<void> release_view(Vm& vm, MemoryView* view);
/// BufferError with that message when views that live have `*exports` on an object. May collect.
Result<void> check_unlocked(Vm& vm, const uint64_t& exports, const char* message);

bool is_c_contiguous(const MemoryView* view);
bool is_f_contiguous(const MemoryView* view);
/// A copy of the bytes of all items; the first index varies fastest with `fortran`.
std::string memory_view_bytes(const MemoryView* view, bool fortran = false);
/// ValueError for a view that was released.
Result<void> check_not_released(Vm& vm, const MemoryView* view);

/// The bytes of an object that has a buffer; false for others. They stay readable while the native stack has the
/// pointer, but may be overwritten when script code runs. May run script code, of classes with `__buffer__` only: what
/// those give is copied. Raises ValueError for a released view and BufferError for one whose bytes do not stand side
/// by side.
Result<bool> buffer_view(Vm& vm, Value value, std::string_view& out);
/// The same; TypeError for other objects.
Result<std::string_view> require_buffer(Vm& vm, Value value);
/// The bytes of an object that can be written into, as buffer_view gives them; nothing for other objects.
Result<std::optional<std::span<char>>> writable_buffer(Vm& vm, Value value);

/// At the start of a VM.
void watch_memory_views(Vm& vm);

} // namespace coil::internal
