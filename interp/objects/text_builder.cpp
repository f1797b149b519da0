#include "objects/text_builder.h"

#include <algorithm>

namespace coil::internal
{

Result<void> TextBuilder::grow(size_t size)
{
    // While it grows there are the old text and the new one.
    size_t capacity = std::max(size, 2 * text_.capacity());
    for (size_t wanted : { capacity, size }) {
        if (!vm_.heap.take_outside(wanted))
            continue;
        vm_.heap.give_back_outside(counted_);
        counted_ = wanted;
        text_.reserve(wanted);
        return {};
    }
    return vm_.raise_memory_error();
}

} // namespace coil::internal
