#include "async/loop/loop_class.h"

#include <algorithm>
#include <cmath>

#include "async/async_state.h"
#include "async/loop/handle.h"
#include "async/loop/loop.h"
#include "async/tasks/create_task.h"
#include "async/tasks/future_callbacks.h"
#include "objects/counted.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/numbers.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/machine/finalizers.h"
#include "runtime/machine/import.h"
#include "runtime/machine/interrupts.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

/// What scripts hold.
struct EventLoopObject : NativeObject {
    Counted<EventLoop> state;
};

void destroy_loop(Cell* cell) { static_cast<EventLoopObject*>(cell)->state.reset(); }
/// What waits in the loop changes without a barrier: where old objects are not traced it is a root, see
/// EventLoop::trace.
void trace_loop(Cell* cell, gc::Tracer& tracer)
{
    if (!tracer.heap().collecting_full())
        return;
    if (const EventLoop* state = static_cast<EventLoopObject*>(cell)->state.get())
        state->trace_contents(tracer);
}
constexpr NativeType loop_type{ "EventLoop", trace_loop, destroy_loop };

Result<EventLoop*> loop_self(Vm& vm, Value self)
{
    EventLoop* loop = as_event_loop(self);
    if (!loop)
        return vm.raise(Error::TypeError, "an EventLoop is required, not '{}'", type_name(vm, self));
    return loop;
}
Result<EventLoop*> open_loop(Vm& vm, Value self)
{
    EventLoop* loop = TRY(loop_self(vm, self));
    if (loop->is_closed())
        return vm.raise(Error::RuntimeError, "Event loop is closed");
    return loop;
}
Result<void> check_callback(Vm& vm, Value callback, std::string_view method)
{
    if (is_kind(callback, Kind::Function) || is_kind(callback, Kind::BoundMethod))
        return {};
    if (is_coroutine_like(vm, callback))
        return vm.raise(Error::TypeError, "coroutines cannot be used with {}()", method);
    if (!is_callable(vm, callback))
        return vm.raise(Error::TypeError, "a callable object was expected by {}(), got {}", method,
            TRY(repr(vm, callback))->view());
    return {};
}

Result<Value> call_soon(Vm& vm, Value self, Value callback, Arguments arguments, Value context)
{
    EventLoop* loop = TRY(open_loop(vm, self));
    TRY(check_callback(vm, callback, "call_soon"));
    Handle* handle = TRY(make_handle(vm, loop, classes_of(vm).handle, callback, arguments, context));
    loop->schedule({ Ready::Kind::Call, Value::cell(handle) });
    return Value::cell(handle);
}
Result<Value> call_soon_threadsafe(Vm& vm, Value self, Value callback, Arguments arguments, Value context)
{
    Value handle = TRY(call_soon(vm, self, callback, arguments, context));
    as_event_loop(self)->interrupt();
    return handle;
}
Result<Value> schedule(Vm& vm, EventLoop* loop, double when, Value callback, Arguments arguments, Value context)
{
    Handle* handle = TRY(make_handle(vm, loop, classes_of(vm).timer_handle, callback, arguments, context));
    handle->when = when;
    // NaN is no later than any time, or there would be no order.
    loop->add_timer(std::isnan(when) ? -INFINITY : when, handle);
    return Value::cell(handle);
}
/// now + delay, added as scripts add numbers.
Result<double> time_after(Vm& vm, double now, Value delay)
{
    if (delay.is_small())
        return now + double(delay.as_small());
    if (delay.is_immediate_double())
        return now + delay.as_immediate_double();
    return to_double(vm, TRY(binary_operation(vm, BinaryOperator::Add, TRY(make_float(vm, now)), delay)));
}
Result<Value> call_later(Vm& vm, Value self, Value delay, Value callback, Arguments arguments, Value context)
{
    EventLoop* loop = TRY(open_loop(vm, self));
    if (delay.is_none())
        return vm.raise(Error::TypeError, "delay must not be None");
    double time = TRY(time_after(vm, loop->now(), delay));
    TRY(check_callback(vm, callback, "call_later"));
    return schedule(vm, loop, time, callback, arguments, context);
}
Result<Value> call_at(Vm& vm, Value self, Value when, Value callback, Arguments arguments, Value context)
{
    EventLoop* loop = TRY(open_loop(vm, self));
    if (when.is_none())
        return vm.raise(Error::TypeError, "when cannot be None");
    TRY(check_callback(vm, callback, "call_at"));
    return schedule(vm, loop, TRY(to_double(vm, when)), callback, arguments, context);
}
Result<double> time(Vm& vm, Value self) { return TRY(loop_self(vm, self))->now(); }
Result<Value> create_future(Vm& vm, Value self) { return Value::cell(TRY(make_future(vm, TRY(loop_self(vm, self))))); }
Result<Value> loop_create_task(Vm& vm, Value self, Value coroutine, Value name, Value context)
{
    return create_task(vm, TRY(open_loop(vm, self)), coroutine, name, context);
}
Result<Value> run_forever(Vm& vm, Value self)
{
    EventLoop* loop = TRY(loop_self(vm, self));
    TRY(loop->run_forever());
    return None;
}
Result<Value> stop_after(Vm& vm, Value value)
{
    Future* future = as_future(value);
    if (!future)
        return None;
    if (future->state == FutureState::Finished) {
        Value exception = future_exception(vm, future);
        // Those end the run by themselves.
        if (!exception.is_empty() && ends_program(vm, exception))
            return None;
    }
    future->loop->stop();
    return None;
}
constexpr NativeDef stop_after_def = def<"_run_until_complete_cb(future, /)", stop_after>();

