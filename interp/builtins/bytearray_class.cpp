// bytearray: what changes it.
#include <algorithm>
#include <cstring>

#include "base/str_repr.h"
#include "builtins/bytes_class.h"
#include "builtins/define.h"
#include "objects/bytes_methods.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/memory_view.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "objects/text_builder.h"
#include "runtime/operations/buffer_methods.h"
#include "runtime/operations/item_operators.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

/// One byte, from an int.
Result<char> byte_argument(Vm& vm, Value item)
{
    if (!can_be_index(vm, item))
        return vm.raise(Error::TypeError, "'{}' object cannot be interpreted as an integer", type_name(vm, item));
    int64_t byte = TRY(to_clamped_index(vm, item));
    if (byte < 0 || byte > 255)
        return vm.raise(Error::ValueError, "byte must be in range(0, 256)");
    return char(byte);
}
Result<void> append_bytes(Vm& vm, ByteArray* self, std::string_view bytes)
{
    return byte_array_replace(vm, self, self->size, self->size, bytes);
}

Result<Value> array_new(Vm& vm, Value type, Arguments, Dict*)
{
    return as_subclass(vm, as<Class>(type), Value::cell(TRY(make_byte_array(vm, {}))));
}
Result<void> array_init(Vm& vm, ByteArray* self, Value source, Value encoding, Value errors)
{
    TRY(byte_array_resize(vm, self, 0));
    Value made = TRY(bytes_from_source(vm, { source, encoding, errors }, "bytearray"));
    if (self->exports)
        TRY(check_exports(vm, self));
    if (auto* fresh = as_if<ByteArray>(made)) {
        vm.heap.write_barrier(self);
        self->storage = fresh->storage;
        self->size = fresh->size;
        return {};
    }
    return byte_array_replace(vm, self, 0, self->size, view_of_bytes(made));
}
Result<Value> repr_method(Vm& vm, ByteArray* self)
{
    std::string text = std::string(type_name(vm, Value::cell(self))) + "(";
    std::string bytes = repr_bytes(self->view());
    bool double_quoted = bytes[1] == '"';
    for (char character : bytes) {
        if (double_quoted && character == '\'')
            text += '\\'; // CPython escapes it between either quotes
        text += character;
    }
    return Value::cell(TRY(make_str(vm, text + ")")));
}
Result<Value> set_item_method(Vm& vm, Value self, Value key, Value value)
{
    TRY(builtin_set_item(vm, self, key, value));
    return None;
}
Result<Value> delete_item_method(Vm& vm, Value self, Value key)
{
    TRY(builtin_set_item(vm, self, key, Value()));
    return None;
}
Result<Value> inplace_add(Vm& vm, ByteArray* self, Value other)
{
    std::string_view bytes;
    if (!TRY(buffer_view(vm, other, bytes)))
        return vm.raise(
            Error::TypeError, "can't concat {} to {}", type_name(vm, other), type_name(vm, Value::cell(self)));
    TRY(append_bytes(vm, self, bytes));
    return Value::cell(self);
}
Result<Value> inplace_multiply(Vm& vm, ByteArray* self, Value count)
{
    if (!can_be_index(vm, count))
        return NotImplemented;
    Value product = TRY(bytes_repeat(vm, Value::cell(self), TRY(to_count(vm, count))));
    TRY(byte_array_replace(vm, self, 0, self->size, view_of_bytes(product)));
    return Value::cell(self);
}

Result<void> append(Vm& vm, ByteArray* self, Value item)
{
    char byte = TRY(byte_argument(vm, item));
    return append_bytes(vm, self, { &byte, 1 });
}
Result<void> extend(Vm& vm, ByteArray* self, Value iterable)
{
    std::string_view bytes;
    if (TRY(buffer_view(vm, iterable, bytes)))
        return append_bytes(vm, self, bytes);
    Class* cls = vm.class_of(iterable);
    if (lookup_special(vm, cls, Special::iter).is_empty() && lookup_special(vm, cls, Special::getitem).is_empty())
        return vm.raise(Error::TypeError, "can't extend bytearray with {}", type_name(vm, iterable));
    if (is_kind(iterable, Kind::Str) && as<Str>(iterable)->size > 0)
        return vm.raise(Error::TypeError, "expected iterable of integers; got: 'str'");
    std::string tail;
    TRY(for_each(vm, iterable, [&](Value item) -> Result<bool> {
        TRY(append_byte(vm, tail, TRY(byte_argument(vm, item))));
        return true;
    }));
    return append_bytes(vm, self, tail);
}
Result<void> insert(Vm& vm, ByteArray* self, int64_t index, Value item)
{
    char byte = TRY(byte_argument(vm, item));
    auto size = int64_t(self->size);
    if (index < 0)
        index = std::max<int64_t>(index + size, 0);
    auto place = size_t(std::min(index, size));
    return byte_array_replace(vm, self, place, place, { &byte, 1 });
}
Result<int64_t> pop(Vm& vm, ByteArray* self, int64_t index)
{
    auto size = int64_t(self->size);
    if (size == 0)
        return vm.raise(Error::IndexError, "pop from empty bytearray");
    if (index < 0)
        index += size;
    if (index < 0 || index >= size)
        return vm.raise(Error::IndexError, "pop index out of range");
    int64_t byte = static_cast<unsigned char>(self->view()[size_t(index)]);
    TRY(byte_array_replace(vm, self, size_t(index), size_t(index) + 1, {}));
    return byte;
}
Result<void> remove(Vm& vm, ByteArray* self, Value item)
{
    char byte = TRY(byte_argument(vm, item));
    size_t place = self->view().find(byte);
    if (place == std::string_view::npos)
        return vm.raise(Error::ValueError, "value not found in bytearray");
    return byte_array_replace(vm, self, place, place + 1, {});
}
void reverse(Vm&, ByteArray* self)
{
    if (self->size)
        std::reverse(self->storage->data, self->storage->data + self->size);
}
Result<void> clear(Vm& vm, ByteArray* self) { return byte_array_resize(vm, self, 0); }
Result<Value> copy(Vm& vm, ByteArray* self) { return Value::cell(TRY(make_byte_array(vm, self->view()))); }

constexpr NativeDef new_def = def<"__new__(cls, /, *args, **kwargs)", array_new>();
constexpr NativeDef methods[] = {
    def<"__init__(self, source=, encoding=, errors=)", array_init>(),
    def<"__repr__(self, /)", repr_method>(),
    def<"__str__(self, /)", repr_method>(),
    def<"__setitem__(self, key, value, /)", set_item_method>(),
    def<"__delitem__(self, key, /)", delete_item_method>(),
    def<"__iadd__(self, value, /)", inplace_add>(),
    def<"__imul__(self, value, /)", inplace_multiply>(),
    def<"append(self, item, /)", append>(),
    def<"extend(self, iterable_of_ints, /)", extend>(),
    def<"insert(self, index, item, /)", insert>(),
    def<"pop(self, index=-1, /)", pop>(),
    def<"remove(self, value, /)", remove>(),
    def<"reverse(self, /)", reverse>(),
    def<"clear(self, /)", clear>(),
    def<"copy(self, /)", copy>(),
    release_buffer_def,
};

} // namespace

void define_bytearray(Vm& vm)
{
    Class* cls = vm.classes->bytearray;
    add_new(vm, cls, new_def);
    define_bytes_sequence_methods(vm, cls);
    define_bytes_text_methods(vm, cls);
    add_methods(vm, cls, methods);
    add_value(vm, cls, "__hash__", None);
}

} // namespace coil::internal
