#include <catch2/catch.hpp>

#include "objects/counted.h"

using namespace coil::internal;

namespace
{

struct State {
    explicit State(int* counter)
        : living(counter)
    {
        ++*living;
    }
    ~State() { --*living; }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    int* living;
    char room[1000];
};

} // namespace

TEST_CASE("what a cell owns beside itself is counted by the heap while it lives", "[objects]")
{
    Vm vm{ Vm::Options() };
    int living = 0;
    size_t before = vm.heap.bytes_outside();
    Counted<State> state;
    {
        auto made = make_counted<State>(vm, &living);
        REQUIRE(made.ok());
        state = made.release();
    }
    REQUIRE(living == 1);
    REQUIRE(vm.heap.bytes_outside() == before + sizeof(State));
    state.reset();
    REQUIRE(living == 0);
    REQUIRE(vm.heap.bytes_outside() == before);
}

TEST_CASE("at the heap's limit it is a MemoryError, and nothing is left of it", "[objects]")
{
    Vm vm{ Vm::Options{ .heap_limit = size_t(4) << 20 } };
    int living = 0;
    std::vector<Counted<State>> states;
    for (;;) {
        auto made = make_counted<State>(vm, &living);
        if (made.failed())
            break;
        states.push_back(made.release());
    }
    REQUIRE(vm.take_pending() == vm.memory_error);
    REQUIRE(size_t(living) == states.size());
    REQUIRE(states.size() * sizeof(State) <= size_t(4) << 20);
    states.pop_back();
    REQUIRE(make_counted<State>(vm, &living).ok());
    states.clear();
    REQUIRE(living == 0);
}
