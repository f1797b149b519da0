#pragma once
// Futures: results that are to come. Order of execution is CPython's: callbacks are scheduled on the loop, never called
// at once.
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

extern const NativeType future_type;
inline Future* as_future(Value value)
{
    bool is_future = is_kind(value, Kind::NativeObject) && as<NativeObject>(value)->type == &future_type;
    return is_future ? static_cast<Future*>(value.as_cell()) : nullptr;
}
Result<Future*> make_future(Vm& vm, EventLoop* loop);
/// A zeroed cell of the class, whose fixed layout is a T: a Future or Task.
template <class T> Result<T*> allocate_future(Vm& vm, Class* cls)
{
    // Of the builtin classes, which have no slots, by a size that the compiler knows.
    size_t plain = sizeof(T) + sizeof(Value);
    auto* cell = static_cast<T*>(cls->inline_slots == 0
            ? vm.heap.allocate_cell(uint8_t(Kind::NativeObject), plain)
            : vm.heap.allocate_cell(uint8_t(Kind::NativeObject), instance_size(cls, sizeof(T))));
    if (!cell) [[unlikely]]
        return vm.raise_memory_error();
    cell->shape = cls->root->id;
    cell->type = &future_type;
    cell->set_size(sizeof(T));
    return cell;
}

inline bool is_done(const Future* future) { return future->state != FutureState::Pending; }
/// Each raises InvalidStateError when the future is done.
Result<void> future_set_result(Vm& vm, Future* future, Value result);
Result<void> future_set_exception(Vm& vm, Future* future, Value exception);
/// False when it is done already; a task passes it on to what it waits for. `message` may be empty.
Result<bool> future_cancel(Vm& vm, Future* future, Value message);
/// The future is done, with the result that it has: there is room for its callbacks (reserve_callbacks).
void finish_future(Future* future, FutureState state);
/// The future itself ends cancelled, whatever it stands for. It must be pending.
void future_finish_cancelled(Vm& vm, Future* future, Value message);
/// The result; raises the exception or CancelledError.
Result<Value> future_result(Vm& vm, Future* future);
/// The exception of a future that is done and not cancelled, or empty; it counts as retrieved.
Value future_exception(Vm& vm, Future* future);
/// Somebody knows of the exception, which is not reported then.
void note_retrieved(Vm& vm, Future* future);
/// What awaiting a cancelled future raises.
Result<Value> cancelled_error_of(Vm& vm, Future* future);
Result<Value> make_cancelled(Vm& vm, Value message);
Raised raise_invalid_state(Vm& vm, std::string_view message);
/// The future, for a task to be suspended on; RuntimeError when it was given out before, but not to a task.
Result<Value> yield_future(Vm& vm, Future* future);
/// What the future still holds as the message of its cancellation; None without one.
Value cancel_message_of(Future* future);

} // namespace coil::internal
