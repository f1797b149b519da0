#include "async/tasks/future.h"

#include <utility>

#include "async/async_state.h"
#include "async/loop/loop.h"
#include "async/tasks/future_callbacks.h"
#include "async/tasks/gather.h"
#include "objects/exception.h"
#include "objects/tuple.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

void trace_future(Cell* cell, gc::Tracer& tracer)
{
    auto* future = static_cast<Future*>(cell);
    tracer.visit(future->result);
    tracer.visit(future->callbacks);
    if (future->loop)
        tracer.visit(future->loop->object());
    if (future->form == FutureForm::Task) {
        auto* task = static_cast<Task*>(cell);
        for (Value each : { task->coroutine, task->waiter, task->name })
            tracer.visit(each);
    } else if (future->form == FutureForm::Gather) {
        trace_gather(future, tracer);
    }
}

Result<AwaitStep> await_future(Vm& vm, Cell* cell, Value sent)
{
    auto* future = static_cast<Future*>(cell);
    if (is_done(future))
        return AwaitStep{ true, TRY(future_result(vm, future)) };
    if (!sent.is_empty())
        future->blocking = true;
    return AwaitStep{ false, TRY(yield_future(vm, future)) };
}

} // namespace

const NativeType future_type{ "Future", trace_future, nullptr, await_future };

Result<Value> yield_future(Vm& vm, Future* future)
{
    if (future->blocking)
        return vm.raise(Error::RuntimeError, "await wasn't used with future");
    future->blocking = true;
    return Value::cell(future);
}

Raised raise_invalid_state(Vm& vm, std::string_view message)
{
    Value exception = Value::cell(TRY(make_exception(vm, classes_of(vm).invalid_state_error, message)));
    return vm.raise_exception(exception);
}

Result<Value> make_cancelled(Vm& vm, Value message)
{
    bool none = message.is_empty() || message.is_none();
    Tuple* args = none ? vm.empty_tuple : TRY(make_tuple(vm, { message }));
    return Value::cell(TRY(make_exception(vm, classes_of(vm).cancelled_error, args)));
}

Result<Future*> make_future(Vm& vm, EventLoop* loop)
{
    Future* future = TRY(allocate_future<Future>(vm, classes_of(vm).future));
    future->loop = loop;
    return future;
}

Result<void> future_set_result(Vm& vm, Future* future, Value result)
{
    if (is_done(future))
        return raise_invalid_state(vm, "invalid state");
    reserve_callbacks(future);
    vm.heap.write_barrier(future);
    future->result = result;
    finish_future(future, FutureState::Finished);
    return {};
}

Result<void> future_set_exception(Vm& vm, Future* future, Value exception)
{
    if (is_done(future))
        return raise_invalid_state(vm, "invalid state");
    if (auto* cls = as_if<Class>(exception); cls && cls->has(IsException)) {
        exception = TRY(call(vm, exception, CallArguments{}));
        // The class's own code may have used the future.
        if (is_done(future))
            return raise_invalid_state(vm, "invalid state");
    }
    if (!is_kind(exception, Kind::Exception))
        return vm.raise(Error::TypeError, "invalid exception object");
    if (is_exception_of(vm, exception, Error::StopIteration)) {
        Value wrapped = Value::cell(TRY(make_exception(vm, vm.error_class(Error::RuntimeError),
            "StopIteration interacts badly with generators and cannot be raised into a Future")));
        as_exception(wrapped)->cause = as_exception(wrapped)->context = exception;
        exception = wrapped;
    }
    // If nobody ever asks for the exception, its finalizer tells of it.
    reserve_callbacks(future);
    vm.heap.add_finalizer(future);
    vm.async->add_unretrieved();
    vm.heap.write_barrier(future);
    future->result = exception;
    future->has_exception = true;
    finish_future(future, FutureState::Finished);
    return {};
}

Result<bool> future_cancel(Vm& vm, Future* future, Value message)
{
    if (is_done(future))
        return false;
    // Tasks may wait for each other, or in long chains.
    if (!native_stack_ok(vm))
        return raise_native_recursion(vm, " while calling a Python object");
    if (future->form == FutureForm::Gather)
        return gather_cancel(vm, future, message);
    if (future->form == FutureForm::Task)
        return task_cancel(vm, static_cast<Task*>(future), message);
    future_finish_cancelled(vm, future, message);
    return true;
}

void finish_future(Future* future, FutureState state)
{
    future->state = state;
    if (future->form == FutureForm::Task)
        future->loop->remove_task(static_cast<Task*>(future));
    schedule_callbacks(future);
}

void future_finish_cancelled(Vm& vm, Future* future, Value message)
{
    reserve_callbacks(future);
    vm.heap.write_barrier(future);
    future->result = message;
    finish_future(future, FutureState::Cancelled);
}

Value cancel_message_of(Future* future)
{
    return future->has_exception || future->result.is_empty() ? None : future->result;
}

Result<Value> cancelled_error_of(Vm& vm, Future* future)
{
    if (!future->has_exception)
        return make_cancelled(vm, future->state == FutureState::Cancelled ? future->result : Value());
    // The error that ended a task is raised once, with its traceback; later ones are made anew.
    Value exception = future->result;
    Tuple* args = as_exception(exception)->args;
    future->has_exception = false;
    vm.heap.write_barrier(future);
    future->result = args && args->size == 1 ? args->items[0] : Value();
    return exception;
}

void note_retrieved(Vm& vm, Future* future)
{
    if (future->has_exception && !future->retrieved)
        vm.async->remove_unretrieved();
    future->retrieved = true;
}

Value future_exception(Vm& vm, Future* future)
{
    note_retrieved(vm, future);
    return future->has_exception ? future->result : Value();
}

Result<Value> future_result(Vm& vm, Future* future)
{
    if (future->state == FutureState::Cancelled) {
        bool own = future->has_exception;
        Value exception = TRY(cancelled_error_of(vm, future));
        if (!own)
            return vm.raise_exception(exception);
        vm.pending = exception;
        return Raised{};
    }
    if (future->state == FutureState::Pending)
        return raise_invalid_state(vm, "Result is not set.");
    if (!future->has_exception)
        return future->result;
    note_retrieved(vm, future);
    vm.pending = future->result;
    return Raised{};
}

} // namespace coil::internal
