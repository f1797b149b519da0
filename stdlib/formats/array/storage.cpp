#include "stdlib/formats/array/array.h"

#include <algorithm>

#include "objects/codecs.h"
#include "objects/list.h"
#include "objects/memory_view.h"
#include "objects/tuple.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"
#include "stdlib/modules.h"

namespace coil::internal::arrays
{

Result<ArrayObject*> array_of(Vm& vm, Value self)
{
    if (ArrayObject* array = as_array(self)) [[likely]]
        return array;
    return vm.raise(Error::TypeError, "an array is required, not '{}'", type_name(vm, self));
}
Class* array_class(Vm& vm) { return as<Class>(as<Tuple>(vm.modules->state_of(array_module))->items[0]); }
Class* iterator_class(Vm& vm) { return as<Class>(as<Tuple>(vm.modules->state_of(array_module))->items[1]); }
Value reconstructor(Vm& vm) { return as<Tuple>(vm.modules->state_of(array_module))->items[2]; }

Result<void> check_exports(Vm& vm, ArrayObject* array)
{
    return check_unlocked(vm, array->exports, "cannot resize an array that is exporting buffers");
}
Result<void> resize(Vm& vm, ArrayObject* array, size_t size)
{
    constexpr size_t most = size_t(1) << 52;
    if (size > most)
        return vm.raise_memory_error();
    if (size != array->size && array->exports) [[unlikely]]
        TRY(check_exports(vm, array));
    size_t bytes = size * array->code->size;
    size_t capacity = array->storage ? array->storage->capacity : 0;
    if (bytes > capacity || (capacity > 4096 && bytes < capacity / 4)) {
        size_t wanted = size > array->size && array->size ? bytes + bytes / 8 + 48 : bytes;
        ByteArrayStorage* storage = TRY(make_byte_storage(vm, wanted));
        size_t kept = std::min(bytes, array->bytes());
        if (kept)
            std::memcpy(storage->data, array->storage->data, kept);
        vm.charge_bytes(kept);
        vm.heap.write_barrier(array);
        array->storage = storage;
    }
    array->size = size;
    return {};
}
Result<void> replace(Vm& vm, ArrayObject* array, size_t start, size_t stop, size_t count)
{
    size_t old_size = array->size, width = array->code->size;
    if (count != stop - start && array->exports) [[unlikely]]
        TRY(check_exports(vm, array));
    size_t tail = (old_size - stop) * width;
    vm.charge_bytes(tail);
    if (count < stop - start) {
        if (tail)
            std::memmove(array->item(start + count), array->item(stop), tail);
        TRY(resize(vm, array, old_size - (stop - start) + count));
    } else if (count > stop - start) {
        TRY(resize(vm, array, old_size - (stop - start) + count));
        if (tail)
            std::memmove(array->item(start + count), array->item(stop), tail);
    }
    return {};
}

Result<ArrayObject*> make_array(Vm& vm, Class* cls, const Code* code)
{
    auto* array = TRY(make_native<ArrayObject>(vm, cls, array_type));
    array->code = code;
    array->item_size = code->size;
    array->format = code->is_text ? 'w' : code->letter;
    return array;
}
Result<ArrayObject*> make_part(Vm& vm, ArrayObject* like, size_t start, size_t stop)
{
    ArrayObject* array = TRY(make_array(vm, array_class(vm), like->code));
    TRY(resize(vm, array, stop - start));
    if (stop > start)
        std::memcpy(array->data(), like->item(start), array->bytes());
    vm.charge_bytes(array->bytes());
    return array;
}

Result<Value> read_item(Vm& vm, ArrayObject* array, size_t index) { return array->code->read(vm, array->item(index)); }

Result<void> append_value(Vm& vm, ArrayObject* array, Value value)
{
    char item[widest_item];
    TRY(array->code->write(vm, value, item));
    size_t size = array->size;
    TRY(resize(vm, array, size + 1));
    std::memcpy(array->item(size), item, array->code->size);
    return {};
}
Result<void> append_bytes(Vm& vm, ArrayObject* array, Value source)
{
    std::string_view bytes = TRY(require_buffer(vm, source));
    size_t width = array->code->size, size = array->size;
    if (bytes.size() % width)
        return vm.raise(Error::ValueError, "bytes length not a multiple of item size");
    size_t count = bytes.size();
    TRY(resize(vm, array, size + count / width));
    // Its own bytes may have moved.
    bytes = TRY(require_buffer(vm, source));
    if (count)
        std::memcpy(array->item(size), bytes.data(), std::min(count, bytes.size()));
    vm.charge_bytes(count);
    return {};
}
Result<void> append_text(Vm& vm, ArrayObject* array, Str* text)
{
    return append_bytes(vm, array, Value::cell(TRY(str_encode(vm, text, "utf-32-le", "surrogatepass"))));
}
Result<void> append_array(Vm& vm, ArrayObject* array, ArrayObject* other)
{
    size_t size = array->size, count = other->size;
    TRY(resize(vm, array, size + count));
    if (count)
        std::memcpy(array->item(size), other->data(), count * array->code->size);
    vm.charge_bytes(other->bytes());
    return {};
}
Result<void> append_items(Vm& vm, ArrayObject* array, Value iterable)
{
    return for_each(vm, iterable, [&](Value item) -> Result<bool> {
        TRY(append_value(vm, array, item));
        return true;
    });
}

Result<const Code*> code_argument(Vm& vm, Value letter)
{
    auto* text = as_if<Str>(letter);
    if (!text)
        return vm.raise(
            Error::TypeError, "array() argument 1 must be a unicode character, not {}", type_name(vm, letter));
    if (text->length != 1)
        return vm.raise(Error::TypeError, "array() argument 1 must be a unicode character, not a string of length {}",
            int64_t(text->length));
    if (const Code* code = text->size == 1 ? arrays::find_code(text->data[0]) : nullptr)
        return code;
    return vm.raise(Error::ValueError, "bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)");
}

Result<void> fill(Vm& vm, ArrayObject* array, Value source)
{
    const Code* code = array->code;
    ArrayObject* other = as_array(source);
    std::string letter(1, code->letter);
    if (is_kind(source, Kind::Str) && !code->is_text)
        return vm.raise(Error::TypeError, "cannot use a str to initialize an array with typecode '{}'", letter);
    if (other && other->code->is_text && !code->is_text)
        return vm.raise(
            Error::TypeError, "cannot use a unicode array to initialize an array with typecode '{}'", letter);
    if (auto* text = as_if<Str>(source))
        return append_text(vm, array, text);
    if (other && (other->code == code || (other->code->is_text && code->is_text)))
        return append_array(vm, array, other);
    if (is_kind(source, Kind::Bytes) || is_kind(source, Kind::ByteArray))
        return append_bytes(vm, array, source);
    return append_items(vm, array, source);
}

} // namespace coil::internal::arrays
