// The module _asyncio: the classes and functions on which asyncio's Python part stands.
#include <algorithm>
#include <cmath>

#include "async/executor.h"
#include "objects/coroutine.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/numbers.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/attributes.h"
#include "runtime/call.h"
#include "runtime/interrupts.h"
#include "runtime/operators.h"

namespace coil
{

namespace
{

AsyncClasses& classes_of(Vm& vm) { return vm.loop->classes; }
/// set_event_loop's, of the calling thread.
Value& current_loop(Vm& vm) { return vm.interpreter->current()->event_loop; }

// Event loops

struct LoopObject : NativeObject {
    LoopState* state;
};

void destroy_loop(Cell* cell) { delete static_cast<LoopObject*>(cell)->state; }
constexpr NativeType loop_type{ "EventLoop", nullptr, destroy_loop };

void trace_handle(Cell* cell, gc::Tracer& tracer)
{
    auto* handle = static_cast<Handle*>(cell);
    tracer.visit(handle->callback);
    tracer.visit(handle->arguments);
}
constexpr NativeType handle_type{ "Handle", trace_handle, nullptr };

Result<Handle*> make_handle(Vm& vm, LoopState* loop, Class* cls, Value callback, Arguments arguments)
{
    Tuple* tuple = TRY(make_tuple(vm, arguments.first, arguments.count));
    auto* handle =
        static_cast<Handle*>(vm.heap.allocate_cell(uint8_t(Kind::NativeObject), instance_size(cls, sizeof(Handle))));
    if (!handle)
        return vm.raise_memory_error();
    handle->shape = cls->root->id;
    handle->type = &handle_type;
    handle->size = sizeof(Handle);
    handle->loop = loop;
    handle->callback = callback;
    handle->arguments = Value::cell(tuple);
    return handle;
}

Result<LoopState*> loop_self(Vm& vm, Value self)
{
    LoopState* loop = loop_of(self);
    if (!loop)
        return vm.raise(Error::TypeError, "an EventLoop is required, not '{}'", type_name(vm, self));
    return loop;
}
Result<LoopState*> open_loop(Vm& vm, Value self)
{
    LoopState* loop = TRY(loop_self(vm, self));
    if (loop->closed)
        return vm.raise(Error::RuntimeError, "Event loop is closed");
    return loop;
}
Result<void> check_callback(Vm& vm, Value callback, std::string_view method)
{
    if (is_coroutine_like(vm, callback))
        return vm.raise(Error::TypeError, "coroutines cannot be used with {}()", method);
    if (!is_callable(vm, callback))
        return vm.raise(Error::TypeError, "a callable object was expected by {}(), got {}", method,
            TRY(repr(vm, callback))->view());
    return {};
}

Result<Value> call_soon(Vm& vm, Value self, Value callback, Arguments arguments, Value)
{
    LoopState* loop = TRY(open_loop(vm, self));
    TRY(check_callback(vm, callback, "call_soon"));
    Handle* handle = TRY(make_handle(vm, loop, classes_of(vm).handle, callback, arguments));
    loop->ready.push_back({ Ready::Kind::Call, Value::cell(handle), Value() });
    return Value::cell(handle);
}
Result<Value> call_soon_threadsafe(Vm& vm, Value self, Value callback, Arguments arguments, Value context)
{
    Value handle = TRY(call_soon(vm, self, callback, arguments, context));
    loop_of(self)->interrupt();
    return handle;
}
Result<Value> schedule(Vm& vm, LoopState* loop, double when, Value callback, Arguments arguments)
{
    Handle* handle = TRY(make_handle(vm, loop, classes_of(vm).timer_handle, callback, arguments));
    handle->when = when;
    loop->call_at(when, Value::cell(handle), Value());
    return Value::cell(handle);
}
Result<Value> call_later(Vm& vm, Value self, Value delay, Value callback, Arguments arguments, Value)
{
    LoopState* loop = TRY(open_loop(vm, self));
    if (delay.is_none())
        return vm.raise(Error::TypeError, "delay must not be None");
    TRY(check_callback(vm, callback, "call_later"));
    return schedule(vm, loop, loop->now() + TRY(to_double(vm, delay)), callback, arguments);
}
Result<Value> call_at(Vm& vm, Value self, Value when, Value callback, Arguments arguments, Value)
{
    LoopState* loop = TRY(open_loop(vm, self));
    if (when.is_none())
        return vm.raise(Error::TypeError, "when cannot be None");
    TRY(check_callback(vm, callback, "call_at"));
    return schedule(vm, loop, TRY(to_double(vm, when)), callback, arguments);
}
Result<double> time(Vm& vm, Value self) { return TRY(loop_self(vm, self))->now(); }
Result<Value> create_future(Vm& vm, Value self) { return Value::cell(TRY(make_future(vm, TRY(loop_self(vm, self))))); }
Result<Value> create_task(Vm& vm, Value self, Value coroutine, Value name, Value)
{
    LoopState* loop = TRY(open_loop(vm, self));
    if (!loop->task_factory.is_empty() && !loop->task_factory.is_none())
        return call(vm, loop->task_factory, { self, coroutine });
    return make_task(vm, loop, coroutine, name);
}
Result<Value> run_forever(Vm& vm, Value self)
{
    LoopState* loop = TRY(loop_self(vm, self));
    TRY(loop->run_forever());
    return None;
}
Result<Value> ensure_in(Vm& vm, LoopState* loop, Value awaitable)
{
    if (as_future(awaitable))
        return awaitable;
    if (is_coroutine_like(vm, awaitable))
        return create_task(vm, loop->object, awaitable, None, None);
    Value method = lookup_special(vm, vm.class_of(awaitable), Special::await);
    if (method.is_empty())
        return vm.raise(Error::TypeError, "An asyncio.Future, a coroutine or an awaitable is required");
    Value helpers = TRY(import_absolute(vm, "_asyncio_queues"));
    Value wrapper = TRY(call(vm, TRY(get_attribute(vm, helpers, intern(vm, "wrap_awaitable"))), { awaitable }));
    return make_task(vm, loop, wrapper, None);
}
Result<Value> stop_after(Vm& vm, Value future)
{
    if (Future* done = as_future(future))
        done->loop->stopping = true;
    (void)vm;
    return None;
}
constexpr NativeDef stop_after_def = def<"_run_until_complete_cb(future, /)", stop_after>();

Result<Value> run_until_complete(Vm& vm, Value self, Value awaitable)
{
    LoopState* loop = TRY(open_loop(vm, self));
    if (loop->running)
        return vm.raise(Error::RuntimeError, "This event loop is already running");
    if (loop_of_thread(vm))
        return vm.raise(Error::RuntimeError, "Cannot run the event loop while another loop is running");
    Value future_value = TRY(ensure_in(vm, loop, awaitable));
    Future* future = as_future(future_value);
    if (future->loop != loop)
        return vm.raise(
            Error::ValueError, "The future belongs to a different loop than the one specified as the loop argument");
    TRY(add_callback(vm, future, TRY(make_native_function(vm, stop_after_def, Value(), nullptr))));
    TRY(loop->run_forever());
    if (!is_done(future))
        return vm.raise(Error::RuntimeError, "Event loop stopped before Future completed.");
    return future_result(vm, future);
}
Result<void> stop(Vm& vm, Value self)
{
    TRY(loop_self(vm, self))->stopping = true;
    return {};
}
Result<void> close(Vm& vm, Value self)
{
    LoopState* loop = TRY(loop_self(vm, self));
    if (loop->running)
        return vm.raise(Error::RuntimeError, "Cannot close a running event loop");
    loop->closed = true;
    loop->executor_shut_down = true;
    if (loop->executor)
        std::exchange(loop->executor, nullptr)->abandon();
    loop->ready.clear();
    loop->timers.clear();
    return {};
}
Result<bool> is_running(Vm& vm, Value self) { return TRY(loop_self(vm, self))->running; }
Result<bool> is_closed(Vm& vm, Value self) { return TRY(loop_self(vm, self))->closed; }
Result<bool> get_debug(Vm& vm, Value self) { return TRY(loop_self(vm, self))->debug; }
Result<void> set_debug(Vm& vm, Value self, bool debug)
{
    TRY(loop_self(vm, self))->debug = debug;
    return {};
}
Result<void> set_exception_handler(Vm& vm, Value self, Value handler)
{
    if (!handler.is_none() && !is_callable(vm, handler))
        return vm.raise(
            Error::TypeError, "A callable object or None is expected, got {}", TRY(repr(vm, handler))->view());
    TRY(loop_self(vm, self))->exception_handler = handler;
    return {};
}
Result<Value> get_exception_handler(Vm& vm, Value self)
{
    Value handler = TRY(loop_self(vm, self))->exception_handler;
    return handler.is_empty() ? None : handler;
}
Result<void> call_exception_handler(Vm& vm, Value self, Dict* context)
{
    LoopState* loop = TRY(loop_self(vm, self));
    Value* message = find_str(vm, context, intern(vm, "message"));
    Value* exception = find_str(vm, context, intern(vm, "exception"));
    Value* future = find_str(vm, context, intern(vm, "future"));
    if (!loop->exception_handler.is_empty() && !loop->exception_handler.is_none()) {
        TRY(call(vm, loop->exception_handler, { self, Value::cell(context) }));
        return {};
    }
    std::string text = message && is_kind(*message, Kind::Str) ? std::string(as<Str>(*message)->view())
                                                               : "Unhandled exception in event loop";
    return loop->report(text, exception ? *exception : Value(), future ? *future : Value());
}
Result<void> set_task_factory(Vm& vm, Value self, Value factory)
{
    TRY(loop_self(vm, self))->task_factory = factory;
    return {};
}
Result<Value> get_task_factory(Vm& vm, Value self)
{
    Value factory = TRY(loop_self(vm, self))->task_factory;
    return factory.is_empty() ? None : factory;
}
/// An awaitable that is done: what there is nothing to shut down for.
Result<Value> shutdown_nothing(Vm& vm, Value self, Arguments)
{
    Future* future = TRY(make_future(vm, TRY(loop_self(vm, self))));
    TRY(future_set_result(vm, future, None));
    return Value::cell(future);
}
Result<Value> run_in_executor(Vm& vm, Value self, Value executor, Value function, Arguments arguments)
{
    LoopState* loop = TRY(open_loop(vm, self));
    TRY(check_callback(vm, function, "run_in_executor"));
    if (executor.is_none()) {
        if (loop->executor_shut_down)
            return vm.raise(Error::RuntimeError, "Executor shutdown has been called");
        if (loop->default_executor.is_empty()) {
            if (!loop->executor)
                loop->executor = new Executor(vm);
            return loop->executor->submit(loop, function, arguments);
        }
        executor = loop->default_executor;
    }
    ArgumentBuffer buffer(vm, arguments.count + 1);
    buffer.data()[0] = function;
    std::copy_n(arguments.first, arguments.count, buffer.data() + 1);
    Value submitted = TRY(call(
        vm, TRY(get_attribute(vm, executor, intern(vm, "submit"))), CallArguments{ buffer.data(), buffer.size() }));
    Value futures = TRY(import_absolute(vm, "asyncio.futures"));
    return call(vm, TRY(get_attribute(vm, futures, intern(vm, "wrap_future"))), { submitted });
}
Result<void> set_default_executor(Vm& vm, Value self, Value executor)
{
    LoopState* loop = TRY(loop_self(vm, self));
    Value pool = TRY(import_absolute(vm, "concurrent.futures.thread"));
    Value cls = TRY(get_attribute(vm, pool, intern(vm, "ThreadPoolExecutor")));
    if (!is_instance(vm, executor, as<Class>(cls)))
        return vm.raise(Error::TypeError, "executor must be ThreadPoolExecutor instance");
    loop->default_executor = executor;
    return {};
}
/// A future that is done when the threads of the default executor have ended.
Result<Value> shutdown_default_executor(Vm& vm, Value self, Arguments)
{
    LoopState* loop = TRY(loop_self(vm, self));
    loop->executor_shut_down = true;
    if (!loop->default_executor.is_empty()) {
        TRY(call_method(vm, loop->default_executor, intern(vm, "shutdown"), {}));
        return shutdown_nothing(vm, self, {});
    }
    if (!loop->executor || loop->executor->is_shut_down())
        return shutdown_nothing(vm, self, {});
    Value future = Value::cell(TRY(make_future(vm, loop)));
    loop->executor->shut_down(future);
    return future;
}
Result<Value> loop_repr(Vm& vm, Value self)
{
    LoopState* loop = TRY(loop_self(vm, self));
    return Value::cell(TRY(make_str(vm,
        format_text("<EventLoop running={} closed={} debug={}>",
            { loop->running ? "True" : "False", loop->closed ? "True" : "False", loop->debug ? "True" : "False" }))));
}
Result<Value> loop_new(Vm& vm, Value) { return make_loop(vm); }

constexpr NativeDef loop_new_def = def<"__new__(cls, /)", loop_new>();
constexpr NativeDef loop_methods[] = {
    def<"call_soon(self, callback, /, *args, context=None)", call_soon>(),
    def<"call_soon_threadsafe(self, callback, /, *args, context=None)", call_soon_threadsafe>(),
    def<"call_later(self, delay, callback, /, *args, context=None)", call_later>(),
    def<"call_at(self, when, callback, /, *args, context=None)", call_at>(),
    def<"time(self, /)", time>(),
    def<"create_future(self, /)", create_future>(),
    def<"create_task(self, coro, *, name=None, context=None)", create_task>(),
    def<"run_forever(self, /)", run_forever>(),
    def<"run_until_complete(self, future, /)", run_until_complete>(),
    def<"run_in_executor(self, executor, func, /, *args)", run_in_executor>(),
    def<"stop(self, /)", stop>(),
    def<"close(self, /)", close>(),
    def<"is_running(self, /)", is_running>(),
    def<"is_closed(self, /)", is_closed>(),
    def<"get_debug(self, /)", get_debug>(),
    def<"set_debug(self, enabled, /)", set_debug>(),
    def<"set_exception_handler(self, handler, /)", set_exception_handler>(),
    def<"get_exception_handler(self, /)", get_exception_handler>(),
    def<"call_exception_handler(self, context, /)", call_exception_handler>(),
    def<"set_task_factory(self, factory, /)", set_task_factory>(),
    def<"get_task_factory(self, /)", get_task_factory>(),
    def<"shutdown_asyncgens(self, /, *args)", shutdown_nothing>(),
    def<"set_default_executor(self, executor, /)", set_default_executor>(),
    def<"shutdown_default_executor(self, /, *args)", shutdown_default_executor>(),
    def<"__repr__(self, /)", loop_repr>(),
};

// Handles

Result<void> handle_cancel(Vm&, Value self)
{
    auto* handle = static_cast<Handle*>(self.as_cell());
    handle->callback = Value();
    return {};
}
bool handle_cancelled(Vm&, Value self) { return static_cast<Handle*>(self.as_cell())->callback.is_empty(); }
double handle_when(Vm&, Value self) { return static_cast<Handle*>(self.as_cell())->when; }
constexpr NativeDef handle_methods[] = {
    def<"cancel(self, /)", handle_cancel>(),
    def<"cancelled(self, /)", handle_cancelled>(),
};
constexpr NativeDef timer_methods[] = { def<"when(self, /)", handle_when>() };

// Futures and tasks

Result<Future*> self_of(Vm& vm, Value self)
{
    if (Future* future = as_future(self))
        return future;
    return vm.raise(Error::TypeError, "a Future is required, not '{}'", type_name(vm, self));
}
Result<LoopState*> loop_or_current(Vm& vm, Value loop)
{
    if (LoopState* given = loop_of(loop))
        return given;
    if (loop_of_thread(vm))
        return loop_of_thread(vm);
    if (LoopState* set = loop_of(current_loop(vm)))
        return set;
    return vm.raise(Error::RuntimeError, "There is no current event loop in thread 'MainThread'.");
}
Result<Value> future_new(Vm& vm, Value type, Arguments, Dict* keywords)
{
    Value* loop = keywords ? find_str(vm, keywords, intern(vm, "loop")) : nullptr;
    LoopState* state = TRY(loop_or_current(vm, loop ? *loop : None));
    auto* cls = as<Class>(type);
    Future* plain = TRY(make_future(vm, state));
    if (cls == classes_of(vm).future)
        return Value::cell(plain);
    auto* future =
        static_cast<Future*>(vm.heap.allocate_cell(uint8_t(Kind::NativeObject), instance_size(cls, sizeof(Future))));
    if (!future)
        return vm.raise_memory_error();
    *future = *plain;
    future->gc_flags = 0;
    future->shape = cls->root->id;
    return Value::cell(future);
}
Result<Value> task_new(Vm& vm, Value, Value coroutine, Value loop, Value name, Value, bool)
{
    return make_task(vm, TRY(loop_or_current(vm, loop)), coroutine, name);
}
void future_init(Vm&, Value, Arguments, Dict*) { }
Result<Value> result(Vm& vm, Value self) { return future_result(vm, TRY(self_of(vm, self))); }
Result<Value> exception(Vm& vm, Value self)
{
    Future* future = TRY(self_of(vm, self));
    if (future->state == FutureState::Finished) {
        future->retrieved = true;
        return future->exception.is_empty() ? None : future->exception;
    }
    if (future->state == FutureState::Pending)
        return vm.raise_exception(
            Value::cell(TRY(make_exception(vm, classes_of(vm).invalid_state_error, "Exception is not set."))));
    return future_result(vm, future);
}
Result<bool> done(Vm& vm, Value self) { return is_done(TRY(self_of(vm, self))); }
Result<bool> cancelled(Vm& vm, Value self) { return TRY(self_of(vm, self))->state == FutureState::Cancelled; }
Result<bool> cancel(Vm& vm, Value self, Value message) { return future_cancel(vm, TRY(self_of(vm, self)), message); }
Result<void> set_result(Vm& vm, Value self, Value value)
{
    return future_set_result(vm, TRY(self_of(vm, self)), value);
}
Result<void> set_exception(Vm& vm, Value self, Value value)
{
    return future_set_exception(vm, TRY(self_of(vm, self)), value);
}
Result<void> add_done_callback(Vm& vm, Value self, Value callback, Value)
{
    return add_callback(vm, TRY(self_of(vm, self)), callback);
}
Result<int64_t> remove_done_callback(Vm& vm, Value self, Value callback)
{
    auto* list = as_if<List>(TRY(self_of(vm, self))->callbacks);
    int64_t removed = 0;
    for (size_t i = 0; list && i < list->size;) {
        if (TRY(values_equal(vm, list->array->data[i], callback))) {
            list_erase(vm, list, i, i + 1);
            removed++;
        } else {
            i++;
        }
    }
    return removed;
}
Result<Value> get_loop(Vm& vm, Value self) { return TRY(self_of(vm, self))->loop->object; }
Value identity(Vm&, Value self) { return self; }
Result<Value> future_next(Vm& vm, Value self)
{
    // By hand: the future yields itself until it is done.
    Future* future = TRY(self_of(vm, self));
    if (!is_done(future)) {
        future->blocking = true;
        return self;
    }
    Value value = TRY(future_result(vm, future));
    return vm.raise_value(Error::StopIteration, value);
}
Result<Value> make_cancelled_error(Vm& vm, Value self)
{
    Value message = TRY(self_of(vm, self))->cancel_message;
    Tuple* args = message.is_empty() || message.is_none() ? vm.empty_tuple : TRY(make_tuple(vm, { message }));
    return Value::cell(TRY(make_exception(vm, classes_of(vm).cancelled_error, args)));
}
Result<Value> future_repr(Vm& vm, Value self)
{
    Future* future = TRY(self_of(vm, self));
    constexpr std::string_view states[] = { "pending", "cancelled", "finished" };
    std::string text = format_text("<{} {}", { type_name(vm, self), states[size_t(future->state)] });
    if (Task* task = as_task(self)) {
        Value name = task->name;
        text += " name='" +
            (name.is_small() ? "Task-" + std::to_string(name.as_small()) : std::string(as<Str>(name)->view())) + "'";
    }
    if (future->state == FutureState::Finished)
        text += future->exception.is_empty()
            ? format_text(" result={}", { TRY(repr(vm, future->result))->view() })
            : format_text(" exception={}", { TRY(repr(vm, future->exception))->view() });
    return Value::cell(TRY(make_str(vm, text + ">")));
}
Result<Value> get_blocking(Vm& vm, Value self) { return Value::boolean(TRY(self_of(vm, self))->blocking); }
Result<void> set_blocking(Vm& vm, Value self, Value value)
{
    TRY(self_of(vm, self))->blocking = value.is_true();
    return {};
}
Result<Value> get_log(Vm& vm, Value self)
{
    Future* future = TRY(self_of(vm, self));
    return Value::boolean(!future->exception.is_empty() && !future->retrieved);
}
Result<void> set_log(Vm& vm, Value self, Value)
{
    TRY(self_of(vm, self))->retrieved = true;
    return {};
}

constexpr NativeDef future_new_def = def<"__new__(cls, /, *args, **kwargs)", future_new>();
constexpr NativeDef future_methods[] = {
    def<"__init__(self, /, *args, **kwargs)", future_init>(),
    def<"result(self, /)", result>(),
    def<"exception(self, /)", exception>(),
    def<"done(self, /)", done>(),
    def<"cancelled(self, /)", cancelled>(),
    def<"cancel(self, msg=None)", cancel>(),
    def<"set_result(self, result, /)", set_result>(),
    def<"set_exception(self, exception, /)", set_exception>(),
    def<"add_done_callback(self, fn, /, *, context=None)", add_done_callback>(),
    def<"remove_done_callback(self, fn, /)", remove_done_callback>(),
    def<"get_loop(self, /)", get_loop>(),
    def<"__await__(self, /)", identity>(),
    def<"__iter__(self, /)", identity>(),
    def<"__next__(self, /)", future_next>(),
    def<"__repr__(self, /)", future_repr>(),
    def<"_make_cancelled_error(self, /)", make_cancelled_error>(),
};
constexpr AttributeDef future_attributes[] = {
    { "_asyncio_future_blocking", get_blocking, set_blocking, nullptr },
    { "_log_traceback", get_log, set_log, nullptr },
    { "_loop", get_loop, nullptr, nullptr },
};

Result<Task*> task_of(Vm& vm, Value self)
{
    if (Task* task = as_task(self))
        return task;
    return vm.raise(Error::TypeError, "a Task is required, not '{}'", type_name(vm, self));
}
Result<Value> get_name(Vm& vm, Value self)
{
    Task* task = TRY(task_of(vm, self));
    if (task->name.is_small()) {
        Value name = Value::cell(TRY(make_str(vm, "Task-" + std::to_string(task->name.as_small()))));
        vm.heap.write_barrier(task);
        task->name = name;
    }
    return task->name;
}
Result<void> set_name(Vm& vm, Value self, Value name)
{
    Task* task = TRY(task_of(vm, self));
    Value text = Value::cell(TRY(str_of(vm, name)));
    vm.heap.write_barrier(task);
    task->name = text;
    return {};
}
Result<Value> get_coro(Vm& vm, Value self) { return TRY(task_of(vm, self))->coroutine; }
Result<int64_t> cancelling(Vm& vm, Value self) { return TRY(task_of(vm, self))->cancel_requests; }
Result<int64_t> uncancel(Vm& vm, Value self)
{
    Task* task = TRY(task_of(vm, self));
    if (task->cancel_requests > 0 && --task->cancel_requests == 0)
        task->must_cancel = false;
    return task->cancel_requests;
}
Result<Value> refuse_set(Vm& vm, Value, Value)
{
    return vm.raise(Error::RuntimeError, "Task does not support set_result operation");
}
Result<Value> refuse_set_exception(Vm& vm, Value, Value)
{
    return vm.raise(Error::RuntimeError, "Task does not support set_exception operation");
}
Result<Value> get_waiter(Vm& vm, Value self)
{
    Value waiter = TRY(task_of(vm, self))->waiter;
    return waiter.is_empty() ? None : waiter;
}
Result<Value> get_must_cancel(Vm& vm, Value self) { return Value::boolean(TRY(task_of(vm, self))->must_cancel); }
constexpr NativeDef task_new_def =
    def<"__new__(cls, coro, *, loop=None, name=None, context=None, eager_start=False)", task_new>();
constexpr NativeDef task_methods[] = {
    def<"__init__(self, /, *args, **kwargs)", future_init>(),
    def<"get_name(self, /)", get_name>(),
    def<"set_name(self, value, /)", set_name>(),
    def<"get_coro(self, /)", get_coro>(),
    def<"cancelling(self, /)", cancelling>(),
    def<"uncancel(self, /)", uncancel>(),
    def<"set_result(self, result, /)", refuse_set>(),
    def<"set_exception(self, exception, /)", refuse_set_exception>(),
};
constexpr AttributeDef task_attributes[] = {
    { "_fut_waiter", get_waiter, nullptr, nullptr },
    { "_must_cancel", get_must_cancel, nullptr, nullptr },
};

// sleep()

struct Sleep : NativeObject {
    Value result;
    Value future;
    double delay;
    bool started;
};
void trace_sleep(Cell* cell, gc::Tracer& tracer)
{
    tracer.visit(static_cast<Sleep*>(cell)->result);
    tracer.visit(static_cast<Sleep*>(cell)->future);
}
Result<AwaitStep> await_sleep(Vm& vm, Cell* cell, Value sent)
{
    auto* sleep = static_cast<Sleep*>(cell);
    if (sent.is_empty()) {
        if (sleep->started)
            return vm.raise(Error::RuntimeError, "cannot reuse already awaited coroutine");
        sleep->started = true;
        if (sleep->delay <= 0)
            return AwaitStep{ false, None };
        LoopState* loop = running_loop(vm);
        if (!loop)
            return Raised{};
        Future* future = TRY(make_future(vm, loop));
        vm.heap.write_barrier(sleep);
        sleep->future = Value::cell(future);
        loop->call_at(loop->now() + sleep->delay, sleep->future, sleep->result);
        future->blocking = true;
        return AwaitStep{ false, sleep->future };
    }
    return AwaitStep{ true, sleep->result };
}
constexpr NativeType sleep_type{ "coroutine", trace_sleep, nullptr, await_sleep };

Result<Value> sleep_function(Vm& vm, Value delay, Value result)
{
    double seconds = TRY(to_double(vm, delay));
    if (std::isnan(seconds))
        return vm.raise(Error::ValueError, "Invalid delay: NaN (not a number)");
    auto* sleep = static_cast<Sleep*>(vm.heap.allocate_cell(uint8_t(Kind::NativeObject), sizeof(Sleep)));
    if (!sleep)
        return vm.raise_memory_error();
    sleep->shape = classes_of(vm).sleep->root->id;
    sleep->type = &sleep_type;
    sleep->size = sizeof(Sleep);
    sleep->result = result;
    sleep->delay = seconds;
    return Value::cell(sleep);
}
void sleep_close(Vm&, Value self) { static_cast<Sleep*>(self.as_cell())->started = true; }
Result<Value> sleep_send(Vm& vm, Value self, Value)
{
    auto* sleep = static_cast<Sleep*>(self.as_cell());
    AwaitStep step = TRY(await_sleep(vm, sleep, sleep->started ? None : Value()));
    return step.done ? Result<Value>(vm.raise_value(Error::StopIteration, step.value)) : Result<Value>(step.value);
}
constexpr NativeDef sleep_methods[] = {
    def<"__await__(self, /)", identity>(),
    def<"send(self, value, /)", sleep_send>(),
    def<"close(self, /)", sleep_close>(),
};

// Functions

Result<Value> get_running_loop(Vm& vm)
{
    LoopState* loop = running_loop(vm);
    return loop ? Result<Value>(loop->object) : Result<Value>(Raised{});
}
Value get_running_or_none(Vm& vm) { return loop_of_thread(vm) ? loop_of_thread(vm)->object : None; }
void set_running_loop(Vm& vm, Value loop) { loop_of_thread(vm) = loop_of(loop); }
Result<Value> get_event_loop(Vm& vm)
{
    if (loop_of_thread(vm))
        return loop_of_thread(vm)->object;
    if (loop_of(current_loop(vm)))
        return current_loop(vm);
    // As CPython up to 3.13 for the main thread: scripts from then still call it first thing.
    Value loop = TRY(make_loop(vm));
    current_loop(vm) = loop;
    return loop;
}
void set_event_loop(Vm& vm, Value loop) { current_loop(vm) = loop; }
Result<Value> new_event_loop(Vm& vm) { return make_loop(vm); }
Result<Value> current_task(Vm& vm, Value loop)
{
    LoopState* state = loop_of(loop);
    if (!state)
        state = running_loop(vm);
    if (!state)
        return Raised{};
    return state->current_task.is_empty() ? None : state->current_task;
}
Result<Value> all_tasks(Vm& vm, Value loop)
{
    LoopState* state = loop_of(loop);
    if (!state)
        state = running_loop(vm);
    if (!state)
        return Raised{};
    Set* set = TRY(make_set(vm));
    for (size_t i = 0; i < state->tasks.size(); i++)
        TRY(set_add(vm, set, state->tasks[i]));
    return Value::cell(set);
}
Result<Value> create_task_function(Vm& vm, Value coroutine, Value name, Value context)
{
    LoopState* loop = running_loop(vm);
    return loop ? create_task(vm, loop->object, coroutine, name, context) : Result<Value>(Raised{});
}
Result<Value> ensure_future(Vm& vm, Value awaitable, Value loop)
{
    if (as_future(awaitable))
        return awaitable;
    return ensure_in(vm, TRY(loop_or_current(vm, loop)), awaitable);
}
bool is_future(Vm&, Value value) { return as_future(value) != nullptr; }
bool is_coroutine(Vm& vm, Value value) { return is_coroutine_like(vm, value); }
bool is_coroutine_function(Vm&, Value value)
{
    if (auto* method = as_if<BoundMethod>(value))
        value = method->function;
    auto* function = as_if<Function>(value);
    return function && function->code->flags & (IsCoroutine | IsIterableCoroutine);
}
void enter_task(Vm&, Value loop, Value task)
{
    if (LoopState* state = loop_of(loop))
        state->current_task = task;
}
void leave_task(Vm&, Value loop, Value)
{
    if (LoopState* state = loop_of(loop))
        state->current_task = Value();
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
Result<Value> lazy(Vm& vm, Str* name)
{
    Value helpers = TRY(import_absolute(vm, "_asyncio_queues"));
    std::optional<Value> value = TRY(find_attribute(vm, helpers, intern(vm, name)));
    if (value)
        return *value;
    return vm.raise(Error::AttributeError, "module '_asyncio' has no attribute '{}'", name->view());
}

constexpr NativeDef functions[] = {
    def<"sleep(delay, result=None)", sleep_function>("Suspends the task for that many seconds."),
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
    def<"__getattr__(name, /)", lazy>(),
};

/// Adds natives to a class of this module, as builtins/define.h does for the builtin ones.
Result<void> add(Vm& vm, Class* cls, std::span<const NativeDef> methods, std::span<const AttributeDef> attributes = {})
{
    for (const NativeDef& def : methods) {
        Value method = TRY(make_native_function(vm, def, Value(), nullptr));
        as<NativeFunction>(method)->owner = cls;
        method.as_cell()->shape = vm.classes->method_descriptor->root->id;
        TRY(dict_set_str(vm, cls->dict, intern(vm, def.name()), method));
    }
    for (const AttributeDef& def : attributes) {
        auto* descriptor = vm.heap.allocate<AttributeDescriptor>(uint8_t(Kind::AttributeDescriptor));
        if (!descriptor)
            return vm.raise_memory_error();
        descriptor->shape = vm.classes->getset_descriptor->root->id;
        descriptor->def = &def;
        descriptor->owner = cls;
        TRY(dict_set_str(vm, cls->dict, intern(vm, def.name), Value::cell(descriptor)));
    }
    return {};
}
Result<void> set_new(Vm& vm, Class* cls, const NativeDef& def)
{
    auto* wrapper = vm.heap.allocate<StaticMethod>(uint8_t(Kind::StaticMethod));
    if (!wrapper)
        return vm.raise_memory_error();
    wrapper->shape = vm.classes->static_method->root->id;
    wrapper->function = TRY(make_native_function(vm, def, Value(), nullptr));
    cls->flags |= HasCustomNew;
    return dict_set_str(vm, cls->dict, vm.names->new_, Value::cell(wrapper));
}

Result<void> prepare(Vm& vm, Module* module)
{
    vm.loop = { new Loop, [](Loop* loop) { delete loop; } };
    AsyncClasses& classes = vm.loop->classes;
    auto make = [&](std::string_view name, std::string_view home, Class* base, Kind kind,
                    uint32_t flags) -> Result<Class*> {
        Class* cls = make_builtin_class(vm, name, base, kind, flags);
        TRY(dict_set_str(vm, cls->dict, vm.names->module, Value::cell(intern(vm, home))));
        TRY(dict_set_str(vm, module->dict, intern(vm, name), Value::cell(cls)));
        return cls;
    };
    constexpr uint32_t exception = IsException | HasInstanceDict | HasCustomNew;
    classes.cancelled_error = TRY(
        make("CancelledError", "asyncio.exceptions", vm.error_class(Error::BaseException), Kind::Exception, exception));
    classes.invalid_state_error = TRY(
        make("InvalidStateError", "asyncio.exceptions", vm.error_class(Error::Exception), Kind::Exception, exception));
    Class* object = vm.classes->object;
    classes.future = TRY(make("Future", "_asyncio", object, Kind::NativeObject, HasInstanceDict));
    classes.task = TRY(make("Task", "_asyncio", classes.future, Kind::NativeObject, HasInstanceDict));
    classes.handle = TRY(make("Handle", "asyncio.events", object, Kind::NativeObject, DisallowsNew));
    classes.timer_handle = TRY(make("TimerHandle", "asyncio.events", classes.handle, Kind::NativeObject, DisallowsNew));
    classes.loop = TRY(make("EventLoop", "asyncio.events", object, Kind::NativeResource, HasInstanceDict));
    classes.sleep = make_builtin_class(vm, "coroutine", object, Kind::NativeObject, DisallowsNew);
    TRY(dict_set_str(vm, module->dict, intern(vm, "_Sleep"), Value::cell(classes.sleep)));
    TRY(set_new(vm, classes.future, future_new_def));
    TRY(add(vm, classes.future, future_methods, future_attributes));
    TRY(set_new(vm, classes.task, task_new_def));
    TRY(add(vm, classes.task, task_methods, task_attributes));
    TRY(add(vm, classes.handle, handle_methods));
    TRY(add(vm, classes.timer_handle, timer_methods));
    TRY(set_new(vm, classes.loop, loop_new_def));
    TRY(add(vm, classes.loop, loop_methods));
    return add(vm, classes.sleep, sleep_methods);
}

} // namespace

LoopState* loop_of(Value object)
{
    if (is_kind(object, Kind::NativeResource) && as<NativeObject>(object)->type == &loop_type)
        return static_cast<LoopObject*>(object.as_cell())->state;
    return nullptr;
}

Result<Value> make_loop(Vm& vm)
{
    Class* cls = classes_of(vm).loop;
    auto* object = static_cast<LoopObject*>(
        vm.heap.allocate_cell(uint8_t(Kind::NativeResource), instance_size(cls, sizeof(LoopObject))));
    if (!object)
        return vm.raise_memory_error();
    object->shape = cls->root->id;
    object->type = &loop_type;
    object->size = sizeof(LoopObject);
    object->state = new LoopState(vm);
    object->state->object = Value::cell(object);
    return Value::cell(object);
}

const NativeModule asyncio_module{ "_asyncio", functions, prepare, "The native core of asyncio." };

} // namespace coil
