#pragma once

#include <cstdint>
#include <vector>

namespace coil::internal
{

/// A set of registers: those that are certainly bound at some point of the code. Up to 64 take no memory of their own.
class Assigned
{
public:
    void clear()
    {
        first_ = 0;
        rest_.clear();
    }
    void resize(uint32_t count)
    {
        if (count > 64)
            rest_.resize((count - 1) / 64, 0);
    }
    bool has(uint32_t index) const
    {
        if (index < 64)
            return first_ >> index & 1;
        size_t word = index / 64 - 1;
        return word < rest_.size() && (rest_[word] >> (index % 64) & 1);
    }
    void add(uint32_t index)
    {
        if (index >= 64 && index / 64 > rest_.size())
            rest_.resize(index / 64, 0);
        word(index) |= uint64_t{ 1 } << (index % 64);
    }
    void remove(uint32_t index)
    {
        if (index / 64 <= rest_.size())
            word(index) &= ~(uint64_t{ 1 } << (index % 64));
    }
    void intersect(const Assigned& other)
    {
        first_ &= other.first_;
        for (size_t i = 0; i < rest_.size(); ++i)
            rest_[i] &= i < other.rest_.size() ? other.rest_[i] : 0;
    }
    void subtract(const Assigned& other)
    {
        first_ &= ~other.first_;
        for (size_t i = 0; i < rest_.size() && i < other.rest_.size(); ++i)
            rest_[i] &= ~other.rest_[i];
    }
    /// As at a point that is never reached.
    void add_all()
    {
        first_ = ~uint64_t{ 0 };
        for (uint64_t& word : rest_)
            word = ~uint64_t{ 0 };
    }

private:
    uint64_t& word(uint32_t index) { return index < 64 ? first_ : rest_[index / 64 - 1]; }

    uint64_t first_ = 0;
    std::vector<uint64_t> rest_;
};

} // namespace coil::internal
