// memoryview over bytes and bytearray: a window of single bytes. A bytearray may be resized meanwhile (CPython forbids
// it): the view then ends where the bytes end.
#include <algorithm>

#include "builtins/bytes_class.h"
#include "builtins/display.h"
#include "builtins/functions.h"
#include "objects/bytes_methods.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/iterators.h"
#include "objects/memory_view.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

Result<MemoryView*> view_of(Vm& vm, Value self)
{
    MemoryView* view = as_memory_view(self);
    if (!view)
        return vm.raise(Error::TypeError, "a memoryview is required, not '{}'", type_name(vm, self));
    TRY(check_not_released(vm, view));
    return view;
}

Result<Value> make_view(Vm& vm, Class* cls, const MemoryView& like)
{
    auto* view = TRY(make_native<MemoryView>(vm, cls, memory_view_type));
    view->base = like.base;
    view->start = like.start;
    view->step = like.step;
    view->count = like.count;
    view->read_only = like.read_only;
    return Value::cell(view);
}

Result<Value> view_new(Vm& vm, Value type, Value object)
{
    MemoryView like{};
    if (as_memory_view(object)) {
        like = *TRY(view_of(vm, object));
        return make_view(vm, as<Class>(type), like);
    }
    std::string_view bytes;
    if (!bytes_view(object, bytes))
        return vm.raise(
            Error::TypeError, "memoryview: a bytes-like object is required, not '{}'", type_name(vm, object));
    like.base = object;
    like.step = 1;
    like.count = int64_t(bytes.size());
    like.read_only = is_kind(object, Kind::Bytes);
    return make_view(vm, as<Class>(type), like);
}

Result<int64_t> index_of_key(Vm& vm, Value key)
{
    if (!can_be_index(vm, key))
        return vm.raise(Error::TypeError, "memoryview: invalid slice key");
    if (std::optional<int64_t> index = int_to_int64(TRY(to_int_object(vm, key))))
        return *index;
    return vm.raise(Error::IndexError, "cannot fit '{}' into an index-sized integer", type_name(vm, key));
}

/// Where in the base the item of an index stands.
Result<size_t> place_of(Vm& vm, const MemoryView* view, int64_t index)
{
    if (index < 0)
        index += view->count;
    if (index >= 0 && index < view->count)
        if (int64_t place = view->start + index * view->step; uint64_t(place) < view_of_bytes(view->base).size())
            return size_t(place);
    return vm.raise(Error::IndexError, "index out of bounds on dimension 1");
}

Result<Value> slice_view(Vm& vm, Value self, Slice* slice)
{
    SlicePoints points = TRY(slice_points(vm, slice));
    MemoryView like = *TRY(view_of(vm, self));
    SliceIndices at = slice_indices(points, size_t(like.count));
    // Of no item or one, the step is never gone and may be anything: as in CPython, what is left of it in 64 bits.
    like.start = at.count ? like.start + at.start * like.step : 0;
    like.step = int64_t(uint64_t(like.step) * uint64_t(at.step));
    like.count = int64_t(at.count);
    return make_view(vm, vm.class_of(self), like);
}

Result<Value> get_item_method(Vm& vm, Value self, Value key)
{
    TRY(view_of(vm, self));
    if (auto* slice = as_if<Slice>(key))
        return slice_view(vm, self, slice);
    int64_t index = TRY(index_of_key(vm, key));
    // The key's __index__ may have released the view.
    auto* view = TRY(view_of(vm, self));
    size_t place = TRY(place_of(vm, view, index));
    return Value::small(static_cast<unsigned char>(view_of_bytes(view->base)[place]));
}

Result<void> set_slice(Vm& vm, Value self, Slice* slice, Value value)
{
    Value part = TRY(slice_view(vm, self, slice));
    auto* target = as_memory_view(part);
    std::string bytes;
    if (as_memory_view(value))
        bytes = memory_view_bytes(TRY(view_of(vm, value)));
    else
        bytes = TRY(bytes_argument(vm, value));
    if (int64_t(bytes.size()) != target->count)
        return vm.raise(Error::ValueError, "memoryview assignment: lvalue and rvalue have different structures");
    auto* array = as<ByteArray>(target->base);
    for (int64_t i = 0; i < target->count; i++)
        if (size_t place = size_t(target->start + i * target->step); place < array->size)
            array->storage->data[place] = bytes[size_t(i)];
    return {};
}

