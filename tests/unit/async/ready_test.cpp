#include <catch2/catch.hpp>

#include <new>
#include <vector>

#include "async/loop/ready.h"

using namespace coil::internal;

namespace
{

alignas(16) Cell subject_cell{};

Ready entry(int64_t number) { return { Ready::Kind::Wake, Value::cell(&subject_cell), Value::small(number) }; }

void push_range(ReadyQueue& queue, int64_t first, int64_t end)
{
    for (; first < end; first++)
        queue.push(entry(first));
}

/// Whether the next ones are those numbers.
bool pops(ReadyQueue& queue, int64_t first, int64_t end)
{
    for (; first < end; first++)
        if (!(queue.pop().argument() == Value::small(first)))
            return false;
    return true;
}

/// Whether that is all there is.
bool holds(const ReadyQueue& queue, int64_t first, int64_t end)
{
    bool equal = true;
    queue.for_each([&](const Ready& each) { equal = equal && each.argument() == Value::small(first++); });
    return equal && first == end;
}

/// More than all first chunks hold together before chunks are large, and than one large chunk does.
constexpr int64_t long_queue = 40000;

} // namespace

TEST_CASE("an entry is a kind, a subject and an argument", "[async][ready]")
{
    using Kind = Ready::Kind;
    for (Kind kind : { Kind::Call, Kind::Step, Kind::Wake, Kind::Notify, Kind::Expire, Kind::Fulfil, Kind::Fail }) {
        Ready made(kind, Value::cell(&subject_cell), Value::small(-3));
        REQUIRE(made.kind() == kind);
        REQUIRE(made.subject() == Value::cell(&subject_cell));
        REQUIRE(made.argument() == Value::small(-3));
    }
    REQUIRE(Ready(Kind::Step, Value::cell(&subject_cell)).argument().is_empty());
}

TEST_CASE("what is ready is first in, first out, however many", "[async][ready]")
{
    int64_t count = GENERATE(1, 2, 253, 254, 255, 256, 257, 512, 4096, 4097, long_queue);
    INFO(count);
    ReadyQueue queue;
    push_range(queue, 0, count);
    REQUIRE(queue.size() == size_t(count));
    REQUIRE(holds(queue, 0, count));
    REQUIRE(pops(queue, 0, count));
    REQUIRE(queue.empty());
    // And again, with what memory it has kept.
    push_range(queue, 0, count);
    REQUIRE(pops(queue, 0, count));
    REQUIRE(queue.size() == 0);
}

TEST_CASE("a queue that is used in turn goes from chunk to chunk", "[async][ready]")
{
    int64_t waiting = GENERATE(1, 7, 254, 255, 300, 9000);
    INFO(waiting);
    ReadyQueue queue;
    push_range(queue, 0, waiting);
    int64_t popped = 0, pushed = waiting;
    for (int round = 0; round < 200; round++) {
        int64_t count = round % 17;
        push_range(queue, pushed, pushed + count);
        pushed += count;
        REQUIRE(pops(queue, popped, popped + count));
        popped += count;
        REQUIRE(queue.size() == size_t(waiting));
        REQUIRE(holds(queue, popped, pushed));
    }
    REQUIRE(pops(queue, popped, pushed));
    REQUIRE(queue.empty());
}

TEST_CASE("room that was made is filled in order", "[async][ready]")
{
    auto before = int64_t(GENERATE(0, 1, 250, 255, 256));
    auto room = int64_t(GENERATE(1, 10, 255, 1000, long_queue));
    INFO(before << ", " << room);
    ReadyQueue queue;
    push_range(queue, 0, before);
    queue.reserve(size_t(room));
    push_range(queue, before, before + room + 300);
    REQUIRE(pops(queue, 0, before + room + 300));
    REQUIRE(queue.empty());
}

TEST_CASE("room that can't be had leaves the queue as it was", "[async][ready]")
{
    ReadyQueue queue;
    int64_t count = GENERATE(0, 1, 255, 600);
    push_range(queue, 0, count);
    REQUIRE_THROWS_AS(queue.reserve(size_t(1) << 55), std::bad_alloc);
    REQUIRE(holds(queue, 0, count));
    push_range(queue, count, count + 300);
    REQUIRE(pops(queue, 0, count + 300));
    REQUIRE(queue.empty());
}

TEST_CASE("a queue that was released is empty, and of use", "[async][ready]")
{
    ReadyQueue queue;
    push_range(queue, 0, GENERATE(0, 1, 300, long_queue));
    queue.release();
    REQUIRE(queue.empty());
    REQUIRE(holds(queue, 0, 0));
    push_range(queue, 0, 600);
    REQUIRE(pops(queue, 0, 600));
}
