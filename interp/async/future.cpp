#include "async/future.h"

#include "async/loop.h"
#include "objects/coroutine.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/attributes.h"
#include "runtime/call.h"
#include "runtime/generator.h"
#include "runtime/operators.h"

namespace coil
{

namespace
{

void trace_future(Cell* cell, gc::Tracer& tracer)
{
    auto* future = static_cast<Future*>(cell);
    for (Value each : { future->result, future->exception, future->callbacks, future->cancel_message })
        tracer.visit(each);
    if (future->loop)
        tracer.visit(future->loop->object);
    if (future->is_task) {
        auto* task = static_cast<Task*>(cell);
        for (Value each : { task->coroutine, task->waiter, task->name })
            tracer.visit(each);
    }
}

Result<AwaitStep> await_future(Vm& vm, Cell* cell, Value sent)
{
    auto* future = static_cast<Future*>(cell);
    if (is_done(future))
        return AwaitStep{ true, TRY(future_result(vm, future)) };
    if (!sent.is_empty())
        return vm.raise(Error::RuntimeError, "await wasn't used with future");
    future->blocking = true;
    return AwaitStep{ false, Value::cell(future) };
}

constexpr NativeType future_type{ "Future", trace_future, nullptr, await_future };

AsyncClasses& classes_of(Vm& vm) { return vm.loop->classes; }

Raised invalid_state(Vm& vm, std::string_view message)
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

Result<void> schedule_callbacks(Vm& vm, Future* future)
{
    auto* list = as_if<List>(future->callbacks);
    future->callbacks = Value();
    for (size_t i = 0; list && i < list->size; i++) {
        Value callback = list->array->data[i];
        Ready::Kind kind = as_task(callback) ? Ready::Kind::Wake : Ready::Kind::Notify;
        future->loop->ready.push_back({ kind, callback, Value::cell(future) });
    }
    (void)vm;
    return {};
}

template <class T> Result<T*> allocate(Vm& vm, Class* cls)
{
    auto* cell = static_cast<T*>(vm.heap.allocate_cell(uint8_t(Kind::NativeObject), instance_size(cls, sizeof(T))));
    if (!cell)
        return vm.raise_memory_error();
    cell->shape = cls->root->id;
    cell->type = &future_type;
    cell->size = sizeof(T);
    return cell;
}

void forget_task(Task* task)
{
    auto& tasks = task->loop->tasks;
    Value last = tasks.back();
    tasks[task->place] = last;
    as_task(last)->place = task->place;
    tasks.pop_back();
}

Result<void> finish(Vm& vm, Future* future, FutureState state)
{
    future->state = state;
    if (future->is_task)
        forget_task(static_cast<Task*>(future));
    return schedule_callbacks(vm, future);
}

} // namespace

Future* as_future(Value value)
{
    if (is_kind(value, Kind::NativeObject) && as<NativeObject>(value)->type == &future_type)
        return static_cast<Future*>(value.as_cell());
    return nullptr;
}

Task* as_task(Value value)
{
    Future* future = as_future(value);
    return future && future->is_task ? static_cast<Task*>(future) : nullptr;
}

Result<Future*> make_future(Vm& vm, LoopState* loop)
{
    Future* future = TRY(allocate<Future>(vm, classes_of(vm).future));
    future->loop = loop;
    return future;
}

Result<void> future_set_result(Vm& vm, Future* future, Value result)
{
    if (is_done(future))
        return invalid_state(vm, "invalid state");
    vm.heap.write_barrier(future);
    future->result = result;
    return finish(vm, future, FutureState::Finished);
}

Result<void> future_set_exception(Vm& vm, Future* future, Value exception)
{
    if (is_done(future))
        return invalid_state(vm, "invalid state");
    if (is_kind(exception, Kind::Class))
        exception = TRY(call(vm, exception, CallArguments{}));
    if (!is_kind(exception, Kind::Exception))
        return vm.raise(Error::TypeError, "invalid exception object");
    if (is_exception_of(vm, exception, Error::StopIteration)) {
        Value wrapped = Value::cell(TRY(make_exception(vm, vm.error_class(Error::RuntimeError),
            "StopIteration interacts badly with generators and cannot be raised into a Future")));
        as_exception(wrapped)->cause = as_exception(wrapped)->context = exception;
        exception = wrapped;
    }
    vm.heap.write_barrier(future);
    future->exception = exception;
    return finish(vm, future, FutureState::Finished);
}

Result<bool> future_cancel(Vm& vm, Future* future, Value message)
{
    if (is_done(future))
        return false;
    vm.heap.write_barrier(future);
    if (future->is_task) {
        auto* task = static_cast<Task*>(future);
        task->cancel_requests++;
        if (!task->waiter.is_empty()) {
            // What it waits for may refuse, as a shield does.
            bool taken = as_future(task->waiter) && vm.class_of(task->waiter)->has(IsHeapClass)
                ? TRY(truth(vm,
                      TRY(call_method(
                          vm, task->waiter, intern(vm, "cancel"), { message.is_empty() ? None : message }))))
                : TRY(future_cancel(vm, as_future(task->waiter), message));
            if (taken)
                return true;
        }
        task->must_cancel = true;
        task->cancel_message = message;
        return true;
    }
    future->cancel_message = message;
    TRY(finish(vm, future, FutureState::Cancelled));
    return true;
}

Result<Value> future_result(Vm& vm, Future* future)
{
    if (future->state == FutureState::Cancelled) {
        if (!future->exception.is_empty()) {
            Value exception = future->exception;
            future->exception = Value();
            vm.pending = exception;
            return Raised{};
        }
        return vm.raise_exception(TRY(make_cancelled(vm, future->cancel_message)));
    }
    if (future->state == FutureState::Pending)
        return invalid_state(vm, "Result is not set.");
    future->retrieved = true;
    if (!future->exception.is_empty()) {
        vm.pending = future->exception;
        return Raised{};
    }
    return future->result;
}

Result<void> add_callback(Vm& vm, Future* future, Value callback)
{
    if (is_done(future)) {
        Ready::Kind kind = as_task(callback) ? Ready::Kind::Wake : Ready::Kind::Notify;
        future->loop->ready.push_back({ kind, callback, Value::cell(future) });
        return {};
    }
    if (future->callbacks.is_empty()) {
        Value list = Value::cell(TRY(make_list(vm)));
        vm.heap.write_barrier(future);
        future->callbacks = list;
    }
    return list_append(vm, as<List>(future->callbacks), callback);
}

bool is_coroutine_like(Vm& vm, Value value)
{
    if (auto* coroutine = as_if<Coroutine>(value))
        return coroutine->header.code->flags & (IsCoroutine | IsIterableCoroutine);
    if (is_kind(value, Kind::NativeObject))
        return as<NativeObject>(value)->type->await && !as_future(value);
    Value send = lookup(vm, vm.class_of(value), vm.names->send),
          close = lookup(vm, vm.class_of(value), vm.names->close);
    return !send.is_empty() && !close.is_empty() && !lookup_special(vm, vm.class_of(value), Special::await).is_empty();
}

Result<Value> make_task(Vm& vm, LoopState* loop, Value coroutine, Value name)
{
    if (!is_coroutine_like(vm, coroutine))
        return vm.raise(Error::TypeError, "a coroutine was expected, got {}", TRY(repr(vm, coroutine))->view());
    Task* task = TRY(allocate<Task>(vm, classes_of(vm).task));
    task->loop = loop;
    task->is_task = true;
    task->coroutine = coroutine;
    if (auto* own = as_if<Coroutine>(coroutine)) {
        own->set(Escaped);
        own->set(Awaited);
    }
    task->name = name.is_empty() || name.is_none() ? Value::small(int64_t(vm.loop->next_task++))
        : is_kind(name, Kind::Str)                 ? name
                                                   : Value::cell(TRY(str_of(vm, name)));
    task->place = loop->tasks.size();
    loop->tasks.push_back(Value::cell(task));
    loop->ready.push_back({ Ready::Kind::Step, Value::cell(task), Value() });
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
    if (is_kind(task->coroutine, Kind::NativeObject) && as<NativeObject>(task->coroutine)->type->await) {
        auto* awaitable = as<NativeObject>(task->coroutine);
        if (!exception.is_empty()) {
            vm.pending = exception;
            return Resumption{ Outcome::Raised, Value() };
        }
        Result<AwaitStep> step = awaitable->type->await(vm, awaitable, task->result.is_empty() ? Value() : None);
        task->result = None;
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
    task->loop->ready.push_back({ Ready::Kind::Step, Value::cell(task), exception });
    return {};
}

Result<void> suspend_on(Vm& vm, Task* task, Value yielded)
{
    if (yielded.is_none()) {
        task->loop->ready.push_back({ Ready::Kind::Step, Value::cell(task), Value() });
        return {};
    }
    Future* future = as_future(yielded);
    if (!future)
        return step_later(vm, task, format_text("Task got bad yield: {}", { TRY(repr(vm, yielded))->view() }));
    if (!future->blocking)
        return step_later(vm, task,
            format_text("yield was used instead of yield from in task {} with {}",
                { TRY(repr(vm, Value::cell(task)))->view(), TRY(repr(vm, yielded))->view() }));
    if (future == task)
        return step_later(
            vm, task, format_text("Task cannot await on itself: {}", { TRY(repr(vm, Value::cell(task)))->view() }));
    if (future->loop != task->loop)
        return step_later(vm, task,
            format_text("Task {} got Future {} attached to a different loop",
                { TRY(repr(vm, Value::cell(task)))->view(), TRY(repr(vm, yielded))->view() }));
    future->blocking = false;
    TRY(add_callback(vm, future, Value::cell(task)));
    vm.heap.write_barrier(task);
    task->waiter = yielded;
    if (task->must_cancel && TRY(future_cancel(vm, future, task->cancel_message)))
        task->must_cancel = false;
    return {};
}

Result<void> cancel_self(Vm& vm, Task* task, Value exception)
{
    vm.heap.write_barrier(task);
    task->exception = exception;
    return finish(vm, task, FutureState::Cancelled);
}

} // namespace

Result<void> task_step(Vm& vm, Task* task, Value exception)
{
    if (is_done(task))
        return invalid_state(vm, "__step(): already done");
    Class* cancelled = classes_of(vm).cancelled_error;
    vm.heap.write_barrier(task);
    if (task->must_cancel) {
        if (exception.is_empty() || !is_instance(vm, exception, cancelled))
            exception = TRY(make_cancelled(vm, task->cancel_message));
        task->must_cancel = false;
    }
    task->waiter = Value();
    Value previous = task->loop->current_task;
    task->loop->current_task = Value::cell(task);
    Result<Resumption> driven = drive(vm, task, exception);
    task->loop->current_task = previous;
    if (driven.failed())
        return Raised{};
    Resumption resumed = driven.value();
    if (resumed.outcome == Outcome::Yielded)
        return suspend_on(vm, task, resumed.value);
    if (resumed.outcome == Outcome::Returned) {
        if (task->must_cancel) {
            task->must_cancel = false;
            return cancel_self(vm, task, Value());
        }
        task->result = Value();
        return future_set_result(vm, task, resumed.value);
    }
    Value raised = vm.take_pending();
    if (is_instance(vm, raised, cancelled))
        return cancel_self(vm, task, raised);
    TRY(future_set_exception(vm, task, raised));
    if (is_exception_of(vm, raised, Error::KeyboardInterrupt) || is_exception_of(vm, raised, Error::SystemExit)) {
        vm.pending = raised;
        return Raised{};
    }
    return {};
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

} // namespace coil
