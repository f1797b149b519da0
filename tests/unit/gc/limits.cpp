#include "gc_test.h"

#include <memory>

using namespace coil::internal;
using namespace coil::internal::gc;
using namespace coil::internal::gc::test;

TEST_CASE("the limit is exact", "[gc]")
{
    Options options = quiet();
    options.limit = GENERATE(size_t(64) << 10, size_t(1) << 20, (size_t(3) << 20) + 12345);
    options.stress = GENERATE(false, true) && options.limit < 100000;
    TestHeap heap(options);
    RootCells kept(heap);
    size_t expected = 0;
    for (size_t i = 0;; ++i) {
        size_t bytes = 16 + i % 7 * 40;
        Cell* cell = heap.allocate_cell(LeafKind, bytes);
        if (!cell) {
            REQUIRE(expected + rounded_bytes(bytes) > options.limit);
            break;
        }
        kept.push_back(cell);
        expected += rounded_bytes(bytes);
        if (i % 1000 == 0)
            REQUIRE(heap.bytes_in_use() == expected);
    }
    REQUIRE(heap.bytes_in_use() == expected);
    size_t rest = 0;
    while (Cell* cell = heap.allocate_cell(LeafKind, 16)) {
        kept.push_back(cell);
        ++rest;
    }
    REQUIRE(rest <= 300);
    kept.clear();
    REQUIRE(heap.allocate_cell(LeafKind, 32768));
}

TEST_CASE("garbage does not count against the limit", "[gc]")
{
    Options options = quiet();
    options.limit = size_t(2) << 20;
    TestHeap heap(options);
    for (int i = 0; i < 300000; ++i)
        REQUIRE(heap.pair());
    for (int i = 0; i < 100; ++i)
        REQUIRE(heap.array(100000));
    REQUIRE(heap.stats().full_collections > 3);
    REQUIRE(heap.bytes_in_use() <= options.limit);
}

TEST_CASE("absurd requests fail at once", "[gc]")
{
    TestHeap heap;
    REQUIRE_FALSE(heap.allocate_cell(LeafKind, SIZE_MAX));
    REQUIRE_FALSE(heap.allocate_cell(LeafKind, SIZE_MAX - 8));
    REQUIRE_FALSE(heap.allocate_cell(LeafKind, size_t(1) << 50));
    heap.set_limit(size_t(1) << 20);
    REQUIRE_FALSE(heap.allocate_cell(LeafKind, size_t(1) << 30));
    REQUIRE(heap.stats().full_collections == 0);
}

TEST_CASE("a limit can be lowered and raised", "[gc]")
{
    TestHeap heap;
    RootCells kept(heap);
    for (int i = 0; i < 10000; ++i)
        kept.push_back(heap.pair());
    heap.set_limit(1000);
    REQUIRE_FALSE(heap.allocate_cell(LeafKind, 4000));
    REQUIRE_FALSE(heap.allocate<Pair>(PairKind));
    heap.set_limit(heap.bytes_in_use());
    REQUIRE_FALSE(heap.allocate<Pair>(PairKind));
    heap.free_now(kept.back(), sizeof(Pair));
    kept.pop_back();
    kept.push_back(heap.allocate<Pair>(PairKind));
    REQUIRE(kept.back());
    REQUIRE_FALSE(heap.allocate<Pair>(PairKind));
    heap.set_limit(0);
    REQUIRE(heap.allocate_cell(LeafKind, 4000));
}

TEST_CASE("large cells are zeroed, kept, and give their space back", "[gc]")
{
    TestHeap heap;
    Root<Array> kept(heap, heap.array(20000));
    kept->items[19999] = Value::cell(heap.pair(Value::small(9)));
    for (int round = 0; round < 50; ++round) {
        for (size_t count : { 5000, 9000, 20000, 300000 }) {
            Array* array = heap.array(count);
            for (size_t i = 0; i < count; i += 37) {
                REQUIRE(array->items[i].is_empty());
                array->items[i] = Value::small(1);
            }
        }
        heap.collect(round % 3 == 0);
    }
    REQUIRE(kept->items[19999].as_cell()->kind == PairKind);
    REQUIRE(heap.stats().large_cells == 1);
    REQUIRE(heap.bytes_in_use() == rounded_bytes(Array::bytes(20000)) + rounded_bytes(sizeof(Pair)));
    REQUIRE(heap.stats().blocks_in_use == 4);
}

