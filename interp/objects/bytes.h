#pragma once
// bytes and bytearray.
#include "objects/storage.h"

namespace coil::internal
{

struct Bytes : Cell {
    static constexpr Kind kind_id = Kind::Bytes;
    static constexpr std::string_view type_name = "bytes";
    const char* data; ///< behind this struct, or in `owner`
    uint64_t size;
    int64_t hash; ///< 0: not computed
    Cell* owner;
    std::string_view view() const { return { data, size }; }
    /// For who has just made it.
    char* writable() { return const_cast<char*>(data); }
};

struct ByteArray : Cell {
    static constexpr Kind kind_id = Kind::ByteArray;
    static constexpr std::string_view type_name = "bytearray";
    ByteArrayStorage* storage; ///< or null while empty
    uint64_t size;
    uint64_t exports; ///< memoryviews that show its bytes: it is not resized meanwhile
    std::string_view view() const { return storage ? std::string_view{ storage->data, size } : std::string_view{}; }
};

Result<Bytes*> make_bytes(Vm& vm, std::string_view bytes);
/// The caller fills writable().
Result<Bytes*> make_bytes_uninitialized(Vm& vm, size_t size);
Result<ByteArray*> make_byte_array(Vm& vm, std::string_view bytes);
/// BufferError when memoryviews that live still show the array and its size were to become another. May collect.
Result<void> check_exports(Vm& vm, ByteArray* array);
/// Room for `size` bytes; the contents up to the old size stay. BufferError as of check_exports.
Result<void> byte_array_resize(Vm& vm, ByteArray* array, size_t size);
/// Replaces the bytes [start, stop) by others, which may be the array's own. BufferError as of check_exports.
Result<void> byte_array_replace(Vm& vm, ByteArray* array, size_t start, size_t stop, std::string_view bytes);
/// The bytes of a bytes or bytearray, or nothing.
inline bool bytes_view(Value value, std::string_view& out)
{
    if (auto* bytes = as_if<Bytes>(value))
        return out = bytes->view(), true;
    if (auto* array = as_if<ByteArray>(value))
        return out = array->view(), true;
    return false;
}
int64_t bytes_hash(Vm& vm, Bytes* bytes);

} // namespace coil::internal
