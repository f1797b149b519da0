#pragma once
// What reading and assigning the items of builtin containers share.
#include "objects/native.h"

namespace coil::internal
{

/// The position that an index means in a sequence of `size`; false when it is out of range.
inline bool locate_item(int64_t& index, size_t size)
{
    if (index < 0)
        index += int64_t(size);
    return index >= 0 && uint64_t(index) < size;
}
/// Whether it is an int or has __index__.
bool has_index(Vm& vm, Value key);
/// TypeError for a key that is no index of that kind of sequence.
Raised bad_index(Vm& vm, std::string_view sequence, Value key);
/// The index that a key means. Runs its __index__: the size of the sequence is read after it.
Result<int64_t> index_for(Vm& vm, std::string_view sequence, Value key);
/// The byte that an item of a bytearray is to be. Runs its __index__.
Result<int64_t> byte_of(Vm& vm, Value value);

} // namespace coil::internal
