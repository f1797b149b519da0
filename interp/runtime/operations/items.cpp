// Reading items; length, membership.
#include <algorithm>

#include "objects/byte_text.h"
#include "objects/bytes_methods.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/iterators.h"
#include "objects/memory_view.h"
#include "objects/numbers.h"
#include "objects/set.h"
#include "objects/str_methods.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/item_index.h"
#include "runtime/operations/item_operators.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

bool has_index(Vm& vm, Value key)
{
    return is_int(key) || !lookup_special(vm, vm.class_of(key), Special::index).is_empty();
}

Raised bad_index(Vm& vm, std::string_view sequence, Value key)
{
    if (sequence == "string")
        return vm.raise(Error::TypeError, "string indices must be integers, not '{}'", type_name(vm, key));
    return vm.raise(Error::TypeError, "{} indices must be integers or slices, not {}", sequence, type_name(vm, key));
}

Result<int64_t> index_for(Vm& vm, std::string_view sequence, Value key)
{
    if (key.is_small())
        return key.as_small();
    if (!has_index(vm, key))
        return bad_index(vm, sequence, key);
    Value integer = TRY(to_int_object(vm, key));
    if (std::optional<int64_t> index = int_to_int64(integer))
        return *index;
    return vm.raise(Error::IndexError, "cannot fit 'int' into an index-sized integer");
}

Result<int64_t> byte_of(Vm& vm, Value value)
{
    int64_t byte = TRY(to_clamped_index(vm, value));
    if (byte < 0 || byte > 255)
        return vm.raise(Error::ValueError, "byte must be in range(0, 256)");
    return byte;
}

namespace
{

Result<Value> slice_list(Vm& vm, List* list, Slice* slice)
{
    SlicePoints points = TRY(slice_points(vm, slice));
    SliceIndices at = slice_indices(points, list->size);
    List* out = TRY(make_list_sized(vm, at.count));
    for (size_t i = 0; i < at.count; i++)
        out->array->data[i] = list->array->data[size_t(at.start + int64_t(i) * at.step)];
    return Value::cell(out);
}

Result<Value> slice_tuple(Vm& vm, Tuple* tuple, Slice* slice)
{
    SliceIndices at = slice_indices(TRY(slice_points(vm, slice)), tuple->size);
    if (at.count == tuple->size && at.step == 1 && tuple->shape == vm.exact.tuple)
        return Value::cell(tuple);
    Tuple* out = TRY(make_tuple(vm, at.count));
    for (size_t i = 0; i < at.count; i++)
        out->items[i] = tuple->items[size_t(at.start + int64_t(i) * at.step)];
    return Value::cell(out);
}

Result<Value> slice_bytes(Vm& vm, Value object, Slice* slice)
{
    SlicePoints points = TRY(slice_points(vm, slice));
    std::string_view bytes;
    bytes_view(object, bytes);
    SliceIndices at = slice_indices(points, bytes.size());
    bool array = is_kind(object, Kind::ByteArray);
    std::string picked;
    if (at.step == 1) {
        bytes = bytes.substr(size_t(at.start), at.count);
    } else {
        picked.reserve(at.count);
        for (size_t i = 0; i < at.count; i++)
            picked += bytes[size_t(at.start + int64_t(i) * at.step)];
        bytes = picked;
    }
    if (array)
        return Value::cell(TRY(make_byte_array(vm, bytes)));
    return Value::cell(TRY(make_bytes(vm, bytes)));
}

Result<Value> range_item(Vm& vm, Range* range, Value index)
{
    Value offset = TRY(int_mul(vm, index, range->step));
    return int_add(vm, range->start, offset);
}

Result<Value> slice_range(Vm& vm, Range* range, Slice* slice)
{
    SliceBounds at = TRY(slice_bounds(vm, slice->start, slice->stop, slice->step, range->length));
    Value step = TRY(int_mul(vm, range->step, at.step));
    Value start = TRY(range_item(vm, range, at.start));
    return make_range(vm, start, TRY(range_item(vm, range, at.stop)), step);
}

Result<Value> dict_item(Vm& vm, Dict* dict, Value key)
{
    Found found = TRY(dict_find(vm, dict, key));
    if (found.value)
        return *found.value;
    if (dict->shape != vm.exact.dict) {
        Value missing = lookup_special(vm, vm.class_of(Value::cell(dict)), Special::missing);
        if (!missing.is_empty())
            return call_special(vm, missing, Value::cell(dict), { key });
    }
    return vm.raise_value(Error::KeyError, key);
}

} // namespace

