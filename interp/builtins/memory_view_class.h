#pragma once
// What the files of memoryview share: the methods that take its items, and cast().
#include "objects/memory_view.h"

namespace coil::internal::memory_views
{

/// The view in `self`, which was not released.
Result<MemoryView*> view_of(Vm& vm, Value self);
/// Another view of the same bytes, with the same shape; the caller changes it before anything else is allocated.
Result<MemoryView*> make_alike(Vm& vm, const MemoryView* view);

Result<Value> get_view_item(Vm& vm, Value self, Value key);
Result<void> set_view_item(Vm& vm, Value self, Value key, Value value);
Result<void> delete_view_item(Vm& vm, Value self, Value key);
Result<int64_t> length(Vm& vm, Value self);
Result<Value> iterate(Vm& vm, Value self);
Result<int64_t> count_of(Vm& vm, Value self, Value value);
Result<int64_t> index_of(Vm& vm, Value self, Value value, Value start, Value stop);
Result<Value> to_list(Vm& vm, Value self);
Result<Value> equal(Vm& vm, Value self, Value other);
Result<Value> cast(Vm& vm, Value self, Str* format, Value shape);

/// The class of iterate()'s iterators.
void define_memory_iterator(Vm& vm);

} // namespace coil::internal::memory_views
