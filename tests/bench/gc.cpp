// Times the heap: allocation of cells that die young, of linked structures, and collections of a million live cells.
#include "gc/heap.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <string>
#include <unistd.h>

using namespace coil::internal;
using namespace coil::internal::gc;

namespace
{
enum Kind : uint8_t { Free, NodeKind, FrameKind, TableKind, KindCount };

struct Node : Cell {
    Value value;
    Node* next;
    uint64_t number;
};
/// About what a sleeping task takes.
struct Frame : Cell {
    Frame* caller;
    Value registers[10];
};
struct Table : Cell {
    size_t count;
    Value items[1];
};

void store(Heap& heap, Cell* owner, Value& field, Value value)
{
    heap.write_barrier(owner);
    field = value;
}

const KindInfo kinds[KindCount] = {
    {},
    { "node",
        [](Cell* cell, Tracer& tracer) {
            tracer.visit(static_cast<Node*>(cell)->value);
            tracer.visit(static_cast<Node*>(cell)->next);
        } },
    { "frame",
        [](Cell* cell, Tracer& tracer) {
            tracer.visit(static_cast<Frame*>(cell)->caller);
            tracer.visit_range(static_cast<Frame*>(cell)->registers, 10);
        } },
    { "table",
        [](Cell* cell, Tracer& tracer) {
            Table* table = static_cast<Table*>(cell);
            for (size_t i = 0; i < table->count; ++i)
                tracer.visit(table->items[i]);
        } },
};

/// Seconds of processor time, so that what else the machine does matters little.
double now() { return double(std::clock()) / CLOCKS_PER_SEC; }
double seconds_since(double start) { return now() - start; }

size_t resident_bytes()
{
    std::ifstream file("/proc/self/statm");
    size_t total = 0, resident = 0;
    file >> total >> resident;
    return resident * size_t(sysconf(_SC_PAGESIZE));
}

template <class F> void time_each(const char* name, size_t count, F&& function)
{
    double best = 1e9;
    for (int round = 0; round < 5; ++round) {
        auto start = now();
        function();
        best = std::min(best, seconds_since(start));
    }
    printf("%-44s %8.2f ns each\n", name, best * 1e9 / double(count));
}

Options no_stress()
{
    Options options;
    options.stress = false;
    return options;
}

void bench_creation()
{
    time_each("create and destroy a heap", 100, [] {
        for (int i = 0; i < 100; ++i)
            Heap heap(kinds, no_stress());
    });
    size_t before = resident_bytes();
    Heap heap(kinds, no_stress());
    heap.allocate<Node>(NodeKind);
    printf("%-44s %8zu KiB\n", "resident after the first cell", (resident_bytes() - before) / 1024);
}

void bench_young()
{
    constexpr size_t count = 20'000'000;
    Heap heap(kinds, no_stress());
    StackScope scope(heap);
    time_each("32-byte cell that dies young", count, [&] {
        for (size_t i = 0; i < count; ++i)
            heap.allocate<Node>(NodeKind)->number = i;
    });
    time_each("96-byte cell that dies young", count / 4, [&] {
        for (size_t i = 0; i < count / 4; ++i)
            heap.allocate<Frame>(FrameKind)->registers[0] = Value::small(1);
    });
    volatile size_t bytes = 48;
    time_each("48-byte cell, size known at run time", count / 2, [&] {
        for (size_t i = 0; i < count / 2; ++i)
            heap.allocate_sized<Node>(NodeKind, bytes);
    });
    time_each("frame released explicitly", count, [&] {
        for (size_t i = 0; i < count; ++i)
            heap.free_now(heap.allocate<Frame>(FrameKind), sizeof(Frame));
    });
    time_each("1000 frames made, then released", count / 2, [&] {
        Root<Table> table(heap, heap.allocate_sized<Table>(TableKind, sizeof(Table) + 8000));
        for (size_t i = 0; i < count / 2; i += 1000) {
            table->count = 1000;
            for (size_t j = 0; j < 1000; ++j)
                store(heap, table, table->items[j], Value::cell(heap.allocate<Frame>(FrameKind)));
            table->count = 0;
            for (size_t j = 0; j < 1000; ++j)
                heap.free_now(table->items[j].as_cell(), sizeof(Frame));
        }
    });
    time_each("64 KiB cell that dies young", 20000, [&] {
        for (size_t i = 0; i < 20000; ++i)
            heap.allocate_sized<Table>(TableKind, 65536);
    });
    Stats stats = heap.stats();
    printf("%-44s %8llu minor %llu full, pauses: longest %.3f ms, mean %.3f ms\n", "collections",
        (unsigned long long)stats.minor_collections, (unsigned long long)stats.full_collections,
        double(stats.pause_max_ns) / 1e6,
        double(stats.pause_total_ns) / 1e6 /
            double(std::max<uint64_t>(1, stats.minor_collections + stats.full_collections)));
}

/// A million frames in a table, each with a node: what a million sleeping tasks look like.
void bench_live(size_t count)
{
    Heap heap(kinds, no_stress());
    StackScope scope(heap);
    auto start = now();
    Root<Table> table(heap, heap.allocate_sized<Table>(TableKind, sizeof(Table) + count * 8));
    table->count = count;
    uint64_t random = 1;
    for (size_t i = 0; i < count; ++i) {
        Frame* frame = heap.allocate<Frame>(FrameKind);
        store(heap, table, table->items[i], Value::cell(frame));
        Node* node = heap.allocate<Node>(NodeKind);
        node->value = Value::cell(frame);
        frame->registers[3] = Value::cell(node);
        random = random * 6364136223846793005u + 1442695040888963407u;
        frame->registers[5] = table->items[(random >> 33) % (i + 1)];
    }
    Stats built = heap.stats();
    printf("build %zu frames and nodes: %.0f ms (%llu minor, %llu full, longest pause %.1f ms, %zu MiB)\n", count,
        seconds_since(start) * 1e3, (unsigned long long)built.minor_collections,
        (unsigned long long)built.full_collections, double(built.pause_max_ns) / 1e6, built.bytes_in_use >> 20);
    for (int i = 0; i < 3; ++i) {
        start = now();
        heap.collect(true);
        printf("  full collection %.2f ms\n", seconds_since(start) * 1e3);
    }
    for (int written : { 0, 1000, 100000 }) {
        for (int i = 0; i < written; ++i) {
            random = random * 6364136223846793005u + 1442695040888963407u;
            heap.write_barrier(table->items[(random >> 33) % count].as_cell());
        }
        for (int i = 0; i < 100000; ++i)
            heap.allocate<Node>(NodeKind);
        heap.collect(false);
        printf("  minor collection with %d old cells written to %.3f ms\n", written,
            double(heap.stats().pause_last_ns) / 1e6);
    }
    start = now();
    constexpr size_t churn = 20'000'000;
    for (size_t i = 0; i < churn; ++i)
        heap.allocate<Node>(NodeKind)->number = i;
    printf("  32-byte cell that dies young beside them %.2f ns\n", seconds_since(start) * 1e9 / churn);
}
} // namespace

int main()
{
    bench_creation();
    bench_young();
    bench_live(1'000'000);
}
