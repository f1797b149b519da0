#pragma once
// Values to JSON text.
#include "objects/dict.h"
#include "objects/function.h"
#include "stdlib/formats/_json/strings.h"

namespace coil::internal::json
{

enum class StringStyle : uint8_t { Ascii, Unicode, Called };

struct Encoder : NativeObject {
    Value markers; ///< None: containers that hold themselves are not looked for
    Value default_function, encoder;
    Value indent; ///< a str, or None
    Str* key_separator;
    Str* item_separator;
    bool sort_keys, skip_keys, allow_nan;
    StringStyle style; ///< whether `encoder` is one of ours
};
extern const NativeType encoder_type;

/// The text of a value. Runs the encoder's functions.
Result<Str*> encode(Vm& vm, Encoder* encoder, Value value, int64_t indent_level);

} // namespace coil::internal::json
