// The module _json: what the package json does natively.
#include <algorithm>

#include "gc/tracer.h"
#include "objects/numbers.h"
#include "objects/tuple.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"
#include "stdlib/formats/_json/encoder.h"
#include "stdlib/formats/_json/scanner.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace
{

using json::Encoder;
using json::Scanner;

Result<Str*> text_argument(Vm& vm, Value text)
{
    if (auto* str = as_if<Str>(text))
        return str;
    return vm.raise(Error::TypeError, "first argument must be a string, not {}", type_name(vm, text));
}

Result<Value> scanstring(Vm& vm, Value string, int64_t end, bool strict)
{
    return json::scan_string(vm, TRY(text_argument(vm, string)), end, strict);
}
template <bool ascii> Result<Str*> encode_string(Vm& vm, Value string)
{
    json::Output out(vm);
    TRY(json::write_string(out, TRY(text_argument(vm, string)), ascii));
    return out.finish();
}
/// The index of the first character from `index` on that is no JSON white space.
Result<int64_t> skip_space(Vm& vm, Str* text, int64_t index)
{
    auto at = size_t(std::clamp<int64_t>(index, 0, text->length));
    size_t offset = str_offset(vm, text, at);
    size_t end = std::min(text->view().find_first_not_of(" \t\n\r", offset), size_t(text->size));
    return int64_t(at + (end - offset));
}

// Scanner

Result<Scanner*> scanner_of(Vm& vm, Value self)
{
    if (auto* scanner = native_as<Scanner>(self, json::scanner_type))
        return scanner;
    return vm.raise(Error::TypeError, "a Scanner is required, not '{}'", type_name(vm, self));
}
Result<Value> scanner_new(Vm& vm, Value cls, Value context)
{
    auto* scanner = TRY(make_native<Scanner>(vm, as<Class>(cls), json::scanner_type));
    Value none = None;
    scanner->object_hook = scanner->object_pairs_hook = scanner->parse_float = scanner->parse_int =
        scanner->parse_constant = none;
    auto get = [&](std::string_view name) { return get_attribute(vm, context, intern(vm, name)); };
    scanner->strict = TRY(truth(vm, TRY(get("strict"))));
    struct Hook {
        const char* name;
        Value Scanner::*field;
    };
    for (const Hook& hook : { Hook{ "object_hook", &Scanner::object_hook },
             Hook{ "object_pairs_hook", &Scanner::object_pairs_hook }, Hook{ "parse_float", &Scanner::parse_float },
             Hook{ "parse_int", &Scanner::parse_int }, Hook{ "parse_constant", &Scanner::parse_constant } }) {
        Value value = TRY(get(hook.name));
        vm.heap.write_barrier(scanner);
        scanner->*hook.field = value;
    }
    scanner->plain_float = scanner->parse_float == Value::cell(vm.classes->real);
    scanner->plain_int = scanner->parse_int == Value::cell(vm.classes->integer);
    return Value::cell(scanner);
}
Result<Value> scanner_call(Vm& vm, Value self, Value string, int64_t index)
{
    return json::scan_once(vm, TRY(scanner_of(vm, self)), TRY(text_argument(vm, string)), index);
}
template <Value Scanner::*field> Result<Value> scanner_attribute(Vm& vm, Value self)
{
    return TRY(scanner_of(vm, self))->*field;
}
Result<Value> scanner_strict(Vm& vm, Value self) { return Value::boolean(TRY(scanner_of(vm, self))->strict); }
constexpr NativeDef scanner_new_def = def<"__new__(cls, context)", scanner_new>();
constexpr NativeDef scanner_methods[] = {
    def<"__call__(self, string, idx)", scanner_call>("The value at an index, and the index behind it."),
};
constexpr AttributeDef scanner_attributes[] = {
    { "strict", scanner_strict, nullptr, "strict" },
    { "object_hook", scanner_attribute<&Scanner::object_hook>, nullptr, "object_hook" },
    { "object_pairs_hook", scanner_attribute<&Scanner::object_pairs_hook>, nullptr, nullptr },
    { "parse_float", scanner_attribute<&Scanner::parse_float>, nullptr, "parse_float" },
    { "parse_int", scanner_attribute<&Scanner::parse_int>, nullptr, "parse_int" },
    { "parse_constant", scanner_attribute<&Scanner::parse_constant>, nullptr, "parse_constant" },
};

// Encoder

constexpr NativeDef ascii_def = def<"encode_basestring_ascii(string, /)", encode_string<true>>(
    "Return an ASCII-only JSON representation of a Python string");
constexpr NativeDef unicode_def =
    def<"encode_basestring(string, /)", encode_string<false>>("Return a JSON representation of a Python string");

Result<Encoder*> encoder_of(Vm& vm, Value self)
{
    if (auto* encoder = native_as<Encoder>(self, json::encoder_type))
        return encoder;
    return vm.raise(Error::TypeError, "an Encoder is required, not '{}'", type_name(vm, self));
}
Result<Str*> separator_argument(Vm& vm, Value value, int place)
{
    if (auto* str = as_if<Str>(value))
        return str;
    return vm.raise(Error::TypeError, "make_encoder() argument {} must be str, not {}", place,
        value.is_none() ? "None" : type_name(vm, value));
}
json::StringStyle style_of(Value encoder)
{
    auto* native = as_if<NativeFunction>(encoder);
    // The module's table holds copies of the two definitions.
    if (native && native->def->invoke == ascii_def.invoke)
        return json::StringStyle::Ascii;
    if (native && native->def->invoke == unicode_def.invoke)
        return json::StringStyle::Unicode;
    return json::StringStyle::Called;
}
Result<Value> encoder_new(Vm& vm, Value cls, Value markers, Value default_function, Value string_encoder, Value indent,
    Value key_separator, Value item_separator, bool sort_keys, bool skip_keys, bool allow_nan)
{
    Str* keys = TRY(separator_argument(vm, key_separator, 5));
    Str* items = TRY(separator_argument(vm, item_separator, 6));
    if (!markers.is_none() && !is_kind(markers, Kind::Dict))
        return vm.raise(
            Error::TypeError, "make_encoder() argument 1 must be dict or None, not {}", type_name(vm, markers));
    if (!indent.is_none() && !is_kind(indent, Kind::Str))
        return vm.raise(
            Error::TypeError, "make_encoder() argument 4 must be str or None, not {}", type_name(vm, indent));
    auto* encoder = TRY(make_native<Encoder>(vm, as<Class>(cls), json::encoder_type));
    encoder->markers = markers;
    encoder->default_function = default_function;
    encoder->encoder = string_encoder;
    encoder->indent = indent;
    encoder->key_separator = keys;
    encoder->item_separator = items;
    encoder->sort_keys = sort_keys;
    encoder->skip_keys = skip_keys;
    encoder->allow_nan = allow_nan;
    encoder->style = style_of(string_encoder);
    return Value::cell(encoder);
}
Result<Value> encoder_call(Vm& vm, Value self, Value object, int64_t indent_level)
{
    Str* text = TRY(json::encode(vm, TRY(encoder_of(vm, self)), object, indent_level));
    return Value::cell(TRY(make_tuple(vm, { Value::cell(text) })));
}
template <Value Encoder::*field> Result<Value> encoder_attribute(Vm& vm, Value self)
{
    return TRY(encoder_of(vm, self))->*field;
}
template <Str* Encoder::*field> Result<Value> encoder_separator(Vm& vm, Value self)
{
    return Value::cell(TRY(encoder_of(vm, self))->*field);
}
template <bool Encoder::*field> Result<Value> encoder_option(Vm& vm, Value self)
{
    return Value::boolean(TRY(encoder_of(vm, self))->*field);
}
constexpr NativeDef encoder_new_def = def<
    "__new__(cls, markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)",
    encoder_new>();
constexpr NativeDef encoder_methods[] = {
    def<"__call__(self, obj, _current_indent_level)", encoder_call>("A tuple of the texts that make up the value's."),
};
constexpr AttributeDef encoder_attributes[] = {
    { "markers", encoder_attribute<&Encoder::markers>, nullptr, "markers" },
    { "default", encoder_attribute<&Encoder::default_function>, nullptr, "default" },
    { "encoder", encoder_attribute<&Encoder::encoder>, nullptr, "encoder" },
    { "indent", encoder_attribute<&Encoder::indent>, nullptr, "indent" },
    { "key_separator", encoder_separator<&Encoder::key_separator>, nullptr, "key_separator" },
    { "item_separator", encoder_separator<&Encoder::item_separator>, nullptr, "item_separator" },
    { "sort_keys", encoder_option<&Encoder::sort_keys>, nullptr, "sort_keys" },
    { "skipkeys", encoder_option<&Encoder::skip_keys>, nullptr, "skipkeys" },
};

constexpr NativeDef functions[] = {
    ascii_def,
    unicode_def,
    def<"scanstring(string, end, strict=True, /)", scanstring>(
        "The string at an index, behind its quote, and the index behind it."),
    def<"_skip_space(string, index, /)", skip_space>("The index of the next character that is no white space."),
};

Result<void> prepare(Vm& vm, Module* module)
{
    Class* object = vm.classes->object;
    Class* scanner = TRY(define_class(vm, nullptr, object,
        { .name = "Scanner",
            .module = "_json",
            .methods = scanner_methods,
            .attributes = scanner_attributes,
            .new_def = &scanner_new_def,
            .doc = "JSON scanner object" }));
    TRY(dict_set_str(vm, module->dict, intern(vm, "make_scanner"), Value::cell(scanner)));
    Class* encoder = TRY(define_class(vm, nullptr, object,
        { .name = "Encoder",
            .module = "_json",
            .methods = encoder_methods,
            .attributes = encoder_attributes,
            .new_def = &encoder_new_def,
            .doc = "Encoder(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, "
                   "allow_nan)" }));
    return dict_set_str(vm, module->dict, intern(vm, "make_encoder"), Value::cell(encoder));
}

} // namespace

const NativeModule _json_module{ "_json", functions, prepare, "json speedups" };

} // namespace coil::internal