TEST_CASE("automatic collections keep a heap of garbage small", "[gc]")
{
    Options options;
    options.stress = false;
    TestHeap heap(options);
    Root<Pair> list(heap);
    for (int i = 0; i < 3000000; ++i) {
        Pair* pair = heap.pair();
        if (i % 50 == 0) {
            pair->second = list;
            list = pair;
        }
        if (i % 300000 == 0)
            list = nullptr;
    }
    Stats stats = heap.stats();
    REQUIRE(stats.minor_collections > 10);
    REQUIRE(stats.blocks_in_use + stats.blocks_free < 2000);
    REQUIRE(stats.bytes_allocated == 3000000 * rounded_bytes(sizeof(Pair)));
    uint64_t collections = stats.minor_collections + stats.full_collections;
    heap.disable();
    for (int i = 0; i < 1000000; ++i)
        heap.pair();
    stats = heap.stats();
    REQUIRE(stats.minor_collections + stats.full_collections == collections);
}

TEST_CASE("free_now gives a cell back at once", "[gc]")
{
    TestHeap heap;
    Root<Pair> neighbour(heap, heap.pair());
    SECTION("a young one")
    {
        Pair* pair = heap.pair();
        heap.free_now(pair, sizeof(Pair));
        REQUIRE_FALSE(heap.is_cell(pair));
        REQUIRE(heap.pair() == pair);
    }
    SECTION("an old one, logged or not")
    {
        Root<Pair> root(heap, heap.pair());
        Pair* pair = root;
        heap.collect(GENERATE(false, true));
        if (GENERATE(false, true))
            store(heap, root, root->second, heap.pair());
        root = nullptr;
        heap.free_now(pair, sizeof(Pair));
        REQUIRE_FALSE(heap.is_cell(pair));
        for (int i = 0; i < 3000; ++i)
            heap.pair(Value::small(i));
        heap.collect(false);
    }
    SECTION("a large one")
    {
        Array* array = heap.array(100000);
        heap.collect(false);
        array = heap.array(100000);
        heap.free_now(array, Array::bytes(100000));
        REQUIRE_FALSE(heap.is_cell(array));
    }
    SECTION("many, in any order")
    {
        std::vector<Pair*> pairs;
        for (int i = 0; i < 10000; ++i)
            pairs.push_back(heap.pair());
        for (size_t i = 0; i < pairs.size(); ++i)
            heap.free_now(pairs[i * 7919 % pairs.size()], sizeof(Pair));
        REQUIRE(heap.bytes_in_use() == rounded_bytes(sizeof(Pair)));
        size_t blocks = heap.stats().blocks_in_use;
        for (int i = 0; i < 10000; ++i)
            heap.pair();
        REQUIRE(heap.stats().blocks_in_use == blocks);
    }
    heap.collect(true);
    REQUIRE(heap.bytes_in_use() == rounded_bytes(sizeof(Pair)));
}

TEST_CASE("many heaps live in one process", "[gc]")
{
    std::vector<std::unique_ptr<TestHeap>> heaps;
    for (int i = 0; i < 100; ++i) {
        heaps.push_back(std::make_unique<TestHeap>());
        REQUIRE(heaps.back()->pair());
    }
}

TEST_CASE("every live cell can be enumerated", "[gc]")
{
    TestHeap heap;
    RootCells kept(heap);
    for (int i = 0; i < 500; ++i) {
        kept.push_back(heap.pair());
        heap.pair();
    }
    kept.push_back(heap.array(50000));
    heap.collect(true);
    size_t count = 0;
    heap.for_each_cell([&](Cell*) { ++count; });
    REQUIRE(count == kept.size());
}
