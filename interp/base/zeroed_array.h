#pragma once
// Arrays whose elements are all zero bits at first, made without writing them one by one.
#include <cstdlib>
#include <memory>
#include <new>
#include <type_traits>

namespace coil::internal
{

struct FreeMemory {
    void operator()(void* memory) const { std::free(memory); }
};
template <class T> using ZeroedArray = std::unique_ptr<T[], FreeMemory>;

/// `T` has no destructor, and all zero bits are one of its values. Throws std::bad_alloc.
template <class T> ZeroedArray<T> make_zeroed_array(size_t size)
{
    static_assert(std::is_trivially_destructible_v<T>);
    void* memory = std::calloc(size, sizeof(T));
    if (!memory)
        throw std::bad_alloc();
    return ZeroedArray<T>(static_cast<T*>(memory));
}

} // namespace coil::internal
