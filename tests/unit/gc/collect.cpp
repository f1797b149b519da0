#include "gc_test.h"

using namespace coil::internal;
using namespace coil::internal::gc;
using namespace coil::internal::gc::test;

TEST_CASE("a fresh cell is zeroed and carries its kind", "[gc]")
{
    TestHeap heap;
    Root<Pair> root(heap, heap.pair());
    REQUIRE(root->kind == PairKind);
    REQUIRE(root->shape == 0);
    REQUIRE(root->gc_flags == 0);
    REQUIRE(root->first.is_empty());
    REQUIRE(root->second == nullptr);
    REQUIRE(root->number == 0);
}

TEST_CASE("cells that roots reach survive and the others die", "[gc]")
{
    TestHeap heap;
    Pair* end = heap.pair(Value::small(7));
    Root<Pair> root(heap, heap.pair(Value(), end));
    Pair* dead = heap.pair();
    REQUIRE(heap.is_cell(dead));
    SECTION("in a full collection") { heap.collect(true); }
    SECTION("in a minor collection") { heap.collect(false); }
    REQUIRE(heap.is_cell(root));
    REQUIRE(heap.is_cell(end));
    REQUIRE(end->first == Value::small(7));
    REQUIRE_FALSE(heap.is_cell(dead));
    REQUIRE(heap.bytes_in_use() == 2 * rounded_bytes(sizeof(Pair)));
}

TEST_CASE("a minor collection keeps old cells even when nothing reaches them", "[gc]")
{
    TestHeap heap;
    Root<Pair> root(heap, heap.pair());
    Pair* old = root;
    heap.collect(false);
    root = nullptr;
    heap.collect(false);
    REQUIRE(heap.is_cell(old));
    heap.collect(true);
    REQUIRE_FALSE(heap.is_cell(old));
    REQUIRE(heap.bytes_in_use() == 0);
}

TEST_CASE("the write barrier carries young cells through a minor collection", "[gc]")
{
    TestHeap heap;
    Root<Pair> root(heap, heap.pair());
    heap.collect(false);
    REQUIRE(root->gc_flags & OldUnlogged);
    SECTION("by a barrier beside the store")
    {
        Pair* young = heap.pair(Value::small(1));
        store(heap, root, root->second, young);
        REQUIRE_FALSE(root->gc_flags & OldUnlogged);
        heap.collect(false);
        REQUIRE(heap.is_cell(young));
        REQUIRE(root->gc_flags & OldUnlogged);
    }
    SECTION("by remember, whatever is written later")
    {
        heap.remember(root);
        Pair* young = heap.pair(Value::small(1));
        root->second = young;
        heap.collect(false);
        REQUIRE(heap.is_cell(young));
    }
}

TEST_CASE("without the write barrier a young cell is lost", "[gc]")
{
    Options options = quiet();
    options.verify = false;
    TestHeap heap(options);
    Root<Pair> root(heap, heap.pair());
    heap.collect(false);
    Pair* young = heap.pair(Value::small(1));
    root->second = young;
    heap.collect(false);
    REQUIRE_FALSE(heap.is_cell(young));
    root->second = nullptr;
}

TEST_CASE("dead cells are used again", "[gc]")
{
    TestHeap heap;
    RootCells kept(heap);
    for (int round = 0; round < 20; ++round) {
        for (int i = 0; i < 10000; ++i) {
            Pair* pair = heap.pair(Value::small(i));
            if (i % 97 == 0)
                kept.push_back(pair);
        }
        heap.collect(round % 5 == 4);
    }
    REQUIRE(heap.bytes_in_use() == kept.size() * rounded_bytes(sizeof(Pair)));
    REQUIRE(heap.stats().blocks_in_use < 60);
    for (Cell* cell : kept)
        REQUIRE(heap.is_cell(cell));
}
