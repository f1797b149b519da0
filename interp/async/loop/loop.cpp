#include "async/loop/loop.h"
#include "async/tasks/gather.h"
#include "async/tasks/sleep.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <new>

#include "async/loop/executor.h"
#include "async/loop/loop_trace.h"
#include "base/platform/clock.h"
#include "base/platform/timer_slack.h"
#include "objects/coroutine.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/loader.h"
#include "runtime/machine/interrupts.h"
#include "runtime/machine/threads.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "runtime/reports/print_exception.h"

namespace coil::internal
{

bool is_cancelled_timer(const Cell* subject)
{
    if (const Sleep* sleep = as_sleep(Value::cell(subject)))
        return sleep->waiter.is_empty();
    return static_cast<const Handle*>(subject)->callback.is_empty();
}

namespace
{

void trace_classes(void* context, gc::Tracer& tracer)
{
    for (Class* AsyncClasses::*each : AsyncClasses::all())
        tracer.visit(static_cast<Cell*>(static_cast<AsyncState*>(context)->classes.*each));
}

} // namespace

AsyncState::AsyncState(Vm& vm)
    : vm_(vm)
{
    vm.heap.add_roots(this, trace_classes);
}

AsyncState::~AsyncState() { vm_.heap.remove_roots(this, trace_classes); }

EventLoop::EventLoop(Vm& machine)
    : vm(machine)
    , timers(machine.heap)
{
    vm.heap.add_roots(this, trace);
}

EventLoop::~EventLoop()
{
    if (executor)
        executor->abandon();
    vm.heap.remove_roots(this, trace);
}

void EventLoop::trace(void* context, gc::Tracer& tracer)
{
    auto& self = *static_cast<EventLoop*>(context);
    // A loop that nobody runs lives as long as its object does, and what waits in it is reached from there. But nothing
    // is logged when it changes: where old objects are not traced, all that waits in loops is kept.
    if (!self.vm.heap.collecting_full())
        self.trace_contents(tracer);
    if (self.running || self.installed > 0)
        tracer.visit(self.object);
}

void EventLoop::trace_contents(gc::Tracer& tracer) const
{
    ready.for_each([&](const Ready& entry) {
        tracer.visit(entry.subject());
        tracer.visit(entry.argument());
    });
    for (const Ready& entry : posted_) {
        tracer.visit(entry.subject());
        tracer.visit(entry.argument());
    }
    for (uint32_t task : tasks)
        tracer.visit(vm.heap.numbered(task));
    timers.for_each([&](Cell* subject) { tracer.visit(subject); });
    tracer.visit_range(generators.data(), generators.size());
    for (Value each : { current_task, exception_handler, task_factory, default_executor })
        tracer.visit(each);
}

void EventLoop::close()
{
    closed = true;
    executor_shut_down = true;
    if (executor)
        std::exchange(executor, nullptr)->abandon();
    ready.release();
    posted_.clear();
    timers.clear();
    for (uint32_t task : tasks)
        static_cast<Task*>(vm.heap.numbered(task))->place = Task::no_place;
    tasks.release();
    generators = {};
}

namespace
{

/// Deadlines that are less than this away have come.
constexpr double clock_resolution = 1e-9;
/// What is due sooner is waited for awake: a sleep costs about as much.
constexpr double shortest_wait = 5e-6;

} // namespace

double EventLoop::now() const { return double(monotonic_nanoseconds()) * 1e-9; }

void EventLoop::post(const Ready& entry)
{
    ready.push(entry);
    interrupt();
}

void EventLoop::post_promised(const Ready& entry)
{
    promised_--;
    try {
        ready.push(entry);
    } catch (const std::bad_alloc&) {
        posted_.push_back(entry);
    }
    interrupt();
}

void EventLoop::take_posted()
{
    ready.reserve(posted_.size());
    for (const Ready& entry : posted_)
        ready.push(entry);
    posted_.clear();
}

void EventLoop::wait(double seconds)
{
    if (seconds < shortest_wait)
        return;
    double start = trace_ ? trace_->now() : 0;
    {
        BlockingScope blocking(vm);
        waker->sleep(Deadline::after(seconds));
    }
    if (trace_)
        trace_->waited(start, seconds);
}

Result<void> EventLoop::run_entry(const Ready& entry)
{
    Value subject = entry.subject(), argument = entry.argument();
    switch (entry.kind()) {
    case Ready::Kind::Step:
        return task_step(vm, as_task(subject), argument);
    case Ready::Kind::Wake:
        if (Task* task = as_task(subject))
            return task_wake(vm, task, as_future(argument));
        return gather_child_done(vm, as_future(subject), as_future(argument));
    case Ready::Kind::Expire:
        return sleep_expired(vm, as_sleep(subject));
    case Ready::Kind::Fulfil:
        return is_done(as_future(subject)) ? Result<void>() : future_set_result(vm, as_future(subject), argument);
    case Ready::Kind::Fail:
        return is_done(as_future(subject)) ? Result<void>() : future_set_exception(vm, as_future(subject), argument);
    case Ready::Kind::Notify:
        subject = held_callback(subject);
        if (call(vm, subject, { argument }).ok())
            return {};
        return report_callback(subject, Value());
    case Ready::Kind::Call:
        break;
    }
    auto* handle = static_cast<Handle*>(subject.as_cell());
    if (handle->callback.is_empty())
        return {};
    Value callback = handle->callback;
    auto* arguments = as<Tuple>(handle->arguments);
    if (call(vm, callback, CallArguments{ arguments->items, arguments->size }).ok())
        return {};
    return report_callback(callback, subject);
}

Result<std::string> call_text(Vm& vm, Value callback, Tuple* arguments)
{
    Result<std::optional<Value>> found = find_attribute(vm, callback, intern(vm, "__qualname__"));
    if (found.failed())
        return Raised{};
    Str* name = found.value() ? as_if<Str>(*found.value()) : nullptr;
    std::string text(name ? name->view() : TRY(repr(vm, callback))->view());
    text += "(";
    for (size_t i = 0; arguments && i < arguments->size; i++)
        text += (i ? ", " : "") + std::string(TRY(repr(vm, arguments->items[i]))->view());
    text += ")";
    if (auto* method = as_if<BoundMethod>(callback))
        callback = method->function;
    if (auto* function = as_if<Function>(callback))
        text += format_text(" at {}:{}", { function->code->filename->view(), tables_of(function->code).first_line });
    return text;
}

/// What a callback raised goes to the exception handler, but for what ends the program.
Result<void> EventLoop::report_callback(Value callback, Value handle)
{
    if (ends_program(vm, vm.pending))
        return Raised{};
    Value exception = vm.take_pending();
    auto* arguments = handle.is_empty() ? nullptr : as_if<Tuple>(static_cast<Handle*>(handle.as_cell())->arguments);
    std::string name = TRY(call_text(vm, callback, arguments));
    return report("Exception in callback " + name, exception, Value(), handle);
}

Result<void> EventLoop::run_once()
{
    if (!posted_.empty()) [[unlikely]]
        take_posted();
    while (!timers.empty() && is_cancelled_timer(timers.first())) {
        timers.take_first();
        timers.note_removed_cancelled();
    }
    if (ready.empty() && !stopping) {
        double until = timers.empty() ? INFINITY : timers.first_time() - now();
        if (until > 0)
            wait(until);
        TRY(serve_poll(vm));
    }
    if (!timers.empty()) {
        double end = now() + clock_resolution;
        size_t waiting = ready.size();
        while (!timers.empty() && timers.first_time() < end) {
            ready.reserve(1);
            Value subject = Value::cell(timers.take_first());
            ready.push({ as_sleep(subject) ? Ready::Kind::Expire : Ready::Kind::Call, subject });
        }
        if (trace_)
            trace_->timers_due(ready.size() - waiting);
    }
    return run_ready();
}

/// Runs what is ready now, but not what that makes ready.
Result<void> EventLoop::run_ready()
{
    size_t all = ready.size();
    double start = trace_ ? trace_->now() : 0;
    for (size_t count = ready.size(); count > 0 && !ready.empty(); count--) {
        int64_t unretrieved = vm.async->unretrieved;
        // Who is taken out has room to come back.
        ready.reserve(1);
        Ready entry = ready.pop();
        double began = trace_ ? trace_->now() : 0;
        Result<void> outcome = run_entry(entry);
        if (trace_) [[unlikely]]
            trace_->ran(entry, began);
        TRY(outcome);
        // What the step left on the stack must not keep a task whose exception nobody can ask for any more.
        if (vm.async->unretrieved != unretrieved)
            gc::forget_dead_frames();
    }
    if (trace_)
        trace_->passed(start, all);
    return {};
}

Result<void> EventLoop::run_forever()
{
    if (closed)
        return vm.raise(Error::RuntimeError, "Event loop is closed");
    if (running)
        return vm.raise(Error::RuntimeError, "This event loop is already running");
    if (running_loop(vm))
        return vm.raise(Error::RuntimeError, "Cannot run the event loop while another loop is running");
    running = true;
    running_loop(vm) = this;
    waker = &waker_of_thread(vm);
    PunctualScope punctual;
    std::optional<LoopTrace> trace;
    if (vm.trace.has(EventTrace::Loop)) [[unlikely]]
        trace_ = &trace.emplace(vm);
    Result<void> outcome;
    do {
        // Whatever ends it, the thread has to be without a running loop afterwards.
        try {
            outcome = run_once();
        } catch (const std::bad_alloc&) {
            outcome = vm.raise_memory_error();
        }
    } while (outcome.ok() && !stopping);
    stopping = false;
    running = false;
    trace_ = nullptr;
    waker = nullptr;
    running_loop(vm) = nullptr;
    // It may never run again, and nobody but a collection of all finds that out.
    if (ready.empty())
        ready.release();
    return outcome;
}

Result<void> EventLoop::report(std::string_view message, Value exception, Value future, Value handle)
{
    if (!exception_handler.is_empty() && !exception_handler.is_none()) {
        Dict* context = TRY(make_dict(vm));
        TRY(dict_set_str(vm, context, intern(vm, "message"), Value::cell(TRY(make_str(vm, message)))));
        if (!exception.is_empty())
            TRY(dict_set_str(vm, context, intern(vm, "exception"), exception));
        if (!future.is_empty())
            TRY(dict_set_str(vm, context, intern(vm, "future"), future));
        if (!handle.is_empty())
            TRY(dict_set_str(vm, context, intern(vm, "handle"), handle));
        if (call(vm, exception_handler, { object, Value::cell(context) }).ok())
            return {};
        if (ends_program(vm, vm.pending))
            return Raised{};
        Value failure = vm.take_pending();
        std::string text = format_text(
            "Unhandled error in exception handler\ncontext: {}\n", { TRY(repr(vm, Value::cell(context)))->view() });
        vm.operations.write_error(vm, text + TRY(format_exception(vm, failure)));
        return {};
    }
    std::string text(message);
    text += '\n';
    if (!future.is_empty())
        text += "future: " + std::string(TRY(repr(vm, future))->view()) + "\n";
    if (!handle.is_empty())
        text += "handle: " + std::string(TRY(repr(vm, handle))->view()) + "\n";
    if (is_kind(exception, Kind::Exception))
        text += TRY(format_exception(vm, exception));
    vm.operations.write_error(vm, text);
    return {};
}

void EventLoop::note_generator(Coroutine* generator)
{
    if (generators.size() > 2 * generators_kept + 32)
        forget_ended_generators();
    generators.push_back(Value::cell(generator));
}

void EventLoop::forget_ended_generators()
{
    size_t kept = 0;
    for (Value each : generators)
        if (as<Coroutine>(each)->state() != CoroutineState::Finished)
            generators[kept++] = each;
    generators.resize(kept);
    generators_kept = kept;
}

EventLoop* require_running_loop(Vm& vm)
{
    EventLoop* loop = running_loop(vm);
    if (!loop)
        (void)vm.raise(Error::RuntimeError, "no running event loop");
    return loop;
}

Result<EventLoop*> resolve_loop(Vm& vm, Value loop)
{
    if (EventLoop* given = as_event_loop(loop))
        return given;
    if (!loop.is_none() && !loop.is_empty())
        return vm.raise(Error::AttributeError, "'{}' object has no attribute 'get_debug'", type_name(vm, loop));
    if (running_loop(vm))
        return running_loop(vm);
    if (EventLoop* set = as_event_loop(assigned_loop(vm)))
        return set;
    return vm.raise(Error::RuntimeError, "There is no current event loop in thread 'MainThread'.");
}

} // namespace coil::internal
