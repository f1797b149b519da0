#pragma once
// Threads as the system knows them.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <pthread.h>

namespace coil::internal
{

/// The calling thread; other than that of all that live.
inline uint64_t thread_ident() { return uint64_t(pthread_self()); }
/// As the kernel counts them: told apart for longer, as the first ones to come again are those of ended threads.
uint64_t kernel_thread_id();
/// Starts a thread that nobody joins and that signals do not choose; nothing when the system refuses.
std::optional<uint64_t> start_thread(size_t stack_bytes, void* (*function)(void*), void* argument);
/// Lets others run first.
void yield_thread();

} // namespace coil::internal
