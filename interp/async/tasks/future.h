#pragma once
// Futures and tasks. A task drives a coroutine: what it awaits links frames in the interpreter, and only what suspends
// the whole chain (a future, a sleep, a bare yield) comes here. Order of execution is CPython's: callbacks are
// scheduled on the loop, never called at once.
#include <array>

#include "objects/native.h"

namespace coil::internal
{

class EventLoop;

enum class FutureState : uint8_t { Pending, Cancelled, Finished };
enum class FutureForm : uint8_t { Plain, Task, Gather };

struct Future : NativeObject {
    EventLoop* loop;
    Value result; ///< or the exception (has_exception), or the message of a cancellation, come or still to come
    /// Empty; or one: a Task or Gather to be woken, or what a script wants called, as hold_callback has it; or a List
    /// of them (many_callbacks).
    Value callbacks;
    FutureState state : 2;
    FutureForm form : 2;
    bool blocking : 1;  ///< awaited: the yielded future may suspend a task
    bool retrieved : 1; ///< somebody asked for the exception
    bool has_exception : 1;
    bool many_callbacks : 1;
    bool must_cancel : 1;          ///< (task) the next step throws CancelledError
    bool started : 1;              ///< (task) of a native awaitable
    bool cancelling : 1;           ///< (task) what it waits for is being cancelled
    uint32_t cancel_requests : 21; ///< (task)
    uint32_t place;                ///< (task) in the loop's list of tasks
};
static_assert(sizeof(Future) == 48);

struct Task : Future {
    Value coroutine;
    Value waiter;                                    ///< the Future or Sleep it waits for, or empty
    Value name;                                      ///< Str; or a number until it is asked for
    static constexpr uint32_t no_place = UINT32_MAX; ///< the loop was closed
    static constexpr uint32_t most_cancel_requests = (1 << 21) - 1;
};

/// The classes, by VM.
struct AsyncClasses {
    Class* future;
    Class* task;
    Class* future_iterator;
    Class* gathering_future;
    Class* handle;
    Class* timer_handle;
    Class* loop;
    Class* sleep;
    Class* queue;
    Class* queue_step;
    Class* lock_step;
    Class* queue_empty;
    Class* queue_full;
    Class* queue_shut_down;
    Class* cancelled_error;
    Class* invalid_state_error;

    static constexpr auto all()
    {
        using C = AsyncClasses;
        return std::array{ &C::future, &C::task, &C::future_iterator, &C::gathering_future, &C::handle,
            &C::timer_handle, &C::loop, &C::sleep, &C::queue, &C::queue_step, &C::lock_step, &C::queue_empty,
            &C::queue_full, &C::queue_shut_down, &C::cancelled_error, &C::invalid_state_error };
    }
};
static_assert(sizeof(AsyncClasses) == AsyncClasses::all().size() * sizeof(Class*));
AsyncClasses& classes_of(Vm& vm);

extern const NativeType future_type;
extern const NativeType future_iterator_type;
inline Future* as_future(Value value)
{
    bool is_future = is_kind(value, Kind::NativeObject) && as<NativeObject>(value)->type == &future_type;
    return is_future ? static_cast<Future*>(value.as_cell()) : nullptr;
}
Task* as_task(Value value);

Result<Future*> make_future(Vm& vm, EventLoop* loop);
Result<Value> make_task(Vm& vm, EventLoop* loop, Value coroutine, Value name);
/// As make_task, for a subclass of Task. An eager one runs at once until it suspends, if the loop is running.
Result<Value> make_task_of(Vm& vm, Class* cls, EventLoop* loop, Value coroutine, Value name, bool eager);

inline bool is_done(const Future* future) { return future->state != FutureState::Pending; }
/// Each raises InvalidStateError when the future is done.
Result<void> future_set_result(Vm& vm, Future* future, Value result);
Result<void> future_set_exception(Vm& vm, Future* future, Value exception);
/// False when it is done already; a task passes it on to what it waits for. `message` may be empty.
Result<bool> future_cancel(Vm& vm, Future* future, Value message);
/// The future itself ends cancelled, whatever it stands for. It must be pending.
void future_finish_cancelled(Vm& vm, Future* future, Value message);
/// The result; raises the exception or CancelledError.
Result<Value> future_result(Vm& vm, Future* future);
/// The exception of a future that is done and not cancelled, or empty; it counts as retrieved.
Value future_exception(Vm& vm, Future* future);
/// Somebody knows of the exception, which is not reported then.
void note_retrieved(Vm& vm, Future* future);
/// Tells of an exception that nobody asked for.
Result<void> report_unretrieved(Vm& vm, Future* future);
/// Does so for all futures there are: the program ends.
void report_all_unretrieved(Vm& vm);
/// What awaiting a cancelled future raises.
Result<Value> cancelled_error_of(Vm& vm, Future* future);
Result<Value> make_cancelled(Vm& vm, Value message);
Raised raise_invalid_state(Vm& vm, std::string_view message);
/// The future, for a task to be suspended on; RuntimeError when it was given out before, but not to a task.
Result<Value> yield_future(Vm& vm, Future* future);
Result<Value> make_future_iterator(Vm& vm, Future* future);
/// What the future still holds as the message of its cancellation; None without one.
Value cancel_message_of(Future* future);
/// The future is done: the loop will call those it has, and wake what waits.
void schedule_callbacks(Future* future);
/// Makes room in the queue for all that a future is to call or wake: before it is marked as done.
void reserve_callbacks(Future* future);
Result<void> add_callback(Vm& vm, Future* future, Value callback);
/// A script's callback as a cell that is no future. It need not be callable; that shows when it is called.
Result<Value> hold_callback(Vm& vm, Value callback);
/// What hold_callback was given.
Value held_callback(Value held);
Result<int64_t> remove_callback(Vm& vm, Future* future, Value callback);

/// What the loop runs for a task: a step (perhaps throwing), and its wake-up by a future that is done.
Result<void> task_step(Vm& vm, Task* task, Value exception);
Result<void> task_wake(Vm& vm, Task* task, Future* future);
/// Whether a task can be made of it: a coroutine, a native awaitable such as sleep()'s, or an object with send and
/// throw.
bool is_coroutine_like(Vm& vm, Value value);

} // namespace coil::internal
