#include "objects/bytes.h"

#include <algorithm>

#include "objects/class.h"
#include "objects/memory_view.h"
#include "objects/str.h"

namespace coil::internal
{

namespace
{

constexpr size_t max_bytes = size_t(1) << 56;

/// Keeps appending linear on the whole.
size_t grown_capacity(size_t size) { return size + size / 8 + (size < 9 ? 3 : 6); }

} // namespace

Result<Bytes*> make_bytes_uninitialized(Vm& vm, size_t size)
{
    if (size > max_bytes)
        return vm.raise_memory_error();
    auto* bytes = static_cast<Bytes*>(vm.heap.allocate_cell_uninitialized(uint8_t(Kind::Bytes), sizeof(Bytes) + size));
    if (!bytes)
        return vm.raise_memory_error();
    bytes->shape = vm.classes->bytes->root->id;
    bytes->data = reinterpret_cast<char*>(bytes + 1);
    bytes->size = size;
    bytes->hash = 0;
    bytes->owner = nullptr;
    return bytes;
}

Result<Bytes*> make_bytes(Vm& vm, std::string_view text)
{
    Bytes* bytes = TRY(make_bytes_uninitialized(vm, text.size()));
    std::copy(text.begin(), text.end(), bytes->writable());
    return bytes;
}

Result<ByteArray*> make_byte_array(Vm& vm, std::string_view text)
{
    auto* array = vm.heap.allocate<ByteArray>(uint8_t(Kind::ByteArray));
    if (!array)
        return vm.raise_memory_error();
    array->shape = vm.classes->bytearray->root->id;
    if (!text.empty()) {
        TRY(byte_array_resize(vm, array, text.size()));
        std::copy(text.begin(), text.end(), array->storage->data);
    }
    return array;
}

Result<void> check_exports(Vm& vm, ByteArray* array)
{
    return check_unlocked(vm, array->exports, "Existing exports of data: object cannot be re-sized");
}

Result<void> byte_array_resize(Vm& vm, ByteArray* array, size_t size)
{
    if (array->exports && size != array->size) [[unlikely]]
        TRY(check_exports(vm, array));
    size_t have = array->storage ? array->storage->capacity : 0;
    if (size > have) {
        if (size > max_bytes)
            return vm.raise_memory_error();
        ByteArrayStorage* storage = TRY(make_byte_storage(vm, have ? grown_capacity(size) : size));
        std::string_view old = array->view();
        std::copy(old.begin(), old.end(), storage->data);
        vm.heap.write_barrier(array);
        array->storage = storage;
    }
    array->size = size;
    return {};
}

Result<void> byte_array_replace(Vm& vm, ByteArray* array, size_t start, size_t stop, std::string_view bytes)
{
    // The bytes may be the array's own, which are about to move.
    std::string copy;
    if (array->storage && bytes.data() >= array->storage->data && bytes.data() <= array->storage->data + array->size)
        bytes = copy = bytes;
    size_t tail = array->size - stop;
    size_t size = start + bytes.size() + tail;
    if (array->exports && size != array->size) [[unlikely]]
        TRY(check_exports(vm, array));
    if (size > array->size)
        TRY(byte_array_resize(vm, array, size));
    if (!array->storage)
        return {};
    char* data = array->storage->data;
    std::memmove(data + start + bytes.size(), data + stop, tail);
    std::copy(bytes.begin(), bytes.end(), data + start);
    array->size = size;
    return {};
}

int64_t bytes_hash(Vm& vm, Bytes* bytes)
{
    if (bytes->hash == 0)
        bytes->hash = hash_bytes(vm, bytes->view());
    return bytes->hash;
}

} // namespace coil::internal
