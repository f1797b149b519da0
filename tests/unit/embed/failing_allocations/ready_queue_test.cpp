#include <catch2/catch.hpp>

#include <new>

#include "allocations.h"
#include "async/loop/ready.h"

using namespace coil::failing;
using namespace coil::internal;

namespace
{

alignas(16) Cell subject_cell{};

Ready entry(int64_t number) { return { Ready::Kind::Wake, Value::cell(&subject_cell), Value::small(number) }; }

bool holds(const ReadyQueue& queue, int64_t count)
{
    int64_t found = 0;
    bool equal = true;
    queue.for_each([&](const Ready& each) { equal = equal && each.argument() == Value::small(found++); });
    return equal && found == count;
}

} // namespace

TEST_CASE("the queue of what is ready keeps what it has when there is no memory for more", "[async][ready]")
{
    for (uint64_t nth = 1; nth <= 18; nth++) {
        INFO(nth);
        ReadyQueue queue;
        int64_t pushed = 0;
        bool thrown = false;
        fail(Source::System, nth, false);
        try {
            for (; pushed < 6000; pushed++)
                queue.push(entry(pushed));
        } catch (const std::bad_alloc&) {
            thrown = true;
        }
        REQUIRE(stop_failing() == thrown);
        REQUIRE(thrown);
        REQUIRE(holds(queue, pushed));
        // Afterwards it goes on as if nothing had been.
        for (int64_t end = pushed + 6000; pushed < end; pushed++)
            queue.push(entry(pushed));
        REQUIRE(holds(queue, pushed));
    }
}

TEST_CASE("pushing what there is room for asks for no memory", "[async][ready]")
{
    int64_t before = GENERATE(0, 1, 254, 255, 400);
    int64_t room = GENERATE(1, 100, 5000);
    INFO(before << ", " << room);
    ReadyQueue queue;
    for (int64_t i = 0; i < before; i++)
        queue.push(entry(i));
    queue.reserve(size_t(room));
    bool thrown = false;
    fail(Source::System, 1, true);
    try {
        for (int64_t i = before; i < before + room; i++)
            queue.push(entry(i));
    } catch (const std::bad_alloc&) {
        thrown = true;
    }
    bool asked = stop_failing();
    REQUIRE_FALSE(thrown);
    REQUIRE_FALSE(asked);
    REQUIRE(holds(queue, before + room));
}

TEST_CASE("a promise of room that can't be kept leaves the queue as it was", "[async][ready]")
{
    ReadyQueue queue;
    for (int64_t i = 0; i < 300; i++)
        queue.push(entry(i));
    fail(Source::System, 1, true);
    bool thrown = false;
    try {
        queue.reserve(5000);
    } catch (const std::bad_alloc&) {
        thrown = true;
    }
    stop_failing();
    REQUIRE(thrown);
    REQUIRE(holds(queue, 300));
}
