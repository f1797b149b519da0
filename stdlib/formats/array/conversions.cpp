#include "stdlib/formats/array/array.h"

#include <algorithm>

#include "objects/codecs.h"
#include "objects/list.h"
#include "objects/memory_view.h"
#include "objects/tuple.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"
#include "stdlib/modules.h"

namespace coil::internal::arrays
{

Result<Value> to_list(Vm& vm, Value self)
{
    ArrayObject* array = TRY(array_of(vm, self));
    size_t size = array->size;
    List* list = TRY(make_list_sized(vm, size));
    for (size_t i = 0; i < size; i++) {
        Value item = TRY(read_item(vm, array, i));
        vm.heap.write_barrier(list->array);
        list->array->data[i] = item;
        if ((i & 1023) == 1023)
            TRY(vm.work_in_one_step(256));
    }
    return Value::cell(list);
}
Result<void> from_list(Vm& vm, Value self, Value list_value)
{
    ArrayObject* array = TRY(array_of(vm, self));
    auto* list = as_if<List>(list_value);
    if (!list)
        return vm.raise(Error::TypeError, "arg must be list");
    // All of it or nothing.
    ArrayObject* added = TRY(make_array(vm, array_class(vm), array->code));
    size_t size = list->size;
    for (size_t i = 0; i < size; i++) {
        TRY(append_value(vm, added, list->array->data[i]));
        if (list->size != size)
            return vm.raise(Error::RuntimeError, "list changed size during iteration");
        if ((i & 255) == 255)
            TRY(vm.work_in_one_step(256));
    }
    return append_array(vm, array, added);
}
Result<Value> to_bytes(Vm& vm, Value self) { return Value::cell(TRY(make_bytes(vm, TRY(array_of(vm, self))->view()))); }
Result<void> from_bytes(Vm& vm, Value self, Value source)
{
    ArrayObject* array = TRY(array_of(vm, self));
    if (ArrayObject* other = as_array(source); other && other->code->size != 1)
        return vm.raise(Error::TypeError, "a bytes-like object is required");
    return append_bytes(vm, array, source);
}
Result<Str*> text_of(Vm& vm, ArrayObject* array)
{
    for (size_t i = 0; i < array->size; i++) {
        uint32_t point;
        std::memcpy(&point, array->item(i), sizeof(point));
        if (point > 0x10ffff)
            TRY(read_item(vm, array, i));
    }
    return bytes_decode(vm, array->view(), "utf-32-le", "surrogatepass");
}
Result<Value> to_unicode(Vm& vm, Value self)
{
    ArrayObject* array = TRY(array_of(vm, self));
    if (!array->code->is_text)
        return vm.raise(Error::ValueError, "tounicode() may only be called on unicode type arrays ('u' or 'w')");
    return Value::cell(TRY(text_of(vm, array)));
}
Result<void> from_unicode(Vm& vm, Value self, Value text)
{
    ArrayObject* array = TRY(array_of(vm, self));
    auto* str = as_if<Str>(text);
    if (!str)
        return vm.raise(Error::TypeError, "fromunicode() argument must be str, not {}", type_name(vm, text));
    if (!array->code->is_text)
        return vm.raise(Error::ValueError, "fromunicode() may only be called on unicode type arrays ('u' or 'w')");
    return append_text(vm, array, str);
}
Result<void> to_file(Vm& vm, Value self, Value file)
{
    constexpr size_t block = 64 * 1024;
    ArrayObject* array = TRY(array_of(vm, self));
    for (size_t at = 0; at < array->bytes(); at += block) {
        Value bytes = Value::cell(TRY(make_bytes(vm, array->view().substr(at, block))));
        TRY(call_method(vm, file, intern(vm, "write"), { bytes }));
    }
    return {};
}
Result<void> from_file(Vm& vm, Value self, Value file, int64_t items)
{
    ArrayObject* array = TRY(array_of(vm, self));
    if (items < 0)
        return vm.raise(Error::ValueError, "negative count");
    if (items > INT64_MAX / array->code->size)
        return vm.raise_memory_error();
    int64_t wanted = items * array->code->size;
    Value bytes = TRY(call_method(vm, file, intern(vm, "read"), { Value::small(wanted) }));
    auto* read = as_if<Bytes>(bytes);
    if (!read)
        return vm.raise(Error::TypeError, "read() didn't return bytes");
    TRY(append_bytes(vm, array, bytes));
    if (int64_t(read->size) != wanted)
        return vm.raise(Error::EOFError, "read() didn't return enough bytes");
    return {};
}
Result<Value> buffer_info(Vm& vm, Value self)
{
    ArrayObject* array = TRY(array_of(vm, self));
    Value address = TRY(make_int_unsigned(vm, reinterpret_cast<uintptr_t>(array->data())));
    return Value::cell(TRY(make_tuple(vm, { address, Value::small(int64_t(array->size)) })));
}

} // namespace coil::internal::arrays