Result<Value> builtin_get_item(Vm& vm, Value object, Value key)
{
    if (!object.is_cell())
        return NotImplemented;
    auto* slice = as_if<Slice>(key);
    switch (Kind(object.as_cell()->kind)) {
    case Kind::List: {
        auto* list = as<List>(object);
        if (slice)
            return slice_list(vm, list, slice);
        int64_t index = TRY(index_for(vm, "list", key));
        if (!locate_item(index, list->size))
            return vm.raise(Error::IndexError, "list index out of range");
        return list->array->data[index];
    }
    case Kind::Tuple: {
        auto* tuple = as<Tuple>(object);
        if (slice)
            return slice_tuple(vm, tuple, slice);
        int64_t index = TRY(index_for(vm, "tuple", key));
        if (!locate_item(index, tuple->size))
            return vm.raise(Error::IndexError, "tuple index out of range");
        return tuple->items[index];
    }
    case Kind::Str: {
        auto* str = as<Str>(object);
        if (slice) {
            SliceIndices at = slice_indices(TRY(slice_points(vm, slice)), str->length);
            return Value::cell(TRY(str_slice_step(vm, str, at.start, at.step, at.count)));
        }
        int64_t index = TRY(index_for(vm, "string", key));
        if (!locate_item(index, str->length))
            return vm.raise(Error::IndexError, "string index out of range");
        return Value::cell(TRY(str_item(vm, str, size_t(index))));
    }
    case Kind::Bytes:
    case Kind::ByteArray: {
        if (slice)
            return slice_bytes(vm, object, slice);
        bool array = is_kind(object, Kind::ByteArray);
        int64_t index = TRY(index_for(vm, array ? "bytearray" : "byte", key));
        std::string_view bytes;
        bytes_view(object, bytes);
        if (!locate_item(index, bytes.size()))
            return vm.raise(Error::IndexError, array ? "bytearray index out of range" : "index out of range");
        return Value::small(static_cast<unsigned char>(bytes[size_t(index)]));
    }
    case Kind::Dict:
        return dict_item(vm, as<Dict>(object), key);
    case Kind::Range: {
        auto* range = as<Range>(object);
        if (slice)
            return slice_range(vm, range, slice);
        if (!has_index(vm, key))
            return bad_index(vm, "range", key);
        Value index = TRY(to_int_object(vm, key));
        if (int_sign(index) < 0)
            index = TRY(int_add(vm, index, range->length));
        if (int_sign(index) < 0 || int_compare(index, range->length) >= 0)
            return vm.raise(Error::IndexError, "range object index out of range");
        return range_item(vm, range, index);
    }
    case Kind::MappingProxy:
        return get_item(vm, mapping_behind(object), key);
    default:
        return NotImplemented;
    }
}

bool iterates_as_dict(Vm& vm, Dict* dict)
{
    return dict->shape == vm.exact.dict ||
        lookup_special(vm, vm.class_of(Value::cell(dict)), Special::iter) ==
        lookup_special(vm, vm.classes->dict, Special::iter);
}

Result<Value> as_element(Vm& vm, Value item)
{
    if (!is_kind(item, Kind::Set) || !lookup_special(vm, vm.class_of(item), Special::hash).is_none())
        return item;
    return Value::cell(TRY(set_copy(vm, as_any_set(item), true)));
}

namespace
{

/// A class that has one of `__setitem__` and `__delitem__` has CPython's slot of both, which finds out then.
Result<void> require_other(Vm& vm, Class* cls, Special other, std::string_view missing)
{
    if (cls->has(IsHeapClass) && !lookup_special(vm, cls, other).is_empty())
        return vm.raise(Error::AttributeError, missing);
    return {};
}

} // namespace

