// Assigning and deleting items.
#include <algorithm>

#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/iterators.h"
#include "objects/memory_view.h"
#include "objects/numbers.h"
#include "objects/text_builder.h"
#include "runtime/operations/item_index.h"
#include "runtime/operations/item_operators.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

Result<void> assign_list_slice(Vm& vm, List* list, Slice* slice, Value value)
{
    SlicePoints points = TRY(slice_points(vm, slice));
    Value keeper;
    if (lookup_special(vm, vm.class_of(value), Special::iter).is_empty() &&
        lookup_special(vm, vm.class_of(value), Special::getitem).is_empty())
        return vm.raise(Error::TypeError, "must assign iterable to extended slice");
    std::span<const Value> items = TRY(items_of(vm, value, keeper));
    SliceIndices at = slice_indices(points, list->size);
    if (at.step == 1) {
        auto start = size_t(at.start);
        auto stop = std::max(start, size_t(std::max<int64_t>(at.stop, 0)));
        return list_replace(vm, list, start, std::min<size_t>(stop, list->size), items.data(), items.size());
    }
    if (items.size() != at.count)
        return vm.raise(Error::ValueError, "attempt to assign sequence of size {} to extended slice of size {}",
            items.size(), at.count);
    if (at.count == 0)
        return {};
    std::vector<Value> copy(items.begin(), items.end());
    vm.heap.write_barrier(list->array);
    for (size_t i = 0; i < at.count; i++)
        list->array->data[size_t(at.start + int64_t(i) * at.step)] = copy[i];
    return {};
}

void erase_list_slice(Vm& vm, List* list, SliceIndices at)
{
    if (at.count == 0)
        return;
    if (at.step < 0)
        at = { at.start + int64_t(at.count - 1) * at.step, at.start + 1, -at.step, at.count };
    if (at.step == 1)
        return list_erase(vm, list, size_t(at.start), size_t(at.start) + at.count);
    std::vector<bool> gone(list->size);
    for (size_t i = 0; i < at.count; i++)
        gone[size_t(at.start + int64_t(i) * at.step)] = true;
    vm.heap.write_barrier(list->array);
    size_t kept = 0;
    for (size_t i = 0; i < list->size; i++)
        if (!gone[i])
            list->array->data[kept++] = list->array->data[i];
    std::fill(list->array->data + kept, list->array->data + list->size, Value());
    list->size = kept;
}

/// What a slice of a bytearray is to become, as bytes of their own. May run script code.
Result<std::string> bytes_to_assign(Vm& vm, Value value)
{
    std::string_view bytes;
    if (TRY(buffer_view(vm, value, bytes)))
        return std::string(bytes);
    if (is_kind(value, Kind::Str) || is_int(value) || is_float(value))
        return vm.raise(Error::TypeError, "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
    std::string made;
    TRY(for_each(vm, value, [&](Value item) -> Result<bool> {
        TRY(append_byte(vm, made, char(TRY(byte_of(vm, item)))));
        return true;
    }));
    return made;
}

/// array[slice] = value, or del when `value` is empty.
Result<void> set_byte_array_slice(Vm& vm, ByteArray* array, Slice* slice, Value value)
{
    SlicePoints points = TRY(slice_points(vm, slice));
    std::string with = value.is_empty() ? std::string() : TRY(bytes_to_assign(vm, value));
    SliceIndices at = slice_indices(points, array->size);
    if (at.step == 1)
        return byte_array_replace(vm, array, size_t(at.start), size_t(at.start) + at.count, with);
    if (with.empty()) {
        std::string rest;
        size_t next = 0;
        if (at.step < 0)
            at.start += (int64_t(at.count) - 1) * at.step;
        for (size_t i = 0; i < at.count; i++) {
            auto gone = size_t(at.start + int64_t(i) * std::abs(at.step));
            rest += array->view().substr(next, gone - next);
            next = gone + 1;
        }
        rest += array->view().substr(next);
        return byte_array_replace(vm, array, 0, array->size, rest);
    }
    if (with.size() != at.count)
        return vm.raise(Error::ValueError, "attempt to assign bytes of size {} to extended slice of size {}",
            with.size(), at.count);
    for (size_t i = 0; i < at.count; i++)
        array->storage->data[size_t(at.start + int64_t(i) * at.step)] = with[i];
    return {};
}

Result<void> set_byte_array_item(Vm& vm, ByteArray* array, Value key, Value value)
{
    if (auto* slice = as_if<Slice>(key))
        return set_byte_array_slice(vm, array, slice, value);
    int64_t index = TRY(index_for(vm, "bytearray", key));
    // Before the size is looked at, which the value's __index__ may change.
    int64_t byte = value.is_empty() ? 0 : TRY(byte_of(vm, value));
    if (!locate_item(index, array->size))
        return vm.raise(Error::IndexError, "bytearray index out of range");
    if (value.is_empty())
        return byte_array_replace(vm, array, size_t(index), size_t(index) + 1, {});
    array->storage->data[index] = char(byte);
    return {};
}

} // namespace

Result<bool> builtin_set_item(Vm& vm, Value object, Value key, Value value)
{
    if (auto* list = as_if<List>(object)) {
        if (auto* slice = as_if<Slice>(key)) {
            if (!value.is_empty()) {
                TRY(assign_list_slice(vm, list, slice, value));
                return true;
            }
            SlicePoints points = TRY(slice_points(vm, slice));
            erase_list_slice(vm, list, slice_indices(points, list->size));
            return true;
        }
        int64_t index = TRY(index_for(vm, "list", key));
        if (!locate_item(index, list->size))
            return vm.raise(Error::IndexError, "list assignment index out of range");
        if (value.is_empty()) {
            list_erase(vm, list, size_t(index), size_t(index) + 1);
        } else {
            vm.heap.write_barrier(list->array);
            list->array->data[index] = value;
        }
        return true;
    }
    if (auto* dict = as_if<Dict>(object)) {
        if (!value.is_empty()) {
            TRY(dict_set(vm, dict, key, value));
            return true;
        }
        if (!TRY(dict_pop(vm, dict, key)))
            return vm.raise_value(Error::KeyError, key);
        return true;
    }
    if (auto* array = as_if<ByteArray>(object)) {
        TRY(set_byte_array_item(vm, array, key, value));
        return true;
    }
    return false;
}

} // namespace coil::internal
