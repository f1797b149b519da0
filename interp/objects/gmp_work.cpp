#include "objects/gmp_work.h"

#include <cstdlib>
#include <mutex>

#include <gmp.h>

namespace coil::internal
{

/// Stands in front of what GMP was given.
struct GmpScope::Block {
    Block* next;
    Block* previous;
    size_t bytes;
    size_t unused; // keeps what follows aligned
};

namespace
{

/// GMP's functions for memory are the process's, and say nothing of who asks.
thread_local GmpScope* running = nullptr;

struct Functions {
    void* (*allocate)(size_t) = nullptr;
    void* (*reallocate)(void*, size_t, size_t) = nullptr;
    void (*release)(void*, size_t) = nullptr;
} others;

} // namespace

/// What is asked for outside scopes, by a host's own use of GMP, goes where it went before.
void GmpScope::install()
{
    static std::once_flag once;
    std::call_once(once, [] {
        mp_get_memory_functions(&others.allocate, &others.reallocate, &others.release);
        mp_set_memory_functions(allocate, reallocate, release);
    });
}

GmpScope::GmpScope(Vm& vm)
    : vm_(vm)
    , outer_(running)
    , room_(vm.heap.room())
{
    install();
    running = this;
}

GmpScope::~GmpScope()
{
    while (blocks_)
        give_back(blocks_);
    running = outer_;
}

void* GmpScope::take(size_t bytes)
{
    if (vm_.attention.load(std::memory_order_relaxed) && vm_.operations.is_stopping(vm_))
        throw Stopped();
    if (bytes > room_)
        throw std::bad_alloc();
    auto* block = static_cast<Block*>(std::malloc(sizeof(Block) + bytes));
    if (!block)
        throw std::bad_alloc();
    room_ -= bytes;
    *block = { blocks_, nullptr, bytes, 0 };
    if (blocks_)
        blocks_->previous = block;
    blocks_ = block;
    return block + 1;
}

void GmpScope::give_back(Block* block)
{
    room_ += block->bytes;
    (block->previous ? block->previous->next : blocks_) = block->next;
    if (block->next)
        block->next->previous = block->previous;
    std::free(block);
}

void* GmpScope::allocate(size_t bytes) { return running ? running->take(bytes) : others.allocate(bytes); }

void* GmpScope::reallocate(void* memory, size_t old_bytes, size_t bytes)
{
    if (!running)
        return others.reallocate(memory, old_bytes, bytes);
    void* moved = running->take(bytes);
    memcpy(moved, memory, std::min(old_bytes, bytes));
    release(memory, old_bytes);
    return moved;
}

void GmpScope::release(void* memory, size_t bytes)
{
    if (running)
        running->give_back(static_cast<Block*>(memory) - 1);
    else
        others.release(memory, bytes);
}

} // namespace coil::internal