Result<Value> get_item(Vm& vm, Value object, Value key)
{
    if (key.is_small() && object.is_cell()) {
        auto index = uint64_t(key.as_small()); // a negative one is larger than any size
        if (Cell* cell = object.as_cell(); cell->shape == vm.exact.tuple) {
            if (auto* tuple = static_cast<Tuple*>(cell); index < tuple->size)
                return tuple->items[index];
        } else if (cell->shape == vm.exact.list) {
            if (auto* list = static_cast<List*>(cell); index < list->size)
                return list->array->data[index];
        }
    }
    Class* cls = vm.class_of(object);
    if (!cls->has(IsHeapClass)) {
        Value result = TRY(builtin_get_item(vm, object, key));
        if (!(result == NotImplemented))
            return result;
    }
    Value method = lookup_special(vm, cls, Special::getitem);
    if (!method.is_empty())
        return call_special(vm, method, object, { key });
    if (is_kind(object, Kind::Class)) {
        if (object == Value::cell(vm.classes->type))
            return call(vm, TRY(get_attribute(vm, TRY(import_absolute(vm, "_types")), intern(vm, "GenericAlias"))),
                { object, key });
        std::optional<Value> hook = TRY(find_attribute(vm, object, vm.names->class_getitem));
        if (hook)
            return call(vm, *hook, { key });
        return vm.raise(Error::TypeError, "type '{}' is not subscriptable", class_name(as<Class>(object)));
    }
    return vm.raise(Error::TypeError, "'{}' object is not subscriptable", class_name(cls));
}

Result<void> set_item(Vm& vm, Value object, Value key, Value value)
{
    Class* cls = vm.class_of(object);
    if (!cls->has(IsHeapClass) && TRY(builtin_set_item(vm, object, key, value)))
        return {};
    Value method = lookup_special(vm, cls, Special::setitem);
    if (method.is_empty()) {
        TRY(require_other(vm, cls, Special::delitem, "__setitem__"));
        return vm.raise(Error::TypeError, "'{}' object does not support item assignment", class_name(cls));
    }
    TRY(call_special(vm, method, object, { key, value }));
    return {};
}

Result<void> delete_item(Vm& vm, Value object, Value key)
{
    Class* cls = vm.class_of(object);
    if (!cls->has(IsHeapClass) && TRY(builtin_set_item(vm, object, key, Value())))
        return {};
    Value method = lookup_special(vm, cls, Special::delitem);
    if (method.is_empty()) {
        TRY(require_other(vm, cls, Special::setitem, "__delitem__"));
        // CPython words it otherwise for what it takes for a sequence.
        bool is_sequence = cls->has(IsHeapClass) || !lookup_special(vm, cls, Special::len).is_empty();
        bool is_index = !lookup_special(vm, vm.class_of(key), Special::index).is_empty();
        return vm.raise(Error::TypeError, "'{}' object {} support item deletion", class_name(cls),
            is_sequence && is_index ? "doesn't" : "does not");
    }
    TRY(call_special(vm, method, object, { key }));
    return {};
}

Result<int64_t> builtin_length(Vm& vm, Value value)
{
    if (!value.is_cell())
        return -1;
    switch (Kind(value.as_cell()->kind)) {
    case Kind::Str:
        return int64_t(as<Str>(value)->length);
    case Kind::List:
        return int64_t(as<List>(value)->size);
    case Kind::Tuple:
        return int64_t(as<Tuple>(value)->size);
    case Kind::Dict:
        return int64_t(as<Dict>(value)->used);
    case Kind::Set:
    case Kind::FrozenSet:
        return int64_t(as_any_set(value)->used);
    case Kind::Bytes:
        return int64_t(as<Bytes>(value)->size);
    case Kind::ByteArray:
        return int64_t(as<ByteArray>(value)->size);
    case Kind::DictView:
        return int64_t(as<Dict>(as<DictView>(value)->dict)->used);
    case Kind::MappingProxy:
        return length_of(vm, mapping_behind(value));
    case Kind::Range: {
        if (std::optional<int64_t> length = int_to_int64(as<Range>(value)->length))
            return *length;
        return vm.raise(Error::OverflowError, "Python int too large to convert to C ssize_t");
    }
    default:
        return -1;
    }
}

