#include "async/tasks/gather.h"
#include "async/tasks/sleep.h"
#include <utility>

#include "async/tasks/future.h"

#include "async/loop/loop.h"
#include "objects/coroutine.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/coroutines/generator.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

AsyncClasses& classes_of(Vm& vm) { return vm.async->classes; }

namespace
{

void trace_future(Cell* cell, gc::Tracer& tracer)
{
    auto* future = static_cast<Future*>(cell);
    tracer.visit(future->result);
    tracer.visit(future->callbacks);
    if (future->loop)
        tracer.visit(future->loop->object);
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

template <class T> Result<T*> allocate(Vm& vm, Class* cls)
{
    auto* cell = static_cast<T*>(vm.heap.allocate_cell(uint8_t(Kind::NativeObject), instance_size(cls, sizeof(T))));
    if (!cell)
        return vm.raise_memory_error();
    cell->shape = cls->root->id;
    cell->type = &future_type;
    cell->set_size(sizeof(T));
    return cell;
}

void forget_task(Task* task)
{
    if (task->place == Task::no_place)
        return;
    auto& tasks = task->loop->tasks;
    tasks[task->place] = tasks.back();
    static_cast<Task*>(task->loop->vm.heap.numbered(tasks.back()))->place = task->place;
    tasks.pop_back();
}

void finish(Future* future, FutureState state)
{
    future->state = state;
    if (future->form == FutureForm::Task)
        forget_task(static_cast<Task*>(future));
    schedule_callbacks(future);
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

Task* as_task(Value value)
{
    Future* future = as_future(value);
    return future && future->form == FutureForm::Task ? static_cast<Task*>(future) : nullptr;
}

Result<Future*> make_future(Vm& vm, EventLoop* loop)
{
    Future* future = TRY(allocate<Future>(vm, classes_of(vm).future));
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
    finish(future, FutureState::Finished);
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
    vm.async->unretrieved++;
    vm.heap.write_barrier(future);
    future->result = exception;
    future->has_exception = true;
    finish(future, FutureState::Finished);
    return {};
}

namespace
{

/// Cancels what the task waits for; false when that refuses.
Result<bool> cancel_waiter(Vm& vm, Task* task, Value message)
{
    if (Sleep* sleep = as_sleep(task->waiter)) {
        if (!sleep->is_waiting())
            return false;
        Value exception = TRY(make_cancelled(vm, message));
        task->loop->ready.reserve(1);
        sleep->waiter = Value();
        task->loop->timers.note_cancelled(is_cancelled_timer);
        vm.heap.write_barrier(task);
        task->waiter = Value();
        task->loop->ready.push({ Ready::Kind::Step, Value::cell(task), exception });
        return true;
    }
    Future* future = as_future(task->waiter);
    if (!future)
        return false;
    if (future->form != FutureForm::Gather && vm.class_of(task->waiter)->has(IsHeapClass))
        // A subclass may refuse, as a shield does.
        return truth(
            vm, TRY(call_method(vm, task->waiter, intern(vm, "cancel"), { message.is_empty() ? None : message })));
    return future_cancel(vm, future, message);
}

} // namespace

Result<bool> future_cancel(Vm& vm, Future* future, Value message)
{
    if (is_done(future))
        return false;
    // Tasks may wait for each other, or in long chains.
    if (!native_stack_ok(vm))
        return raise_native_recursion(vm, " while calling a Python object");
    if (future->form == FutureForm::Gather)
        return gather_cancel(vm, future, message);
    if (future->form == FutureForm::Task) {
        auto* task = static_cast<Task*>(future);
        task->cancel_requests = std::min<uint32_t>(task->cancel_requests + 1, Task::most_cancel_requests);
        if (!task->waiter.is_empty()) {
            bool outer = task->cancelling;
            task->cancelling = true;
            Result<bool> cancelled = cancel_waiter(vm, task, message);
            task->cancelling = outer;
            if (TRY(cancelled))
                return true;
        }
        if (is_done(task))
            return true;
        vm.heap.write_barrier(task);
        task->must_cancel = true;
        task->result = message;
        return true;
    }
    future_finish_cancelled(vm, future, message);
    return true;
}

void future_finish_cancelled(Vm& vm, Future* future, Value message)
{
    reserve_callbacks(future);
    vm.heap.write_barrier(future);
    future->result = message;
    finish(future, FutureState::Cancelled);
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
        vm.async->unretrieved--;
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

bool is_coroutine_like(Vm& vm, Value value)
{
    if (auto* coroutine = as_if<Coroutine>(value))
        return coroutine->header.code->flags & IsCoroutine;
    if (const NativeObject* object = native_awaitable(value))
        return object->type != &future_type && object->type != &future_iterator_type;
    Value send = lookup(vm, vm.class_of(value), vm.names->send),
          close = lookup(vm, vm.class_of(value), vm.names->close);
    return !send.is_empty() && !close.is_empty() && !lookup_special(vm, vm.class_of(value), Special::await).is_empty();
}

Result<Value> make_task(Vm& vm, EventLoop* loop, Value coroutine, Value name)
{
    return make_task_of(vm, classes_of(vm).task, loop, coroutine, name, false);
}

Result<Value> make_task_of(Vm& vm, Class* cls, EventLoop* loop, Value coroutine, Value name, bool eager)
{
    if (!is_coroutine_like(vm, coroutine))
        return vm.raise(Error::TypeError, "a coroutine was expected, got {}", TRY(repr(vm, coroutine))->view());
    if (loop->closed)
        return vm.raise(Error::RuntimeError, "Event loop is closed");
    Task* task = TRY(allocate<Task>(vm, cls));
    task->loop = loop;
    task->form = FutureForm::Task;
    task->coroutine = coroutine;
    if (auto* own = as_if<Coroutine>(coroutine)) {
        own->set(Escaped);
        own->set(Awaited);
        own->set(DrivenByTask);
    }
    Value own_name = name.is_empty() || name.is_none() ? Value::small(int64_t(vm.async->next_task++))
        : is_kind(name, Kind::Str)                     ? name
                                                       : Value::cell(TRY(str_of(vm, name)));
    vm.heap.write_barrier(task);
    task->name = own_name;
    // A task that is known must have its turn.
    loop->ready.reserve(1);
    loop->tasks.push_back(vm.heap.number_of(task));
    task->place = uint32_t(loop->tasks.size() - 1);
    if (eager && loop->running)
        TRY(task_step(vm, task, Value()));
    else
        loop->ready.push({ Ready::Kind::Step, Value::cell(task) });
    return Value::cell(task);
}

namespace
{

/// One resumption of what the task drives.
Result<Resumption> drive(Vm& vm, Task* task, Value exception)
{
    if (auto* coroutine = as_if<Coroutine>(task->coroutine)) {
        bool resumable = !coroutine->has(Linked) &&
            (coroutine->state() == CoroutineState::Created || coroutine->state() == CoroutineState::Suspended);
        if (resumable)
            return resume(vm, coroutine, None, exception);
        Result<Value> refused =
            exception.is_empty() ? coroutine_send(vm, coroutine, None) : coroutine_throw(vm, coroutine, exception);
        return Resumption{ refused.ok() ? Outcome::Yielded : Outcome::Raised,
            refused.ok() ? refused.value() : Value() };
    }
    if (NativeObject* awaitable = native_awaitable(task->coroutine)) {
        if (!exception.is_empty()) {
            if (awaitable->type->interrupted && task->started)
                awaitable->type->interrupted(vm, awaitable);
            vm.pending = exception;
            return Resumption{ Outcome::Raised, Value() };
        }
        Result<AwaitStep> step = awaitable->type->await(vm, awaitable, task->started ? None : Value());
        task->started = true;
        if (step.failed())
            return Resumption{ Outcome::Raised, Value() };
        return Resumption{ step.value().done ? Outcome::Returned : Outcome::Yielded, step.value().value };
    }
    Result<Value> yielded = exception.is_empty() ? call_method(vm, task->coroutine, vm.names->send, { None })
                                                 : call_method(vm, task->coroutine, vm.names->throw_, { exception });
    if (yielded.ok())
        return Resumption{ Outcome::Yielded, yielded.value() };
    if (!is_exception_of(vm, vm.pending, Error::StopIteration))
        return Resumption{ Outcome::Raised, Value() };
    Value value = as_exception(vm.take_pending())->value;
    return Resumption{ Outcome::Returned, value.is_empty() ? None : value };
}

Result<void> step_later(Vm& vm, Task* task, std::string message)
{
    Value exception = Value::cell(TRY(make_exception(vm, vm.error_class(Error::RuntimeError), message)));
    task->loop->ready.push({ Ready::Kind::Step, Value::cell(task), exception });
    return {};
}

/// The request to cancel has been passed on.
void clear_request(Task* task)
{
    task->must_cancel = false;
    task->result = Value();
}

Result<void> suspend_on(Vm& vm, Task* task, Value yielded)
{
    if (yielded.is_none()) {
        task->loop->ready.push({ Ready::Kind::Step, Value::cell(task) });
        return {};
    }
    if (Sleep* sleep = as_sleep(yielded)) {
        if (!(sleep->waiter == Value::cell(task)))
            return step_later(vm, task, format_text("Task got bad yield: {}", { TRY(repr(vm, yielded))->view() }));
        vm.heap.write_barrier(task);
        task->waiter = yielded;
        if (task->must_cancel && TRY(cancel_waiter(vm, task, task->result)))
            clear_request(task);
        return {};
    }
    Future* future = as_future(yielded);
    if (!future)
        return step_later(vm, task, format_text("Task got bad yield: {}", { TRY(repr(vm, yielded))->view() }));
    if (future == task)
        return step_later(
            vm, task, format_text("Task cannot await on itself: {}", { TRY(repr(vm, Value::cell(task)))->view() }));
    if (!future->blocking)
        return step_later(vm, task,
            format_text("yield was used instead of yield from in task {} with {}",
                { TRY(repr(vm, Value::cell(task)))->view(), TRY(repr(vm, yielded))->view() }));
    if (future->loop != task->loop)
        return step_later(vm, task,
            format_text("Task {} got Future {} attached to a different loop",
                { TRY(repr(vm, Value::cell(task)))->view(), TRY(repr(vm, yielded))->view() }));
    future->blocking = false;
    TRY(add_callback(vm, future, Value::cell(task)));
    vm.heap.write_barrier(task);
    task->waiter = yielded;
    if (task->must_cancel && TRY(cancel_waiter(vm, task, task->result)))
        clear_request(task);
    return {};
}

/// The task ends cancelled, by the error it raised (which may be empty).
Result<void> cancel_self(Vm& vm, Task* task, Value exception)
{
    // It may have used Future's methods on itself.
    if (is_done(task))
        return raise_invalid_state(vm, "invalid state");
    vm.heap.write_barrier(task);
    task->has_exception = !exception.is_empty();
    if (task->has_exception)
        task->result = exception;
    reserve_callbacks(task);
    finish(task, FutureState::Cancelled);
    return {};
}

/// Goes on with what a step of the task came to.
Result<void> settle(Vm& vm, Task* task, Resumption resumed)
{
    if (resumed.outcome == Outcome::Yielded)
        return suspend_on(vm, task, resumed.value);
    if (resumed.outcome == Outcome::Returned) {
        if (task->must_cancel) {
            task->must_cancel = false;
            return cancel_self(vm, task, Value());
        }
        return future_set_result(vm, task, resumed.value);
    }
    Value raised = vm.take_pending();
    if (is_instance(vm, raised, classes_of(vm).cancelled_error))
        return cancel_self(vm, task, raised);
    TRY(future_set_exception(vm, task, raised));
    if (ends_program(vm, raised)) {
        vm.pending = raised;
        return Raised{};
    }
    return {};
}

/// As settle. A task that there was no memory for must not wait for ever: it gets the MemoryError, in a turn that its
/// entry in the queue has left room for.
Result<void> settle_for_sure(Vm& vm, Task* task, Resumption resumed)
{
    Result<void> outcome;
    try {
        outcome = settle(vm, task, resumed);
    } catch (const std::bad_alloc&) {
        outcome = vm.raise_memory_error();
    }
    if (outcome.ok() || is_done(task) || !is_exception_of(vm, vm.pending, Error::MemoryError))
        return outcome;
    vm.heap.write_barrier(task);
    task->waiter = Value();
    bool goes_on = resumed.outcome == Outcome::Yielded;
    task->loop->ready.push({ goes_on ? Ready::Kind::Step : Ready::Kind::Fail, Value::cell(task), vm.take_pending() });
    return {};
}

} // namespace

Result<void> task_step(Vm& vm, Task* task, Value exception)
{
    if (is_done(task))
        return raise_invalid_state(vm, "__step(): already done");
    Class* cancelled = classes_of(vm).cancelled_error;
    vm.heap.write_barrier(task);
    if (task->must_cancel) {
        if (exception.is_empty() || !is_instance(vm, exception, cancelled))
            exception = TRY(make_cancelled(vm, task->result));
        clear_request(task);
    }
    task->waiter = Value();
    Value previous = task->loop->current_task;
    task->loop->current_task = Value::cell(task);
    Result<Resumption> driven = drive(vm, task, exception);
    task->loop->current_task = previous;
    if (driven.failed())
        return Raised{};
    return settle_for_sure(vm, task, driven.value());
}

Result<void> task_wake(Vm& vm, Task* task, Future* future)
{
    if (is_done(task))
        return {};
    Result<Value> result = future_result(vm, future);
    if (result.ok())
        return task_step(vm, task, Value());
    return task_step(vm, task, vm.take_pending());
}

Result<void> sleep_expired(Vm& vm, Sleep* sleep)
{
    if (!sleep->is_waiting())
        return {};
    Value waiter = std::exchange(sleep->waiter, Value());
    if (Task* task = as_task(waiter)) {
        // As the callback of a future would: it goes on in the next pass.
        task->loop->ready.push({ Ready::Kind::Step, waiter });
        return {};
    }
    Future* future = as_future(waiter);
    return is_done(future) ? Result<void>() : future_set_result(vm, future, sleep->result);
}

} // namespace coil::internal
