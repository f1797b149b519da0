// product, permutations, combinations and combinations_with_replacement.
//
// All of them count: `indices` says which item of its pool stands in each place, and the next result differs from the
// last one in the rightmost place that can go on, and in those behind it. `current` holds the items of the last result.
// It is not shown to scripts: a result is a copy of it, or, for a loop that unpacks two, just its two words.
#include <algorithm>

#include "objects/list.h"
#include "objects/numbers.h"
#include "objects/storage.h"
#include "stdlib/containers/itertools/itertools.h"

namespace coil::internal
{

namespace
{

struct Selection : NativeIterator {
    Tuple* pool;         ///< product: a tuple of pools
    ValueArray* indices; ///< small ints
    ValueArray* cycles;  ///< permutations only: how many items each place still gets
    ValueArray* current;
    size_t size; ///< of a result
    bool begun, ended;
};
void trace_selection(Cell* cell, gc::Tracer& tracer)
{
    auto* walk = static_cast<Selection*>(cell);
    for (Cell* part : { static_cast<Cell*>(walk->pool), static_cast<Cell*>(walk->indices),
             static_cast<Cell*>(walk->cycles), static_cast<Cell*>(walk->current) })
        tracer.visit(part);
}

size_t index_at(const Selection* walk, size_t place) { return size_t(walk->indices->data[place].as_small()); }
void set_index(Selection* walk, size_t place, size_t index)
{
    walk->indices->data[place] = Value::small(int64_t(index));
}

/// Each goes on to the next result, false at the end, and does not allocate.
bool advance_product(Vm& vm, Selection* walk)
{
    vm.heap.write_barrier(walk->current);
    for (size_t place = walk->size; place-- > 0;) {
        const Tuple* pool = as<Tuple>(walk->pool->items[place]);
        size_t index = index_at(walk, place) + 1;
        bool goes_on = index < pool->size;
        set_index(walk, place, goes_on ? index : 0);
        walk->current->data[place] = pool->items[goes_on ? index : 0];
        if (goes_on)
            return true;
    }
    return false;
}

bool advance_combinations(Vm& vm, Selection* walk)
{
    size_t size = walk->size, spare = walk->pool->size - size;
    size_t place = size;
    while (place > 0 && index_at(walk, place - 1) == place - 1 + spare)
        place--;
    if (place == 0)
        return false;
    vm.heap.write_barrier(walk->current);
    size_t index = index_at(walk, place - 1) + 1;
    for (place--; place < size; place++, index++) {
        set_index(walk, place, index);
        walk->current->data[place] = walk->pool->items[index];
    }
    return true;
}

bool advance_with_replacement(Vm& vm, Selection* walk)
{
    size_t size = walk->size;
    size_t place = size;
    while (place > 0 && index_at(walk, place - 1) == walk->pool->size - 1)
        place--;
    if (place == 0)
        return false;
    vm.heap.write_barrier(walk->current);
    size_t index = index_at(walk, place - 1) + 1;
    for (place--; place < size; place++) {
        set_index(walk, place, index);
        walk->current->data[place] = walk->pool->items[index];
    }
    return true;
}

/// `indices` holds the places of all items of the pool: those behind the result are what it may still get.
bool advance_permutations(Vm& vm, Selection* walk)
{
    size_t count = walk->pool->size;
    Value* indices = walk->indices->data;
    for (size_t place = walk->size; place-- > 0;) {
        int64_t left = walk->cycles->data[place].as_small() - 1;
        if (left == 0) {
            std::rotate(indices + place, indices + place + 1, indices + count);
            walk->cycles->data[place] = Value::small(int64_t(count - place));
            continue;
        }
        walk->cycles->data[place] = Value::small(left);
        std::swap(indices[place], indices[count - size_t(left)]);
        vm.heap.write_barrier(walk->current);
        for (size_t i = place; i < walk->size; i++)
            walk->current->data[i] = walk->pool->items[index_at(walk, i)];
        return true;
    }
    return false;
}

using Advance = bool (*)(Vm&, Selection*);

template <Advance advance> bool go_on(Vm& vm, Cell* cell)
{
    auto* walk = static_cast<Selection*>(cell);
    if (walk->ended)
        return false;
    vm.charge_bytes(walk->size * sizeof(Value));
    if (walk->begun)
        walk->ended = !advance(vm, walk);
    walk->begun = true;
    return !walk->ended;
}
template <Advance advance> Result<Step> next_selection(Vm& vm, Cell* cell)
{
    auto* walk = static_cast<Selection*>(cell);
    if (!go_on<advance>(vm, walk))
        return end_of_items(vm);
    const Value* items = walk->current->data;
    if (walk->size == 2)
        return Value::cell(TRY(make_pair(vm, items[0], items[1])));
    return Value::cell(TRY(make_tuple(vm, items, walk->size)));
}
template <Advance advance> Result<Step> next_selected_pair(Vm& vm, Cell* cell, Value* first, Value* second)
{
    auto* walk = static_cast<Selection*>(cell);
    if (!go_on<advance>(vm, walk))
        return end_of_items(vm);
    *first = walk->current->data[0];
    *second = walk->current->data[1];
    return Step(*first);
}
/// The types of what gives pairs, and of the rest.
template <Advance advance> struct Types {
    static constexpr NativeIteratorType pairs{ "selection", trace_selection, next_selection<advance>,
        next_selected_pair<advance> };
    static constexpr NativeIteratorType others{ "selection", trace_selection, next_selection<advance> };
};

/// What follows `pool` is filled by the caller, which sets `size` when there are results.
template <Advance advance> Result<Selection*> make_selection(Vm& vm, Value type, Tuple* pool, size_t size)
{
    auto* walk = TRY(make_native_iterator<Selection>(
        vm, as<Class>(type), size == 2 ? Types<advance>::pairs : Types<advance>::others));
    walk->pool = pool;
    walk->size = size;
    return walk;
}
/// An array of a selection, with room for `size` words.
Result<void> give_array(Vm& vm, Selection* walk, ValueArray* Selection::*field, size_t size)
{
    ValueArray* array = TRY(make_value_array(vm, size));
    vm.heap.write_barrier(walk);
    walk->*field = array;
    return {};
}

Result<Tuple*> pool_of(Vm& vm, Value iterable)
{
    if (iterable.is_cell() && iterable.as_cell()->shape == vm.exact.tuple)
        return as<Tuple>(iterable);
    List* items = TRY(list_of(vm, iterable));
    return make_tuple(vm, items->begin(), items->size);
}

Result<size_t> size_of_result(Vm& vm, Value value)
{
    int64_t size = TRY(to_count(vm, value));
    if (size < 0)
        return vm.raise(Error::ValueError, "r must be non-negative");
    return size_t(size);
}

Result<Value> product_new(Vm& vm, Value type, Arguments iterables, Value repeat)
{
    int64_t times = TRY(to_count(vm, repeat));
    if (times < 0)
        return vm.raise(Error::ValueError, "repeat argument cannot be negative");
    size_t width = times == 0 ? 0 : iterables.count;
    if (width && size_t(times) > size_t(PTRDIFF_MAX) / sizeof(Value) / width)
        return vm.raise(Error::OverflowError, "repeat argument too large");
    size_t size = width * size_t(times);
    TRY(vm.require_room(size * 3 * sizeof(Value)));
    Tuple* pools = TRY(make_tuple(vm, size));
    for (size_t i = 0; i < width; i++) {
        Tuple* pool = TRY(pool_of(vm, iterables[i]));
        vm.heap.write_barrier(pools);
        pools->items[i] = Value::cell(pool);
    }
    Selection* walk = TRY(make_selection<advance_product>(vm, type, pools, size));
    TRY(give_array(vm, walk, &Selection::indices, size));
    TRY(give_array(vm, walk, &Selection::current, size));
    vm.heap.write_barrier(pools);
    vm.heap.write_barrier(walk->current);
    for (size_t i = 0; i < size; i++) {
        pools->items[i] = pools->items[i % width];
        const Tuple* pool = as<Tuple>(pools->items[i]);
        set_index(walk, i, 0);
        if (pool->size == 0)
            walk->ended = true;
        else
            walk->current->data[i] = pool->items[0];
    }
    return Value::cell(walk);
}

/// The first result has the first items.
Result<void> start_with_first(Vm& vm, Selection* walk, size_t indices)
{
    TRY(give_array(vm, walk, &Selection::indices, indices));
    TRY(give_array(vm, walk, &Selection::current, walk->size));
    vm.heap.write_barrier(walk->current);
    for (size_t i = 0; i < indices; i++)
        set_index(walk, i, i);
    std::copy_n(walk->pool->items, walk->size, walk->current->data);
    return {};
}

Result<Value> combinations_new(Vm& vm, Value type, Value iterable, Value count)
{
    Tuple* pool = TRY(pool_of(vm, iterable));
    size_t size = TRY(size_of_result(vm, count));
    Selection* walk = TRY(make_selection<advance_combinations>(vm, type, pool, size));
    walk->ended = size > pool->size;
    if (!walk->ended)
        TRY(start_with_first(vm, walk, size));
    return Value::cell(walk);
}

Result<Value> with_replacement_new(Vm& vm, Value type, Value iterable, Value count)
{
    Tuple* pool = TRY(pool_of(vm, iterable));
    size_t size = TRY(size_of_result(vm, count));
    Selection* walk = TRY(make_selection<advance_with_replacement>(vm, type, pool, size));
    walk->ended = pool->size == 0 && size > 0;
    if (walk->ended)
        return Value::cell(walk);
    TRY(vm.require_room(size < (uint64_t(1) << 56) ? size * 2 * sizeof(Value) : SIZE_MAX / 2));
    TRY(give_array(vm, walk, &Selection::indices, size));
    TRY(give_array(vm, walk, &Selection::current, size));
    vm.heap.write_barrier(walk->current);
    for (size_t i = 0; i < size; i++) {
        set_index(walk, i, 0);
        walk->current->data[i] = pool->items[0];
    }
    return Value::cell(walk);
}

Result<Value> permutations_new(Vm& vm, Value type, Value iterable, Value count)
{
    Tuple* pool = TRY(pool_of(vm, iterable));
    if (!count.is_none() && !is_int(count))
        return vm.raise(Error::TypeError, "Expected int as r");
    size_t size = count.is_none() ? pool->size : TRY(size_of_result(vm, count));
    Selection* walk = TRY(make_selection<advance_permutations>(vm, type, pool, size));
    walk->ended = size > pool->size;
    if (walk->ended)
        return Value::cell(walk);
    TRY(start_with_first(vm, walk, pool->size));
    TRY(give_array(vm, walk, &Selection::cycles, size));
    for (size_t i = 0; i < size; i++)
        walk->cycles->data[i] = Value::small(int64_t(pool->size - i));
    return Value::cell(walk);
}

constexpr NativeDef product_def = def<"__new__(cls, /, *iterables, repeat=1)", product_new>();
constexpr NativeDef combinations_def = def<"__new__(cls, iterable, r)", combinations_new>();
constexpr NativeDef with_replacement_def = def<"__new__(cls, iterable, r)", with_replacement_new>();
constexpr NativeDef permutations_def = def<"__new__(cls, iterable, r=None)", permutations_new>();

} // namespace

Result<void> define_combinatorics(Vm& vm, Module* module)
{
    TRY(define_walk(vm, module, "product", product_def,
        "Tuples of an item of each iterable, in all ways: as loops inside of each other."));
    TRY(define_walk(vm, module, "permutations", permutations_def, "Tuples of r of the items, in every order."));
    TRY(define_walk(vm, module, "combinations", combinations_def, "Tuples of r of the items, in the order they have."));
    TRY(define_walk(vm, module, "combinations_with_replacement", with_replacement_def,
        "Tuples of r of the items, in the order they have; each may come again."));
    return {};
}

} // namespace coil::internal
