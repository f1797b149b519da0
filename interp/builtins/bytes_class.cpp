// bytes and bytearray.
#include "base/str_repr.h"
#include "builtins/define.h"
#include "builtins/text_formatting.h"
#include "objects/bytes.h"
#include "objects/codecs.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "runtime/call.h"
#include "runtime/item_operators.h"
#include "runtime/number_operators.h"
#include "runtime/operators.h"

namespace coil
{

namespace
{

template <CompareOperator op> Result<Value> compare(Vm& vm, Value self, Value other)
{
    return builtin_compare(vm, op, self, other);
}
std::string_view view_of(Value self)
{
    std::string_view bytes;
    bytes_view(self, bytes);
    return bytes;
}
/// The result of a method, of the kind of its object.
Result<Value> alike(Vm& vm, Value self, std::string_view bytes)
{
    if (is_kind(self, Kind::ByteArray))
        return Value::cell(TRY(make_byte_array(vm, bytes)));
    return Value::cell(TRY(make_bytes(vm, bytes)));
}

/// The bytes that the arguments of bytes() and bytearray() mean.
Result<std::string> contents(Vm& vm, Value source, Value encoding, Value errors)
{
    if (source.is_empty())
        return std::string();
    if (auto* text = as_if<Str>(source)) {
        if (encoding.is_empty())
            return vm.raise(Error::TypeError, "string argument without an encoding");
        std::string_view handler = is_kind(errors, Kind::Str) ? as<Str>(errors)->view() : "strict";
        std::string_view name = is_kind(encoding, Kind::Str) ? as<Str>(encoding)->view() : "utf-8";
        return std::string(TRY(str_encode(vm, text, name, handler))->view());
    }
    if (!encoding.is_empty())
        return vm.raise(Error::TypeError, "encoding without a string argument");
    std::string_view bytes;
    if (bytes_view(source, bytes))
        return std::string(bytes);
    if (Value hook = lookup(vm, vm.class_of(source), vm.names->bytes); !hook.is_empty()) {
        Value made = TRY(call_special(vm, hook, source, {}));
        if (!bytes_view(made, bytes))
            return vm.raise(Error::TypeError, "__bytes__ returned non-bytes (type {})", type_name(vm, made));
        return std::string(bytes);
    }
    if (is_int(source) || !lookup_special(vm, vm.class_of(source), Special::index).is_empty()) {
        int64_t count = TRY(to_index(vm, source));
        if (count < 0)
            return vm.raise(Error::ValueError, "negative count");
        if (count > int64_t(max_str_bytes) || (vm.heap.limit() && size_t(count) > vm.heap.limit()))
            return vm.raise_memory_error();
        return std::string(size_t(count), '\0');
    }
    std::string out;
    if (lookup_special(vm, vm.class_of(source), Special::iter).is_empty() &&
        lookup_special(vm, vm.class_of(source), Special::getitem).is_empty())
        return vm.raise(Error::TypeError, "cannot convert '{}' object to bytes", type_name(vm, source));
    TRY(for_each(vm, source, [&](Value item) -> Result<bool> {
        int64_t byte = TRY(to_index(vm, item));
        if (byte < 0 || byte > 255)
            return vm.raise(Error::ValueError, "bytes must be in range(0, 256)");
        out += char(byte);
        return true;
    }));
    return out;
}

Result<Value> bytes_new(Vm& vm, Value type, Value source, Value encoding, Value errors)
{
    auto* cls = as<Class>(type);
    if (source.is_cell() && vm.class_of(source) == vm.classes->bytes && cls == vm.classes->bytes)
        return source;
    std::string text = TRY(contents(vm, source, encoding, errors));
    return as_subclass(vm, cls, Value::cell(TRY(make_bytes(vm, text))));
}
Result<Value> bytearray_new(Vm& vm, Value type, Value source, Value encoding, Value errors)
{
    std::string text = TRY(contents(vm, source, encoding, errors));
    return as_subclass(vm, as<Class>(type), Value::cell(TRY(make_byte_array(vm, text))));
}
Result<Value> bytes_repr(Vm& vm, Value self) { return Value::cell(TRY(make_str(vm, repr_bytes(view_of(self))))); }
Result<Value> bytearray_repr(Vm& vm, Value self)
{
    return Value::cell(TRY(make_str(vm, "bytearray(" + repr_bytes(view_of(self)) + ")")));
}
int64_t hash_method(Vm& vm, Bytes* self) { return bytes_hash(vm, self); }
Result<Value> get_item_method(Vm& vm, Value self, Value key) { return builtin_get_item(vm, self, key); }
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
int64_t length(Vm&, Value self) { return int64_t(view_of(self).size()); }
Result<Value> iterate(Vm& vm, Value self) { return builtin_iterator(vm, self); }
Result<bool> contains_method(Vm& vm, Value self, Value item) { return *TRY(builtin_contains(vm, self, item)); }
Result<Value> add(Vm& vm, Value self, Value other)
{
    std::string_view second;
    if (!bytes_view(other, second))
        return NotImplemented;
    return alike(vm, self, std::string(view_of(self)) + std::string(second));
}
Result<Value> inplace_add(Vm& vm, Value self, Value other)
{
    std::string_view second;
    if (!bytes_view(other, second))
        return vm.raise(Error::TypeError, "can't concat {} to bytearray", type_name(vm, other));
    std::string tail(second);
    auto* array = as<ByteArray>(self);
    size_t old = array->size;
    TRY(byte_array_resize(vm, array, old + tail.size()));
    if (!tail.empty())
        std::memcpy(array->storage->data + old, tail.data(), tail.size());
    return self;
}
Result<Value> multiply(Vm& vm, Value self, Value count)
{
    if (!is_int(count))
        return NotImplemented;
    int64_t times = std::max<int64_t>(TRY(to_index(vm, count)), 0);
    std::string_view bytes = view_of(self);
    if (bytes.size() && uint64_t(times) > max_str_bytes / bytes.size())
        return vm.raise_memory_error();
    std::string out;
    out.reserve(bytes.size() * size_t(times));
    for (int64_t i = 0; i < times; i++)
        out += bytes;
    return alike(vm, self, out);
}
Result<Value> modulo(Vm& vm, Value self, Value arguments)
{
    return alike(vm, self, TRY(percent_bytes(vm, view_of(self), arguments)));
}
Result<Value> decode(Vm& vm, Value self, Str* encoding, Str* errors)
{
    return Value::cell(TRY(
        bytes_decode(vm, view_of(self), encoding ? encoding->view() : "utf-8", errors ? errors->view() : "strict")));
}
Result<Value> hex(Vm& vm, Value self)
{
    std::string out;
    for (unsigned char byte : view_of(self)) {
        out += "0123456789abcdef"[byte >> 4];
        out += "0123456789abcdef"[byte & 15];
    }
    return Value::cell(TRY(make_str(vm, out)));
}
Result<Value> append(Vm& vm, Value self, Value item)
{
    int64_t byte = TRY(to_index(vm, item));
    if (byte < 0 || byte > 255)
        return vm.raise(Error::ValueError, "byte must be in range(0, 256)");
    auto* array = as<ByteArray>(self);
    TRY(byte_array_resize(vm, array, array->size + 1));
    array->storage->data[array->size - 1] = char(byte);
    return None;
}
Result<Value> extend(Vm& vm, Value self, Value items)
{
    std::string tail = TRY(contents(vm, items, Value(), Value()));
    TRY(inplace_add(vm, self, Value::cell(TRY(make_bytes(vm, tail)))));
    return None;
}
Result<Value> clear(Vm& vm, Value self)
{
    TRY(byte_array_resize(vm, as<ByteArray>(self), 0));
    return None;
}

#define COIL_BYTES_METHODS                                                                                             \
    def<"__eq__(self, value, /)", compare<CompareOperator::Equal>>(),                                                  \
        def<"__ne__(self, value, /)", compare<CompareOperator::NotEqual>>(),                                           \
        def<"__lt__(self, value, /)", compare<CompareOperator::Less>>(),                                               \
        def<"__le__(self, value, /)", compare<CompareOperator::LessEqual>>(),                                          \
        def<"__gt__(self, value, /)", compare<CompareOperator::Greater>>(),                                            \
        def<"__ge__(self, value, /)", compare<CompareOperator::GreaterEqual>>(),                                       \
        def<"__getitem__(self, key, /)", get_item_method>(), def<"__len__(self, /)", length>(),                        \
        def<"__iter__(self, /)", iterate>(), def<"__contains__(self, key, /)", contains_method>(),                     \
        def<"__add__(self, value, /)", add>(), def<"__mul__(self, value, /)", multiply>(),                             \
        def<"__rmul__(self, value, /)", multiply>(), def<"__mod__(self, value, /)", modulo>(),                         \
        def<"decode(self, encoding=None, errors=None)", decode>(), def<"hex(self, /)", hex>()
constexpr NativeDef bytes_new_def = def<"__new__(cls, source=, encoding=, errors=)", bytes_new>();
constexpr NativeDef bytes_methods[] = {
    COIL_BYTES_METHODS,
    def<"__repr__(self, /)", bytes_repr>(),
    def<"__hash__(self, /)", hash_method>(),
};
constexpr NativeDef bytearray_new_def = def<"__new__(cls, source=, encoding=, errors=)", bytearray_new>();
constexpr NativeDef bytearray_methods[] = {
    COIL_BYTES_METHODS,
    def<"__repr__(self, /)", bytearray_repr>(),
    def<"__setitem__(self, key, value, /)", set_item_method>(),
    def<"__delitem__(self, key, /)", delete_item_method>(),
    def<"__iadd__(self, value, /)", inplace_add>(),
    def<"append(self, item, /)", append>(),
    def<"extend(self, iterable, /)", extend>(),
    def<"clear(self, /)", clear>(),
};

} // namespace

void define_bytes(Vm& vm)
{
    add_new(vm, vm.classes->bytes, bytes_new_def);
    add_methods(vm, vm.classes->bytes, bytes_methods);
    add_new(vm, vm.classes->bytearray, bytearray_new_def);
    add_methods(vm, vm.classes->bytearray, bytearray_methods);
    add_value(vm, vm.classes->bytearray, "__hash__", None);
}

} // namespace coil
