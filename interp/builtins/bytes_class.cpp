// bytes: its constructor, and what it shares with bytearray as a sequence.
#include "builtins/bytes_class.h"

#include <cstring>

#include "base/str_repr.h"
#include "builtins/define.h"
#include "builtins/protocol_methods.h"
#include "builtins/text_formatting.h"
#include "objects/bytes_methods.h"
#include "objects/codecs.h"
#include "objects/exception.h"
#include "objects/memory_view.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "objects/text_builder.h"
#include "objects/tuple.h"
#include "runtime/operations/buffer_methods.h"
#include "runtime/operations/call.h"
#include "runtime/operations/item_operators.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/number_operators.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

/// So many zeros, as bytes or as a bytearray of the caller's own.
Result<Value> zeros(Vm& vm, Value count_value, bool array)
{
    int64_t count = TRY(to_count(vm, count_value));
    if (count < 0)
        return vm.raise(Error::ValueError, "negative count");
    constexpr std::string_view zero("\0", 1);
    Value one = array ? Value::cell(TRY(make_byte_array(vm, zero))) : Value::cell(TRY(make_bytes(vm, zero)));
    return bytes_repeat(vm, one, count);
}

int64_t length(Vm&, Value self) { return int64_t(view_of_bytes(self).size()); }
Result<Value> add(Vm& vm, Value self, Value other)
{
    std::string_view second;
    Result<bool> is_buffer = buffer_view(vm, other, second);
    if (is_buffer.failed() && !vm.is_ending)
        vm.take_pending();
    if (is_buffer.failed() || !is_buffer.value())
        return vm.is_ending ? Result<Value>(Raised{}) : Result<Value>(NotImplemented);
    return bytes_concat(vm, self, second);
}
Result<Value> multiply(Vm& vm, Value self, Value count)
{
    if (!can_be_index(vm, count))
        return NotImplemented;
    return bytes_repeat(vm, self, TRY(to_count(vm, count)));
}
Result<Value> modulo(Vm& vm, Value self, Value arguments)
{
    // The arguments' methods may change the format.
    std::string format(view_of_bytes(self));
    return percent_bytes(vm, self, format, arguments);
}
Result<Value> reflected_modulo(Vm& vm, Value self, Value other)
{
    std::string_view format;
    return bytes_view(other, format) ? modulo(vm, other, self) : Result<Value>(NotImplemented);
}
Result<Value> decode(Vm& vm, Value self, Value encoding, Value errors)
{
    std::string_view name = TRY(codec_argument(vm, "decode", "encoding", encoding, "utf-8"));
    std::string_view handler = TRY(codec_argument(vm, "decode", "errors", errors, "strict"));
    return Value::cell(TRY(bytes_decode(vm, view_of_bytes(self), name, handler)));
}

constexpr NativeDef sequence_methods[] = {
    def<"__getitem__(self, key, /)", get_item_method>(),
    def<"__len__(self, /)", length>(),
    def<"__iter__(self, /)", iterator_method>(),
    def<"__contains__(self, key, /)", contains_method>(),
    def<"__add__(self, value, /)", add>(),
    def<"__mul__(self, value, /)", multiply>(),
    def<"__rmul__(self, value, /)", multiply>(),
    def<"__mod__(self, value, /)", modulo>(),
    def<"__rmod__(self, value, /)", reflected_modulo>(),
    def<"decode(self, /, encoding='utf-8', errors='strict')", decode>(),
    buffer_def,
};

// bytes alone

Result<Value> bytes_new(Vm& vm, Value type, Value source, Value encoding, Value errors)
{
    Value made = TRY(bytes_from_source(vm, { source, encoding, errors }, "bytes"));
    return as_subclass(vm, as<Class>(type), made);
}
Result<Value> plain(Vm& vm, Bytes* self)
{
    if (self->shape == vm.classes->bytes->root->id)
        return Value::cell(self);
    return Value::cell(TRY(make_bytes(vm, self->view())));
}
Result<Value> get_new_args(Vm& vm, Bytes* self) { return Value::cell(TRY(make_tuple(vm, { TRY(plain(vm, self)) }))); }
Result<Value> repr_method(Vm& vm, Bytes* self) { return Value::cell(TRY(make_str(vm, repr_bytes(self->view())))); }
int64_t hash_method(Vm& vm, Bytes* self) { return bytes_hash(vm, self); }

constexpr NativeDef new_def = def<"__new__(cls, source=, encoding=, errors=)", bytes_new>();
constexpr NativeDef methods[] = {
    def<"__repr__(self, /)", repr_method>(),
    def<"__hash__(self, /)", hash_method>(),
    def<"__bytes__(self, /)", plain>(),
    def<"__getnewargs__(self, /)", get_new_args>(),
};

} // namespace

bool can_be_index(Vm& vm, Value value)
{
    return is_int(value) || !lookup_special(vm, vm.class_of(value), Special::index).is_empty();
}

