#pragma once
// The registry of codecs and of error handlers: what codecs.register, lookup and register_error work on. It is also
// what str.encode and bytes.decode ask for encodings and handlers that the core does not know (Operations::transcode,
// Operations::find_error_handler). The package encodings, whose search function finds CPython's codecs, is imported
// when the first codec is looked for, so that a program pays for it only then.
#include <string_view>

#include "objects/list.h"
#include "objects/vm.h"

namespace coil::internal::codecs
{

enum class Direction : uint8_t { Encode, Decode };

Result<void> register_search(Vm& vm, Value function);
Result<void> unregister_search(Vm& vm, Value function);
/// The codec's tuple of four. LookupError.
Result<Value> lookup(Vm& vm, std::string_view encoding);
/// False when it was not remembered.
Result<bool> forget(Vm& vm, std::string_view encoding);
/// What the codec makes of any object; `errors` null: it is not handed on.
Result<Value> convert(Vm& vm, Value object, std::string_view encoding, Str* errors, Direction direction);

Result<void> register_error_handler(Vm& vm, Str* name, Value handler);
Result<bool> unregister_error_handler(Vm& vm, Str* name);
Result<Value> lookup_error_handler(Vm& vm, std::string_view name);

} // namespace coil::internal::codecs
