// The module _codecs: the registry (registry.h) and the native codecs, each as CPython's encodings call it: a function
// that gives what it made and how much it read.
#include "objects/codec_errors.h"
#include "objects/memory_view.h"
#include "runtime/operations/native_class.h"
#include "stdlib/modules.h"
#include "stdlib/text/_codecs/codings.h"
#include "stdlib/text/_codecs/registry.h"

namespace coil::internal
{

namespace codecs
{

namespace
{

// The registry

Result<Value> encode(Vm& vm, Value object, Str* encoding, Str* errors)
{
    return convert(vm, object, encoding ? encoding->view() : "utf-8", errors, Direction::Encode);
}
Result<Value> decode(Vm& vm, Value object, Str* encoding, Str* errors)
{
    return convert(vm, object, encoding ? encoding->view() : "utf-8", errors, Direction::Decode);
}
Result<Value> lookup_codec(Vm& vm, Str* encoding) { return lookup(vm, encoding->view()); }
Result<bool> forget_codec(Vm& vm, Str* encoding) { return forget(vm, encoding->view()); }
Result<Value> lookup_error(Vm& vm, Str* name) { return lookup_error_handler(vm, name->view()); }

// Codecs

std::string_view mode_of(Str* errors) { return errors ? errors->view() : "strict"; }

Result<Value> pair_of(Vm& vm, Cell* made, size_t count)
{
    return make_pair(vm, Value::cell(made), Value::small(int64_t(count)));
}

using EncodeFunction = Result<Bytes*> (*)(Vm&, Str*, std::string_view errors);
template <EncodeFunction function> Result<Value> encode_by(Vm& vm, Str* str, Str* errors)
{
    return pair_of(vm, TRY(function(vm, str, mode_of(errors))), str->length);
}
using PlainEncodeFunction = Result<Bytes*> (*)(Vm&, Str*);
template <PlainEncodeFunction function> Result<Value> encode_plainly(Vm& vm, Str* str, Str*)
{
    return pair_of(vm, TRY(function(vm, str)), str->length);
}
using DecodeFunction = Result<Str*> (*)(Vm&, std::string_view, std::string_view errors, size_t* consumed);
template <DecodeFunction function> Result<Value> decode_by(Vm& vm, Value data, Str* errors, bool is_final)
{
    std::string_view bytes = TRY(require_buffer(vm, data));
    size_t consumed = bytes.size();
    Str* text = TRY(function(vm, bytes, mode_of(errors), is_final ? nullptr : &consumed));
    return pair_of(vm, text, consumed);
}
/// The same of what may be a str.
template <DecodeFunction function> Result<Value> decode_text_by(Vm& vm, Value data, Str* errors, bool is_final)
{
    auto* str = as_if<Str>(data);
    std::string_view bytes = str ? str->view() : TRY(require_buffer(vm, data));
    size_t consumed = bytes.size();
    Str* text = TRY(function(vm, bytes, mode_of(errors), is_final ? nullptr : &consumed));
    return pair_of(vm, text, consumed);
}

Result<Bytes*> encode_utf8_plainly(Vm& vm, Str* str, std::string_view errors)
{
    return encode_utf8(vm, str, {}, errors);
}

Result<Value> ascii_decode(Vm& vm, Value data, Str* errors)
{
    std::string_view bytes = TRY(require_buffer(vm, data));
    size_t size = bytes.size();
    return pair_of(vm, TRY(decode_ascii(vm, bytes, mode_of(errors))), size);
}
Result<Value> latin_1_decode(Vm& vm, Value data, Str*)
{
    std::string_view bytes = TRY(require_buffer(vm, data));
    size_t size = bytes.size();
    return pair_of(vm, TRY(decode_latin1(vm, bytes)), size);
}

// UTF-16 and UTF-32. An order of bytes is -1 (little first), 1, or 0: by a mark.

WideFormat ordered(size_t size, int64_t order) { return { size, order > 0, order == 0 }; }

template <size_t size, int order> Result<Value> wide_encode(Vm& vm, Str* str, Str* errors)
{
    return pair_of(vm, TRY(encode_wide(vm, str, ordered(size, order), mode_of(errors))), str->length);
}
template <size_t size> Result<Value> wide_encode_by(Vm& vm, Str* str, Str* errors, int64_t order)
{
    return pair_of(vm, TRY(encode_wide(vm, str, ordered(size, order), mode_of(errors))), str->length);
}
template <size_t size, int order> Result<Value> wide_decode(Vm& vm, Value data, Str* errors, bool is_final)
{
    std::string_view bytes = TRY(require_buffer(vm, data));
    size_t consumed = bytes.size();
    WideFormat format = ordered(size, order);
    Str* text = TRY(decode_wide(vm, bytes, format, mode_of(errors), is_final ? nullptr : &consumed));
    return pair_of(vm, text, consumed);
}
template <size_t size> Result<Value> wide_ex_decode(Vm& vm, Value data, Str* errors, int64_t order, bool is_final)
{
    std::string_view bytes = TRY(require_buffer(vm, data));
    size_t consumed = bytes.size();
    WideFormat format = ordered(size, order);
    Value text = Value::cell(TRY(decode_wide(vm, bytes, format, mode_of(errors), is_final ? nullptr : &consumed)));
    int64_t found = format.has_mark ? 0 : format.big_endian ? 1 : -1;
    return Value::cell(TRY(make_tuple(vm, { text, Value::small(int64_t(consumed)), Value::small(found) })));
}

// Bytes to bytes

Result<Value> escape_encode(Vm& vm, Bytes* data, Str*)
{
    return pair_of(vm, TRY(encode_escape(vm, data->view())), data->size);
}
Result<Value> escape_decode(Vm& vm, Value data, Str* errors)
{
    auto* str = as_if<Str>(data);
    std::string_view bytes = str ? str->view() : TRY(require_buffer(vm, data));
    size_t size = bytes.size();
    return pair_of(vm, TRY(decode_escape(vm, bytes, mode_of(errors))), size);
}
Result<Value> readbuffer_encode(Vm& vm, Value data, Str*)
{
    auto* str = as_if<Str>(data);
    std::string_view bytes = str ? str->view() : TRY(require_buffer(vm, data));
    size_t size = bytes.size();
    return pair_of(vm, TRY(make_bytes(vm, bytes)), size);
}

// Character maps

Result<Value> charmap_encode(Vm& vm, Str* str, Str* errors, Value mapping)
{
    return pair_of(vm, TRY(encode_charmap(vm, str, mode_of(errors), mapping)), str->length);
}
Result<Value> charmap_decode(Vm& vm, Value data, Str* errors, Value mapping)
{
    std::string_view bytes = TRY(require_buffer(vm, data));
    size_t size = bytes.size();
    return pair_of(vm, TRY(decode_charmap(vm, bytes, mode_of(errors), mapping)), size);
}
Result<Value> charmap_build(Vm& vm, Value map_class, Str* map) { return build_charmap(vm, map, as<Class>(map_class)); }
constexpr NativeDef charmap_build_def = def<"charmap_build(map_class, map, /)", charmap_build>();

constexpr NativeDef functions[] = {
    def<"register(search_function, /)", register_search>("Register a codec search function."),
    def<"unregister(search_function, /)", unregister_search>("Unregister a codec search function."),
    def<"lookup(encoding, /)", lookup_codec>("The codec of an encoding: a tuple of four functions."),
    def<"_forget_codec(encoding, /)", forget_codec>("Forget what was found for an encoding."),
    def<"encode(obj, encoding='utf-8', errors='strict')", encode>("Encode by the codec registered for the encoding."),
    def<"decode(obj, encoding='utf-8', errors='strict')", decode>("Decode by the codec registered for the encoding."),
    def<"register_error(errors, handler, /)", register_error_handler>("Register an error handler under a name."),
    def<"_unregister_error(errors, /)", unregister_error_handler>("Unregister an error handler."),
    def<"lookup_error(name, /)", lookup_error>("The error handler of a name."),
    def<"utf_8_encode(str, errors=None, /)", encode_by<encode_utf8_plainly>>(),
    def<"utf_8_decode(data, errors=None, final=False, /)", decode_by<decode_utf8>>(),
    def<"utf_7_encode(str, errors=None, /)", encode_plainly<encode_utf7>>(),
    def<"utf_7_decode(data, errors=None, final=False, /)", decode_by<decode_utf7>>(),
    def<"utf_16_encode(str, errors=None, byteorder=0, /)", wide_encode_by<2>>(),
    def<"utf_16_le_encode(str, errors=None, /)", wide_encode<2, -1>>(),
    def<"utf_16_be_encode(str, errors=None, /)", wide_encode<2, 1>>(),
    def<"utf_16_decode(data, errors=None, final=False, /)", wide_decode<2, 0>>(),
    def<"utf_16_le_decode(data, errors=None, final=False, /)", wide_decode<2, -1>>(),
    def<"utf_16_be_decode(data, errors=None, final=False, /)", wide_decode<2, 1>>(),
    def<"utf_16_ex_decode(data, errors=None, byteorder=0, final=False, /)", wide_ex_decode<2>>(),
    def<"utf_32_encode(str, errors=None, byteorder=0, /)", wide_encode_by<4>>(),
    def<"utf_32_le_encode(str, errors=None, /)", wide_encode<4, -1>>(),
    def<"utf_32_be_encode(str, errors=None, /)", wide_encode<4, 1>>(),
    def<"utf_32_decode(data, errors=None, final=False, /)", wide_decode<4, 0>>(),
    def<"utf_32_le_decode(data, errors=None, final=False, /)", wide_decode<4, -1>>(),
    def<"utf_32_be_decode(data, errors=None, final=False, /)", wide_decode<4, 1>>(),
    def<"utf_32_ex_decode(data, errors=None, byteorder=0, final=False, /)", wide_ex_decode<4>>(),
    def<"latin_1_encode(str, errors=None, /)", encode_by<encode_latin1>>(),
    def<"latin_1_decode(data, errors=None, /)", latin_1_decode>(),
    def<"ascii_encode(str, errors=None, /)", encode_by<encode_ascii>>(),
    def<"ascii_decode(data, errors=None, /)", ascii_decode>(),
    def<"unicode_escape_encode(str, errors=None, /)", encode_plainly<encode_unicode_escape>>(),
    def<"unicode_escape_decode(data, errors=None, final=True, /)", decode_text_by<decode_unicode_escape>>(),
    def<"raw_unicode_escape_encode(str, errors=None, /)", encode_plainly<encode_raw_unicode_escape>>(),
    def<"raw_unicode_escape_decode(data, errors=None, final=True, /)", decode_text_by<decode_raw_unicode_escape>>(),
    def<"escape_encode(data, errors=None, /)", escape_encode>(),
    def<"escape_decode(data, errors=None, /)", escape_decode>(),
    def<"readbuffer_encode(data, errors=None, /)", readbuffer_encode>(),
    def<"charmap_encode(str, errors=None, mapping=None, /)", charmap_encode>(),
    def<"charmap_decode(data, errors=None, mapping=None, /)", charmap_decode>(),
};

Result<void> prepare(Vm& vm, Module* module)
{
    Class* map_class = TRY(define_map_class(vm));
    Value build = TRY(make_native_function(vm, charmap_build_def, Value::cell(map_class), intern(vm, "_codecs")));
    return dict_set_str(vm, module->dict, intern(vm, "charmap_build"), build);
}

} // namespace

} // namespace codecs

const NativeModule _codecs_module{ "_codecs", codecs::functions, codecs::prepare, "Codecs and their registry." };

} // namespace coil::internal
