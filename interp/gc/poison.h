#pragma once
// Tells AddressSanitizer which memory of the heap belongs to no live cell. Empty in other builds.
#include <cstddef>

#if defined(__SANITIZE_ADDRESS__)
#define COIL_ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define COIL_ADDRESS_SANITIZER 1
#endif
#endif

#ifdef COIL_ADDRESS_SANITIZER
#include <sanitizer/asan_interface.h>
#endif

namespace coil::internal::gc::poison
{

#ifdef __SANITIZE_THREAD__
inline constexpr bool little_address_space = true;
#else
inline constexpr bool little_address_space = false;
#endif

#ifdef COIL_ADDRESS_SANITIZER
inline constexpr bool enabled = true;
inline void poison(void* start, size_t bytes) { __asan_poison_memory_region(start, bytes); }
inline void unpoison(void* start, size_t bytes) { __asan_unpoison_memory_region(start, bytes); }
#else
inline constexpr bool enabled = false;
inline void poison(void*, size_t) { }
inline void unpoison(void*, size_t) { }
#endif

/// Copies a word that may lie in poisoned memory.
[[gnu::noinline]] __attribute__((no_sanitize("address"))) inline void copy_word(void* to, const void* from)
{
    *static_cast<void**>(to) = *static_cast<void* const*>(from);
}

} // namespace coil::internal::gc::poison
