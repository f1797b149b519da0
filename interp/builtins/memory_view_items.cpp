// The items of memoryviews: indices, slices, iteration, cast().
//
// A view is looked at again whenever script code may have run (an index's __index__, a value's methods): it may have
// been released. Its shape never changes.
#include <algorithm>

#include "builtins/bytes_class.h"
#include "builtins/define.h"
#include "builtins/memory_view_class.h"
#include "gc/tracer.h"
#include "objects/codecs.h"
#include "objects/iterators.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"
#include "runtime/operations/view_items.h"

namespace coil::internal::memory_views
{

namespace
{

constexpr const char* no_dimension = "invalid indexing of 0-dim memory";

Result<int64_t> index_of_key(Vm& vm, Value key)
{
    if (std::optional<int64_t> index = int_to_int64(TRY(to_int_object(vm, key))))
        return *index;
    return vm.raise(Error::IndexError, "cannot fit '{}' into an index-sized integer", type_name(vm, key));
}

/// How far from the first item that of an index stands, in one dimension.
Result<int64_t> offset_of(Vm& vm, const MemoryView* view, int dimension, int64_t index)
{
    int64_t length = view->lengths()[dimension];
    if (index < 0)
        index += length;
    if (index < 0 || index >= length)
        return vm.raise(Error::IndexError, "index out of bounds on dimension {}", dimension + 1);
    return index * view->strides()[dimension];
}

/// The part of a view that a slice of its first dimension is.
Result<MemoryView*> slice_view(Vm& vm, Value self, Slice* slice)
{
    // First, as the slice's methods may release the view.
    MemoryView* part = TRY(make_alike(vm, TRY(view_of(vm, self))));
    SlicePoints points = TRY(slice_points(vm, slice));
    SliceIndices at = slice_indices(points, size_t(part->lengths()[0]));
    // Where nothing is left, the step may be what a former slice made of it, and the place is no matter.
    if (at.count)
        part->data += at.start * part->strides()[0];
    part->lengths()[0] = int64_t(at.count);
    // Of no item or one, the step is never gone and may be anything: as in CPython, what is left of it in 64 bits.
    part->strides()[0] = int64_t(uint64_t(part->strides()[0]) * uint64_t(at.step));
    part->bytes = part->item_size;
    for (int i = 0; i < part->dimensions; i++)
        part->bytes *= uint64_t(part->lengths()[i]);
    return part;
}

bool is_index(Vm& vm, Value key) { return key.is_small() || can_be_index(vm, key); }
/// Whether it is a tuple of nothing but indices.
bool is_multi_index(Vm& vm, Tuple* tuple)
{
    return std::all_of(tuple->items, tuple->items + tuple->size, [&](Value each) { return is_index(vm, each); });
}
bool is_multi_slice(Tuple* tuple)
{
    return tuple->size > 0 &&
        std::all_of(tuple->items, tuple->items + tuple->size, [](Value each) { return is_kind(each, Kind::Slice); });
}

/// Where the item of a tuple of indices stands, from the first one.
Result<int64_t> multi_offset(Vm& vm, Value self, Tuple* tuple)
{
    MemoryView* view = TRY(view_of(vm, self));
    if (tuple->size > view->dimensions)
        return vm.raise(Error::TypeError, "cannot index {}-dimension view with {}-element tuple", int(view->dimensions),
            tuple->size);
    if (tuple->size < view->dimensions)
        return vm.raise(Error::NotImplementedError, "sub-views are not implemented");
    int64_t offset = 0;
    for (int i = 0; i < int(tuple->size); i++) {
        int64_t index = TRY(index_of_key(vm, tuple->items[i]));
        offset += TRY(offset_of(vm, TRY(view_of(vm, self)), i, index));
    }
    return offset;
}

bool is_whole(Value key) { return key == Ellipsis || (is_kind(key, Kind::Tuple) && as<Tuple>(key)->size == 0); }

/// Writes a value behind `offset` bytes.
Result<void> store_item(Vm& vm, Value self, int64_t offset, Value value)
{
    char item[widest_view_item];
    TRY(write_view_item(vm, TRY(view_of(vm, self)), value, item));
    MemoryView* view = TRY(view_of(vm, self));
    std::memcpy(view->data + offset, item, view->item_size);
    return {};
}

/// Assigns bytes to a slice of single bytes.
Result<void> set_bytes(Vm& vm, Value self, Slice* slice, Value value)
{
    SlicePoints points = TRY(slice_points(vm, slice));
    // The slice's methods may have released the view and changed the bytes.
    MemoryView* view = TRY(view_of(vm, self));
    std::string_view bytes;
    bytes_view(value, bytes);
    SliceIndices at = slice_indices(points, size_t(view->lengths()[0]));
    if (at.count != bytes.size())
        return vm.raise(Error::ValueError, "memoryview assignment: lvalue and rvalue have different structures");
    if (at.count == 0)
        return {};
    int64_t stride = view->strides()[0];
    char* to = view->data + at.start * stride;
    vm.charge_bytes(8 * bytes.size());
    if (stride == 1 && at.step == 1) {
        std::memmove(to, bytes.data(), bytes.size());
        return {};
    }
    // They may be those that the view shows.
    TRY(vm.require_room(bytes.size()));
    std::string copy(bytes);
    for (size_t i = 0; i < copy.size(); i++)
        to[int64_t(i) * at.step * stride] = copy[i];
    return {};
}

Result<void> set_slice(Vm& vm, Value self, Slice* slice, Value value)
{
    if (std::string_view bytes;
        as_memory_view(self)->format == 'B' && bytes_view(value, bytes) && !vm.class_of(value)->has(IsHeapClass))
        return set_bytes(vm, self, slice, value);
    Result<MemoryView*> taken =
        as_memory_view(value) ? make_alike(vm, TRY(view_of(vm, value))) : take_view(vm, value, full_buffer);
    if (taken.failed() && !vm.is_pending())
        return vm.raise(Error::TypeError, "a bytes-like object is required, not '{}'", type_name(vm, value));
    MemoryView* source = TRY(taken);
    auto copy = [&]() -> Result<void> {
        MemoryView* target = TRY(slice_view(vm, self, slice));
        if (as_memory_view(self)->released())
            TRY(release_view(vm, target));
        TRY(view_of(vm, self));
        if (source->dimensions != 1 || source->format != target->format ||
            source->lengths()[0] != target->lengths()[0]) {
            TRY(release_view(vm, target));
            return vm.raise(Error::ValueError, "memoryview assignment: lvalue and rvalue have different structures");
        }
        vm.charge_bytes(8 * target->bytes);
        if (is_c_contiguous(source) && is_c_contiguous(target)) {
            if (target->bytes)
                std::memmove(target->data, source->data, target->bytes);
        } else {
            // They may overlap in any way.
            TRY(vm.require_room(target->bytes));
            std::string bytes = memory_view_bytes(source);
            for (int64_t i = 0; i < target->lengths()[0]; i++)
                std::memcpy(target->data + i * target->strides()[0], bytes.data() + size_t(i) * target->item_size,
                    target->item_size);
        }
        return release_view(vm, target);
    };
    Result<void> outcome = copy();
    TRY(release_view(vm, source));
    return outcome;
}

} // namespace

Result<Value> get_view_item(Vm& vm, Value self, Value key)
{
    MemoryView* view = TRY(view_of(vm, self));
    if (key.is_small() && view->dimensions == 1) [[likely]]
        return read_view_item(vm, view, view->data + TRY(offset_of(vm, view, 0, key.as_small())));
    TRY(check_view_format(vm, view));
    if (view->dimensions == 0) {
        if (key == Ellipsis)
            return self;
        if (is_whole(key))
            return read_view_item(vm, view, view->data);
        return vm.raise(Error::TypeError, no_dimension);
    }
    if (auto* slice = as_if<Slice>(key))
        return Value::cell(TRY(slice_view(vm, self, slice)));
    if (is_index(vm, key)) {
        int64_t index = TRY(index_of_key(vm, key));
        view = TRY(view_of(vm, self));
        if (view->dimensions > 1)
            return vm.raise(Error::NotImplementedError, "multi-dimensional sub-views are not implemented");
        return read_view_item(vm, view, view->data + TRY(offset_of(vm, view, 0, index)));
    }
    if (auto* tuple = as_if<Tuple>(key)) {
        if (is_multi_index(vm, tuple)) {
            int64_t offset = TRY(multi_offset(vm, self, tuple));
            view = TRY(view_of(vm, self));
            return read_view_item(vm, view, view->data + offset);
        }
        if (is_multi_slice(tuple))
            return vm.raise(Error::NotImplementedError, "multi-dimensional slicing is not implemented");
    }
    return vm.raise(Error::TypeError, "memoryview: invalid slice key");
}

Result<void> set_view_item(Vm& vm, Value self, Value key, Value value)
{
    MemoryView* view = TRY(view_of(vm, self));
    TRY(check_view_format(vm, view));
    if (view->read_only)
        return vm.raise(Error::TypeError, "cannot modify read-only memory");
    if (key.is_small() && value.is_small() && view->dimensions == 1) {
        // No script code runs.
        int64_t offset = TRY(offset_of(vm, view, 0, key.as_small()));
        char item[widest_view_item];
        TRY(write_view_item(vm, view, value, item));
        std::memcpy(view->data + offset, item, view->item_size);
        return {};
    }
    if (view->dimensions == 0)
        return is_whole(key) ? store_item(vm, self, 0, value) : Result<void>(vm.raise(Error::TypeError, no_dimension));
    if (is_index(vm, key)) {
        if (view->dimensions > 1)
            return vm.raise(Error::NotImplementedError, "sub-views are not implemented");
        int64_t index = TRY(index_of_key(vm, key));
        return store_item(vm, self, TRY(offset_of(vm, TRY(view_of(vm, self)), 0, index)), value);
    }
    auto* slice = as_if<Slice>(key);
    if (slice && view->dimensions == 1)
        return set_slice(vm, self, slice, value);
    auto* tuple = as_if<Tuple>(key);
    if (tuple && is_multi_index(vm, tuple))
        return store_item(vm, self, TRY(multi_offset(vm, self, tuple)), value);
    if (slice || (tuple && is_multi_slice(tuple)))
        return vm.raise(
            Error::NotImplementedError, "memoryview slice assignments are currently restricted to ndim = 1");
    return vm.raise(Error::TypeError, "memoryview: invalid slice key");
}

Result<void> delete_view_item(Vm& vm, Value self, Value)
{
    MemoryView* view = TRY(view_of(vm, self));
    return vm.raise(Error::TypeError, view->read_only ? "cannot modify read-only memory" : "cannot delete memory");
}

Result<int64_t> length(Vm& vm, Value self)
{
    MemoryView* view = TRY(view_of(vm, self));
    if (view->dimensions == 0)
        return vm.raise(Error::TypeError, "0-dim memory has no length");
    return view->lengths()[0];
}

// Iteration

namespace
{

struct MemoryIterator : NativeIterator {
    Value view; ///< empty: at the end
    int64_t index;
};
void trace_iterator(Cell* cell, gc::Tracer& tracer) { tracer.visit(static_cast<MemoryIterator*>(cell)->view); }

Result<Step> next_of_view(Vm& vm, Cell* cell)
{
    auto* iterator = static_cast<MemoryIterator*>(cell);
    if (iterator->view.is_empty())
        return end_of_items(vm);
    auto* view = static_cast<MemoryView*>(iterator->view.as_cell());
    if (iterator->index < view->lengths()[0]) {
        TRY(check_not_released(vm, view));
        return Step(TRY(read_view_item(vm, view, view->data + iterator->index++ * view->strides()[0])));
    }
    iterator->view = Value();
    return end_of_items(vm);
}
constexpr NativeIteratorType iterator_type{ "memory_iterator", trace_iterator, next_of_view };

} // namespace

Result<Value> iterate(Vm& vm, Value self)
{
    MemoryView* view = TRY(view_of(vm, self));
    if (view->dimensions == 0)
        return vm.raise(Error::TypeError, no_dimension);
    if (view->dimensions > 1)
        return vm.raise(Error::NotImplementedError, "multi-dimensional sub-views are not implemented");
    TRY(check_view_format(vm, view));
    auto* iterator = TRY(make_native_iterator<MemoryIterator>(vm, vm.classes->memory_iterator, iterator_type));
    iterator->view = self;
    return Value::cell(iterator);
}

void define_memory_iterator(Vm& vm) { add_methods(vm, vm.classes->memory_iterator, native_iterator_methods); }

// cast()

namespace
{

bool is_byte_format(char format) { return format == 'B' || format == 'b' || format == 'c'; }

/// The items in each dimension, for as many bytes as the view has.
Result<void> read_shape(Vm& vm, std::span<const Value> given, const MemoryView* view, size_t item_size, int64_t* out)
{
    auto bytes = int64_t(item_size);
    for (size_t i = 0; i < given.size(); i++) {
        if (!is_int(given[i]))
            return vm.raise(Error::TypeError, "memoryview.cast(): elements of shape must be integers");
        std::optional<int64_t> length = int_to_int64(given[i]);
        if (!length)
            return vm.raise(Error::OverflowError, "Python int too large to convert to C ssize_t");
        if (*length <= 0)
            return vm.raise(Error::ValueError, "memoryview.cast(): elements of shape must be integers > 0");
        if (*length > INT64_MAX / bytes)
            return vm.raise(Error::ValueError, "memoryview.cast(): product(shape) > SSIZE_MAX");
        bytes *= *length;
        out[i] = *length;
    }
    if (uint64_t(bytes) != view->bytes)
        return vm.raise(Error::TypeError, "memoryview: product(shape) * itemsize != buffer size");
    return {};
}

/// The code of a format that can be cast to; '\0' for others.
char read_format(Str* format)
{
    std::string_view text = format->view();
    if (!text.empty() && text[0] == '@')
        text.remove_prefix(1);
    return text.size() == 1 && view_item_size(text[0]) ? text[0] : '\0';
}

} // namespace

Result<Value> cast(Vm& vm, Value self, Str* format, Value shape)
{
    MemoryView* view = TRY(view_of(vm, self));
    if (!is_c_contiguous(view))
        return vm.raise(Error::TypeError, "memoryview: casts are restricted to C-contiguous views");
    bool has_zero = std::count(view->lengths(), view->lengths() + view->dimensions, 0) > 0;
    if ((!shape.is_empty() || view->dimensions != 1) && has_zero)
        return vm.raise(Error::TypeError, "memoryview: cannot cast view with zeros in shape or strides");
    std::span<const Value> given;
    Value keeper;
    if (!shape.is_empty()) {
        if (!is_kind(shape, Kind::List) && !is_kind(shape, Kind::Tuple))
            return vm.raise(Error::TypeError, "shape must be a list or a tuple");
        given = TRY(items_of(vm, shape, keeper));
        if (given.size() > size_t(max_view_dimensions))
            return vm.raise(
                Error::ValueError, "memoryview: number of dimensions must not exceed {}", max_view_dimensions);
        if (view->dimensions != 1 && given.size() != 1)
            return vm.raise(Error::TypeError, "memoryview: cast must be 1D -> ND or ND -> 1D");
    }
    if (!format->is_ascii())
        TRY(str_encode(vm, format, "ascii", "strict"));
    char code = read_format(format);
    size_t item_size = view_item_size(code);
    if (item_size == 0)
        return vm.raise(Error::ValueError,
            "memoryview: destination format must be a native single character format prefixed with an optional '@'");
    if (!is_byte_format(view->format) && !is_byte_format(code))
        return vm.raise(Error::TypeError, "memoryview: cannot cast between two non-byte formats");
    if (view->bytes % item_size)
        return vm.raise(Error::TypeError, "memoryview: length is not a multiple of itemsize");
    if (view->is_restricted)
        return vm.raise(Error::ValueError, "cannot create new view on restricted memoryview");
    int64_t lengths[max_view_dimensions];
    int dimensions = shape.is_empty() ? 1 : int(given.size());
    if (shape.is_empty())
        lengths[0] = int64_t(view->bytes / item_size);
    else
        TRY(read_shape(vm, given, view, item_size, lengths));
    MemoryView* made = TRY(make_memory_view(vm, dimensions));
    copy_source(made, view);
    made->format = code;
    made->has_at = format->view()[0] == '@';
    made->item_size = item_size;
    auto stride = int64_t(item_size);
    for (int i = dimensions; i-- > 0; stride *= lengths[i]) {
        made->lengths()[i] = lengths[i];
        made->strides()[i] = stride;
    }
    lock_base(vm, made);
    return Value::cell(made);
}

} // namespace coil::internal::memory_views
