#include "base/arena.h"

#include <algorithm>

namespace coil
{

namespace
{
constexpr size_t first_block = size_t{ 16 } << 10;
constexpr size_t largest_block = size_t{ 1 } << 20;
} // namespace

void* Arena::allocate_slow(size_t size)
{
    // Blocks double, so that a small script takes little and a long one few calls; what is large stands alone.
    size_t block = std::clamp(reserved_, first_block, largest_block);
    if (size > block / 4) {
        blocks_.emplace_back(new char[size]);
        reserved_ += size;
        return blocks_.back().get();
    }
    blocks_.emplace_back(new char[block]);
    reserved_ += block;
    char* result = blocks_.back().get();
    next_ = result + size;
    limit_ = result + block;
    return result;
}

} // namespace coil
