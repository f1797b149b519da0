// The native part of bisect: where an item belongs in a sorted sequence.
#include "objects/list.h"
#include "objects/str.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace
{

/// An item of the sequence; of a list as it stands, which comparisons may have shortened.
Result<Value> item_at(Vm& vm, Value sequence, int64_t index)
{
    if (sequence.is_cell() && sequence.as_cell()->shape == vm.exact.list) {
        auto* list = static_cast<List*>(sequence.as_cell());
        if (uint64_t(index) >= list->size)
            return vm.raise(Error::IndexError, "list index out of range");
        return list->array->data[index];
    }
    return get_item(vm, sequence, TRY(from_int64(vm, index)));
}

Result<bool> is_less(Vm& vm, Value left, Value right)
{
    if (left.is_small() && right.is_small())
        return left.as_small() < right.as_small();
    return compare_truth(vm, CompareOperator::Less, left, right);
}

/// The first place in [low, high) whose item is not below `item`; with `right`, is above it.
template <bool right>
Result<int64_t> search(Vm& vm, Value sequence, Value item, int64_t low, Value high_value, Value key)
{
    if (low < 0)
        return vm.raise(Error::ValueError, "lo must be non-negative");
    int64_t high = high_value.is_none() ? -1 : TRY(to_count(vm, high_value));
    if (high == -1)
        high = TRY(length_of(vm, sequence));
    while (low < high) {
        int64_t middle = int64_t((uint64_t(low) + uint64_t(high)) / 2);
        Value found = TRY(item_at(vm, sequence, middle));
        if (!key.is_none())
            found = TRY(call_with_one(vm, key, found));
        bool before = right ? !TRY(is_less(vm, item, found)) : TRY(is_less(vm, found, item));
        if (before)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

template <bool right> Result<void> insert(Vm& vm, Value sequence, Value item, int64_t low, Value high, Value key)
{
    Value searched = key.is_none() ? item : TRY(call_with_one(vm, key, item));
    int64_t place = TRY(search<right>(vm, sequence, searched, low, high, key));
    if (sequence.is_cell() && sequence.as_cell()->shape == vm.exact.list)
        return list_insert(vm, static_cast<List*>(sequence.as_cell()), place, item);
    TRY(call_method(vm, sequence, intern(vm, "insert"), { Value::small(place), item }));
    return {};
}

constexpr NativeDef functions[] = {
    def<"bisect_right(a, x, lo=0, hi=None, *, key=None)", search<true>>(
        "The index at which to insert x into the sorted list a, behind items equal to it."),
    def<"bisect(a, x, lo=0, hi=None, *, key=None)", search<true>>("The same as bisect_right."),
    def<"bisect_left(a, x, lo=0, hi=None, *, key=None)", search<false>>(
        "The index at which to insert x into the sorted list a, in front of items equal to it."),
    def<"insort_right(a, x, lo=0, hi=None, *, key=None)", insert<true>>(
        "Inserts x into the sorted list a, behind items equal to it."),
    def<"insort(a, x, lo=0, hi=None, *, key=None)", insert<true>>("The same as insort_right."),
    def<"insort_left(a, x, lo=0, hi=None, *, key=None)", insert<false>>(
        "Inserts x into the sorted list a, in front of items equal to it."),
};

} // namespace

const NativeModule _bisect_module{ "_bisect", functions, nullptr, "Bisection algorithms." };

} // namespace coil::internal
