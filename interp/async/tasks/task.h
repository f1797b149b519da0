#pragma once
// A task drives a coroutine: what it awaits links frames in the interpreter, and only what suspends the whole chain (a
// future, a sleep, a bare yield) comes here.
#include "async/tasks/future.h"

namespace coil::internal
{

struct Task : Future {
    Value coroutine;
    Value waiter;                                    ///< the Future or Sleep it waits for, or empty
    Value name;                                      ///< Str; or a number until it is asked for
    static constexpr uint32_t no_place = UINT32_MAX; ///< the loop was closed
    static constexpr uint32_t most_cancel_requests = (1 << 21) - 1;
};

inline Task* as_task(Value value)
{
    Future* future = as_future(value);
    return future && future->form == FutureForm::Task ? static_cast<Task*>(future) : nullptr;
}

Result<Value> make_task(Vm& vm, EventLoop* loop, Value coroutine, Value name);
/// As make_task, for a subclass of Task. An eager one runs at once until it suspends, if the loop is running.
Result<Value> make_task_of(Vm& vm, Class* cls, EventLoop* loop, Value coroutine, Value name, bool eager);
/// Task.cancel() of one that is not done.
Result<bool> task_cancel(Vm& vm, Task* task, Value message);

/// What the loop runs for a task: a step (perhaps throwing), and its wake-up by a future that is done.
Result<void> task_step(Vm& vm, Task* task, Value exception);
Result<void> task_wake(Vm& vm, Task* task, Future* future);
/// Whether a task can be made of it: a coroutine, a native awaitable such as sleep()'s, or an object with send and
/// throw.
bool is_coroutine_like(Vm& vm, Value value);

} // namespace coil::internal