Result<void> set_item_method(Vm& vm, Value self, Value key, Value value)
{
    auto* view = TRY(view_of(vm, self));
    if (view->read_only)
        return vm.raise(Error::TypeError, "cannot modify read-only memory");
    if (auto* slice = as_if<Slice>(key))
        return set_slice(vm, self, slice, value);
    int64_t index = TRY(index_of_key(vm, key));
    TRY(place_of(vm, TRY(view_of(vm, self)), index));
    if (!can_be_index(vm, value))
        return vm.raise(Error::TypeError, "memoryview: invalid type for format 'B'");
    int64_t byte = TRY(to_clamped_index(vm, value));
    if (byte < 0 || byte > 255)
        return vm.raise(Error::ValueError, "memoryview: invalid value for format 'B'");
    // The value's __index__ may have changed the view and the bytes.
    view = TRY(view_of(vm, self));
    size_t place = TRY(place_of(vm, view, index));
    as<ByteArray>(view->base)->storage->data[place] = char(byte);
    return {};
}

Result<int64_t> length(Vm& vm, Value self) { return TRY(view_of(vm, self))->count; }
Result<Value> equal(Vm&, Value self, Value other)
{
    MemoryView* view = as_memory_view(self);
    MemoryView* second = as_memory_view(other);
    std::string_view bytes;
    // A released view equals itself alone.
    if (!view || view->released() || (second && second->released()) || (!second && !bytes_view(other, bytes)))
        return self == other ? True : NotImplemented;
    return Value::boolean(memory_view_bytes(view) == (second ? memory_view_bytes(second) : std::string(bytes)));
}
Result<Value> repr_method(Vm& vm, Value self)
{
    MemoryView* view = as_memory_view(self);
    bool released = !view || view->released();
    return Value::cell(TRY(
        make_str(vm, format_text(released ? "<released memory at {}>" : "<memory at {}>", { object_address(self) }))));
}
Result<Value> hex(Vm& vm, Value self, Value separator, Value size)
{
    int group = TRY(to_c_int(vm, size));
    std::string bytes = memory_view_bytes(TRY(view_of(vm, self)));
    return Value::cell(TRY(make_str(vm, bytes_hex(bytes, TRY(hex_separator(vm, separator)), group))));
}
/// Compares the items one by one: the value's __eq__ may change the view.
Result<int64_t> count_of(Vm& vm, Value self, Value value)
{
    int64_t found = 0;
    for (int64_t i = 0; i < TRY(view_of(vm, self))->count; i++)
        found += TRY(values_equal(vm, TRY(get_item_method(vm, self, Value::small(i))), value));
    return found;
}
Result<int64_t> index_of(Vm& vm, Value self, Value value, Value start_value, Value stop_value)
{
    int64_t start = start_value.is_empty() ? 0 : TRY(to_clamped_index(vm, start_value));
    int64_t stop = stop_value.is_empty() ? INT64_MAX : TRY(to_clamped_index(vm, stop_value));
    int64_t count = TRY(view_of(vm, self))->count;
    start = start < 0 ? std::max<int64_t>(start + count, 0) : start;
    stop = stop < 0 ? stop + count : stop;
    for (int64_t i = start; i < std::min(stop, TRY(view_of(vm, self))->count); i++)
        if (TRY(values_equal(vm, TRY(get_item_method(vm, self, Value::small(i))), value)))
            return i;
    return vm.raise(Error::ValueError, "memoryview.index(x): x not found");
}
Result<void> delete_item_method(Vm& vm, Value self, Value)
{
    auto* view = TRY(view_of(vm, self));
    return vm.raise(Error::TypeError, view->read_only ? "cannot modify read-only memory" : "cannot delete memory");
}
Result<int64_t> hash_method(Vm& vm, Value self)
{
    auto* view = TRY(view_of(vm, self));
    if (!view->read_only)
        return vm.raise(Error::ValueError, "cannot hash writable memoryview object");
    return bytes_hash(vm, TRY(make_bytes(vm, memory_view_bytes(view))));
}
Result<Value> tobytes(Vm& vm, Value self)
{
    return Value::cell(TRY(make_bytes(vm, memory_view_bytes(TRY(view_of(vm, self))))));
}
Result<Value> tolist(Vm& vm, Value self) { return Value::cell(TRY(list_of(vm, TRY(tobytes(vm, self))))); }
Result<Value> toreadonly(Vm& vm, Value self)
{
    MemoryView like = *TRY(view_of(vm, self));
    like.read_only = true;
    return make_view(vm, vm.class_of(self), like);
}
Result<void> release(Vm& vm, Value self)
{
    if (auto* view = as_memory_view(self)) {
        vm.heap.write_barrier(view);
        view->base = None;
    }
    return {};
}
Result<Value> enter(Vm& vm, Value self)
{
    TRY(view_of(vm, self));
    return self;
}
Result<void> leave(Vm& vm, Value self, Arguments) { return release(vm, self); }

