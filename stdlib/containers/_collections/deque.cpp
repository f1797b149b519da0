#include "stdlib/containers/_collections/deque.h"

#include <algorithm>
#include <utility>

#include "objects/list.h"
#include "stdlib/library_classes.h"

namespace coil::internal
{

namespace
{

void trace_deque(Cell* cell, gc::Tracer& tracer) { tracer.visit(static_cast<Cell*>(static_cast<Deque*>(cell)->array)); }
constexpr NativeType deque_type{ "deque", trace_deque, nullptr };

/// Room for one more item.
Result<void> make_room(Vm& vm, Deque* deque)
{
    if (deque->array && deque->size < deque->array->capacity) [[likely]]
        return {};
    ValueArray* larger = TRY(make_value_array(vm, deque->array ? deque->array->capacity * 2 : 8));
    for (size_t i = 0; i < deque->size; i++)
        larger->data[i] = deque->at(i);
    vm.heap.write_barrier(deque);
    deque->array = larger;
    deque->first = 0;
    return {};
}

} // namespace

Value Deque::take_last()
{
    changes++;
    size--;
    return std::exchange(at(size), Value());
}

Value Deque::take_first()
{
    changes++;
    Value item = std::exchange(at(0), Value());
    first = (first + 1) & (array->capacity - 1);
    size--;
    return item;
}

Deque* deque_or_null(Value value) { return native_as<Deque>(value, deque_type); }

Result<Deque*> make_deque(Vm& vm, Class* cls, int64_t limit)
{
    Deque* deque = TRY(make_native<Deque>(vm, cls, deque_type));
    deque->limit = limit;
    if (cls->has(HasFinalizer))
        vm.heap.add_finalizer(deque);
    return deque;
}

Result<void> deque_append(Vm& vm, Deque* deque, Value item)
{
    TRY(make_room(vm, deque));
    vm.heap.write_barrier(deque->array);
    deque->at(deque->size++) = item;
    deque->changes++;
    if (deque->limit >= 0 && deque->size > uint64_t(deque->limit))
        deque->take_first();
    return {};
}

Result<void> deque_append_left(Vm& vm, Deque* deque, Value item)
{
    TRY(make_room(vm, deque));
    vm.heap.write_barrier(deque->array);
    deque->first = (deque->first - 1) & (deque->array->capacity - 1);
    deque->size++;
    deque->at(0) = item;
    deque->changes++;
    if (deque->limit >= 0 && deque->size > uint64_t(deque->limit))
        deque->take_last();
    return {};
}

Result<void> deque_extend(Vm& vm, Deque* deque, Value iterable, bool left)
{
    if (iterable == Value::cell(deque))
        iterable = Value::cell(TRY(list_of(vm, iterable)));
    auto add = left ? deque_append_left : deque_append;
    return for_each(vm, iterable, [&](Value item) -> Result<bool> {
        TRY(add(vm, deque, item));
        return true;
    });
}

void deque_clear(Vm&, Deque* deque)
{
    deque->array = nullptr;
    deque->first = deque->size = 0;
    deque->changes++;
}

Result<void> deque_rotate(Vm& vm, Deque* deque, int64_t count)
{
    auto size = int64_t(deque->size);
    if (size < 2)
        return {};
    count %= size;
    if (count < 0)
        count += size;
    deque->changes++;
    vm.heap.write_barrier(deque->array);
    // The shorter way round.
    if (count <= size / 2) {
        for (int64_t i = 0; i < count; i++) {
            Value item = deque->take_last();
            deque->first = (deque->first - 1) & (deque->array->capacity - 1);
            deque->size++;
            deque->at(0) = item;
        }
        return vm.work_in_one_step(size_t(count) / 4);
    }
    for (int64_t i = count; i < size; i++) {
        Value item = deque->take_first();
        deque->at(deque->size++) = item;
    }
    return vm.work_in_one_step(size_t(size - count) / 4);
}

void deque_erase(Vm& vm, Deque* deque, size_t index)
{
    vm.heap.write_barrier(deque->array);
    if (index < deque->size / 2) {
        for (size_t i = index; i > 0; i--)
            deque->at(i) = deque->at(i - 1);
        deque->take_first();
    } else {
        for (size_t i = index; i + 1 < deque->size; i++)
            deque->at(i) = deque->at(i + 1);
        deque->take_last();
    }
    vm.charge_bytes(std::min(index, size_t(deque->size - index)) * sizeof(Value));
}

Result<void> deque_insert(Vm& vm, Deque* deque, size_t index, Value item)
{
    TRY(make_room(vm, deque));
    vm.heap.write_barrier(deque->array);
    for (size_t i = deque->size; i > index; i--)
        deque->at(i) = deque->at(i - 1);
    deque->at(index) = item;
    deque->size++;
    deque->changes++;
    vm.charge_bytes((deque->size - index) * sizeof(Value));
    return {};
}

} // namespace coil::internal
