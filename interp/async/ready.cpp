#include "async/ready.h"

#include <utility>

namespace coil
{

void ReadyQueue::add_chunk()
{
    Chunk* chunk = spare_ ? std::exchange(spare_, nullptr) : new Chunk;
    chunk->next = nullptr;
    (last_ ? last_->next : first_) = chunk;
    last_ = chunk;
    end_ = 0;
}

void ReadyQueue::drop_chunk()
{
    delete spare_;
    spare_ = first_;
    first_ = first_->next;
    begin_ = 0;
}

void ReadyQueue::clear()
{
    while (first_)
        delete std::exchange(first_, first_->next);
    last_ = nullptr;
    begin_ = end_ = size_ = 0;
}

} // namespace coil
