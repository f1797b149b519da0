#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace coil::internal
{

/// Bump allocation for trees of plain data: nothing is freed before the arena is, and no destructor runs.
class Arena
{
public:
    /// Asked before the arena takes `bytes` more; what it refuses throws std::bad_alloc. Comes once in so many
    /// megabytes of a large tree, and may be used to stop who builds it.
    using Admit = bool (*)(void* context, size_t bytes);

    Arena() = default;
    Arena(Admit admit, void* context)
        : admit_(admit)
        , context_(context)
    {
    }
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;
    Arena(Arena&&) = default;
    Arena& operator=(Arena&&) = default;

    /// Memory aligned to 8 bytes, not initialised.
    void* allocate(size_t size)
    {
        size = (size + 7) & ~size_t{ 7 };
        if (size > size_t(limit_ - next_))
            return allocate_slow(size);
        char* result = next_;
        next_ += size;
        return result;
    }

    template <typename T, typename... Args> T* make(Args&&... args)
    {
        static_assert(std::is_trivially_destructible_v<T> && alignof(T) <= 8);
        return new (allocate(sizeof(T))) T{ std::forward<Args>(args)... };
    }

    /// A copy that lives as long as the arena.
    template <typename T> std::span<T> copy(const T* items, size_t count)
    {
        static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= 8);
        if (count == 0)
            return {};
        auto* result = static_cast<T*>(allocate(count * sizeof(T)));
        std::memcpy(static_cast<void*>(result), items, count * sizeof(T));
        return { result, count };
    }

    std::string_view copy(std::string_view text)
    {
        auto result = copy(text.data(), text.size());
        return { result.data(), result.size() };
    }

    /// Bytes taken from the system so far.
    size_t reserved() const { return reserved_; }

private:
    struct Free {
        void operator()(char* block) const;
    };

    void* allocate_slow(size_t size);
    char* take_block(size_t size);

    Admit admit_ = nullptr;
    void* context_ = nullptr;
    char* next_ = nullptr;
    char* limit_ = nullptr;
    size_t reserved_ = 0;
    std::vector<std::unique_ptr<char, Free>> blocks_;
};

} // namespace coil::internal
