#include <catch2/catch.hpp>

#include "async/sync/ring.h"
#include "objects/list.h"

using namespace coil::internal;

namespace
{

/// A ring in a VM's heap. Its owner, which would trace it, is another cell: this object is on the stack, which is
/// scanned.
class TestRing
{
public:
    explicit TestRing(Vm::Options options = {})
        : vm_(options)
        , stack_(vm_.heap)
    {
        vm_.operations.poll = [](Vm&) { return Result<void>(); };
        owner_ = make_value_array(vm_, 1).value();
    }
    Ring* operator->() { return &ring_; }
    Vm& vm() { return vm_; }

    bool push(int64_t number) { return ring_.push(vm_, owner_, Value::small(number)).ok(); }
    void push_range(int64_t first, int64_t end)
    {
        for (; first < end; first++)
            REQUIRE(push(first));
    }
    int64_t pop() { return ring_.pop().as_small(); }
    void remove(int64_t number) { ring_.remove(vm_, Value::small(number)); }
    std::vector<int64_t> contents()
    {
        std::vector<int64_t> numbers;
        for (size_t i = 0; i < ring_.size; i++)
            numbers.push_back(ring_.at(i).as_small());
        return numbers;
    }

private:
    Vm vm_;
    gc::StackScope stack_;
    ValueArray* owner_;
    Ring ring_{};
};

using Numbers = std::vector<int64_t>;

} // namespace

TEST_CASE("a ring is first in, first out, and grows", "[async][ring]")
{
    TestRing ring;
    ring.push_range(0, 100);
    REQUIRE(ring->size == 100);
    for (int64_t i = 0; i < 100; i++)
        REQUIRE(ring.pop() == i);
    REQUIRE(ring->size == 0);
}

TEST_CASE("a ring goes round in the room it has", "[async][ring]")
{
    TestRing ring;
    ring.push_range(0, 3);
    const ValueArray* array = ring->array;
    for (int64_t i = 3; i < 50; i++) {
        REQUIRE(ring.push(i));
        REQUIRE(ring.pop() == i - 3);
        REQUIRE(ring.contents() == Numbers{ i - 2, i - 1, i });
    }
    REQUIRE(ring->array == array);
}

TEST_CASE("a ring that has gone round keeps its order when it grows", "[async][ring]")
{
    int64_t begin = GENERATE(0, 1, 2, 3);
    TestRing ring;
    ring.push_range(0, 4);
    for (int64_t i = 0; i < begin; i++)
        ring.pop();
    ring.push_range(4, 4 + begin);
    REQUIRE(ring->size == ring->array->capacity);
    REQUIRE(ring.push(4 + begin));
    Numbers expected;
    for (int64_t i = begin; i <= 4 + begin; i++)
        expected.push_back(i);
    REQUIRE(ring.contents() == expected);
}

TEST_CASE("values are removed from anywhere in a ring", "[async][ring]")
{
    TestRing ring;
    ring.push_range(0, 4);
    ring.pop();
    ring.pop();
    ring.push_range(4, 6);
    SECTION("the first")
    {
        ring.remove(2);
        REQUIRE(ring.contents() == Numbers{ 3, 4, 5 });
    }
    SECTION("one behind where it goes round")
    {
        ring.remove(4);
        REQUIRE(ring.contents() == Numbers{ 2, 3, 5 });
    }
    SECTION("the last")
    {
        ring.remove(5);
        REQUIRE(ring.contents() == Numbers{ 2, 3, 4 });
    }
    SECTION("one that is not there")
    {
        ring.remove(0);
        REQUIRE(ring.contents() == Numbers{ 2, 3, 4, 5 });
    }
    ring.push_range(6, 8);
    REQUIRE(ring.contents().back() == 7);
}

TEST_CASE("nothing is removed from a ring that never had anything", "[async][ring]")
{
    TestRing ring;
    ring.remove(1);
    REQUIRE(ring->size == 0);
}

TEST_CASE("a ring that there is no memory for is a MemoryError, and stays as it was", "[async][ring]")
{
    TestRing ring(Vm::Options{ .heap_limit = size_t(4) << 20 });
    int64_t pushed = 0;
    while (ring.push(pushed))
        pushed++;
    REQUIRE(pushed > 1000);
    REQUIRE(ring.vm().take_pending() == ring.vm().memory_error);
    REQUIRE(ring->size == size_t(pushed));
    for (int64_t i = 0; i < pushed; i++)
        REQUIRE(ring.pop() == i);
}
