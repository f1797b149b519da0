#include "async/loop/ready.h"

#include <algorithm>
#include <utility>

#include "base/platform/large_memory.h"

namespace coil::internal
{

namespace
{

// The chunks of a long queue go back to the system one after the other.
constexpr size_t small_bytes = 4096;
constexpr size_t long_queue = 4096;

} // namespace

ReadyQueue::Chunk* ReadyQueue::make_chunk(size_t bytes)
{
    auto* chunk = static_cast<Chunk*>(allocate_memory(bytes));
    chunk->bytes = bytes;
    chunk->capacity = (bytes - sizeof(Chunk)) / sizeof(Ready);
    return chunk;
}

void ReadyQueue::free_chunk(Chunk* chunk)
{
    if (chunk)
        free_memory(chunk, chunk->bytes);
}

void ReadyQueue::add_chunk()
{
    Chunk* chunk =
        spare_ ? std::exchange(spare_, nullptr) : make_chunk(size_ < long_queue ? small_bytes : large_memory_bytes);
    chunk->next = nullptr;
    (last_ ? last_->next : first_) = chunk;
    last_ = chunk;
    end_ = 0;
}

void ReadyQueue::make_room(size_t count)
{
    size_t left = last_ ? last_->capacity - end_ : 0;
    if ((spare_ && count - left <= spare_->capacity))
        return;
    Chunk* larger = make_chunk(std::max(small_bytes, sizeof(Chunk) + (count - left) * sizeof(Ready)));
    free_chunk(std::exchange(spare_, larger));
}

void ReadyQueue::drop_chunk()
{
    free_chunk(spare_);
    spare_ = first_;
    first_ = first_->next;
    begin_ = 0;
}

void ReadyQueue::release()
{
    while (first_)
        free_chunk(std::exchange(first_, first_->next));
    free_chunk(std::exchange(spare_, nullptr));
    last_ = nullptr;
    begin_ = end_ = size_ = 0;
}

} // namespace coil::internal
