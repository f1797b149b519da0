#include "async/tasks/gather.h"

#include <new>

#include "async/async_state.h"
#include "async/loop/loop.h"
#include "async/tasks/create_task.h"
#include "async/tasks/future_callbacks.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/storage.h"
#include "objects/str.h"
#include "runtime/operations/call.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

struct Gather : Future {
    List* children; ///< one for each argument, the same one perhaps several times
    uint64_t distinct;
    uint64_t finished;
    bool return_exceptions;
    bool cancel_requested;
};

/// Cells by identity, with what belongs to each.
class IdentityTable
{
public:
    explicit IdentityTable(size_t count)
        : slots_(std::bit_ceil(2 * count + 1))
    {
    }
    /// What was put for the key; a new key's is empty and to be filled in.
    Value& operator[](Value key)
    {
        size_t mask = slots_.size() - 1;
        size_t at = (key.bits() >> 4) * 0x9e3779b97f4a7c15 >> 20 & mask;
        while (!slots_[at].key.is_empty() && !(slots_[at].key == key))
            at = (at + 1) & mask;
        slots_[at].key = key;
        return slots_[at].value;
    }

private:
    struct Slot {
        Value key, value;
    };
    std::vector<Slot> slots_;
};

Result<Value> outcome_of(Vm& vm, Future* child)
{
    if (child->state == FutureState::Cancelled) {
        Value message = cancel_message_of(child);
        return make_cancelled(vm, message.is_none() ? Value::cell(intern(vm, "")) : message);
    }
    Value exception = future_exception(vm, child);
    return exception.is_empty() ? child->result : exception;
}

Result<void> complete(Vm& vm, Gather* gather, Future* last)
{
    if (gather->cancel_requested)
        return future_set_exception(vm, gather, TRY(cancelled_error_of(vm, last)));
    size_t count = gather->children->size;
    List* results = TRY(make_list_sized(vm, count));
    for (size_t i = 0; i < count; i++) {
        Value outcome = TRY(outcome_of(vm, as_future(gather->children->array->data[i])));
        vm.heap.write_barrier(results->array);
        results->array->data[i] = outcome;
    }
    return future_set_result(vm, gather, Value::cell(results));
}

/// Makes tasks of the awaitables. Those that were done before are put into `done`.
Result<Gather*> start(Vm& vm, EventLoop* loop, Arguments awaitables, gc::RootVector& done)
{
    Gather* gather = nullptr;
    List* children = TRY(make_list_sized(vm, awaitables.count));
    IdentityTable known(awaitables.count);
    for (size_t i = 0; i < awaitables.count; i++) {
        Value& child = known[awaitables[i]];
        bool is_new = child.is_empty();
        if (is_new)
            child = TRY(ensure_in(vm, loop, awaitables[i]));
        vm.heap.write_barrier(children->array);
        children->array->data[i] = child;
        Future* future = as_future(child);
        if (!gather) {
            loop = future->loop;
            gather = TRY(make_native<Gather>(vm, classes_of(vm).gathering_future, future_type));
            gather->form = FutureForm::Gather;
            gather->loop = loop;
            gather->children = children;
        }
        if (!is_new)
            continue;
        gather->distinct++;
        if (is_done(future))
            done.push_back(child);
        else
            TRY(add_callback(vm, future, Value::cell(gather)));
    }
    return gather;
}

Result<void> note_child(Vm& vm, Future* future, Future* child)
{
    auto* gather = static_cast<Gather*>(future);
    gather->finished++;
    bool cancelled = child->state == FutureState::Cancelled;
    if (is_done(gather)) {
        note_retrieved(vm, child);
        return {};
    }
    if (!gather->return_exceptions) {
        Value exception = cancelled ? TRY(cancelled_error_of(vm, child)) : future_exception(vm, child);
        if (!exception.is_empty())
            return future_set_exception(vm, gather, exception);
    }
    return gather->finished == gather->distinct ? complete(vm, gather, child) : Result<void>();
}

} // namespace

void trace_gather(Future* future, gc::Tracer& tracer)
{
    tracer.visit(static_cast<Cell*>(static_cast<Gather*>(future)->children));
}

Result<void> gather_child_done(Vm& vm, Future* future, Future* child)
{
    Result<void> outcome;
    try {
        outcome = note_child(vm, future, child);
    } catch (const std::bad_alloc&) {
        outcome = vm.raise_memory_error();
    }
    // Who waits for it must not wait for ever; the entry that told of the child has left room.
    if (outcome.ok() || is_done(future) || !is_exception_of(vm, vm.pending, Error::MemoryError))
        return outcome;
    future->loop->schedule({ Ready::Kind::Fail, Value::cell(future), vm.take_pending() });
    return {};
}

Result<bool> gather_cancel(Vm& vm, Future* future, Value message)
{
    auto* gather = static_cast<Gather*>(future);
    bool taken = false;
    // A task that gathers itself, and so waits for its own end, could never be cancelled through its children.
    for (size_t i = 0; i < gather->children->size; i++)
        if (Task* child = as_task(gather->children->array->data[i]); child && child->cancelling)
            return future_finish_cancelled(vm, gather, message), true;
    for (size_t i = 0; i < gather->children->size; i++)
        if (TRY(future_cancel(vm, as_future(gather->children->array->data[i]), message)))
            taken = true;
    if (taken)
        gather->cancel_requested = true;
    return taken;
}

Result<Value> gather(Vm& vm, Arguments awaitables, bool return_exceptions)
{
    EventLoop* loop = running_loop(vm);
    if (awaitables.empty()) {
        if (!loop)
            loop = TRY(resolve_loop(vm, None));
        Future* future = TRY(make_future(vm, loop));
        Value nothing = Value::cell(TRY(make_list(vm)));
        TRY(future_set_result(vm, future, nothing));
        return Value::cell(future);
    }
    for (Value each : awaitables)
        if (!loop && !as_future(each))
            loop = TRY(resolve_loop(vm, None));
    gc::RootVector done(vm.heap);
    Gather* made = TRY(start(vm, loop, awaitables, done));
    made->return_exceptions = return_exceptions;
    for (Value child : done)
        TRY(gather_child_done(vm, made, as_future(child)));
    return Value::cell(made);
}

Result<void> define_gather(Vm& vm, Module*)
{
    classes_of(vm).gathering_future = TRY(define_class(
        vm, nullptr, classes_of(vm).future, { .name = "_GatheringFuture", .module = "asyncio.tasks", .methods = {} }));
    return {};
}

} // namespace coil::internal
