#pragma once
// A task drives a coroutine: what it awaits links frames in the interpreter, and only what suspends the whole chain (a
// future, a sleep, a bare yield) comes here.
#include "async/tasks/future.h"
#include "objects/tuple.h"

namespace coil::internal
{

struct Task : Future {
    Value coroutine;
    Value waiter;                                    ///< the Future or Sleep it waits for, or empty
    Value name;                                      ///< see task_name
    static constexpr uint32_t no_place = UINT32_MAX; ///< the loop was closed
    static constexpr uint32_t most_cancel_requests = (1 << 21) - 1;
};

inline Task* as_task(Value value)
{
    Future* future = as_future(value);
    return future && future->form == FutureForm::Task ? static_cast<Task*>(future) : nullptr;
}

/// Its name: a Str; or a number until it is asked for. Where it has a context that was not empty to begin with, the
/// field holds a pair of both.
inline Value task_name(const Task* task)
{
    return is_kind(task->name, Kind::Tuple) ? as<Tuple>(task->name)->items[0] : task->name;
}
Result<void> set_task_name(Vm& vm, Task* task, Value name);
/// The context that it runs in; empty: one that nothing was set in yet.
inline Value task_context(const Task* task)
{
    return is_kind(task->name, Kind::Tuple) ? as<Tuple>(task->name)->items[1] : Value();
}
Result<void> set_task_context(Vm& vm, Task* task, Value context);

/// `context`: a Context; or None, empty: a copy of the running one.
Result<Value> make_task(Vm& vm, EventLoop* loop, Value coroutine, Value name, Value context = Value());
/// As make_task, for a subclass of Task. An eager one runs at once until it suspends, if the loop is running.
Result<Value> make_task_of(Vm& vm, Class* cls, EventLoop* loop, Value coroutine, Value name, Value context, bool eager);
/// Task.cancel() of one that is not done.
Result<bool> task_cancel(Vm& vm, Task* task, Value message);

/// What the loop runs for a task: a step (perhaps throwing), and its wake-up by a future that is done.
Result<void> task_step(Vm& vm, Task* task, Value exception);
Result<void> task_wake(Vm& vm, Task* task, Future* future);
/// Whether a task can be made of it: a coroutine, a native awaitable such as sleep()'s, or an object with send and
/// throw.
bool is_coroutine_like(Vm& vm, Value value);

} // namespace coil::internal