Result<std::string_view> codec_argument(
    Vm& vm, std::string_view function, std::string_view name, Value value, std::string_view fallback)
{
    if (value.is_empty())
        return fallback;
    if (auto* text = as_if<Str>(value))
        return text->view();
    return vm.raise(Error::TypeError, "{}() argument '{}' must be str, not {}", function, name,
        value.is_none() ? "None" : type_name(vm, value));
}

Result<std::string_view> bytes_argument(Vm& vm, Value argument)
{
    std::string_view bytes;
    if (!TRY(buffer_view(vm, argument, bytes)))
        return vm.raise(Error::TypeError, "a bytes-like object is required, not '{}'", type_name(vm, argument));
    return bytes;
}

Result<Value> call_bytes_method(Vm& vm, Value object)
{
    Value method = lookup(vm, vm.class_of(object), vm.names->bytes);
    if (method.is_empty())
        return None;
    Value made = TRY(call_special(vm, method, object, {}));
    if (!is_kind(made, Kind::Bytes))
        return vm.raise(Error::TypeError, "__bytes__ returned non-bytes (type {})", type_name(vm, made));
    return made;
}

Result<std::string> bytes_of_items(Vm& vm, Value object, std::string_view class_name)
{
    std::string_view bytes;
    if (bytes_view(object, bytes))
        return std::string(bytes);
    if (MemoryView* view = as_memory_view(object)) {
        TRY(check_not_released(vm, view));
        return memory_view_bytes(view);
    }
    Class* cls = vm.class_of(object);
    if (cls->has(IsHeapClass) || as_native(object)) {
        Result<MemoryView*> view = take_view(vm, object, full_buffer);
        if (view.ok()) {
            std::string copy = memory_view_bytes(view.value());
            TRY(release_view(vm, view.value()));
            return copy;
        }
        if (vm.is_pending())
            return Raised{};
    }
    if (is_kind(object, Kind::Str) ||
        (lookup_special(vm, cls, Special::iter).is_empty() && lookup_special(vm, cls, Special::getitem).is_empty()))
        return vm.raise(Error::TypeError, "cannot convert '{}' object to {}", type_name(vm, object), class_name);
    std::string out;
    TRY(for_each(vm, object, [&](Value item) -> Result<bool> {
        if (!can_be_index(vm, item))
            return vm.raise(Error::TypeError, "'{}' object cannot be interpreted as an integer", type_name(vm, item));
        int64_t byte = TRY(to_clamped_index(vm, item));
        if (byte < 0 || byte > 255)
            return vm.raise(Error::ValueError, "{} must be in range(0, 256)", class_name == "bytes" ? "bytes" : "byte");
        TRY(append_byte(vm, out, char(byte)));
        return true;
    }));
    return out;
}

Result<std::string> bytes_of_object(Vm& vm, Value object)
{
    Value made = TRY(call_bytes_method(vm, object));
    if (!made.is_none())
        return std::string(view_of_bytes(made));
    return bytes_of_items(vm, object, "bytes");
}

Result<Value> bytes_from_source(Vm& vm, const BytesSource& arguments, std::string_view class_name)
{
    Value source = arguments.source;
    std::string_view encoding = TRY(codec_argument(vm, class_name, "encoding", arguments.encoding, "utf-8"));
    std::string_view errors = TRY(codec_argument(vm, class_name, "errors", arguments.errors, "strict"));
    if (!arguments.encoding.is_empty() || !arguments.errors.is_empty()) {
        auto* text = as_if<Str>(source);
        if (!text)
            return vm.raise(Error::TypeError, "{} without a string argument",
                arguments.encoding.is_empty() ? "errors" : "encoding");
        if (!arguments.encoding.is_empty())
            return Value::cell(TRY(str_encode(vm, text, encoding, errors)));
    }
    if (source.is_empty())
        return Value::cell(TRY(make_bytes(vm, {})));
    if (class_name == "bytes") {
        if (vm.class_of(source) == vm.classes->bytes)
            return source;
        Value made = TRY(call_bytes_method(vm, source));
        if (!made.is_none())
            return made;
    }
    if (is_kind(source, Kind::Str))
        return vm.raise(Error::TypeError, "string argument without an encoding");
    if (can_be_index(vm, source)) {
        Result<Value> made = zeros(vm, source, class_name == "bytearray");
        // An __index__ that is of no use leaves what else the object is.
        if (made.ok() || vm.is_ending || !is_instance(vm, vm.pending, vm.error_class(Error::TypeError)))
            return made;
        vm.take_pending();
    }
    return Value::cell(TRY(make_bytes(vm, TRY(bytes_of_items(vm, source, class_name)))));
}

void define_bytes_sequence_methods(Vm& vm, Class* cls)
{
    add_methods(vm, cls, sequence_methods);
    add_methods(vm, cls, comparison_methods<BuiltinOrder>);
}

void define_bytes(Vm& vm)
{
    Class* cls = vm.classes->bytes;
    add_new(vm, cls, new_def);
    add_call(cls, new_def);
    define_bytes_sequence_methods(vm, cls);
    define_bytes_text_methods(vm, cls);
    add_methods(vm, cls, methods);
    define_bytearray(vm);
}

} // namespace coil::internal
