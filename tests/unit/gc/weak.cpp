#include "gc_test.h"

using namespace coil::internal;
using namespace coil::internal::gc;
using namespace coil::internal::gc::test;

namespace
{
Weak* weak_to(TestHeap& heap, Cell* target)
{
    Weak* weak = heap.allocate<Weak>(WeakKind);
    weak->target = Value::cell(target);
    heap.add_weak(weak, &weak->target);
    return weak;
}
} // namespace

TEST_CASE("a weak slot is emptied when its target dies, and its holder reported once", "[gc]")
{
    TestHeap heap;
    Root<Pair> target(heap, heap.pair());
    Root<Weak> weak(heap, weak_to(heap, target));
    heap.collect(false);
    heap.collect(true);
    REQUIRE(weak->target == Value::cell(target));
    REQUIRE_FALSE(heap.has_cleared());
    target = nullptr;
    heap.collect(false);
    REQUIRE_FALSE(weak->target.is_empty());
    heap.collect(true);
    REQUIRE(weak->target.is_empty());
    REQUIRE(heap.has_cleared());
    Weak* expected = weak;
    weak = nullptr;
    heap.collect(true);
    RootCells cleared = heap.take_cleared();
    REQUIRE(cleared.size() == 1);
    REQUIRE(cleared[0] == expected);
    REQUIRE(heap.is_cell(cleared[0]));
    REQUIRE_FALSE(heap.has_cleared());
}

TEST_CASE("a weak slot in a dead holder is forgotten", "[gc]")
{
    TestHeap heap;
    Root<Pair> target(heap, heap.pair());
    weak_to(heap, target);
    heap.collect(true);
    target = nullptr;
    heap.collect(true);
    REQUIRE_FALSE(heap.has_cleared());
    REQUIRE(heap.bytes_in_use() == 0);
}

TEST_CASE("a holder and a target that die together report nothing", "[gc]")
{
    TestHeap heap;
    weak_to(heap, heap.pair());
    SECTION("young") { heap.collect(false); }
    SECTION("in a full collection") { heap.collect(true); }
    REQUIRE_FALSE(heap.has_cleared());
    REQUIRE(heap.bytes_in_use() == 0);
}

TEST_CASE("a removed weak registration leaves the slot alone", "[gc]")
{
    TestHeap heap;
    Root<Weak> weak(heap, weak_to(heap, heap.pair()));
    heap.remove_weak(weak, &weak->target);
    heap.collect(true);
    REQUIRE_FALSE(weak->target.is_empty());
    REQUIRE_FALSE(heap.has_cleared());
}

TEST_CASE("an after-mark hook sees what lives", "[gc]")
{
    struct Table {
        std::vector<Cell*> entries;
        int calls = 0;
    };
    TestHeap heap;
    Table table;
    Root<Pair> root(heap, heap.pair());
    table.entries = { root, heap.pair() };
    Heap::AfterMarkFn hook = [](void* context, Heap& heap) {
        Table& table = *static_cast<Table*>(context);
        std::erase_if(table.entries, [&](Cell* cell) { return !heap.is_marked(cell); });
        ++table.calls;
    };
    heap.add_after_mark(&table, hook);
    heap.collect(false);
    REQUIRE(table.entries == std::vector<Cell*>{ root });
    heap.remove_after_mark(&table, hook);
    heap.collect(true);
    REQUIRE(table.calls == 1);
}

TEST_CASE("a finalizable cell lives once more with what it reaches", "[gc]")
{
    TestHeap heap;
    Pair* reached = heap.pair(Value::small(3));
    Pair* owner = heap.pair(Value(), reached);
    Root<Weak> weak(heap, weak_to(heap, reached));
    heap.add_finalizer(owner);
    bool full = GENERATE(false, true);
    heap.collect(full);
    REQUIRE(weak->target.is_empty());
    REQUIRE(heap.take_cleared().size() == 1);
    REQUIRE(heap.has_finalizable());
    heap.collect(true);
    {
        RootCells queue = heap.take_finalizable();
        REQUIRE(queue.size() == 1);
        REQUIRE(queue[0] == owner);
        heap.collect(true);
        REQUIRE(heap.is_cell(owner));
        REQUIRE(heap.is_cell(reached));
        REQUIRE(owner->second->first == Value::small(3));
        REQUIRE_FALSE(owner->gc_flags & NeedsFinalizer);
    }
    heap.collect(true);
    REQUIRE_FALSE(heap.has_finalizable());
    REQUIRE_FALSE(heap.is_cell(owner));
    REQUIRE_FALSE(heap.is_cell(reached));
}

TEST_CASE("a weak slot held by a resurrected cell still works", "[gc]")
{
    TestHeap heap;
    Root<Pair> target(heap, heap.pair());
    Weak* weak = weak_to(heap, target);
    Pair* owner = heap.pair(Value::cell(weak));
    heap.add_finalizer(owner);
    heap.collect(true);
    RootCells queue = heap.take_finalizable();
    target = nullptr;
    heap.collect(true);
    REQUIRE(weak->target.is_empty());
}

TEST_CASE("destroy runs once for every cell that dies", "[gc]")
{
    int destroyed = 0;
    auto make = [&](TestHeap& heap) {
        Owner* owner = heap.allocate<Owner>(OwnerKind);
        owner->destroyed = &destroyed;
        return owner;
    };
    {
        TestHeap heap;
        Root<Owner> root(heap, make(heap));
        for (int i = 0; i < 5000; ++i)
            make(heap);
        heap.collect(false);
        REQUIRE(destroyed == 5000);
        heap.collect(true);
        REQUIRE(destroyed == 5000);
        heap.free_now(make(heap), sizeof(Owner));
        REQUIRE(destroyed == 5001);
        Owner* large = heap.allocate_sized<Owner>(OwnerKind, 1 << 20);
        large->destroyed = &destroyed;
        heap.collect(false);
        REQUIRE(destroyed == 5002);
        large = heap.allocate_sized<Owner>(OwnerKind, 1 << 20);
        large->destroyed = &destroyed;
        make(heap);
    }
    REQUIRE(destroyed == 5005);
}
