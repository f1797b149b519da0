// What goes through all items of memoryviews: ==, count(), index(), tolist().
#include <algorithm>

#include "builtins/memory_view_class.h"
#include "objects/list.h"
#include "objects/numbers.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"
#include "runtime/operations/view_items.h"

namespace coil::internal::memory_views
{

namespace
{

/// The list of one dimension of what begins at `item`.
Result<Value> list_of_dimension(Vm& vm, Value self, int dimension, int64_t offset)
{
    MemoryView* view = TRY(view_of(vm, self));
    if (dimension == view->dimensions)
        return read_view_item(vm, view, view->data + offset);
    int64_t length = view->lengths()[dimension], stride = view->strides()[dimension];
    List* list = TRY(make_list_sized(vm, size_t(length)));
    for (int64_t i = 0; i < length; i++, offset += stride) {
        Value item = dimension + 1 == view->dimensions ? TRY(read_view_item(vm, view, view->data + offset))
                                                       : TRY(list_of_dimension(vm, self, dimension + 1, offset));
        vm.heap.write_barrier(list->array);
        list->array->data[i] = item;
        if ((i & 1023) == 1023)
            TRY(vm.work_in_one_step(256));
    }
    return Value::cell(list);
}

bool is_float_format(char format) { return format == 'e' || format == 'f' || format == 'd'; }

/// Whether items at two places are equal. They are builtin numbers or bytes: no script code runs.
Result<bool> items_equal(Vm& vm, const MemoryView* a, const char* first, const MemoryView* b, const char* second)
{
    Value left = TRY(read_view_item(vm, a, first)), right = TRY(read_view_item(vm, b, second));
    if (is_float(left) && is_float(right))
        return float_of(left) == float_of(right);
    return compare_truth(vm, CompareOperator::Equal, left, right);
}

/// As above, of all behind two places from a dimension on.
Result<bool> dimensions_equal(
    Vm& vm, const MemoryView* a, const char* first, const MemoryView* b, const char* second, int dimension)
{
    if (dimension == a->dimensions)
        return items_equal(vm, a, first, b, second);
    int64_t length = a->lengths()[dimension];
    for (int64_t i = 0; i < length; i++) {
        if (!TRY(dimensions_equal(vm, a, first, b, second, dimension + 1)))
            return false;
        first += a->strides()[dimension];
        second += b->strides()[dimension];
        if ((i & 255) == 255)
            TRY(vm.work_in_one_step(256));
    }
    return true;
}

Result<bool> views_equal(Vm& vm, const MemoryView* a, const MemoryView* b)
{
    if (a->dimensions != b->dimensions || !std::equal(a->lengths(), a->lengths() + a->dimensions, b->lengths()))
        return false;
    // Items that can't be read are never equal.
    if (view_item_size(a->format) == 0 || view_item_size(b->format) == 0)
        return false;
    if (a->format == b->format && !is_float_format(a->format) && a->format != '?' && is_c_contiguous(a) &&
        is_c_contiguous(b)) {
        vm.charge_bytes(a->bytes);
        return a->bytes == 0 || std::memcmp(a->data, b->data, a->bytes) == 0;
    }
    return dimensions_equal(vm, a, a->data, b, b->data, 0);
}

} // namespace

Result<Value> to_list(Vm& vm, Value self)
{
    MemoryView* view = TRY(view_of(vm, self));
    TRY(check_view_format(vm, view));
    return list_of_dimension(vm, self, 0, 0);
}

Result<Value> equal(Vm& vm, Value self, Value other)
{
    MemoryView* view = as_memory_view(self);
    MemoryView* second = as_memory_view(other);
    // A released view equals itself alone.
    if (!view || view->released() || (second && second->released()))
        return self == other ? True : second ? False : NotImplemented;
    if (second)
        return Value::boolean(TRY(views_equal(vm, view, second)));
    Result<MemoryView*> taken = take_view(vm, other, full_buffer);
    if (taken.failed()) {
        if (vm.is_ending)
            return Raised{};
        vm.take_pending();
        return NotImplemented;
    }
    second = taken.value();
    // A __buffer__ has run.
    bool are_equal = !view->released() && TRY(views_equal(vm, view, second));
    TRY(release_view(vm, second));
    return Value::boolean(are_equal);
}

/// Compares the items one by one: the value's __eq__ may release the view.
Result<int64_t> count_of(Vm& vm, Value self, Value value)
{
    Value iterator = TRY(iterate(vm, self));
    MemoryView* view = TRY(view_of(vm, self));
    if (view->format == 'B' && value.is_small() && is_c_contiguous(view)) {
        vm.charge_bytes(view->bytes);
        int64_t byte = value.as_small();
        return byte < 0 || byte > 255 ? 0 : std::count(view->data, view->data + view->bytes, char(byte));
    }
    int64_t found = 0;
    TRY(for_each(vm, iterator, [&](Value item) -> Result<bool> {
        found += TRY(values_equal(vm, item, value));
        return true;
    }));
    return found;
}

Result<int64_t> index_of(Vm& vm, Value self, Value value, Value start_value, Value stop_value)
{
    int64_t start = start_value.is_empty() ? 0 : TRY(to_clamped_index(vm, start_value));
    int64_t stop = stop_value.is_empty() ? INT64_MAX : TRY(to_clamped_index(vm, stop_value));
    MemoryView* view = TRY(view_of(vm, self));
    if (view->dimensions == 0)
        return vm.raise(Error::TypeError, "invalid lookup on 0-dim memory");
    if (view->dimensions > 1)
        return vm.raise(Error::NotImplementedError, "multi-dimensional lookup is not implemented");
    int64_t length = view->lengths()[0];
    start = start < 0 ? std::max<int64_t>(start + length, 0) : start;
    stop = std::min(stop < 0 ? stop + length : stop, length);
    for (int64_t i = start; i < stop; i++) {
        view = TRY(view_of(vm, self));
        Value item = TRY(read_view_item(vm, view, view->data + i * view->strides()[0]));
        if (TRY(values_equal(vm, item, value)))
            return i;
        if ((i & 255) == 255)
            TRY(vm.work(256));
    }
    return vm.raise(Error::ValueError, "memoryview.index(x): x not found");
}

} // namespace coil::internal::memory_views