Result<Value> run_until_complete(Vm& vm, Value self, Value awaitable)
{
    EventLoop* loop = TRY(open_loop(vm, self));
    if (loop->is_running())
        return vm.raise(Error::RuntimeError, "This event loop is already running");
    if (running_loop(vm))
        return vm.raise(Error::RuntimeError, "Cannot run the event loop while another loop is running");
    Value future_value = TRY(ensure_in(vm, loop, awaitable));
    Future* future = as_future(future_value);
    if (future->loop != loop)
        return vm.raise(
            Error::ValueError, "The future belongs to a different loop than the one specified as the loop argument");
    Value callback = TRY(make_native_function(vm, stop_after_def, Value(), nullptr));
    TRY(add_callback(vm, future, callback));
    Result<void> outcome = loop->run_forever();
    Value raised = vm.take_pending();
    TRY(remove_callback(vm, future, callback));
    if (outcome.failed()) {
        // What ended the run is raised here, and needs no report.
        if (is_done(future) && !(future_value == awaitable))
            note_retrieved(vm, future);
        vm.pending = raised;
        return Raised{};
    }
    if (!is_done(future))
        return vm.raise(Error::RuntimeError, "Event loop stopped before Future completed.");
    return future_result(vm, future);
}
Result<void> stop(Vm& vm, Value self)
{
    TRY(loop_self(vm, self))->stop();
    return {};
}
Result<void> close(Vm& vm, Value self)
{
    EventLoop* loop = TRY(loop_self(vm, self));
    if (loop->is_running())
        return vm.raise(Error::RuntimeError, "Cannot close a running event loop");
    loop->close();
    if (vm.async->unretrieved() > 0) {
        // What only the run held is dead now, and is reported.
        vm.heap.collect(true);
        run_finalizers(vm);
    }
    return {};
}
Result<bool> is_running(Vm& vm, Value self) { return TRY(loop_self(vm, self))->is_running(); }
Result<bool> is_closed(Vm& vm, Value self) { return TRY(loop_self(vm, self))->is_closed(); }
Result<bool> get_debug(Vm& vm, Value self) { return TRY(loop_self(vm, self))->is_debugged(); }
Result<void> set_debug(Vm& vm, Value self, bool debug)
{
    TRY(loop_self(vm, self))->set_debug(debug);
    return {};
}
Result<void> set_exception_handler(Vm& vm, Value self, Value handler)
{
    if (!handler.is_none() && !is_callable(vm, handler))
        return vm.raise(
            Error::TypeError, "A callable object or None is expected, got {}", TRY(repr(vm, handler))->view());
    TRY(loop_self(vm, self))->set_exception_handler(handler);
    return {};
}
Result<Value> get_exception_handler(Vm& vm, Value self)
{
    Value handler = TRY(loop_self(vm, self))->exception_handler();
    return handler.is_empty() ? None : handler;
}
Result<void> call_exception_handler(Vm& vm, Value self, Dict* context)
{
    EventLoop* loop = TRY(loop_self(vm, self));
    Value* message = find_str(vm, context, intern(vm, "message"));
    Value* exception = find_str(vm, context, intern(vm, "exception"));
    Value* future = find_str(vm, context, intern(vm, "future"));
    if (Value handler = loop->exception_handler(); !handler.is_empty() && !handler.is_none()) {
        TRY(call(vm, handler, { self, Value::cell(context) }));
        return {};
    }
    std::string text = message && is_kind(*message, Kind::Str) ? std::string(as<Str>(*message)->view())
                                                               : "Unhandled exception in event loop";
    return loop->report(text, exception ? *exception : Value(), future ? *future : Value());
}
Result<void> set_task_factory(Vm& vm, Value self, Value factory)
{
    if (!factory.is_none() && !is_callable(vm, factory))
        return vm.raise(Error::TypeError, "task factory must be a callable or None");
    TRY(loop_self(vm, self))->set_task_factory(factory);
    return {};
}
Result<Value> get_task_factory(Vm& vm, Value self)
{
    Value factory = TRY(loop_self(vm, self))->task_factory();
    return factory.is_empty() ? None : factory;
}
/// An awaitable that is done: what there is nothing to shut down for.
Result<Value> shutdown_nothing(Vm& vm, Value self, Arguments)
{
    Future* future = TRY(make_future(vm, TRY(loop_self(vm, self))));
    TRY(future_set_result(vm, future, None));
    return Value::cell(future);
}
/// Closes the async generators that are suspended still.
Result<Value> shutdown_asyncgens(Vm& vm, Value self)
{
    EventLoop* loop = TRY(loop_self(vm, self));
    List* generators = TRY(loop->take_generators());
    if (generators->size == 0)
        return shutdown_nothing(vm, self, {});
    Value helpers = TRY(import_absolute(vm, "_async_generators"));
    return call(vm, TRY(get_attribute(vm, helpers, intern(vm, "close_all"))), { self, Value::cell(generators) });
}
Result<Value> run_in_executor(Vm& vm, Value self, Value executor, Value function, Arguments arguments)
{
    EventLoop* loop = TRY(open_loop(vm, self));
    TRY(check_callback(vm, function, "run_in_executor"));
    if (executor.is_none()) {
        if (loop->is_executor_refused())
            return vm.raise(Error::RuntimeError, "Executor shutdown has been called");
        executor = loop->default_executor();
        if (executor.is_empty())
            return loop->submit(function, arguments);
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
    EventLoop* loop = TRY(loop_self(vm, self));
    Value pool = TRY(import_absolute(vm, "concurrent.futures.thread"));
    Value cls = TRY(get_attribute(vm, pool, intern(vm, "ThreadPoolExecutor")));
    if (!is_instance(vm, executor, as<Class>(cls)))
        return vm.raise(Error::TypeError, "executor must be ThreadPoolExecutor instance");
    loop->set_default_executor(executor);
    return {};
}
/// A future that is done when the threads of the default executor have ended.
Result<Value> shutdown_default_executor(Vm& vm, Value self, Arguments)
{
    EventLoop* loop = TRY(loop_self(vm, self));
    loop->refuse_executor();
    if (Value executor = loop->default_executor(); !executor.is_empty()) {
        TRY(call_method(vm, executor, intern(vm, "shutdown"), {}));
        return shutdown_nothing(vm, self, {});
    }
    return loop->shut_down_executor();
}
Result<Value> loop_repr(Vm& vm, Value self)
{
    EventLoop* loop = TRY(loop_self(vm, self));
    return Value::cell(TRY(make_str(vm,
        format_text("<EventLoop running={} closed={} debug={}>",
            { loop->is_running() ? "True" : "False", loop->is_closed() ? "True" : "False",
                loop->is_debugged() ? "True" : "False" }))));
}
Result<Value> loop_new(Vm& vm, Value) { return make_event_loop(vm); }

constexpr NativeDef loop_new_def = def<"__new__(cls, /)", loop_new>();
constexpr NativeDef loop_methods[] = {
    def<"call_soon(self, callback, /, *args, context=None)", call_soon>(),
    def<"call_soon_threadsafe(self, callback, /, *args, context=None)", call_soon_threadsafe>(),
    def<"call_later(self, delay, callback, /, *args, context=None)", call_later>(),
    def<"call_at(self, when, callback, /, *args, context=None)", call_at>(),
    def<"time(self, /)", time>(),
    def<"create_future(self, /)", create_future>(),
    def<"create_task(self, coro, *, name=None, context=None)", loop_create_task>(),
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
    def<"shutdown_asyncgens(self, /)", shutdown_asyncgens>(),
    def<"set_default_executor(self, executor, /)", set_default_executor>(),
    def<"shutdown_default_executor(self, /, *args)", shutdown_default_executor>(),
    def<"__repr__(self, /)", loop_repr>(),
};

} // namespace

EventLoop* as_event_loop(Value object)
{
    auto* loop = native_as<EventLoopObject>(object, loop_type);
    return loop ? loop->state.get() : nullptr;
}

Result<Value> make_event_loop(Vm& vm)
{
    EventLoopObject* object = TRY(make_native<EventLoopObject>(vm, classes_of(vm).loop, loop_type));
    object->state = TRY(make_counted<EventLoop>(vm, vm));
    object->state->set_object(Value::cell(object));
    return Value::cell(object);
}

Result<void> define_loops(Vm& vm, Module* module)
{
    AsyncClasses& classes = classes_of(vm);
    TRY(define_handles(vm, module));
    classes.loop = TRY(define_class(vm, module, vm.classes->object,
        { .name = "EventLoop",
            .module = "asyncio.events",
            .methods = loop_methods,
            .new_def = &loop_new_def,
            .kind = Kind::NativeResource,
            .flags = HasInstanceDict | HasWeakref }));
    return {};
}

} // namespace coil::internal
