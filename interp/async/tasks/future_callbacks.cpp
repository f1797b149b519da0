#include "async/tasks/future_callbacks.h"

#include <utility>

#include "async/loop/loop.h"
#include "objects/list.h"
#include "objects/tuple.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

Ready::Kind kind_of_callback(Value callback) { return as_future(callback) ? Ready::Kind::Wake : Ready::Kind::Notify; }

} // namespace

void reserve_callbacks(Future* future)
{
    future->loop->reserve(future->many_callbacks ? as<List>(future->callbacks)->size : 1);
}

void schedule_callbacks(Future* future)
{
    Value callbacks = std::exchange(future->callbacks, Value());
    if (callbacks.is_empty())
        return;
    EventLoop& loop = *future->loop;
    if (!future->many_callbacks) {
        loop.schedule({ kind_of_callback(callbacks), callbacks, Value::cell(future) });
        return;
    }
    for (Value callback : *as<List>(callbacks))
        loop.schedule({ kind_of_callback(callback), callback, Value::cell(future) });
}

Result<Value> hold_callback(Vm& vm, Value callback, Value context)
{
    if (!context.is_none())
        return Value::cell(TRY(make_pair(vm, callback, context)));
    bool is_plain = callback.is_cell() && !as_future(callback) && !is_kind(callback, Kind::Tuple);
    return is_plain ? callback : Value::cell(TRY(make_tuple(vm, { callback })));
}

Value held_callback(Value held)
{
    auto* wrapper = as_if<Tuple>(held);
    return wrapper ? wrapper->items[0] : held;
}

Value held_context(Value held)
{
    auto* wrapper = as_if<Tuple>(held);
    return wrapper && wrapper->size == 2 ? wrapper->items[1] : Value();
}

Result<void> add_callback(Vm& vm, Future* future, Value callback)
{
    if (is_done(future)) {
        future->loop->schedule({ kind_of_callback(callback), callback, Value::cell(future) });
        return {};
    }
    if (future->callbacks.is_empty()) {
        vm.heap.write_barrier(future);
        future->callbacks = callback;
        future->many_callbacks = false;
        return {};
    }
    if (!future->many_callbacks) {
        Value both[] = { future->callbacks, callback };
        Value list = Value::cell(TRY(make_list(vm, both, 2)));
        vm.heap.write_barrier(future);
        future->callbacks = list;
        future->many_callbacks = true;
        return {};
    }
    return list_append(vm, as<List>(future->callbacks), callback);
}

namespace
{

/// A future that waits is no callback of a script's.
Result<bool> is_callback(Vm& vm, Value held, Value callback)
{
    return as_future(held) ? Result<bool>(false) : values_equal(vm, held_callback(held), callback);
}

} // namespace

Result<int64_t> remove_callback(Vm& vm, Future* future, Value callback)
{
    if (future->callbacks.is_empty())
        return 0;
    if (!future->many_callbacks) {
        Value held = future->callbacks;
        // Comparing may add others.
        if (!TRY(is_callback(vm, held, callback)) || future->many_callbacks || !(future->callbacks == held))
            return 0;
        future->callbacks = Value();
        return 1;
    }
    auto* list = as<List>(future->callbacks);
    int64_t removed = 0;
    for (size_t i = 0; i < list->size;) {
        Value held = list->array->data[i];
        bool equal = TRY(is_callback(vm, held, callback));
        if (equal && i < list->size && list->array->data[i] == held) {
            list_erase(vm, list, i, i + 1);
            removed++;
        } else {
            i++;
        }
    }
    return removed;
}

} // namespace coil::internal
