#include "base/arena.h"

#include <algorithm>
#include <cstdlib>

#include "base/platform/pages.h"

namespace coil::internal
{

namespace
{

constexpr size_t first_block = size_t{ 16 } << 10;
constexpr size_t largest_plain_block = size_t{ 1 } << 20;
/// Blocks for large trees: whole huge pages, as hundreds of faults for small ones cost more than filling them.
constexpr size_t huge_page = size_t{ 2 } << 20;
constexpr size_t huge_block = 2 * huge_page;

char* allocate_block(size_t size)
{
    bool is_huge = size % huge_page == 0;
    void* block = is_huge ? std::aligned_alloc(huge_page, size) : std::malloc(size);
    if (!block)
        throw std::bad_alloc();
    if (is_huge)
        prefer_huge_pages(block, size, true);
    return static_cast<char*>(block);
}

} // namespace

void Arena::Free::operator()(char* block) const { std::free(block); }

char* Arena::take_block(size_t size)
{
    if (admit_ && !admit_(context_, size))
        throw std::bad_alloc();
    decltype(blocks_)::value_type block(allocate_block(size));
    blocks_.push_back(std::move(block));
    reserved_ += size;
    return blocks_.back().get();
}

void* Arena::allocate_slow(size_t size)
{
    // Blocks double, so that a small script takes little and a long one few calls; what is large stands alone.
    size_t block = reserved_ < huge_block ? std::clamp(reserved_, first_block, largest_plain_block) : huge_block;
    if (size > block / 4)
        return take_block(size);
    char* result = take_block(block);
    next_ = result + size;
    limit_ = result + block;
    return result;
}

} // namespace coil::internal
