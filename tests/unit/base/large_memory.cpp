#include <cstdint>

#include <catch2/catch.hpp>

#include "base/growing_array.h"

using namespace coil::internal;

TEST_CASE("a growing array keeps its items across all sizes of memory")
{
    GrowingArray<uint64_t> array;
    constexpr size_t count = 400'000;
    for (size_t i = 0; i < count; i++)
        array.push_back(i * i);
    REQUIRE(array.size() == count);
    bool same = true;
    for (size_t i = 0; i < count; i++)
        same = same && array[i] == i * i;
    CHECK(same);
    while (array.size() > 100)
        array.pop_back();
    for (size_t i = 0; i < 100; i++)
        CHECK(array[i] == i * i);
    array.push_back(7);
    CHECK(array.back() == 7);
    array.release();
    CHECK(array.empty());
    array.push_back(8);
    CHECK(array.front() == 8);
}

TEST_CASE("memory keeps its contents when it becomes large and small again")
{
    auto* bytes = static_cast<unsigned char*>(allocate_memory(1000));
    for (int i = 0; i < 1000; i++)
        bytes[i] = static_cast<unsigned char>(i);
    size_t size = 1000;
    for (size_t next : { large_memory_bytes, large_memory_bytes * 5, large_memory_bytes, size_t(2000) }) {
        bytes = static_cast<unsigned char*>(resize_memory(bytes, size, next));
        size = next;
        bool same = true;
        for (int i = 0; i < 1000; i++)
            same = same && bytes[i] == static_cast<unsigned char>(i);
        CHECK(same);
    }
    free_memory(bytes, size);
}
