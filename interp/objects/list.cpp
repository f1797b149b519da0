#include "objects/list.h"

#include <algorithm>

namespace coil::internal
{

Result<List*> make_list(Vm& vm, const Value* items, size_t size)
{
    List* list = TRY(make_list_sized(vm, size));
    if (size)
        move_values(items, size, list->array->data);
    return list;
}

Result<List*> make_list_sized(Vm& vm, size_t size)
{
    ValueArray* array = size ? TRY(make_value_array(vm, size)) : nullptr;
    auto* list = vm.heap.allocate<List>(uint8_t(Kind::List));
    if (!list)
        return vm.raise_memory_error();
    list->shape = vm.exact.list;
    list->array = array;
    list->size = size;
    return list;
}

Result<void> list_reserve(Vm& vm, List* list, size_t capacity, bool exact)
{
    size_t have = list->array ? list->array->capacity : 0;
    if (capacity <= have)
        return {};
    if (!exact)
        capacity = std::max<size_t>(capacity + (capacity >> 2) + 4, 8) & ~size_t(3);
    ValueArray* array = TRY(make_value_array(vm, capacity));
    if (list->size)
        std::copy_n(list->array->data, list->size, array->data);
    vm.heap.write_barrier(list);
    list->array = array;
    return {};
}

Result<void> list_append(Vm& vm, List* list, Value item)
{
    if (!list->array || list->size == list->array->capacity)
        TRY(list_reserve(vm, list, list->size + 1));
    vm.heap.write_barrier(list->array);
    list->array->data[list->size++] = item;
    return {};
}

Result<void> list_insert(Vm& vm, List* list, int64_t index, Value item)
{
    int64_t size = int64_t(list->size);
    if (index < 0)
        index = std::max<int64_t>(index + size, 0);
    index = std::min(index, size);
    TRY(list_reserve(vm, list, list->size + 1));
    vm.heap.write_barrier(list->array);
    Value* data = list->array->data;
    std::copy_backward(data + index, data + size, data + size + 1);
    data[index] = item;
    list->size++;
    return {};
}

Result<void> list_extend(Vm& vm, List* list, const Value* items, size_t count)
{
    return list_replace(vm, list, list->size, list->size, items, count);
}

void list_erase(Vm& vm, List* list, size_t start, size_t stop)
{
    if (start >= stop)
        return;
    vm.heap.write_barrier(list->array);
    Value* data = list->array->data;
    std::copy(data + stop, data + list->size, data + start);
    std::fill(data + list->size - (stop - start), data + list->size, Value());
    list->size -= stop - start;
}

Result<void> list_replace(Vm& vm, List* list, size_t start, size_t stop, const Value* items, size_t count)
{
    size_t removed = stop - start;
    size_t size = list->size - removed + count;
    ValueArray* old = list->array;
    // The items may be the list's own: then the room is made in another array and the old one is read from.
    bool own = old && items >= old->data && items < old->data + old->capacity;
    if (own || !old || size > old->capacity) {
        if (size == 0)
            return {};
        size_t capacity = size + (size >> 3) + 4;
        ValueArray* array = TRY(make_value_array(vm, capacity));
        if (old)
            std::copy_n(old->data, start, array->data);
        std::copy_n(items, count, array->data + start);
        if (old)
            std::copy(old->data + stop, old->data + list->size, array->data + start + count);
        vm.heap.write_barrier(list);
        list->array = array;
        list->size = size;
        return {};
    }
    vm.heap.write_barrier(old);
    Value* data = old->data;
    std::memmove(static_cast<void*>(data + start + count), data + stop, (list->size - stop) * sizeof(Value));
    std::copy_n(items, count, data + start);
    if (size < list->size)
        std::fill(data + size, data + list->size, Value());
    list->size = size;
    return {};
}

void list_clear(Vm& vm, List* list)
{
    vm.heap.write_barrier(list);
    list->array = nullptr;
    list->size = 0;
}

void list_reverse(Vm& vm, List* list)
{
    if (list->size < 2)
        return;
    vm.heap.write_barrier(list->array);
    std::reverse(list->array->data, list->array->data + list->size);
}

} // namespace coil::internal
