#include "async/tasks/future_class.h"

#include "async/async_state.h"
#include "async/loop/handle.h"
#include "async/loop/loop.h"
#include "async/tasks/future_callbacks.h"
#include "async/tasks/future_iterator.h"
#include "async/tasks/sleep.h"
#include "async/tasks/unretrieved.h"
#include "objects/context.h"
#include "objects/coroutine.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/numbers.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/loader.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

Result<Future*> self_of(Vm& vm, Value self)
{
    if (Future* future = as_future(self))
        return future;
    return vm.raise(Error::TypeError, "a Future is required, not '{}'", type_name(vm, self));
}
Result<Value> future_new(Vm& vm, Value type, Arguments, Dict* keywords)
{
    Value* loop = keywords ? find_str(vm, keywords, intern(vm, "loop")) : nullptr;
    EventLoop* state = TRY(resolve_loop(vm, loop ? *loop : None));
    Future* future = TRY(make_native<Future>(vm, as<Class>(type), future_type));
    future->loop = state;
    return Value::cell(future);
}
/// The arguments may be meant for a subclass's __init__, which then calls Task's; they are looked at there too late, so
/// here they are taken as Task's.
Result<Value> task_new(Vm& vm, Value type, Value coroutine, Value loop, Value name, Value context, bool eager)
{
    return make_task_of(vm, as<Class>(type), TRY(resolve_loop(vm, loop)), coroutine, name, context, eager);
}
void future_init(Vm&, Value, Arguments, Dict*) { }
Result<Value> result(Vm& vm, Value self) { return future_result(vm, TRY(self_of(vm, self))); }
Result<Value> exception(Vm& vm, Value self)
{
    Future* future = TRY(self_of(vm, self));
    if (future->state == FutureState::Pending)
        return raise_invalid_state(vm, "Exception is not set.");
    if (future->state == FutureState::Cancelled)
        return future_result(vm, future);
    Value exception = future_exception(vm, future);
    return exception.is_empty() ? None : exception;
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
Result<void> add_done_callback(Vm& vm, Value self, Value callback, Value context)
{
    context = TRY(context_for_later(vm, context));
    return add_callback(vm, TRY(self_of(vm, self)), TRY(hold_callback(vm, callback, context)));
}
Result<int64_t> remove_done_callback(Vm& vm, Value self, Value callback)
{
    return remove_callback(vm, TRY(self_of(vm, self)), callback);
}
Result<Value> get_loop(Vm& vm, Value self) { return TRY(self_of(vm, self))->loop->object(); }
Result<Value> iterator(Vm& vm, Value self) { return make_future_iterator(vm, TRY(self_of(vm, self))); }
Result<Task*> task_of(Vm& vm, Value self)
{
    if (Task* task = as_task(self))
        return task;
    return vm.raise(Error::TypeError, "a Task is required, not '{}'", type_name(vm, self));
}
Result<Value> get_name(Vm& vm, Value self)
{
    Task* task = TRY(task_of(vm, self));
    if (task_name(task).is_small())
        TRY(set_task_name(
            vm, task, Value::cell(TRY(make_str(vm, "Task-" + std::to_string(task_name(task).as_small()))))));
    return task_name(task);
}
Result<Value> make_cancelled_error(Vm& vm, Value self) { return cancelled_error_of(vm, TRY(self_of(vm, self))); }

/// " coro=<name() running at file:line>".
std::string describe_coroutine(Vm& vm, Value value)
{
    auto* coroutine = as_if<Coroutine>(value);
    if (!coroutine)
        return format_text(" coro=<{}>", { type_name(vm, value) });
    Code* code = coroutine->header.code;
    bool finished = coroutine->state() == CoroutineState::Finished;
    bool has_begun = coroutine->state() != CoroutineState::Created && !finished;
    uint32_t line =
        has_begun ? position_at(code, uint32_t(coroutine->pc - code->entry)).line : tables_of(code).first_line;
    return format_text(" coro=<{}() {} {}:{}>",
        { code->qualified_name->view(), finished ? "done, defined at" : "running at", code->filename->view(), line });
}
Result<std::string> describe_outcome(Vm& vm, Future* future)
{
    if (future->state != FutureState::Finished)
        return std::string();
    return format_text(
        future->has_exception ? " exception={}" : " result={}", { TRY(repr(vm, future->result))->view() });
}
Result<std::string> describe_callback(Vm& vm, Value callback)
{
    if (as_task(callback))
        return std::string("Task.task_wakeup()");
    if (as_future(callback))
        return std::string("gather.<locals>._done_callback()");
    return call_text(vm, held_callback(callback), nullptr);
}
Result<std::string> describe_callbacks(Vm& vm, Future* future)
{
    if (future->callbacks.is_empty())
        return std::string();
    if (!future->many_callbacks)
        return format_text(" cb=[{}]", { TRY(describe_callback(vm, future->callbacks)) });
    auto* callbacks = as<List>(future->callbacks);
    size_t count = callbacks->size;
    if (count == 0)
        return std::string();
    // Describing one may remove any.
    Value first = callbacks->array->data[0], last = callbacks->array->data[count - 1];
    std::string text = TRY(describe_callback(vm, first));
    if (count > 2)
        text += format_text(", <{} more>", { count - 2 });
    if (count > 1)
        text += ", " + TRY(describe_callback(vm, last));
    return format_text(" cb=[{}]", { text });
}
Result<Value> future_repr(Vm& vm, Value self)
{
    Future* future = TRY(self_of(vm, self));
    ReprGuard guard(vm, self);
    if (guard.recursive())
        return Value::cell(intern(vm, "..."));
    constexpr std::string_view states[] = { "pending", "cancelled", "finished" };
    bool cancelling = future->must_cancel && !is_done(future);
    std::string text =
        format_text("<{} {}", { type_name(vm, self), cancelling ? "cancelling" : states[size_t(future->state)] });
    if (Task* task = as_task(self)) {
        text += format_text(" name={}", { TRY(repr(vm, TRY(get_name(vm, self))))->view() });
        text += describe_coroutine(vm, task->coroutine);
        if (Future* waiter = as_future(task->waiter))
            text += format_text(" wait_for={}", { TRY(repr(vm, Value::cell(waiter)))->view() });
        else if (as_sleep(task->waiter))
            text += " wait_for=<Future pending cb=[Task.task_wakeup()]>";
        text += TRY(describe_callbacks(vm, future)) + TRY(describe_outcome(vm, future));
    } else {
        text += TRY(describe_outcome(vm, future)) + TRY(describe_callbacks(vm, future));
    }
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
    return Value::boolean(future->has_exception && !future->retrieved);
}
Result<void> set_log(Vm& vm, Value self, Value)
{
    note_retrieved(vm, TRY(self_of(vm, self)));
    return {};
}

/// Called when the future is found dead.
Result<void> future_del(Vm& vm, Value self) { return report_unretrieved(vm, TRY(self_of(vm, self))); }

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
    def<"__await__(self, /)", iterator>(),
    def<"__iter__(self, /)", iterator>(),
    def<"__repr__(self, /)", future_repr>(),
    def<"_make_cancelled_error(self, /)", make_cancelled_error>(),
    def<"__del__(self, /)", future_del>(),
};
constexpr AttributeDef future_attributes[] = {
    { "_asyncio_future_blocking", get_blocking, set_blocking, nullptr },
    { "_log_traceback", get_log, set_log, nullptr },
    { "_loop", get_loop, nullptr, nullptr },
};

