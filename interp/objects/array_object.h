#pragma once
// The layout of array.array, whose bytes natives take as a buffer. What it does is in stdlib/formats/array.
#include "objects/function.h"
#include "objects/storage.h"

namespace coil::internal
{

namespace arrays
{
struct Code;
}

struct ArrayObject : NativeObject {
    ByteArrayStorage* storage; ///< or null while nothing was in it
    uint64_t size;             ///< items
    uint64_t item_size;        ///< bytes of one
    const arrays::Code* code;
    uint64_t exports; ///< memoryviews that show its items: it is not resized meanwhile
    char format;      ///< of its items, for memoryviews
    char* data() { return storage ? storage->data : nullptr; }
    char* item(size_t index) { return storage->data + index * item_size; }
    size_t bytes() const { return size * item_size; }
    std::string_view view() { return { data(), bytes() }; }
};

extern const NativeType array_type;

/// The array in `value`, or null.
inline ArrayObject* as_array(Value value)
{
    NativeObject* object = as_native(value);
    return object && object->type == &array_type ? static_cast<ArrayObject*>(object) : nullptr;
}

} // namespace coil::internal
