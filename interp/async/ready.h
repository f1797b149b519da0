#pragma once
// The queue of what is ready: a ring that grows, first in, first out.
#include <cstdlib>

#include "objects/kinds.h"

namespace coil
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
    ~ReadyQueue() { std::free(entries_); }
    ReadyQueue(const ReadyQueue&) = delete;
    ReadyQueue& operator=(const ReadyQueue&) = delete;

    bool empty() const { return size_ == 0; }
    size_t size() const { return size_; }
    void push(const Ready& entry)
    {
        if (size_ == capacity_) [[unlikely]]
            grow();
        entries_[(first_ + size_++) & (capacity_ - 1)] = entry;
    }
    Ready pop()
    {
        Ready entry = entries_[first_];
        first_ = (first_ + 1) & (capacity_ - 1);
        if (--size_ == 0 && capacity_ > kept) [[unlikely]]
            clear();
        return entry;
    }
    /// Empties it and gives its memory back.
    void clear()
    {
        std::free(entries_);
        entries_ = nullptr;
        capacity_ = size_ = first_ = 0;
    }
    template <class F> void for_each(F&& function) const
    {
        for (size_t i = 0; i < size_; i++)
            function(entries_[(first_ + i) & (capacity_ - 1)]);
    }

private:
    static constexpr size_t kept = 4096;
    void grow();

    Ready* entries_ = nullptr;
    size_t capacity_ = 0; ///< a power of two, or 0
    size_t size_ = 0;
    size_t first_ = 0;
};

} // namespace coil
