#pragma once
// What the files of bytes and bytearray share.
#include "objects/native.h"

namespace coil::internal
{

/// Whether it is an int or has __index__.
bool can_be_index(Vm& vm, Value value);
/// The bytes of a bytes-like argument, valid until script code runs; TypeError for another object.
Result<std::string_view> bytes_argument(Vm& vm, Value argument);
/// The argument `name` of a function, an encoding or an error handler: a str, or `fallback` when left out.
Result<std::string_view> codec_argument(
    Vm& vm, std::string_view function, std::string_view name, Value value, std::string_view fallback);
/// The `sep` of hex(): one ASCII character, or '\0' when it was left out.
Result<char> hex_separator(Vm& vm, Value separator);
/// What object.__bytes__() gives, a bytes, or None when its class has no such method. May run script code.
Result<Value> call_bytes_method(Vm& vm, Value object);
/// The bytes of a bytes-like object or an iterable of ints. Messages say `class_name`. May run script code.
Result<std::string> bytes_of_items(Vm& vm, Value object, std::string_view class_name);
/// What bytes(object) holds for an object that is neither str nor a count. May run script code.
Result<std::string> bytes_of_object(Vm& vm, Value object);

/// The methods of bytes and bytearray that str has too.
void define_bytes_text_methods(Vm& vm, Class* cls);
/// What makes either a sequence: comparisons, items, operators.
void define_bytes_sequence_methods(Vm& vm, Class* cls);
void define_bytearray(Vm& vm);

/// The arguments of bytes() and bytearray().
struct BytesSource {
    Value source, encoding, errors;
};
/// A bytes of what the arguments mean, or for a count and "bytearray" a new bytearray; `class_name` is for messages
/// too. May run script code.
Result<Value> bytes_from_source(Vm& vm, const BytesSource& arguments, std::string_view class_name);

} // namespace coil::internal
