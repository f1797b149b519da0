#pragma once
// sleep(): an awaitable that a timer ends. A task that awaits it is woken by it, with no future in between.
#include "async/tasks/future.h"

namespace coil::internal
{

struct Module;

/// sleep()'s awaitable. A task that awaits it waits for it and for no future.
struct Sleep : NativeObject {
    Value result;
    /// Not awaited yet: the delay, a number. Awaited: the Task, or the Future for what is not driven by a task. Empty
    /// when it is not waited for any more.
    Value waiter;
    bool is_new() const { return !waiter.is_cell_or_empty(); }
    bool is_waiting() const { return waiter.is_cell(); }
};

extern const NativeType sleep_type;
inline Sleep* as_sleep(Value value)
{
    bool is_sleep = is_kind(value, Kind::NativeObject) && as<NativeObject>(value)->type == &sleep_type;
    return is_sleep ? static_cast<Sleep*>(value.as_cell()) : nullptr;
}
/// asyncio.sleep(delay, result).
Result<Value> sleep_function(Vm& vm, Value delay, Value result);
/// The sleep's time has come.
Result<void> sleep_expired(Vm& vm, Sleep* sleep);
Result<void> define_sleep(Vm& vm, Module* module);

} // namespace coil::internal
