#include "gc_test.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

using namespace coil::internal;
using namespace coil::internal::gc;
using namespace coil::internal::gc::test;

namespace
{
/// Overwrites what is left of dead frames, so that no stale pointer keeps a cell alive.
[[gnu::noinline]] void clean_stack()
{
    volatile char filler[8192];
    for (volatile char& byte : filler)
        byte = 0;
}

[[gnu::noinline]] void make_garbage(TestHeap& heap, int count)
{
    for (int i = 0; i < count; ++i)
        heap.pair(Value::small(i));
}
} // namespace

TEST_CASE("what the running stack points to survives", "[gc]")
{
    TestHeap heap;
    StackScope scope(heap);
    make_garbage(heap, 1000);
    clean_stack();
    Pair* volatile pair = heap.pair(Value::small(5));
    heap.collect(true);
    REQUIRE(heap.is_cell(pair));
    REQUIRE(pair->first == Value::small(5));
    REQUIRE(heap.bytes_in_use() < 20 * rounded_bytes(sizeof(Pair)));
}

TEST_CASE("a pointer into a cell keeps it", "[gc]")
{
    TestHeap heap;
    StackScope scope(heap);
    SECTION("a small one")
    {
        uint64_t* volatile inside = &heap.pair()->number;
        clean_stack();
        heap.collect(true);
        REQUIRE(heap.find_cell(inside) != nullptr);
        REQUIRE(heap.find_cell(inside)->kind == PairKind);
    }
    SECTION("a large one")
    {
        Value* volatile inside = &heap.array(100000)->items[0] + 77777;
        clean_stack();
        heap.collect(true);
        REQUIRE(heap.find_cell(inside) != nullptr);
        REQUIRE(heap.find_cell(inside)->kind == ArrayKind);
    }
}

TEST_CASE("a conservatively scanned cell keeps what its words point into", "[gc]")
{
    TestHeap heap;
    Words* words = heap.allocate<Words>(WordsKind);
    Root<Words> root(heap, words);
    words->words[3] = reinterpret_cast<uintptr_t>(&heap.pair()->number);
    words->words[4] = 12345;
    words->words[5] = UINTPTR_MAX;
    heap.collect(true);
    REQUIRE(heap.find_cell(reinterpret_cast<void*>(words->words[3])));
}

TEST_CASE("numbers that look like pointers to free cells are ignored", "[gc]")
{
    TestHeap heap;
    Root<Words> root(heap, heap.allocate<Words>(WordsKind));
    Pair* dead = heap.pair();
    Root<Pair> neighbour(heap, heap.pair());
    root->words[0] = reinterpret_cast<uintptr_t>(dead);
    root->words[1] = reinterpret_cast<uintptr_t>(neighbour.get()) + 64 * 1024;
    Words* words = root;
    root = nullptr;
    heap.collect(false);
    REQUIRE_FALSE(heap.is_cell(dead));
    root = words = heap.allocate<Words>(WordsKind);
    words->words[0] = reinterpret_cast<uintptr_t>(dead);
    heap.collect(true);
    REQUIRE_FALSE(heap.is_cell(dead));
}

TEST_CASE("an active cell is traced again in the next collection", "[gc]")
{
    TestHeap heap;
    Pair* frame = heap.pair();
    Heap::RootFn trace = [](void* context, Tracer& tracer) { tracer.visit_active(static_cast<Cell*>(context)); };
    heap.add_roots(frame, trace);
    heap.collect(false);
    for (int i = 0; i < 3; ++i) {
        frame->second = heap.pair(Value::small(i));
        heap.collect(false);
        REQUIRE(heap.is_cell(frame->second));
        REQUIRE(frame->second->first == Value::small(i));
    }
    heap.remove_roots(frame, trace);
    heap.collect(true);
    REQUIRE_FALSE(heap.is_cell(frame));
}

TEST_CASE("rooted containers can be copied, moved and destroyed in any order", "[gc]")
{
    TestHeap heap;
    RootVector values(heap);
    {
        Root<Value> first(heap, Value::cell(heap.pair()));
        Root<Value> second = first;
        first = Value();
        heap.collect(true);
        REQUIRE(heap.is_cell(second.get().as_cell()));
        Root<Value> unbound;
        unbound = second;
        second = Value();
        heap.collect(true);
        REQUIRE(heap.is_cell(unbound.get().as_cell()));
        values.push_back(unbound);
    }
    RootVector moved = std::move(values);
    REQUIRE(values.empty());
    heap.collect(true);
    REQUIRE(heap.is_cell(moved[0].as_cell()));
    values.push_back(Value::cell(heap.pair()));
    heap.collect(true);
    REQUIRE(heap.is_cell(values[0].as_cell()));
    moved.clear();
    values.clear();
    heap.collect(true);
    REQUIRE(heap.bytes_in_use() == 0);
}

TEST_CASE("a rooted container may outlive its heap", "[gc]")
{
    Root<Pair> root;
    auto heap = std::make_unique<TestHeap>();
    root = Root<Pair>(*heap, heap->pair());
    Root<Pair> copy = root;
    heap.reset();
    REQUIRE(root.get() == nullptr);
    REQUIRE(copy.get() == nullptr);
}

TEST_CASE("the stacks of parked threads are scanned", "[gc]")
{
    TestHeap heap;
    std::mutex vm;
    std::condition_variable changed;
    int parked = 0;
    bool done = false;
    std::vector<std::thread> threads;
    std::vector<char> alive(8);
    std::unique_lock main_lock(vm);
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&, i] {
            std::unique_lock lock(vm);
            StackScope scope(heap);
            Pair* pair = heap.pair(Value::small(i));
            {
                ParkScope park(heap);
                ++parked;
                changed.notify_all();
                changed.wait(lock, [&] { return done; });
            }
            alive[size_t(i)] = heap.is_cell(pair) && pair->first == Value::small(i);
        });
    changed.wait(main_lock, [&] { return parked == 8; });
    {
        StackScope scope(heap);
        make_garbage(heap, 100000);
        heap.collect(true);
        make_garbage(heap, 100000);
        heap.collect(false);
        REQUIRE(heap.bytes_in_use() >= 8 * rounded_bytes(sizeof(Pair)));
    }
    done = true;
    main_lock.unlock();
    changed.notify_all();
    for (std::thread& thread : threads)
        thread.join();
    for (char one : alive)
        REQUIRE(one);
    heap.collect(true);
    REQUIRE(heap.bytes_in_use() == 0);
}

TEST_CASE("a heap may be used by one thread after the other", "[gc]")
{
    TestHeap heap;
    char here;
    heap.set_stack_base(&here);
    auto use = [&heap](bool scoped) {
        std::optional<StackScope> scope;
        if (scoped)
            scope.emplace(heap);
        Pair* volatile pair = heap.pair(Value::small(3));
        make_garbage(heap, 1000);
        heap.collect(true);
        return heap.is_cell(pair) && pair->first == Value::small(3);
    };
    REQUIRE(use(false));
    bool first = false;
    bool second = false;
    std::thread([&] { first = use(true); }).join();
    REQUIRE(first);
    std::thread([&] { second = use(false); }).join();
    REQUIRE(second);
    REQUIRE(use(true));
}
