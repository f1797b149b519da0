// islice, batched, pairwise and zip_longest.
#include "objects/list.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "stdlib/containers/itertools/itertools.h"

namespace coil::internal
{

namespace
{

struct Islice : Walk {
    int64_t taken;    ///< items of the source so far
    int64_t upcoming; ///< number of the item that is given next
    int64_t stop;     ///< -1: none
    int64_t step;
};
Result<Step> next_islice(Vm& vm, Cell* cell)
{
    TRY(require_native_stack(vm));
    auto* slice = static_cast<Islice*>(cell);
    while (slice->taken < slice->upcoming) {
        if (slice->source.ended())
            return end_of_items(vm);
        Step skipped = TRY(slice->source.take(vm));
        if (!skipped) {
            slice->source.iterator = Value();
            return skipped;
        }
        slice->taken++;
        TRY(poll_in_walk(vm, slice->source));
    }
    if (slice->source.ended())
        return end_of_items(vm);
    if (slice->stop != -1 && slice->taken >= slice->stop) {
        slice->source.iterator = Value();
        return end_of_items(vm);
    }
    Step item = TRY(slice->source.take(vm));
    if (!item) {
        slice->source.iterator = Value();
        return item;
    }
    slice->taken++;
    if (__builtin_add_overflow(slice->upcoming, slice->step, &slice->upcoming) ||
        (slice->stop != -1 && slice->upcoming > slice->stop))
        slice->upcoming = slice->stop == -1 ? INT64_MAX : slice->stop;
    return item;
}
constexpr NativeIteratorType islice_type{ "islice", trace_walk, next_islice };

/// A bound; `fallback` for None, and -1 for what is no such number.
int64_t bound_of(Vm& vm, Value value, int64_t fallback)
{
    if (value.is_none())
        return fallback;
    Result<int64_t> index = to_index(vm, value);
    if (index.ok())
        return index.value();
    vm.take_pending();
    return -1;
}
Result<Value> islice_new(Vm& vm, Value type, Value iterable, Value first, Value second, Value third)
{
    bool only_stop = second.is_empty();
    Value given_stop = only_stop ? first : second;
    int64_t stop = bound_of(vm, given_stop, -1);
    if (stop == -1 && !given_stop.is_none())
        return vm.raise(
            Error::ValueError, "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
    int64_t start = only_stop ? 0 : bound_of(vm, first, 0);
    if (start < 0 || stop < -1)
        return vm.raise(Error::ValueError, "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
    int64_t step = third.is_empty() ? 1 : bound_of(vm, third, 1);
    if (step < 1)
        return vm.raise(Error::ValueError, "Step for islice() must be a positive integer or None.");
    auto* slice = TRY(make_walk<Islice>(vm, type, islice_type, TRY(open_source(vm, iterable))));
    slice->upcoming = start;
    slice->stop = stop;
    slice->step = step;
    return Value::cell(slice);
}

struct Batched : Walk {
    int64_t size;
    bool strict;
};
/// Up to `size` items; what they are put together in grows with them, as nobody knows how many come.
Result<Step> next_batch(Vm& vm, Cell* cell)
{
    TRY(require_native_stack(vm));
    auto* walk = static_cast<Batched*>(cell);
    constexpr int64_t few = 16;
    Value first[few];
    int64_t count = 0;
    List* rest = nullptr;
    while (count < walk->size && !walk->source.ended()) {
        Result<Step> step = walk->source.take(vm);
        if (step.failed())
            return Raised{};
        if (!step.value()) {
            walk->source.iterator = Value();
            break;
        }
        if (count < few) {
            first[count++] = *step.value();
            continue;
        }
        if (!rest)
            rest = TRY(make_list(vm, first, few));
        TRY(list_append(vm, rest, *step.value()));
        count++;
        TRY(poll_in_walk(vm, walk->source));
    }
    if (count == 0)
        return end_of_items(vm);
    if (walk->strict && count < walk->size)
        return vm.raise(Error::ValueError, "batched(): incomplete batch");
    return Value::cell(TRY(make_tuple(vm, rest ? rest->begin() : first, size_t(count))));
}
constexpr NativeIteratorType batched_type{ "batched", trace_walk, next_batch };
Result<Value> batched_new(Vm& vm, Value type, Value iterable, Value size, bool strict)
{
    int64_t count = TRY(to_count(vm, size));
    if (count < 1)
        return vm.raise(Error::ValueError, "n must be at least one");
    auto* walk = TRY(make_walk<Batched>(vm, type, batched_type, TRY(open_source(vm, iterable))));
    walk->size = count;
    walk->strict = strict;
    return Value::cell(walk);
}

struct Pairwise : Walk {
    Value last; ///< the item before; empty: none yet
};
void trace_pairwise(Cell* cell, gc::Tracer& tracer)
{
    trace_walk(cell, tracer);
    tracer.visit(static_cast<Pairwise*>(cell)->last);
}
Result<Step> next_neighbours(Vm& vm, Cell* cell, Value* first, Value* second)
{
    TRY(require_native_stack(vm));
    auto* walk = static_cast<Pairwise*>(cell);
    if (walk->source.ended())
        return end_of_items(vm);
    if (walk->last.is_empty()) {
        Step item = TRY(walk->source.take(vm));
        if (!item) {
            walk->source.iterator = Value();
            return item;
        }
        vm.heap.write_barrier(walk);
        walk->last = *item;
        if (walk->source.ended()) {
            walk->last = Value();
            return end_of_items(vm);
        }
    }
    Value last = walk->last;
    Step item = TRY(walk->source.take(vm));
    if (!item) {
        walk->source.iterator = Value();
        walk->last = Value();
        return item;
    }
    vm.heap.write_barrier(walk);
    walk->last = *item;
    *first = last;
    *second = *item;
    return item;
}
constexpr NativeIteratorType pairwise_type{ "pairwise", trace_pairwise, next_as_tuple<next_neighbours>,
    next_neighbours };
Result<Value> pairwise_new(Vm& vm, Value type, Value iterable)
{
    return Value::cell(TRY(make_walk<Pairwise>(vm, type, pairwise_type, TRY(open_source(vm, iterable)))));
}

struct ZipLongest : NativeIterator {
    Value fill;
    Tuple* iterators; ///< empty where one has ended
    size_t active;
};
void trace_zip_longest(Cell* cell, gc::Tracer& tracer)
{
    auto* zip = static_cast<ZipLongest*>(cell);
    tracer.visit(zip->fill);
    tracer.visit(static_cast<Cell*>(zip->iterators));
}
/// The next item of iterator `index`, or what stands for it; the end when it was the last that went on.
Result<Step> next_of_column(Vm& vm, ZipLongest* zip, size_t index)
{
    Value iterator = zip->iterators->items[index];
    if (iterator.is_empty())
        return zip->fill;
    Result<Step> item = next_item(vm, iterator);
    if (item.failed()) {
        zip->active = 0;
        return Raised{};
    }
    if (item.value())
        return item;
    // While its end was looked for, it may have been found already by a call from below.
    if (!zip->iterators->items[index].is_empty()) {
        zip->iterators->items[index] = Value();
        zip->active -= zip->active > 0;
    }
    return zip->active == 0 ? end_of_items(vm) : Step(zip->fill);
}
Result<Step> next_zip_longest(Vm& vm, Cell* cell)
{
    TRY(require_native_stack(vm));
    auto* zip = static_cast<ZipLongest*>(cell);
    if (zip->active == 0)
        return end_of_items(vm);
    size_t width = zip->iterators->size;
    Tuple* row = TRY(make_tuple(vm, width));
    for (size_t i = 0; i < width; i++) {
        Step item = TRY(next_of_column(vm, zip, i));
        if (!item)
            return item;
        vm.heap.write_barrier(row);
        row->items[i] = *item;
    }
    return Value::cell(row);
}
/// Of two.
Result<Step> next_longest_pair(Vm& vm, Cell* cell, Value* first, Value* second)
{
    TRY(require_native_stack(vm));
    auto* zip = static_cast<ZipLongest*>(cell);
    if (zip->active == 0)
        return end_of_items(vm);
    Step left = TRY(next_of_column(vm, zip, 0));
    if (!left)
        return left;
    Step right = TRY(next_of_column(vm, zip, 1));
    if (!right)
        return right;
    *first = *left;
    *second = *right;
    return right;
}
constexpr NativeIteratorType zip_longest_type{ "zip_longest", trace_zip_longest, next_zip_longest };
constexpr NativeIteratorType zip_longest_of_two_type{ "zip_longest", trace_zip_longest,
    next_as_tuple<next_longest_pair>, next_longest_pair };

Result<Value> zip_longest_new(Vm& vm, Value type, Arguments iterables, Dict* keywords)
{
    Value fill = None;
    if (keywords && keywords->used) {
        Value* given = find_str(vm, keywords, intern(vm, "fillvalue"));
        if (!given || keywords->used > 1)
            return vm.raise(Error::TypeError, "zip_longest() got an unexpected keyword argument");
        fill = *given;
    }
    Tuple* iterators = TRY(make_tuple(vm, iterables.count));
    for (size_t i = 0; i < iterables.count; i++) {
        Value iterator = TRY(get_iterator(vm, iterables[i]));
        vm.heap.write_barrier(iterators);
        iterators->items[i] = iterator;
    }
    auto* zip = TRY(make_native_iterator<ZipLongest>(
        vm, as<Class>(type), iterables.count == 2 ? zip_longest_of_two_type : zip_longest_type));
    zip->fill = fill;
    zip->iterators = iterators;
    zip->active = iterables.count;
    return Value::cell(zip);
}

constexpr NativeDef islice_def = def<"__new__(cls, iterable, start, stop=, step=, /)", islice_new>();
constexpr NativeDef batched_def = def<"__new__(cls, iterable, n, *, strict=False)", batched_new>();
constexpr NativeDef pairwise_def = def<"__new__(cls, iterable, /)", pairwise_new>();
constexpr NativeDef zip_longest_def = def<"__new__(cls, /, *iterables, **fillvalue)", zip_longest_new>();

} // namespace

Result<void> define_slices(Vm& vm, Module* module)
{
    TRY(define_walk(vm, module, "islice", islice_def, "Items of an iterable as a slice has those of a list."));
    TRY(define_walk(vm, module, "batched", batched_def, "Tuples of n items each; the last one may be shorter."));
    TRY(define_walk(vm, module, "pairwise", pairwise_def, "Each item together with the one behind it."));
    TRY(define_walk(vm, module, "zip_longest", zip_longest_def,
        "Tuples of one item of each iterable, up to the end of the longest."));
    return {};
}

} // namespace coil::internal
