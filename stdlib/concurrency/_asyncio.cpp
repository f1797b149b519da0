// The module _asyncio: the classes and functions on which asyncio's Python part stands.
#include "async/async_state.h"
#include "async/loop/loop.h"
#include "async/loop/loop_class.h"
#include "async/sync/locks.h"
#include "async/sync/queue.h"
#include "async/tasks/create_task.h"
#include "async/tasks/future_class.h"
#include "async/tasks/future_iterator.h"
#include "async/tasks/gather.h"
#include "async/tasks/sleep.h"
#include "objects/coroutine.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/numbers.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/machine/interrupts.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace
{

// Functions

Result<Value> get_running_loop(Vm& vm) { return TRY(require_running_loop(vm))->object(); }
Value get_running_or_none(Vm& vm) { return running_loop(vm) ? running_loop(vm)->object() : None; }
void set_running_loop(Vm& vm, Value loop) { EventLoop::install(vm, as_event_loop(loop)); }
Result<Value> get_event_loop(Vm& vm)
{
    if (running_loop(vm))
        return running_loop(vm)->object();
    if (as_event_loop(assigned_loop(vm)))
        return assigned_loop(vm);
    // As CPython up to 3.13 for the main thread: scripts from then still call it first thing.
    Value loop = TRY(make_event_loop(vm));
    assigned_loop(vm) = loop;
    return loop;
}
Result<void> set_event_loop(Vm& vm, Value loop)
{
    if (!loop.is_none() && !as_event_loop(loop))
        return vm.raise(
            Error::TypeError, "loop must be an instance of AbstractEventLoop or None, not '{}'", type_name(vm, loop));
    assigned_loop(vm) = loop;
    return {};
}
Result<Value> new_event_loop(Vm& vm) { return make_event_loop(vm); }
/// The loop that is given, or else the running one.
Result<EventLoop*> given_or_running(Vm& vm, Value loop)
{
    EventLoop* given = as_event_loop(loop);
    return given ? Result<EventLoop*>(given) : require_running_loop(vm);
}
Result<Value> current_task(Vm& vm, Value loop)
{
    Value task = TRY(given_or_running(vm, loop))->current_task();
    return task.is_empty() ? None : task;
}
Result<Value> all_tasks(Vm& vm, Value given)
{
    EventLoop* loop = TRY(given_or_running(vm, given));
    Set* set = TRY(make_set(vm));
    for (size_t i = 0; i < loop->task_count(); i++)
        TRY(set_add(vm, set, Value::cell(loop->task_at(i))));
    return Value::cell(set);
}
Result<Value> create_task_function(Vm& vm, Value coroutine, Value name, Value context)
{
    return create_task(vm, TRY(require_running_loop(vm)), coroutine, name, context);
}
Result<Value> ensure_future(Vm& vm, Value awaitable, Value loop)
{
    if (as_future(awaitable))
        return awaitable;
    return ensure_in(vm, TRY(resolve_loop(vm, loop)), awaitable);
}
bool is_future(Vm&, Value value) { return as_future(value) != nullptr; }
bool is_coroutine(Vm& vm, Value value) { return is_coroutine_like(vm, value); }
bool is_coroutine_function(Vm&, Value value)
{
    if (auto* method = as_if<BoundMethod>(value))
        value = method->function;
    auto* function = as_if<Function>(value);
    return function && function->code->flags & IsCoroutine;
}
void enter_task(Vm&, Value loop, Value task)
{
    if (EventLoop* state = as_event_loop(loop))
        state->set_current_task(task);
}
void leave_task(Vm&, Value loop, Value)
{
    if (EventLoop* state = as_event_loop(loop))
        state->set_current_task(Value());
}
void ignore_task(Vm&, Value) { }
bool on_sigint(Vm& vm, Value callback)
{
    bool is_main = vm.interpreter->current() == &vm.interpreter->main_thread();
    if (!is_main || !vm.interrupts->has_signal())
        return false;
    vm.interrupts->callback = callback.is_none() ? Value() : callback;
    return true;
}
constexpr NativeDef functions[] = {
    def<"sleep(delay, result=None)", sleep_function>("Suspends the task for that many seconds."),
    def<"gather(*coros_or_futures, return_exceptions=False)", gather>(
        "Runs awaitables concurrently; a future whose result is the list of their results."),
    def<"get_running_loop()", get_running_loop>(),
    def<"_get_running_loop()", get_running_or_none>(),
    def<"_set_running_loop(loop, /)", set_running_loop>(),
    def<"get_event_loop()", get_event_loop>(),
    def<"set_event_loop(loop, /)", set_event_loop>(),
    def<"new_event_loop()", new_event_loop>(),
    def<"current_task(loop=None)", current_task>(),
    def<"all_tasks(loop=None)", all_tasks>(),
    def<"create_task(coro, *, name=None, context=None)", create_task_function>(),
    def<"ensure_future(awaitable, *, loop=None)", ensure_future>(),
    def<"isfuture(obj, /)", is_future>(),
    def<"iscoroutine(obj, /)", is_coroutine>(),
    def<"iscoroutinefunction(func, /)", is_coroutine_function>(),
    def<"_enter_task(loop, task)", enter_task>(),
    def<"_leave_task(loop, task)", leave_task>(),
    def<"_register_task(task)", ignore_task>(),
    def<"_unregister_task(task)", ignore_task>(),
    def<"_on_sigint(callback)", on_sigint>(),
};

Result<void> prepare(Vm& vm, Module* module)
{
    vm.operations.on_async_generator = [](Vm& vm, Coroutine* generator) {
        if (EventLoop* loop = running_loop(vm))
            loop->note_generator(generator);
    };
    vm.async = make_owned<AsyncState>(vm);
    for (auto define : { define_futures, define_future_iterator, define_loops, define_sleep, define_gather,
             define_queues, define_locks })
        TRY(define(vm, module));
    return {};
}

} // namespace

const NativeModule _asyncio_module{ "_asyncio", functions, prepare, "The native core of asyncio." };

} // namespace coil::internal
