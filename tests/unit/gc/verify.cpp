#include "gc_test.h"

#ifdef COIL_GC_VERIFY

#include <csignal>
#include <functional>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

using namespace coil::internal;
using namespace coil::internal::gc;
using namespace coil::internal::gc::test;

namespace
{

/// What `function` writes to descriptor 2 before it aborts, in a process of its own; empty when it does not abort.
std::string last_words(const std::function<void()>& function)
{
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        signal(SIGABRT, SIG_DFL);
        dup2(ends[1], 2);
        close(ends[0]);
        close(ends[1]);
        function();
        _exit(0);
    }
    close(ends[1]);
    std::string text;
    char part[512];
    for (ssize_t count; (count = read(ends[0], part, sizeof(part))) > 0;)
        text.append(part, size_t(count));
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT ? text : std::string();
}

bool contains(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("the verifier accepts a heap with everything in it", "[gc]")
{
    TestHeap heap;
    RootArray<Pair*> roots(heap);
    for (uint64_t i = 0; i < 20000; ++i) {
        Pair* pair = heap.pair(Value::small(1), roots.empty() ? nullptr : roots.back());
        if (i % 7 == 0)
            roots.push_back(pair);
        if (i % 4000 == 0)
            store(heap, roots.back(), roots.back()->first, Value::cell(heap.array(i * 3)));
        if (i % 5000 == 0)
            heap.collect(i % 10000 == 0);
        if (i % 3000 == 0)
            heap.free_now(heap.pair(), sizeof(Pair));
    }
    roots.resize(3);
    heap.collect(true);
    REQUIRE(heap.stats().full_collections == 3);
}

TEST_CASE("the verifier finds a store without its barrier, even when the cell survives", "[gc]")
{
    std::string text = last_words([] {
        TestHeap heap;
        Root<Pair> root(heap, heap.pair());
        heap.collect(false);
        Root<Pair> young(heap, heap.pair());
        root->second = young;
        heap.collect(false);
    });
    CHECK(contains(text, "a write barrier is missing"));
    CHECK(contains(text, "seen before the minor collection that follows 1 minor and 0 full"));
    CHECK(contains(text, "in its word 2, at offset 16"));
}

TEST_CASE("the verifier finds a store without its barrier before a full collection", "[gc]")
{
    std::string text = last_words([] {
        TestHeap heap;
        Root<Pair> root(heap, heap.pair());
        heap.collect(true);
        root->first = Value::cell(heap.pair());
        heap.collect(true);
    });
    CHECK(contains(text, "a write barrier is missing"));
    CHECK(contains(text, "in its word 1"));
}

TEST_CASE("the verifier finds references to what is no cell any more", "[gc]")
{
    SECTION("one that was released, from an old cell")
    {
        std::string text = last_words([] {
            TestHeap heap;
            Pair* other = heap.pair();
            Root<Pair> root(heap, heap.pair(Value(), other));
            heap.collect(false);
            heap.free_now(other, sizeof(Pair));
            heap.collect(false);
        });
        CHECK(contains(text, "a reference to a dead cell"));
        CHECK(contains(text, "owner"));
        CHECK(contains(text, ": pair, kind 1"));
        CHECK(contains(text, "no live cell"));
    }
    SECTION("the middle of a cell")
    {
        std::string text = last_words([] {
            TestHeap heap;
            Root<Pair> root(heap, heap.pair());
            Array* array = heap.array(20);
            root->second = reinterpret_cast<Pair*>(array->items + 3);
            heap.collect(false);
            heap.collect(false);
        });
        CHECK_FALSE(text.empty());
    }
}

TEST_CASE("the verifier finds an old cell that wrongly counts as written to", "[gc]")
{
    std::string text = last_words([] {
        TestHeap heap;
        Root<Pair> root(heap, heap.pair());
        heap.collect(false);
        root->gc_flags &= uint8_t(~OldUnlogged);
        heap.collect(false);
    });
    CHECK(contains(text, "says that it is in the log, and it is not"));
}

TEST_CASE("the verifier finds a free cell that was written to", "[gc]")
{
    std::string text = last_words([] {
        TestHeap heap;
        Root<Pair> root(heap, heap.pair());
        Pair* released = heap.pair();
        heap.free_now(released, sizeof(Pair));
        released->kind = PairKind;
        heap.collect(false);
    });
    CHECK(contains(text, "a free cell has a kind"));
}

TEST_CASE("the verifier names cells as it was told to", "[gc]")
{
    std::string text = last_words([] {
        TestHeap heap;
        heap.set_describe([](Heap&, const Cell*) { return std::string("of my class"); });
        Root<Pair> root(heap, heap.pair());
        heap.collect(false);
        root->second = heap.pair();
        heap.collect(false);
    });
    CHECK(contains(text, "pair (of my class), kind 1"));
}

TEST_CASE("a heap that is not to be verified is not", "[gc]")
{
    Options options = quiet();
    options.verify = false;
    TestHeap heap(options);
    Root<Pair> root(heap, heap.pair());
    heap.collect(false);
    Root<Pair> young(heap, heap.pair());
    root->second = young;
    heap.collect(false);
    REQUIRE(heap.is_cell(young));
}

#endif
