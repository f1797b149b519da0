#pragma once
// An array of plain data that may get very long: growing a large one moves its pages instead of copying them.
#include <cstdlib>
#include <new>
#include <type_traits>

namespace coil
{

template <class T> class GrowingArray
{
public:
    static_assert(std::is_trivially_copyable_v<T>);
    GrowingArray() = default;
    ~GrowingArray() { std::free(items_); }
    GrowingArray(const GrowingArray&) = delete;
    GrowingArray& operator=(const GrowingArray&) = delete;

    bool empty() const { return size_ == 0; }
    size_t size() const { return size_; }
    T& operator[](size_t index) { return items_[index]; }
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
    void pop_back() { size_--; }
    void resize_down(size_t size) { size_ = size; }
    /// Empties it and gives the memory of a large one back.
    void release()
    {
        size_ = 0;
        if (capacity_ <= 4096)
            return;
        std::free(items_);
        items_ = nullptr;
        capacity_ = 0;
    }

private:
    void grow()
    {
        size_t capacity = capacity_ < 64 ? 64 : capacity_ + capacity_ / 2;
        void* items = std::realloc(items_, capacity * sizeof(T));
        if (!items)
            throw std::bad_alloc();
        items_ = static_cast<T*>(items);
        capacity_ = capacity;
    }
    T* items_ = nullptr;
    size_t size_ = 0;
    size_t capacity_ = 0;
};

} // namespace coil