Result<Value> get_object(Vm& vm, Value self) { return TRY(view_of(vm, self))->base; }
Result<Value> get_size(Vm& vm, Value self) { return Value::small(TRY(view_of(vm, self))->count); }
Result<Value> get_item_size(Vm& vm, Value self)
{
    TRY(view_of(vm, self));
    return Value::small(1);
}
Result<Value> get_read_only(Vm& vm, Value self) { return Value::boolean(TRY(view_of(vm, self))->read_only); }
Result<Value> get_contiguous(Vm& vm, Value self)
{
    auto* view = TRY(view_of(vm, self));
    return Value::boolean(view->step == 1 || view->count < 2);
}
Result<Value> get_format(Vm& vm, Value self)
{
    TRY(view_of(vm, self));
    return Value::cell(TRY(make_str(vm, "B")));
}
Result<Value> get_shape(Vm& vm, Value self)
{
    return Value::cell(TRY(make_tuple(vm, { Value::small(TRY(view_of(vm, self))->count) })));
}
Result<Value> get_strides(Vm& vm, Value self)
{
    return Value::cell(TRY(make_tuple(vm, { Value::small(TRY(view_of(vm, self))->step) })));
}

Result<Value> get_suboffsets(Vm& vm, Value self)
{
    TRY(view_of(vm, self));
    return Value::cell(vm.empty_tuple);
}

constexpr NativeDef new_def = def<"__new__(cls, object)", view_new>();
constexpr NativeDef methods[] = {
    def<"__getitem__(self, key, /)", get_item_method>(),
    def<"__setitem__(self, key, value, /)", set_item_method>(),
    def<"__delitem__(self, key, /)", delete_item_method>(),
    def<"__len__(self, /)", length>(),
    def<"__repr__(self, /)", repr_method>(),
    def<"__eq__(self, value, /)", equal>(),
    def<"__hash__(self, /)", hash_method>(),
    def<"__enter__(self, /)", enter>(),
    def<"__exit__(self, /, *exc_info)", leave>(),
    def<"hex(self, /, sep=, bytes_per_sep=1)", hex>(),
    def<"count(self, value, /)", count_of>(),
    def<"index(self, value, start=, stop=, /)", index_of>(),
    def<"tobytes(self, /)", tobytes>(),
    def<"tolist(self, /)", tolist>(),
    def<"toreadonly(self, /)", toreadonly>(),
    def<"release(self, /)", release>(),
};
constexpr AttributeDef attributes[] = {
    { "obj", get_object, nullptr, nullptr },
    { "nbytes", get_size, nullptr, nullptr },
    { "itemsize", get_item_size, nullptr, nullptr },
    { "ndim", get_item_size, nullptr, nullptr },
    { "readonly", get_read_only, nullptr, nullptr },
    { "contiguous", get_contiguous, nullptr, nullptr },
    { "c_contiguous", get_contiguous, nullptr, nullptr },
    { "f_contiguous", get_contiguous, nullptr, nullptr },
    { "format", get_format, nullptr, nullptr },
    { "shape", get_shape, nullptr, nullptr },
    { "strides", get_strides, nullptr, nullptr },
    { "suboffsets", get_suboffsets, nullptr, nullptr },
};

} // namespace

Result<void> define_memory_view(Vm& vm, Dict* builtins)
{
    Class* cls = TRY(define_class(vm, nullptr, vm.classes->object,
        { .name = "memoryview",
            .module = "builtins",
            .methods = methods,
            .attributes = attributes,
            .new_def = &new_def,
            .flags = IsSequence | HasWeakref }));
    return dict_set_str(vm, builtins, intern(vm, "memoryview"), Value::cell(cls));
}

} // namespace coil::internal
