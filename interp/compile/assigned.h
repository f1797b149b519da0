#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace coil
{

/// A set of registers: those that are certainly bound at some point of the code.
class Assigned
{
public:
    void resize(uint32_t count) { words_.resize((count + 63) / 64, 0); }
    bool has(uint32_t index) const { return index / 64 < words_.size() && (words_[index / 64] >> (index % 64) & 1); }
    void add(uint32_t index)
    {
        if (index / 64 >= words_.size())
            words_.resize(index / 64 + 1, 0);
        words_[index / 64] |= uint64_t{ 1 } << (index % 64);
    }
    void remove(uint32_t index)
    {
        if (index / 64 < words_.size())
            words_[index / 64] &= ~(uint64_t{ 1 } << (index % 64));
    }
    void intersect(const Assigned& other)
    {
        for (size_t i = 0; i < words_.size(); ++i)
            words_[i] &= i < other.words_.size() ? other.words_[i] : 0;
    }
    void subtract(const Assigned& other)
    {
        for (size_t i = 0; i < std::min(words_.size(), other.words_.size()); ++i)
            words_[i] &= ~other.words_[i];
    }
    /// As at a point that is never reached.
    void add_all() { std::fill(words_.begin(), words_.end(), ~uint64_t{ 0 }); }
    bool is_empty() const
    {
        return std::all_of(words_.begin(), words_.end(), [](uint64_t word) { return word == 0; });
    }

private:
    std::vector<uint64_t> words_;
};

} // namespace coil
