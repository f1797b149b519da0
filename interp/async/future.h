#pragma once
// Futures and tasks. A task drives a coroutine: what it awaits links frames in the interpreter, and only what suspends
// the whole chain (a future, a bare yield) comes here. Order of execution is CPython's: callbacks are scheduled on the
// loop, never called at once.
#include "objects/native.h"

namespace coil
{

struct LoopState;

enum class FutureState : uint8_t { Pending, Cancelled, Finished };

struct Future : NativeObject {
    LoopState* loop;
    Value result;
    Value exception;      ///< an exception object, or empty
    Value callbacks;      ///< List of Task (to be woken) and of callables; or empty
    Value cancel_message; ///< or empty
    FutureState state;
    bool blocking;  ///< awaited: the yielded future may suspend a task
    bool retrieved; ///< somebody asked for the exception
    bool is_task;
};

struct Task : Future {
    Value coroutine;
    Value waiter; ///< the Future it waits for, or empty
    Value name;   ///< Str; or a number until it is asked for
    size_t place; ///< in the loop's list of tasks
    int64_t cancel_requests;
    bool must_cancel;
};

/// The classes, by VM.
struct AsyncClasses {
    Class* future;
    Class* task;
    Class* handle;
    Class* timer_handle;
    Class* loop;
    Class* sleep;
    Class* cancelled_error;
    Class* invalid_state_error;
};

Future* as_future(Value value);
Task* as_task(Value value);
Result<Future*> make_future(Vm& vm, LoopState* loop);
Result<Value> make_task(Vm& vm, LoopState* loop, Value coroutine, Value name);
inline bool is_done(const Future* future) { return future->state != FutureState::Pending; }
/// Each raises InvalidStateError when the future is done.
Result<void> future_set_result(Vm& vm, Future* future, Value result);
Result<void> future_set_exception(Vm& vm, Future* future, Value exception);
/// False when it is done already; a task passes it on to what it waits for.
Result<bool> future_cancel(Vm& vm, Future* future, Value message);
/// The result; raises the exception or CancelledError.
Result<Value> future_result(Vm& vm, Future* future);
Result<void> add_callback(Vm& vm, Future* future, Value callback);

/// What the loop runs for a task: a step (perhaps throwing), and its wake-up by a future that is done.
Result<void> task_step(Vm& vm, Task* task, Value exception);
Result<void> task_wake(Vm& vm, Task* task, Future* future);
/// Whether a task can be made of it: a coroutine, a native awaitable such as sleep()'s, or an object with send and
/// throw.
bool is_coroutine_like(Vm& vm, Value value);

Result<void> define_futures(Vm& vm, Module* module);

} // namespace coil