Result<void> set_name(Vm& vm, Value self, Value name)
{
    Task* task = TRY(task_of(vm, self));
    return set_task_name(vm, task, Value::cell(TRY(str_of(vm, name))));
}
Result<Value> get_context(Vm& vm, Value self)
{
    Task* task = TRY(task_of(vm, self));
    if (task_context(task).is_empty()) {
        bool runs = task->loop->current_task() == self;
        TRY(set_task_context(vm, task, runs ? Value::cell(TRY(current_context(vm))) : TRY(make_context(vm))));
    }
    return task_context(task);
}
Result<Value> get_coro(Vm& vm, Value self) { return TRY(task_of(vm, self))->coroutine; }
Result<int64_t> cancelling(Vm& vm, Value self) { return TRY(task_of(vm, self))->cancel_requests; }
Result<int64_t> uncancel(Vm& vm, Value self)
{
    Task* task = TRY(task_of(vm, self));
    if (task->cancel_requests > 0 && --task->cancel_requests == 0 && task->must_cancel) {
        task->must_cancel = false;
        task->result = Value();
    }
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
    def<"get_context(self, /)", get_context>(),
    def<"cancelling(self, /)", cancelling>(),
    def<"uncancel(self, /)", uncancel>(),
    def<"set_result(self, result, /)", refuse_set>(),
    def<"set_exception(self, exception, /)", refuse_set_exception>(),
};
constexpr AttributeDef task_attributes[] = {
    { "_fut_waiter", get_waiter, nullptr, nullptr },
    { "_must_cancel", get_must_cancel, nullptr, nullptr },
};

} // namespace

Result<void> define_futures(Vm& vm, Module* module)
{
    AsyncClasses& classes = classes_of(vm);
    constexpr uint32_t exception = IsException | HasInstanceDict | HasCustomNew;
    auto error = [&](std::string_view name, Error base) {
        return define_class(vm, module, vm.error_class(base),
            { .name = name,
                .module = "asyncio.exceptions",
                .methods = {},
                .kind = Kind::Exception,
                .flags = exception });
    };
    classes.cancelled_error = TRY(error("CancelledError", Error::BaseException));
    classes.invalid_state_error = TRY(error("InvalidStateError", Error::Exception));
    classes.future = TRY(define_class(vm, module, vm.classes->object,
        { .name = "Future",
            .module = "_asyncio",
            .methods = future_methods,
            .attributes = future_attributes,
            .new_def = &future_new_def,
            .flags = HasInstanceDict | HasWeakref }));
    classes.task = TRY(define_class(vm, module, classes.future,
        { .name = "Task",
            .module = "_asyncio",
            .methods = task_methods,
            .attributes = task_attributes,
            .new_def = &task_new_def,
            .flags = HasInstanceDict | HasWeakref }));
    return {};
}

} // namespace coil::internal
