// UnicodeEncodeError, UnicodeDecodeError and UnicodeTranslateError. What they say is in attributes that anybody may set
// to anything: so it is looked at again when the text is made.
#include "base/text.h"
#include "builtins/define.h"
#include "objects/bytes.h"
#include "objects/exception.h"
#include "objects/memory_view.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

Result<void> keep_arguments(Vm& vm, Value self, Arguments arguments)
{
    Tuple* args = TRY(make_tuple(vm, arguments.first, arguments.count));
    vm.heap.write_barrier(self.as_cell());
    as<Exception>(self)->args = args;
    return {};
}

Result<void> check_count(Vm& vm, Value self, Arguments arguments, Dict* keywords, size_t count)
{
    if (keywords && keywords->used)
        return vm.raise(Error::TypeError, "{}() takes no keyword arguments", type_name(vm, self));
    TRY(keep_arguments(vm, self, arguments));
    if (arguments.count != count)
        return vm.raise(Error::TypeError, "function takes exactly {} arguments ({} given)", count, arguments.count);
    return {};
}

Result<void> check_text(Vm& vm, Value value, size_t number)
{
    if (is_kind(value, Kind::Str))
        return {};
    return vm.raise(Error::TypeError, "argument {} must be str, not {}", number, type_name(vm, value));
}

/// Sets object, start, end and reason, which begin at argument `first`. The object may be any buffer of bytes where
/// `object_is_bytes`.
Result<void> set_range(Vm& vm, Value self, Arguments arguments, size_t first, bool object_is_bytes = false)
{
    Value object = arguments[first];
    Value start = TRY(from_int64(vm, TRY(to_index(vm, arguments[first + 1]))));
    Value end = TRY(from_int64(vm, TRY(to_index(vm, arguments[first + 2]))));
    TRY(check_text(vm, arguments[first + 3], first + 4));
    if (object_is_bytes && !is_kind(object, Kind::Bytes))
        object = Value::cell(TRY(make_bytes(vm, TRY(require_buffer(vm, object)))));
    Cell* cell = self.as_cell();
    TRY(set_own_attribute(vm, cell, vm.names->object, object));
    TRY(set_own_attribute(vm, cell, vm.names->start, start));
    TRY(set_own_attribute(vm, cell, vm.names->end, end));
    return set_own_attribute(vm, cell, vm.names->reason, arguments[first + 3]);
}

Result<Value> encode_init(Vm& vm, Value self, Arguments arguments, Dict* keywords)
{
    TRY(check_count(vm, self, arguments, keywords, 5));
    TRY(check_text(vm, arguments[0], 1));
    TRY(check_text(vm, arguments[1], 2));
    TRY(set_own_attribute(vm, self.as_cell(), vm.names->encoding, arguments[0]));
    TRY(set_range(vm, self, arguments, 1));
    return None;
}
Result<Value> decode_init(Vm& vm, Value self, Arguments arguments, Dict* keywords)
{
    TRY(check_count(vm, self, arguments, keywords, 5));
    TRY(check_text(vm, arguments[0], 1));
    TRY(set_own_attribute(vm, self.as_cell(), vm.names->encoding, arguments[0]));
    TRY(set_range(vm, self, arguments, 1, true));
    return None;
}
Result<Value> translate_init(Vm& vm, Value self, Arguments arguments, Dict* keywords)
{
    TRY(check_count(vm, self, arguments, keywords, 4));
    TRY(check_text(vm, arguments[0], 1));
    TRY(set_range(vm, self, arguments, 0));
    return None;
}

/// "character '\x62'" or "byte 0x62".
std::string shown_item(Vm& vm, Str* characters, std::string_view bytes, size_t index)
{
    char buffer[32];
    if (characters) {
        uint32_t point = str_at(vm, characters, index);
        const char* pattern = point <= 0xff ? "character '\\x%02x'"
            : point <= 0xffff               ? "character '\\u%04x'"
                                            : "character '\\U%08x'";
        snprintf(buffer, sizeof(buffer), pattern, unsigned(point));
    } else {
        snprintf(buffer, sizeof(buffer), "byte 0x%02x", static_cast<unsigned char>(bytes[index]));
    }
    return buffer;
}

/// str() of an attribute.
Result<std::string> text_of(Vm& vm, Value self, Str* name)
{
    Value value = own_attribute(vm, self.as_cell(), name);
    return value.is_empty() ? std::string("<NULL>") : std::string(TRY(str_of(vm, value))->view());
}

Result<Value> error_str(Vm& vm, Value self)
{
    auto get = [&](Str* name) { return own_attribute(vm, self.as_cell(), name); };
    Value object = get(vm.names->object);
    if (object.is_empty())
        return Value::cell(vm.names->empty);
    bool decoding = is_exception_of(vm, self, Error::UnicodeDecodeError);
    bool translating = is_exception_of(vm, self, Error::UnicodeTranslateError);
    std::string reason = TRY(text_of(vm, self, vm.names->reason));
    std::string encoding = translating ? std::string() : TRY(text_of(vm, self, vm.names->encoding));
    std::string_view bytes;
    auto* characters = decoding ? nullptr : as_if<Str>(object);
    if (decoding ? !bytes_view(object, bytes) : !characters)
        return vm.raise(
            Error::TypeError, "UnicodeError 'object' attribute must be {}", decoding ? "a bytes" : "a string");
    Value start = get(vm.names->start), end = get(vm.names->end);
    int64_t from = start.is_small() ? start.as_small() : -1, to = end.is_small() ? end.as_small() : -1;
    auto length = int64_t(decoding ? bytes.size() : characters->length);
    std::string where = from >= 0 && from < length && to == from + 1
        ? format_text("{} in position {}", { shown_item(vm, characters, bytes, size_t(from)), from })
        : format_text("{} in position {}-{}", { decoding ? "bytes" : "characters", from, to - 1 });
    std::string text = translating
        ? format_text("can't translate {}: {}", { where, reason })
        : format_text("'{}' codec can't {} {}: {}", { encoding, decoding ? "decode" : "encode", where, reason });
    return Value::cell(TRY(make_str(vm, text)));
}

constexpr NativeDef encode_methods[] = {
    def<"__init__(self, /, *args, **kwargs)", encode_init>(),
    def<"__str__(self, /)", error_str>(),
};
constexpr NativeDef decode_methods[] = {
    def<"__init__(self, /, *args, **kwargs)", decode_init>(),
    def<"__str__(self, /)", error_str>(),
};
constexpr NativeDef translate_methods[] = {
    def<"__init__(self, /, *args, **kwargs)", translate_init>(),
    def<"__str__(self, /)", error_str>(),
};

} // namespace

void define_unicode_errors(Vm& vm)
{
    add_methods(vm, vm.error_class(Error::UnicodeEncodeError), encode_methods);
    add_methods(vm, vm.error_class(Error::UnicodeDecodeError), decode_methods);
    add_methods(vm, vm.error_class(Error::UnicodeTranslateError), translate_methods);
}

} // namespace coil::internal
