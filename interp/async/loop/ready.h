#pragma once
// The queue of what is ready: first in, first out, in chunks that are freed as they are used up.
#include "objects/kinds.h"

namespace coil::internal
{

/// One thing to run.
class Ready
{
public:
    enum class Kind : uint8_t {
        Call,   ///< subject: a Handle
        Step,   ///< a Task; argument: an exception to throw, or empty
        Wake,   ///< a Task or Gather; argument: the Future that is done
        Notify, ///< a callable; argument: the Future that is done
        Expire, ///< a Sleep
        Fulfil, ///< a Future that gets the argument as its result
        Fail,   ///< a Future that gets the argument as its exception
    };
    Ready() = default;
    Ready(Kind kind, Value subject, Value argument = Value())
        : bits_(subject.bits() | uint64_t(kind))
        , argument_(argument)
    {
    }
    Kind kind() const { return Kind(bits_ & 15); }
    Value subject() const { return Value::from_bits(bits_ & ~uint64_t(15)); }
    Value argument() const { return argument_; }

private:
    uint64_t bits_ = 0; ///< a cell, whose address has four zero bits, and the kind
    Value argument_;
};

class ReadyQueue
{
public:
    ReadyQueue() = default;
    ~ReadyQueue() { release(); }
    ReadyQueue(const ReadyQueue&) = delete;
    ReadyQueue& operator=(const ReadyQueue&) = delete;

    bool empty() const { return size_ == 0; }
    size_t size() const { return size_; }
    void push(const Ready& entry)
    {
        if (!last_ || end_ == last_->capacity) [[unlikely]]
            add_chunk();
        last_->entries[end_++] = entry;
        size_++;
    }
    /// Makes sure that so many can be pushed without asking for memory, before something is half done.
    void reserve(size_t count)
    {
        if (!last_ || last_->capacity - end_ < count) [[unlikely]]
            make_room(count);
    }
    const Ready& first() const { return first_->entries[begin_]; }
    Ready pop()
    {
        Ready entry = first_->entries[begin_++];
        if (--size_ == 0)
            begin_ = end_ = 0;
        else if (begin_ == first_->capacity) [[unlikely]]
            drop_chunk();
        return entry;
    }
    /// Forgets all, and gives the memory back.
    void release();
    template <class F> void for_each(F&& function) const
    {
        size_t at = begin_, left = size_;
        for (const Chunk* chunk = first_; left > 0; chunk = chunk->next, at = 0)
            for (; at < chunk->capacity && left > 0; at++, left--)
                function(chunk->entries[at]);
    }

private:
    struct Chunk {
        Chunk* next;
        size_t bytes;
        size_t capacity; ///< entries
        Ready entries[];
    };
    static Chunk* make_chunk(size_t bytes);
    static void free_chunk(Chunk* chunk);
    void add_chunk();
    void make_room(size_t count);
    void drop_chunk();

    Chunk* first_ = nullptr;
    Chunk* last_ = nullptr;
    Chunk* spare_ = nullptr;
    size_t begin_ = 0; ///< in the first chunk
    size_t end_ = 0;   ///< in the last one
    size_t size_ = 0;
};

} // namespace coil::internal
