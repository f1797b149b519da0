#pragma once
// Kinds and helpers that the heap's tests share.
#include <catch2/catch.hpp>

#include <type_traits>

#include "gc/heap.h"

namespace coil::internal::gc::test
{

enum Kind : uint8_t { Free, PairKind, LeafKind, ArrayKind, OwnerKind, WeakKind, WordsKind, KindCount };

struct Pair : Cell {
    Value first;
    Pair* second;
    uint64_t number;
};
struct Leaf : Cell {
    uint64_t number;
};
struct Array : Cell {
    size_t count;
    Value items[];

    static size_t bytes(size_t count) { return sizeof(Array) + count * sizeof(Value); }
};
/// Counts its destruction in `*destroyed`.
struct Owner : Cell {
    int* destroyed;
};
struct Weak : Cell {
    Value target;
};
/// A conservatively scanned cell.
struct Words : Cell {
    uintptr_t words[7];
};

inline const KindInfo kinds[KindCount] = {
    {},
    { "pair",
        [](Cell* cell, Tracer& tracer) {
            tracer.visit(static_cast<Pair*>(cell)->first);
            tracer.visit(static_cast<Pair*>(cell)->second);
        } },
    { "leaf" },
    { "array",
        [](Cell* cell, Tracer& tracer) {
            Array* array = static_cast<Array*>(cell);
            for (size_t i = 0; i < array->count; ++i)
                tracer.visit(array->items[i]);
        } },
    { "owner", nullptr, [](Cell* cell) { ++*static_cast<Owner*>(cell)->destroyed; } },
    { "weak" },
    { "words",
        [](Cell* cell, Tracer& tracer) {
            Words* words = static_cast<Words*>(cell);
            tracer.visit_conservative(words->words, words->words + 7);
        } },
};

/// A store with its barrier.
template <class T> void store(Heap& heap, Cell* owner, T& field, std::type_identity_t<T> value)
{
    heap.write_barrier(owner);
    field = value;
}

/// Options under which only explicit calls collect.
inline Options quiet()
{
    Options options;
    options.stress = false;
    options.nursery = size_t(1) << 40;
    return options;
}

/// A heap without any stack to scan: what the tests root is all that is rooted.
struct TestHeap : Heap {
    explicit TestHeap(Options options = quiet())
        : Heap(kinds, options)
    {
    }
    Pair* pair(Value first = Value(), Pair* second = nullptr)
    {
        Pair* pair = allocate<Pair>(PairKind);
        pair->first = first;
        pair->second = second;
        return pair;
    }
    Array* array(size_t count)
    {
        Array* array = allocate_sized<Array>(ArrayKind, Array::bytes(count));
        if (array)
            array->count = count;
        return array;
    }
};

} // namespace coil::internal::gc::test
