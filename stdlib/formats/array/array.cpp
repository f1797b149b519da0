// The module array: sequences of numbers, or of characters, of one type of C.
//
// Items are written by methods of the values, which may do anything to the array: they are written into a few bytes
// aside first, and the array's size is read behind that.
#include <algorithm>

#include "objects/array_object.h"
#include "objects/class_members.h"
#include "objects/codecs.h"
#include "objects/list.h"
#include "objects/memory_view.h"
#include "objects/numbers.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/buffer_methods.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"
#include "stdlib/formats/array/array.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace
{

using namespace arrays;

Result<Value> array_new(Vm& vm, Value type, Arguments arguments, Dict* keywords)
{
    auto* cls = as<Class>(type);
    if (keywords && keywords->used && cls == array_class(vm))
        return vm.raise(Error::TypeError, "array.array() takes no keyword arguments");
    if (arguments.count == 0 || arguments.count > 2)
        return vm.raise(Error::TypeError, "array() takes at {} ({} given)",
            arguments.empty() ? "least 1 argument" : "most 2 arguments", arguments.count);
    ArrayObject* array = TRY(make_array(vm, cls, TRY(code_argument(vm, arguments[0]))));
    if (arguments.count == 2)
        TRY(fill(vm, array, arguments[1]));
    return Value::cell(array);
}

// Items

bool is_index(Vm& vm, Value key)
{
    return is_int(key) || !lookup_special(vm, vm.class_of(key), Special::index).is_empty();
}
/// The place that a key means, once its methods have run.
Result<size_t> place_of(Vm& vm, ArrayObject* array, Value key, const char* message)
{
    if (!is_index(vm, key))
        return vm.raise(Error::TypeError, "array indices must be integers");
    std::optional<int64_t> index = int_to_int64(TRY(to_int_object(vm, key)));
    if (!index)
        return vm.raise(Error::IndexError, "cannot fit '{}' into an index-sized integer", type_name(vm, key));
    int64_t place = *index < 0 ? *index + int64_t(array->size) : *index;
    if (place < 0 || uint64_t(place) >= array->size)
        return vm.raise(Error::IndexError, message);
    return size_t(place);
}
Result<Value> get_item(Vm& vm, Value self, Value key)
{
    ArrayObject* array = TRY(array_of(vm, self));
    if (key.is_small() && uint64_t(key.as_small()) < array->size) [[likely]]
        return read_item(vm, array, size_t(key.as_small()));
    auto* slice = as_if<Slice>(key);
    if (!slice)
        return read_item(vm, array, TRY(place_of(vm, array, key, "array index out of range")));
    SlicePoints points = TRY(slice_points(vm, slice));
    SliceIndices at = slice_indices(points, array->size);
    if (at.step == 1)
        return Value::cell(TRY(make_part(vm, array, size_t(at.start), size_t(at.start) + at.count)));
    ArrayObject* part = TRY(make_array(vm, array_class(vm), array->code));
    TRY(resize(vm, part, at.count));
    for (size_t i = 0; i < at.count; i++)
        std::memcpy(part->item(i), array->item(size_t(at.start + int64_t(i) * at.step)), array->code->size);
    vm.charge_bytes(8 * at.count);
    return Value::cell(part);
}

/// Assigns an array to a slice, or deletes the slice when there is none.
Result<void> set_slice(Vm& vm, ArrayObject* array, Slice* slice, ArrayObject* source)
{
    SlicePoints points = TRY(slice_points(vm, slice));
    if (source == array)
        source = TRY(make_part(vm, array, 0, array->size));
    SliceIndices at = slice_indices(points, array->size);
    size_t width = array->code->size;
    size_t count = source ? source->size : 0;
    vm.charge_bytes(8 * at.count);
    if (at.step == 1) {
        TRY(replace(vm, array, size_t(at.start), size_t(at.start) + at.count, count));
        if (count)
            std::memcpy(array->item(size_t(at.start)), source->data(), count * width);
        return {};
    }
    if (source) {
        if (count != at.count)
            return vm.raise(
                Error::ValueError, "attempt to assign array of size {} to extended slice of size {}", count, at.count);
        for (size_t i = 0; i < count; i++)
            std::memcpy(array->item(size_t(at.start + int64_t(i) * at.step)), source->item(i), width);
        return {};
    }
    if (at.count == 0)
        return {};
    TRY(check_exports(vm, array));
    // From the lowest on, what stands between two deleted items moves down.
    int64_t step = std::abs(at.step);
    int64_t low = at.step > 0 ? at.start : at.start + int64_t(at.count - 1) * at.step;
    auto to = size_t(low);
    for (size_t i = 0; i < at.count; i++) {
        size_t from = size_t(low + int64_t(i) * step) + 1;
        size_t next = i + 1 < at.count ? from + size_t(step) - 1 : array->size;
        if (next > from)
            std::memmove(array->item(to), array->item(from), (next - from) * width);
        to += next - from;
    }
    return resize(vm, array, to);
}
Result<void> set_item(Vm& vm, Value self, Value key, Value value)
{
    ArrayObject* array = TRY(array_of(vm, self));
    if (auto* slice = as_if<Slice>(key)) {
        ArrayObject* source = as_array(value);
        if (!source)
            return vm.raise(
                Error::TypeError, "can only assign array (not \"{}\") to array slice", type_name(vm, value));
        if (source->code != array->code)
            return vm.raise(Error::TypeError, "bad argument type for built-in operation");
        return set_slice(vm, array, slice, source);
    }
    constexpr const char* message = "array assignment index out of range";
    TRY(place_of(vm, array, key, message));
    char item[widest_item];
    TRY(array->code->write(vm, value, item));
    size_t place = TRY(place_of(vm, array, key, message));
    std::memcpy(array->item(place), item, array->code->size);
    return {};
}
Result<void> delete_item(Vm& vm, Value self, Value key)
{
    ArrayObject* array = TRY(array_of(vm, self));
    if (auto* slice = as_if<Slice>(key))
        return set_slice(vm, array, slice, nullptr);
    size_t place = TRY(place_of(vm, array, key, "array assignment index out of range"));
    TRY(replace(vm, array, place, place + 1, 0));
    return {};
}
Result<int64_t> length(Vm& vm, Value self) { return int64_t(TRY(array_of(vm, self))->size); }

/// The first item from `start` to `stop` that equals the value, or -1. Its __eq__ may change the array.
Result<int64_t> find(Vm& vm, ArrayObject* array, Value value, int64_t start = 0, int64_t stop = INT64_MAX)
{
    for (int64_t i = start; i < std::min(stop, int64_t(array->size)); i++) {
        if (TRY(values_equal(vm, TRY(read_item(vm, array, size_t(i))), value)))
            return i;
        if ((i & 255) == 255)
            TRY(vm.work(256));
    }
    return -1;
}
Result<bool> contains(Vm& vm, Value self, Value value) { return TRY(find(vm, TRY(array_of(vm, self)), value)) >= 0; }
Result<int64_t> index_of(Vm& vm, Value self, Value value, Value start_value, Value stop_value)
{
    ArrayObject* array = TRY(array_of(vm, self));
    int64_t start = TRY(to_clamped_index(vm, start_value));
    int64_t stop = stop_value.is_empty() ? INT64_MAX : TRY(to_clamped_index(vm, stop_value));
    auto size = int64_t(array->size);
    start = start < 0 ? std::max<int64_t>(start + size, 0) : start;
    stop = stop < 0 ? stop + size : stop;
    int64_t place = TRY(find(vm, array, value, start, stop));
    if (place < 0)
        return vm.raise(Error::ValueError, "array.index(x): x not in array");
    return place;
}
Result<int64_t> count(Vm& vm, Value self, Value value)
{
    ArrayObject* array = TRY(array_of(vm, self));
    int64_t found = 0;
    for (int64_t at = 0; (at = TRY(find(vm, array, value, at))) >= 0; at++)
        found++;
    return found;
}

// What changes it

Result<void> append(Vm& vm, Value self, Value value) { return append_value(vm, TRY(array_of(vm, self)), value); }
Result<void> extend(Vm& vm, Value self, Value iterable)
{
    ArrayObject* array = TRY(array_of(vm, self));
    if (ArrayObject* other = as_array(iterable)) {
        if (other->code != array->code)
            return vm.raise(Error::TypeError, "can only extend with array of same kind");
        return append_array(vm, array, other);
    }
    return append_items(vm, array, iterable);
}
Result<void> insert(Vm& vm, Value self, int64_t index, Value value)
{
    ArrayObject* array = TRY(array_of(vm, self));
    char item[widest_item];
    TRY(array->code->write(vm, value, item));
    auto size = int64_t(array->size);
    index = index < 0 ? std::max<int64_t>(index + size, 0) : std::min(index, size);
    TRY(replace(vm, array, size_t(index), size_t(index), 1));
    std::memcpy(array->item(size_t(index)), item, array->code->size);
    return {};
}
Result<Value> pop(Vm& vm, Value self, int64_t index)
{
    ArrayObject* array = TRY(array_of(vm, self));
    if (array->size == 0)
        return vm.raise(Error::IndexError, "pop from empty array");
    index = index < 0 ? index + int64_t(array->size) : index;
    if (index < 0 || uint64_t(index) >= array->size)
        return vm.raise(Error::IndexError, "pop index out of range");
    Value item = TRY(read_item(vm, array, size_t(index)));
    TRY(replace(vm, array, size_t(index), size_t(index) + 1, 0));
    return item;
}
Result<void> remove(Vm& vm, Value self, Value value)
{
    ArrayObject* array = TRY(array_of(vm, self));
    int64_t place = TRY(find(vm, array, value));
    if (place < 0 || uint64_t(place) >= array->size)
        return vm.raise(Error::ValueError, "array.remove(x): x not in array");
    TRY(replace(vm, array, size_t(place), size_t(place) + 1, 0));
    return {};
}
template <class T> void reverse_items(ArrayObject* array)
{
    auto* items = reinterpret_cast<T*>(array->data());
    std::reverse(items, items + array->size);
}
Result<void> reverse(Vm& vm, Value self)
{
    ArrayObject* array = TRY(array_of(vm, self));
    if (array->size == 0)
        return {};
    vm.charge_bytes(array->bytes());
    switch (array->code->size) {
    case 1:
        reverse_items<uint8_t>(array);
        break;
    case 2:
        reverse_items<uint16_t>(array);
        break;
    case 4:
        reverse_items<uint32_t>(array);
        break;
    default:
        reverse_items<uint64_t>(array);
    }
    return {};
}
Result<void> swap_bytes(Vm& vm, Value self)
{
    ArrayObject* array = TRY(array_of(vm, self));
    size_t width = array->code->size;
    vm.charge_bytes(4 * array->bytes());
    for (size_t i = 0; width > 1 && i < array->size; i++)
        std::reverse(array->item(i), array->item(i) + width);
    return {};
}
Result<void> clear(Vm& vm, Value self) { return resize(vm, TRY(array_of(vm, self)), 0); }

Result<Value> copy(Vm& vm, Value self)
{
    ArrayObject* array = TRY(array_of(vm, self));
    return Value::cell(TRY(make_part(vm, array, 0, array->size)));
}
Result<Value> deep_copy(Vm& vm, Value self, Value) { return copy(vm, self); }
Result<int64_t> size_of(Vm& vm, Value self)
{
    ArrayObject* array = TRY(array_of(vm, self));
    return int64_t(sizeof(ArrayObject) + (array->storage ? array->storage->capacity : 0));
}
Result<Value> repr_method(Vm& vm, Value self)
{
    ArrayObject* array = TRY(array_of(vm, self));
    std::string letter(1, array->code->letter);
    if (array->size == 0)
        return Value::cell(TRY(make_str(vm, format_text("{}('{}')", { type_name(vm, self), letter }))));
    Value items = array->code->is_text ? Value::cell(TRY(text_of(vm, array))) : TRY(to_list(vm, self));
    Str* shown = TRY(repr(vm, items));
    return Value::cell(TRY(make_str(vm, format_text("{}('{}', {})", { type_name(vm, self), letter, shown->view() }))));
}

// Operators

Result<Value> add(Vm& vm, Value self, Value other)
{
    ArrayObject* array = TRY(array_of(vm, self));
    ArrayObject* second = as_array(other);
    if (!second)
        return vm.raise(Error::TypeError, "can only append array (not \"{}\") to array", type_name(vm, other));
    if (second->code != array->code)
        return vm.raise(Error::TypeError, "bad argument type for built-in operation");
    ArrayObject* sum = TRY(make_part(vm, array, 0, array->size));
    TRY(append_array(vm, sum, second));
    return Value::cell(sum);
}
Result<Value> inplace_add(Vm& vm, Value self, Value other)
{
    if (!as_array(other))
        return vm.raise(Error::TypeError, "can only extend array with array (not \"{}\")", type_name(vm, other));
    TRY(extend(vm, self, other));
    return self;
}
/// Makes it so many times as long.
Result<void> repeat(Vm& vm, ArrayObject* array, int64_t times)
{
    size_t size = array->size, bytes = array->bytes();
    if (times <= 0 || size == 0)
        return resize(vm, array, 0);
    if (uint64_t(times) > (uint64_t(1) << 52) / size)
        return vm.raise_memory_error();
    TRY(resize(vm, array, size * size_t(times)));
    // What is there already is copied behind itself.
    for (size_t filled = bytes; filled < array->bytes();) {
        size_t part = std::min(filled, array->bytes() - filled);
        std::memcpy(array->data() + filled, array->data(), part);
        filled += part;
        TRY(vm.work_in_one_step(1 + part / Vm::bytes_per_unit));
    }
    return {};
}
/// Leaves it to the other operand, if that can.
Result<Value> decline_multiply(Vm& vm, Value times)
{
    if (!lookup_special(vm, vm.class_of(times), Special::rmul).is_empty() && !is_float(times) &&
        !is_kind(times, Kind::Str))
        return NotImplemented;
    return vm.raise(Error::TypeError, "can't multiply sequence by non-int of type '{}'", type_name(vm, times));
}
Result<Value> multiply(Vm& vm, Value self, Value times)
{
    if (!is_index(vm, times))
        return decline_multiply(vm, times);
    int64_t number = TRY(to_count(vm, times));
    ArrayObject* array = TRY(array_of(vm, self));
    ArrayObject* product = TRY(make_part(vm, array, 0, array->size));
    TRY(repeat(vm, product, number));
    return Value::cell(product);
}
Result<Value> inplace_multiply(Vm& vm, Value self, Value times)
{
    if (!is_index(vm, times))
        return decline_multiply(vm, times);
    int64_t number = TRY(to_count(vm, times));
    TRY(repeat(vm, TRY(array_of(vm, self)), number));
    return self;
}
template <CompareOperator op> Result<Value> compare(Vm& vm, Value self, Value other)
{
    ArrayObject* left = TRY(array_of(vm, self));
    ArrayObject* right = as_array(other);
    if (!right)
        return NotImplemented;
    constexpr bool by_equality = op == CompareOperator::Equal || op == CompareOperator::NotEqual;
    if (by_equality && left->size != right->size)
        return Value::boolean(op == CompareOperator::NotEqual);
    // Items are numbers and characters: no script code runs.
    for (size_t i = 0; i < std::min(left->size, right->size); i++) {
        Value first = TRY(read_item(vm, left, i)), second = TRY(read_item(vm, right, i));
        if (!TRY(compare_truth(vm, CompareOperator::Equal, first, second)))
            return by_equality ? Result<Value>(Value::boolean(op == CompareOperator::NotEqual))
                               : compare_values(vm, op, first, second);
        if ((i & 255) == 255)
            TRY(vm.work_in_one_step(256));
    }
    return compare_values(vm, op, Value::small(int64_t(left->size)), Value::small(int64_t(right->size)));
}

Result<Value> get_type_code(Vm& vm, Value self)
{
    return Value::cell(TRY(make_str(vm, std::string(1, TRY(array_of(vm, self))->code->letter))));
}
Result<Value> get_item_size(Vm& vm, Value self) { return Value::small(TRY(array_of(vm, self))->code->size); }

constexpr NativeDef new_def = def<"__new__(cls, /, *args, **kwargs)", array_new>();
constexpr NativeDef methods[] = {
    def<"__getitem__(self, key, /)", get_item>(),
    def<"__setitem__(self, key, value, /)", set_item>(),
    def<"__delitem__(self, key, /)", delete_item>(),
    def<"__len__(self, /)", length>(),
    def<"__contains__(self, value, /)", contains>(),
    def<"__iter__(self, /)", iterate>(),
    def<"__repr__(self, /)", repr_method>(),
    def<"__add__(self, value, /)", add>(),
    def<"__iadd__(self, value, /)", inplace_add>(),
    def<"__mul__(self, value, /)", multiply>(),
    def<"__rmul__(self, value, /)", multiply>(),
    def<"__imul__(self, value, /)", inplace_multiply>(),
    def<"__eq__(self, value, /)", compare<CompareOperator::Equal>>(),
    def<"__ne__(self, value, /)", compare<CompareOperator::NotEqual>>(),
    def<"__lt__(self, value, /)", compare<CompareOperator::Less>>(),
    def<"__le__(self, value, /)", compare<CompareOperator::LessEqual>>(),
    def<"__gt__(self, value, /)", compare<CompareOperator::Greater>>(),
    def<"__ge__(self, value, /)", compare<CompareOperator::GreaterEqual>>(),
    def<"__copy__(self, /)", copy>("Return a copy of the array."),
    def<"__deepcopy__(self, memo, /)", deep_copy>("Return a copy of the array."),
    def<"__sizeof__(self, /)", size_of>("Size of the array in memory, in bytes."),
    def<"append(self, value, /)", append>("Append new value v to the end of the array."),
    def<"buffer_info(self, /)", buffer_info>("The address of the items, and how many they are."),
    def<"byteswap(self, /)", swap_bytes>("Byteswap all items of the array."),
    def<"clear(self, /)", clear>("Remove all items from the array."),
    def<"count(self, value, /)", count>("Return number of occurrences of v in the array."),
    def<"extend(self, iterable, /)", extend>("Append items to the end of the array."),
    def<"fromfile(self, f, n, /)", from_file>("Read n objects from the file object f and append them."),
    def<"fromlist(self, list, /)", from_list>("Append items to array from list."),
    def<"frombytes(self, buffer, /)", from_bytes>("Appends items, taken from the bytes of a buffer."),
    def<"fromunicode(self, string, /)", from_unicode>("Extends this array with the characters of a string."),
    def<"index(self, value, start=0, stop=, /)", index_of>("Return index of first occurrence of v in the array."),
    def<"insert(self, index, value, /)", insert>("Insert a new item v into the array before position i."),
    def<"pop(self, index=-1, /)", pop>("Return the i-th element and delete it from the array."),
    def<"remove(self, value, /)", remove>("Remove the first occurrence of v in the array."),
    def<"reverse(self, /)", reverse>("Reverse the order of the items in the array."),
    def<"tobytes(self, /)", to_bytes>("The items as bytes."),
    def<"tofile(self, f, /)", to_file>("Write all items (as machine values) to the file object f."),
    def<"tolist(self, /)", to_list>("Convert array to an ordinary list with the same items."),
    def<"tounicode(self, /)", to_unicode>("The characters as a string."),
    def<"__reduce_ex__(self, protocol, /)", reduce>("How it is pickled."),
    buffer_def,
    release_buffer_def,
};
Result<Value> class_item(Vm& vm, Value cls, Value item)
{
    Value types = TRY(import_absolute(vm, "_types"));
    return call(vm, TRY(get_attribute(vm, types, intern(vm, "GenericAlias"))), { cls, item });
}
constexpr NativeDef class_methods[] = { def<"__class_getitem__(cls, item, /)", class_item>("See PEP 585") };
constexpr NativeDef functions[] = {
    def<"_array_reconstructor(arraytype, typecode, mformat_code, items, /)", reconstruct>(
        "Makes an array of what was pickled.")
};
constexpr AttributeDef attributes[] = {
    { "typecode", get_type_code, nullptr, "the typecode character used to create the array" },
    { "itemsize", get_item_size, nullptr, "the size, in bytes, of one array item" },
};

Result<void> prepare(Vm& vm, Module* module)
{
    Class* cls = TRY(define_class(vm, module, vm.classes->object,
        { .name = "array",
            .module = "array",
            .methods = methods,
            .attributes = attributes,
            .new_def = &new_def,
            .flags = IsSequence | HasWeakref }));
    Class* iterator = TRY(define_iterator(vm));
    Value reconstructor = *find_str(vm, module->dict, intern(vm, "_array_reconstructor"));
    vm.modules->state_of(array_module) =
        Value::cell(TRY(make_tuple(vm, { Value::cell(cls), Value::cell(iterator), reconstructor })));
    add_class_methods(vm, cls, class_methods);
    Value abc = TRY(import_absolute(vm, "collections.abc"));
    Value sequence = TRY(get_attribute(vm, abc, intern(vm, "MutableSequence")));
    TRY(call_method(vm, sequence, intern(vm, "register"), { Value::cell(cls) }));
    add_value(vm, cls, "__hash__", None);
    auto put = [&](std::string_view name, Value value) {
        return dict_set_str(vm, module->dict, intern(vm, name), value);
    };
    TRY(put("ArrayType", Value::cell(cls)));
    return put("typecodes", Value::cell(TRY(make_str(vm, arrays::letters))));
}

} // namespace

const NativeModule array_module{ "array", functions, prepare,
    "This module defines an object type which can efficiently represent an array of basic values." };

} // namespace coil::internal