Result<int64_t> length_of(Vm& vm, Value value)
{
    Class* cls = vm.class_of(value);
    if (!cls->has(IsHeapClass)) {
        int64_t length = TRY(builtin_length(vm, value));
        if (length >= 0)
            return length;
    }
    Value method = lookup_special(vm, cls, Special::len);
    if (method.is_empty())
        return vm.raise(Error::TypeError, "object of type '{}' has no len()", class_name(cls));
    Value result = TRY(call_special(vm, method, value, {}));
    if (result.is_small() && result.as_small() >= 0) [[likely]]
        return result.as_small();
    if (!has_index(vm, result))
        return vm.raise(Error::TypeError, "'{}' object cannot be interpreted as an integer", type_name(vm, result));
    result = TRY(to_int_object(vm, result));
    if (int_sign(result) < 0)
        return vm.raise(Error::ValueError, "__len__() should return >= 0");
    if (std::optional<int64_t> length = int_to_int64(result))
        return *length;
    return vm.raise(Error::OverflowError, "cannot fit 'int' into an index-sized integer");
}

namespace
{

/// Forgets the pending exception if it is a TypeError.
bool take_type_error(Vm& vm)
{
    if (!is_exception_of(vm, vm.pending, Error::TypeError))
        return false;
    vm.take_pending();
    return true;
}

} // namespace

Result<int64_t> length_hint(Vm& vm, Value value)
{
    if (int64_t length = TRY(builtin_length(vm, value)); length >= 0)
        return length;
    // Builtin iterators know no more than how much room would be right.
    Class* cls = vm.class_of(value);
    if (!cls->has(IsHeapClass))
        return 0;
    if (!lookup_special(vm, cls, Special::len).is_empty()) {
        Result<int64_t> length = length_of(vm, value);
        if (length.ok() || !take_type_error(vm))
            return length;
    }
    Value method = lookup(vm, cls, intern(vm, "__length_hint__"));
    if (method.is_empty())
        return 0;
    Result<Value> hint = call_special(vm, method, value, {});
    if (hint.failed())
        return take_type_error(vm) ? Result<int64_t>(0) : Result<int64_t>(Raised{});
    if (hint.value() == NotImplemented)
        return 0;
    if (!is_int(hint.value()))
        return vm.raise(Error::TypeError, "__length_hint__ must be an integer, not {}", type_name(vm, hint.value()));
    int64_t length = TRY(to_index(vm, hint.value()));
    if (length < 0)
        return vm.raise(Error::ValueError, "__length_hint__() should return >= 0");
    return length;
}

namespace
{

Result<bool> range_contains(Vm& vm, Range* range, Value item)
{
    if (!is_int(item))
        return false;
    bool rising = int_sign(range->step) > 0;
    if (int_is_zero(range->length))
        return false;
    bool inside = rising ? int_compare(range->start, item) <= 0 && int_compare(item, range->stop) < 0
                         : int_compare(range->start, item) >= 0 && int_compare(item, range->stop) > 0;
    if (!inside)
        return false;
    return int_is_zero(TRY(int_mod(vm, TRY(int_sub(vm, item, range->start)), range->step)));
}

Result<bool> bytes_contains(Vm& vm, Value container, Value item)
{
    std::string_view bytes = view_of_bytes(container);
    std::string_view part;
    if (TRY(buffer_view(vm, item, part)))
        return TRY(bytes_find(vm, bytes, part, 0, INT64_MAX)) >= 0;
    if (!has_index(vm, item))
        return vm.raise(Error::TypeError, "a bytes-like object is required, not '{}'", type_name(vm, item));
    int64_t byte = TRY(byte_of(vm, item));
    // The item's __index__ may have changed the bytes.
    return view_of_bytes(container).find(char(byte)) != std::string_view::npos;
}

Result<bool> view_contains(Vm& vm, DictView* view, Value item)
{
    auto* dict = as<Dict>(view->dict);
    if (view->aux == 0)
        return TRY(dict_find(vm, dict, item)).value != nullptr;
    if (view->aux == 2) {
        auto* pair = as_if<Tuple>(item);
        if (!pair || pair->size != 2)
            return false;
        Found found = TRY(dict_find(vm, dict, pair->items[0]));
        return found.value && TRY(values_equal(vm, *found.value, pair->items[1]));
    }
    size_t position = 0;
    while (const DictEntry* entry = next_entry(dict, position))
        if (TRY(values_equal(vm, entry->value, item)))
            return true;
    return false;
}

} // namespace

