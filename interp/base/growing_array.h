#pragma once
// An array of plain data that may get very long.
#include <type_traits>

#include "base/platform/large_memory.h"

namespace coil::internal
{

template <class T> class GrowingArray
{
public:
    static_assert(std::is_trivially_copyable_v<T>);
    GrowingArray() = default;
    ~GrowingArray() { free_memory(items_, capacity_ * sizeof(T)); }
    GrowingArray(const GrowingArray&) = delete;
    GrowingArray& operator=(const GrowingArray&) = delete;

    bool empty() const { return size_ == 0; }
    size_t size() const { return size_; }
    T& operator[](size_t index) { return items_[index]; }
    const T& operator[](size_t index) const { return items_[index]; }
    T& front() { return items_[0]; }
    const T& front() const { return items_[0]; }
    T& back() { return items_[size_ - 1]; }
    T* begin() { return items_; }
    T* end() { return items_ + size_; }
    const T* begin() const { return items_; }
    const T* end() const { return items_ + size_; }
    void push_back(const T& item)
    {
        if (size_ == capacity_) [[unlikely]]
            grow();
        items_[size_++] = item;
    }
    void pop_back() { resize_down(size_ - 1); }
    /// Forgets the last items. An array that is mostly unused then gives memory back.
    void resize_down(size_t size)
    {
        size_ = size;
        if (capacity_ > 65536 && size_ < capacity_ / 4)
            reallocate(capacity_ / 2);
    }
    /// Empties it and gives the memory of a large one back.
    void release()
    {
        size_ = 0;
        if (capacity_ <= 4096)
            return;
        free_memory(items_, capacity_ * sizeof(T));
        items_ = nullptr;
        capacity_ = 0;
    }

private:
    void grow() { reallocate(capacity_ < 64 ? 64 : capacity_ + capacity_ / 2); }
    void reallocate(size_t capacity)
    {
        items_ = static_cast<T*>(resize_memory(items_, capacity_ * sizeof(T), capacity * sizeof(T)));
        capacity_ = capacity;
    }
    T* items_ = nullptr;
    size_t size_ = 0;
    size_t capacity_ = 0;
};

} // namespace coil::internal
