#pragma once
// What a format of the module struct says: fields with their places. Knows neither classes nor the module.
#include "objects/storage.h"

namespace coil::internal::structs
{

enum class FieldKind : uint8_t {
    Character,
    Signed,
    Unsigned,
    Bool,
    Half,
    Float,
    Double,
    FloatComplex,
    DoubleComplex,
    Text,
    PascalText
};

/// A run of `repeat` items of one code, side by side; of texts one of `size` bytes.
struct Field {
    FieldKind kind;
    char code;
    uint64_t size; ///< bytes of an item
    uint64_t offset;
    uint64_t repeat;
};

/// Plain data beside an array of fields, which whoever reads them keeps alive.
struct Layout {
    ByteArrayStorage* storage = nullptr; ///< the fields
    uint64_t field_count = 0;
    uint64_t size = 0;  ///< bytes
    uint64_t items = 0; ///< values that are packed
    bool swapped = false;
    const Field* begin() const { return reinterpret_cast<const Field*>(storage->data); }
    const Field* end() const { return begin() + field_count; }
};

/// Reads a format; raises `error` for a malformed one.
Result<Layout> parse_format(Vm& vm, Class* error, std::string_view format);
/// The module's exception with that message.
Raised raise_error(Vm& vm, Class* error, std::string_view message);

} // namespace coil::internal::structs
