// The native part of heapq: lists whose items are in the order of a heap.
//
// A comparison may run script code, which may change the list; so each looks at the list's size afterwards, and a list
// that was changed is a RuntimeError, as in CPython. An item is moved only when it is settled where to: what the script
// sees in a comparison is a permutation of the items, never a hole.
#include <utility>

#include "objects/list.h"
#include "objects/str.h"
#include "runtime/operations/operators.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace
{

/// Whether the first item is to stand above the second one.
template <bool largest_first> Result<bool> goes_above(Vm& vm, Value first, Value second)
{
    if (largest_first)
        std::swap(first, second);
    if (first.is_small() && second.is_small()) [[likely]]
        return first.as_small() < second.as_small();
    if (first.is_immediate_double() && second.is_immediate_double())
        return first.as_immediate_double() < second.as_immediate_double();
    return compare_truth(vm, CompareOperator::Less, first, second);
}

/// goes_above for two items of the list, whose size stays.
template <bool largest_first> Result<bool> is_above(Vm& vm, List* heap, size_t first, size_t second)
{
    size_t size = heap->size;
    bool above = TRY(goes_above<largest_first>(vm, heap->array->data[first], heap->array->data[second]));
    if (heap->size != size) [[unlikely]]
        return vm.raise(Error::RuntimeError, "list changed size during iteration");
    return above;
}

void swap_items(Vm& vm, List* heap, size_t first, size_t second)
{
    vm.heap.write_barrier(heap->array);
    std::swap(heap->array->data[first], heap->array->data[second]);
}

/// Lets the item at `place` rise, up to `start` at most.
template <bool largest_first> Result<void> rise(Vm& vm, List* heap, size_t start, size_t place)
{
    if (place >= heap->size)
        return vm.raise(Error::IndexError, "index out of range");
    while (place > start) {
        size_t parent = (place - 1) / 2;
        if (!TRY(is_above<largest_first>(vm, heap, place, parent)))
            break;
        swap_items(vm, heap, place, parent);
        place = parent;
    }
    return {};
}

/// Lets the item at `place` sink to the bottom, and rise from there: it mostly belongs far below.
template <bool largest_first> Result<void> sink(Vm& vm, List* heap, size_t place)
{
    size_t size = heap->size, start = place;
    if (place >= size)
        return vm.raise(Error::IndexError, "index out of range");
    while (place < size / 2) {
        size_t child = 2 * place + 1;
        if (child + 1 < size && !TRY(is_above<largest_first>(vm, heap, child, child + 1)))
            child++;
        swap_items(vm, heap, place, child);
        place = child;
    }
    return rise<largest_first>(vm, heap, start, place);
}

template <bool largest_first> Result<void> push(Vm& vm, List* heap, Value item)
{
    TRY(list_append(vm, heap, item));
    return rise<largest_first>(vm, heap, 0, heap->size - 1);
}

template <bool largest_first> Result<Value> pop(Vm& vm, List* heap)
{
    if (heap->size == 0)
        return vm.raise(Error::IndexError, "index out of range");
    Value last = std::exchange(heap->array->data[--heap->size], Value());
    if (heap->size == 0)
        return last;
    vm.heap.write_barrier(heap->array);
    Value top = std::exchange(heap->array->data[0], last);
    TRY(sink<largest_first>(vm, heap, 0));
    return top;
}

template <bool largest_first> Result<Value> replace(Vm& vm, List* heap, Value item)
{
    if (heap->size == 0)
        return vm.raise(Error::IndexError, "index out of range");
    vm.heap.write_barrier(heap->array);
    Value top = std::exchange(heap->array->data[0], item);
    TRY(sink<largest_first>(vm, heap, 0));
    return top;
}

template <bool largest_first> Result<Value> push_and_pop(Vm& vm, List* heap, Value item)
{
    if (heap->size == 0 || !TRY(goes_above<largest_first>(vm, heap->array->data[0], item)))
        return item;
    return replace<largest_first>(vm, heap, item);
}

template <bool largest_first> Result<void> order(Vm& vm, List* heap)
{
    for (size_t i = heap->size / 2; i-- > 0;) {
        if (i % 256 == 255) {
            size_t size = heap->size;
            TRY(vm.work(256));
            if (heap->size != size)
                return vm.raise(Error::RuntimeError, "list changed size during iteration");
        }
        TRY(sink<largest_first>(vm, heap, i));
    }
    return {};
}

constexpr NativeDef functions[] = {
    def<"heappush(heap, item, /)", push<false>>("Push item onto heap, maintaining the heap invariant."),
    def<"heappushpop(heap, item, /)", push_and_pop<false>>(
        "Push item on the heap, then pop and return the smallest item from the heap."),
    def<"heappop(heap, /)", pop<false>>("Pop the smallest item off the heap, maintaining the heap invariant."),
    def<"heapreplace(heap, item, /)", replace<false>>(
        "Pop and return the current smallest value, and add the new item."),
    def<"heapify(heap, /)", order<false>>("Transform list into a heap, in-place, in O(len(heap)) time."),
    def<"heappush_max(heap, item, /)", push<true>>("Push item onto max heap, maintaining the heap invariant."),
    def<"heappushpop_max(heap, item, /)", push_and_pop<true>>(
        "Push item on the max heap, then pop and return the largest item from the heap."),
    def<"heappop_max(heap, /)", pop<true>>("Pop the largest item off the heap, maintaining the heap invariant."),
    def<"heapreplace_max(heap, item, /)", replace<true>>(
        "Pop and return the current largest value, and add the new item."),
    def<"heapify_max(heap, /)", order<true>>("Transform list into a max heap, in-place, in O(len(heap)) time."),
};

} // namespace

const NativeModule _heapq_module{ "_heapq", functions, nullptr, "Heap queue algorithm (a.k.a. priority queue)." };

} // namespace coil::internal
