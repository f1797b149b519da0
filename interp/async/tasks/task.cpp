#include "async/tasks/task.h"

#include <algorithm>
#include <new>

#include "async/async_state.h"
#include "async/loop/loop.h"
#include "async/tasks/future_callbacks.h"
#include "async/tasks/future_iterator.h"
#include "async/tasks/sleep.h"
#include "objects/context.h"
#include "objects/coroutine.h"
#include "objects/exception.h"
#include "objects/str.h"
#include "runtime/coroutines/generator.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

/// Cancels what the task waits for; false when that refuses.
Result<bool> cancel_waiter(Vm& vm, Task* task, Value message)
{
    if (Sleep* sleep = as_sleep(task->waiter)) {
        if (!sleep->is_waiting())
            return false;
        Value exception = TRY(make_cancelled(vm, message));
        task->loop->reserve(1);
        sleep->waiter = Value();
        task->loop->note_cancelled_timer();
        vm.heap.write_barrier(task);
        task->waiter = Value();
        task->loop->schedule({ Ready::Kind::Step, Value::cell(task), exception });
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

Result<bool> task_cancel(Vm& vm, Task* task, Value message)
{
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

Result<void> set_task_name(Vm& vm, Task* task, Value name)
{
    Value context = task_context(task);
    if (!context.is_empty())
        name = Value::cell(TRY(make_pair(vm, name, context)));
    vm.heap.write_barrier(task);
    task->name = name;
    return {};
}

Result<void> set_task_context(Vm& vm, Task* task, Value context)
{
    Value both = Value::cell(TRY(make_pair(vm, task_name(task), context)));
    vm.heap.write_barrier(task);
    task->name = both;
    return {};
}

Result<Value> make_task(Vm& vm, EventLoop* loop, Value coroutine, Value name, Value context)
{
    return make_task_of(vm, classes_of(vm).task, loop, coroutine, name, context, false);
}

Result<Value> make_task_of(Vm& vm, Class* cls, EventLoop* loop, Value coroutine, Value name, Value context, bool eager)
{
    if (!is_coroutine_like(vm, coroutine))
        return vm.raise(Error::TypeError, "a coroutine was expected, got {}", TRY(repr(vm, coroutine))->view());
    if (loop->is_closed())
        return vm.raise(Error::RuntimeError, "Event loop is closed");
    context = TRY(context_for_later(vm, context));
    Task* task = TRY(allocate_future<Task>(vm, cls));
    task->loop = loop;
    task->form = FutureForm::Task;
    task->coroutine = coroutine;
    if (auto* own = as_if<Coroutine>(coroutine)) {
        own->set(Escaped);
        own->set(Awaited);
        own->set(DrivenByTask);
    }
    Value own_name = name.is_empty() || name.is_none() ? Value::small(int64_t(vm.async->take_task_number()))
        : is_kind(name, Kind::Str)                     ? name
                                                       : Value::cell(TRY(str_of(vm, name)));
    vm.heap.write_barrier(task);
    task->name = own_name;
    if (!context.is_none())
        TRY(set_task_context(vm, task, context));
    // A task that is known must have its turn.
    loop->reserve(1);
    loop->add_task(task);
    if (eager && loop->is_running())
        TRY(task_step(vm, task, Value()));
    else
        loop->schedule({ Ready::Kind::Step, Value::cell(task) });
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

/// Begins a step of a task in whose context something is set, or that is driven while another context runs.
Result<void> enter_task_context(Vm& vm, Value own)
{
    if (Context* context = as_context(own))
        return enter_context(vm, context);
    switch_context(vm, Value());
    return {};
}

/// Ends it. A context that came into being in the step of a task that had none is the task's; `outer` runs again.
Result<void> leave_task_context(Vm& vm, Task* task, Value outer, Value own)
{
    if (Context* context = as_context(own)) {
        leave_context(vm, context);
        return {};
    }
    Context* made = as_context(vm.context);
    switch_context(vm, outer);
    if (!made)
        return {};
    made->entered = false;
    // What the step raised is pending meanwhile.
    Value raised = std::exchange(vm.pending, Value());
    TRY(set_task_context(vm, task, Value::cell(made)));
    vm.pending = raised;
    return {};
}

Result<void> step_later(Vm& vm, Task* task, std::string message)
{
    Value exception = Value::cell(TRY(make_exception(vm, vm.error_class(Error::RuntimeError), message)));
    task->loop->schedule({ Ready::Kind::Step, Value::cell(task), exception });
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
        task->loop->schedule({ Ready::Kind::Step, Value::cell(task) });
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
    finish_future(task, FutureState::Cancelled);
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
    task->loop->schedule({ goes_on ? Ready::Kind::Step : Ready::Kind::Fail, Value::cell(task), vm.take_pending() });
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
    Value outer = vm.context, own = task_context(task);
    bool has_context = !outer.is_empty() || !own.is_empty();
    if (has_context) [[unlikely]]
        TRY(enter_task_context(vm, own));
    Value previous = task->loop->current_task();
    task->loop->set_current_task(Value::cell(task));
    // The outcome stays where it is written: copied at once, its parts would have to come out of the store buffer
    // first.
    Result<Resumption> driven = drive(vm, task, exception);
    task->loop->set_current_task(previous);
    if (has_context || !vm.context.is_empty()) [[unlikely]]
        TRY(leave_task_context(vm, task, outer, own));
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

} // namespace coil::internal
