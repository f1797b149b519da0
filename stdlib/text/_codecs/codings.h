#pragma once
// The codecs that only the module has: UTF-7, the escapes of literals, character maps. As in objects/codecs.h, a
// decoder that is given `consumed` leaves an unfinished sequence at the end and tells there how much it read; handlers
// of scripts may run, and change what the bytes stand in.
#include "objects/codecs.h"

namespace coil::internal::codecs
{

Result<Str*> decode_utf7(Vm& vm, std::string_view bytes, std::string_view errors, size_t* consumed);
Result<Bytes*> encode_utf7(Vm& vm, Str* str);

Result<Str*> decode_unicode_escape(Vm& vm, std::string_view bytes, std::string_view errors, size_t* consumed);
Result<Bytes*> encode_unicode_escape(Vm& vm, Str* str);
Result<Str*> decode_raw_unicode_escape(Vm& vm, std::string_view bytes, std::string_view errors, size_t* consumed);
Result<Bytes*> encode_raw_unicode_escape(Vm& vm, Str* str);

/// The escapes of bytes literals.
Result<Bytes*> decode_escape(Vm& vm, std::string_view bytes, std::string_view errors);
Result<Bytes*> encode_escape(Vm& vm, std::string_view bytes);

/// `mapping` is a str, indexed by bytes, or gives a number, a str or None for one.
Result<Str*> decode_charmap(Vm& vm, std::string_view bytes, std::string_view errors, Value mapping);
/// `mapping` is what build_charmap gave, or gives a number, bytes or None for a character.
Result<Bytes*> encode_charmap(Vm& vm, Str* str, std::string_view errors, Value mapping);
/// What finds the byte of each character of a str, whose characters are in the order of their bytes.
Result<Value> build_charmap(Vm& vm, Str* characters, Class* map_class);
Result<Class*> define_map_class(Vm& vm);

} // namespace coil::internal::codecs