Result<std::optional<bool>> builtin_contains(Vm& vm, Value container, Value item)
{
    if (!container.is_cell())
        return std::optional<bool>();
    switch (Kind(container.as_cell()->kind)) {
    case Kind::List: {
        auto* list = as<List>(container);
        for (size_t i = 0; i < list->size; i++) {
            constexpr size_t items_at_once = 4096;
            if (i % items_at_once == items_at_once - 1)
                TRY(vm.work(items_at_once / 4));
            if (i >= list->size)
                break;
            Value each = list->array->data[i];
            if (each == item || (!(each.is_small() && item.is_small()) && TRY(values_equal(vm, each, item))))
                return std::optional<bool>(true);
        }
        return std::optional<bool>(false);
    }
    case Kind::Tuple:
        for (Value each : *as<Tuple>(container))
            if (TRY(values_equal(vm, each, item)))
                return std::optional<bool>(true);
        return std::optional<bool>(false);
    case Kind::Str:
        if (auto* part = as_if<Str>(item))
            return std::optional<bool>(TRY(str_contains(vm, as<Str>(container), part)));
        return vm.raise(Error::TypeError, "'in <string>' requires string as left operand, not {}", type_name(vm, item));
    case Kind::Dict:
        return std::optional<bool>(TRY(dict_find(vm, as<Dict>(container), item)).value != nullptr);
    case Kind::Set:
    case Kind::FrozenSet:
        return std::optional<bool>(TRY(set_contains(vm, as_any_set(container), TRY(as_element(vm, item)))));
    case Kind::Range:
        if (is_int(item))
            return std::optional<bool>(TRY(range_contains(vm, as<Range>(container), item)));
        return std::optional<bool>();
    case Kind::Bytes:
    case Kind::ByteArray:
        return std::optional<bool>(TRY(bytes_contains(vm, container, item)));
    case Kind::DictView:
        return std::optional<bool>(TRY(view_contains(vm, as<DictView>(container), item)));
    case Kind::MappingProxy:
        return std::optional<bool>(TRY(contains(vm, mapping_behind(container), item)));
    default:
        return std::optional<bool>();
    }
}

namespace
{

[[gnu::noinline]] Result<bool> contains_any(Vm& vm, Value container, Value item)
{
    Class* cls = vm.class_of(container);
    if (!cls->has(IsHeapClass)) {
        std::optional<bool> result = TRY(builtin_contains(vm, container, item));
        if (result)
            return *result;
    }
    Value method = lookup_special(vm, cls, Special::contains);
    if (method.is_none())
        return vm.raise(Error::TypeError, "'{}' object is not a container", class_name(cls));
    if (!method.is_empty()) {
        Value result = TRY(call_special(vm, method, container, { item }));
        return truth(vm, result);
    }
    Result<Value> iterator = get_iterator(vm, container);
    if (iterator.failed() && is_exception_of(vm, vm.pending, Error::TypeError)) {
        // Whatever was wrong with it.
        vm.take_pending();
        return vm.raise(Error::TypeError, "argument of type '{}' is not a container or iterable", class_name(cls));
    }
    bool found = false;
    TRY(for_each(vm, TRY(std::move(iterator)), [&](Value each) -> Result<bool> {
        found = TRY(values_equal(vm, each, item));
        return !found;
    }));
    return found;
}

} // namespace

Result<bool> contains(Vm& vm, Value container, Value item)
{
    // What is asked most, of no subclasses.
    if (container.is_cell()) {
        Cell* cell = container.as_cell();
        if (cell->shape == vm.exact.dict)
            return TRY(dict_find(vm, static_cast<Dict*>(cell), item)).value != nullptr;
        if (cell->shape == vm.exact.str && is_kind(item, Kind::Str))
            return str_contains(vm, static_cast<Str*>(cell), as<Str>(item));
        // A set that is looked for stands for the frozenset of it.
        if ((cell->shape == vm.exact.set || cell->shape == vm.exact.frozen_set) && !is_kind(item, Kind::Set))
            return set_contains(vm, static_cast<SetBase*>(cell), item);
    }
    return contains_any(vm, container, item);
}

} // namespace coil::internal
