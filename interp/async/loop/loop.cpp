#include "async/loop/loop.h"

#include <algorithm>
#include <cmath>
#include <new>
#include <utility>

#include "async/async_state.h"
#include "async/loop/executor.h"
#include "async/loop/handle.h"
#include "async/loop/loop_class.h"
#include "async/loop/loop_trace.h"
#include "async/tasks/future_callbacks.h"
#include "async/tasks/gather.h"
#include "async/tasks/sleep.h"
#include "base/platform/clock.h"
#include "base/platform/timer_slack.h"
#include "objects/context.h"
#include "objects/coroutine.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/machine/interrupts.h"
#include "runtime/machine/threads.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "runtime/reports/print_exception.h"

namespace coil::internal
{

bool EventLoop::is_cancelled_timer(const Cell* subject)
{
    if (const Sleep* sleep = as_sleep(Value::cell(subject)))
        return sleep->waiter.is_empty();
    return static_cast<const Handle*>(subject)->callback.is_empty();
}

EventLoop::EventLoop(Vm& vm)
    : vm_(vm)
    , timers_(vm.heap)
{
    vm.heap.add_roots(this, trace);
}

EventLoop::~EventLoop()
{
    release_executor();
    vm_.heap.remove_roots(this, trace);
}

void EventLoop::trace(void* context, gc::Tracer& tracer)
{
    auto& self = *static_cast<EventLoop*>(context);
    // A loop that nobody runs lives as long as its object does, and what waits in it is reached from there. But nothing
    // is logged when it changes: where old objects are not traced, all that waits in loops is kept.
    if (!self.vm_.heap.collecting_full())
        self.trace_contents(tracer);
    if (self.running_ || self.installed_ > 0)
        tracer.visit(self.object_);
}

void EventLoop::trace_contents(gc::Tracer& tracer) const
{
    ready_.for_each([&](const Ready& entry) {
        tracer.visit(entry.subject());
        tracer.visit(entry.argument());
    });
    for (const Ready& entry : posted_) {
        tracer.visit(entry.subject());
        tracer.visit(entry.argument());
    }
    for (uint32_t task : tasks_)
        tracer.visit(vm_.heap.numbered(task));
    timers_.for_each([&](Cell* subject) { tracer.visit(subject); });
    tracer.visit_range(generators_.data(), generators_.size());
    for (Value each : { current_task_, exception_handler_, task_factory_, default_executor_ })
        tracer.visit(each);
}

void EventLoop::close()
{
    closed_ = true;
    executor_refused_ = true;
    release_executor();
    ready_.release();
    posted_.clear();
    timers_.clear();
    for (uint32_t task : tasks_)
        static_cast<Task*>(vm_.heap.numbered(task))->place = Task::no_place;
    tasks_.release();
    generators_ = {};
}

namespace
{

/// Deadlines that are less than this away have come.
constexpr double clock_resolution = 1e-9;
/// What is due sooner is waited for awake: a sleep costs about as much.
constexpr double shortest_wait = 5e-6;

} // namespace

double EventLoop::now() const { return double(monotonic_nanoseconds()) * 1e-9; }

void EventLoop::post_promised(const Ready& entry)
{
    promised_--;
    try {
        ready_.push(entry);
    } catch (const std::bad_alloc&) {
        posted_.push_back(entry);
    }
    interrupt();
}

void EventLoop::take_posted()
{
    ready_.reserve(posted_.size());
    for (const Ready& entry : posted_)
        ready_.push(entry);
    posted_.clear();
}

void EventLoop::wait(double seconds)
{
    if (seconds < shortest_wait)
        return;
    double start = trace_ ? trace_->now() : 0;
    {
        BlockingScope blocking(vm_);
        waker_->sleep(Deadline::after(seconds));
    }
    if (trace_)
        trace_->waited(start, seconds);
}

inline Result<void> EventLoop::run_entry(Ready entry)
{
    // Only tasks take steps, and only they and gathers are woken.
    auto* task = static_cast<Task*>(entry.subject().as_cell());
    bool steps = entry.kind() == Ready::Kind::Step;
    if (!steps && (entry.kind() != Ready::Kind::Wake || task->form != FutureForm::Task))
        return run_other(entry);
    Result<void> outcome = steps ? task_step(vm_, task, entry.argument())
                                 : task_wake(vm_, task, static_cast<Future*>(entry.argument().as_cell()));
    return outcome.ok() ? outcome : report_failed_step(entry.subject());
}

/// Calls a callback in its context; empty: in one without values, that nobody sees afterwards.
Result<Value> EventLoop::call_in_context(Value context, Value callback, const CallArguments& arguments)
{
    if (Context* own = as_context(context)) {
        TRY(enter_context(vm_, own));
        Result<Value> result = call(vm_, callback, arguments);
        leave_context(vm_, own);
        return result;
    }
    Value outer = vm_.context;
    if (!outer.is_empty())
        switch_context(vm_, Value());
    Result<Value> result = call(vm_, callback, arguments);
    if (!(vm_.context == outer))
        switch_context(vm_, outer);
    return result;
}

Result<void> EventLoop::run_other(Ready entry)
{
    Value subject = entry.subject(), argument = entry.argument();
    switch (entry.kind()) {
    case Ready::Kind::Step:
    case Ready::Kind::Wake:
        return gather_child_done(vm_, as_future(subject), as_future(argument));
    case Ready::Kind::Expire:
        return sleep_expired(vm_, as_sleep(subject));
    case Ready::Kind::Fulfil:
        return is_done(as_future(subject)) ? Result<void>() : future_set_result(vm_, as_future(subject), argument);
    case Ready::Kind::Fail:
        return is_done(as_future(subject)) ? Result<void>() : future_set_exception(vm_, as_future(subject), argument);
    case Ready::Kind::Notify:
        if (call_in_context(held_context(subject), held_callback(subject), { &argument, 1 }).ok())
            return {};
        return report_callback(held_callback(subject), Value());
    case Ready::Kind::Call:
        break;
    }
    auto* handle = static_cast<Handle*>(subject.as_cell());
    if (handle->callback.is_empty())
        return {};
    Value callback = handle->callback;
    auto* arguments = as<Tuple>(handle->arguments);
    if (call_in_context(handle->context, callback, { arguments->items, arguments->size }).ok())
        return {};
    return report_callback(callback, subject);
}

/// What a callback raised goes to the exception handler, but for what ends the program.
Result<void> EventLoop::report_callback(Value callback, Value handle)
{
    if (ends_program(vm_, vm_.pending))
        return Raised{};
    Value exception = vm_.take_pending();
    auto* arguments = handle.is_empty() ? nullptr : as_if<Tuple>(static_cast<Handle*>(handle.as_cell())->arguments);
    std::string name = TRY(call_text(vm_, callback, arguments));
    return report("Exception in callback " + name, exception, Value(), handle);
}

/// What a task's step raised itself, as that of one that is done already.
Result<void> EventLoop::report_failed_step(Value task)
{
    if (ends_program(vm_, vm_.pending))
        return Raised{};
    Value exception = vm_.take_pending();
    std::string text(TRY(repr(vm_, task))->view());
    return report("Exception in callback of " + text, exception, Value(), Value());
}

Result<void> EventLoop::run_once()
{
    if (!posted_.empty()) [[unlikely]]
        take_posted();
    while (!timers_.empty() && is_cancelled_timer(timers_.first())) {
        timers_.take_first();
        timers_.note_removed_cancelled();
    }
    if (ready_.empty() && !stopping_) {
        double until = timers_.empty() ? INFINITY : timers_.first_time() - now();
        if (until > 0)
            wait(until);
        TRY(serve_poll(vm_));
    }
    if (!timers_.empty()) {
        double end = now() + clock_resolution;
        size_t waiting = ready_.size();
        while (!timers_.empty() && timers_.first_time() < end) {
            ready_.reserve(1);
            Value subject = Value::cell(timers_.take_first());
            ready_.push({ as_sleep(subject) ? Ready::Kind::Expire : Ready::Kind::Call, subject });
        }
        if (trace_)
            trace_->timers_due(ready_.size() - waiting);
    }
    return run_ready();
}

/// Runs what is ready now, but not what that makes ready.
Result<void> EventLoop::run_ready()
{
    if (trace_) [[unlikely]]
        return run_ready_traced();
    for (size_t count = ready_.size(); count > 0 && !ready_.empty(); count--)
        TRY(run_first());
    return {};
}

Result<void> EventLoop::run_ready_traced()
{
    size_t all = ready_.size();
    double start = trace_->now();
    for (size_t count = all; count > 0 && !ready_.empty(); count--) {
        Ready entry = ready_.first();
        double began = trace_->now();
        Result<void> outcome = run_first();
        trace_->ran(entry, began);
        TRY(outcome);
    }
    trace_->passed(start, all);
    return {};
}

Result<void> EventLoop::run_first()
{
    int64_t unretrieved = vm_.async->unretrieved();
    // Who is taken out has room to come back.
    ready_.reserve(1);
    TRY(run_entry(ready_.pop()));
    // What the step left on the stack must not keep a task whose exception nobody can ask for any more.
    if (vm_.async->unretrieved() != unretrieved) [[unlikely]]
        gc::forget_dead_frames();
    return {};
}

Result<void> EventLoop::run_forever()
{
    if (closed_)
        return vm_.raise(Error::RuntimeError, "Event loop is closed");
    if (running_)
        return vm_.raise(Error::RuntimeError, "This event loop is already running");
    if (running_loop(vm_))
        return vm_.raise(Error::RuntimeError, "Cannot run the event loop while another loop is running");
    running_ = true;
    vm_.interpreter->current()->running_loop = this;
    waker_ = &waker_of_thread(vm_);
    PunctualScope punctual;
    std::optional<LoopTrace> trace;
    if (vm_.trace.has(EventTrace::Loop)) [[unlikely]]
        trace_ = &trace.emplace(vm_);
    Result<void> outcome;
    do {
        // Whatever ends it, the thread has to be without a running loop afterwards.
        try {
            outcome = run_once();
        } catch (const std::bad_alloc&) {
            outcome = vm_.raise_memory_error();
        }
    } while (outcome.ok() && !stopping_);
    stopping_ = false;
    running_ = false;
    trace_ = nullptr;
    waker_ = nullptr;
    // What runs in it may have installed another.
    install(vm_, nullptr);
    // It may never run again, and nobody but a collection of all finds that out.
    if (ready_.empty())
        ready_.release();
    return outcome;
}

Result<void> EventLoop::report_to_handler(std::string_view message, Value exception, Value future, Value handle)
{
    Dict* context = TRY(make_dict(vm_));
    TRY(dict_set_str(vm_, context, intern(vm_, "message"), Value::cell(TRY(make_str(vm_, message)))));
    if (!exception.is_empty())
        TRY(dict_set_str(vm_, context, intern(vm_, "exception"), exception));
    if (!future.is_empty())
        TRY(dict_set_str(vm_, context, intern(vm_, "future"), future));
    if (!handle.is_empty())
        TRY(dict_set_str(vm_, context, intern(vm_, "handle"), handle));
    if (call(vm_, exception_handler_, { object_, Value::cell(context) }).ok())
        return {};
    if (ends_program(vm_, vm_.pending))
        return Raised{};
    Value failure = vm_.take_pending();
    std::string text = format_text(
        "Unhandled error in exception handler\ncontext: {}\n", { TRY(repr(vm_, Value::cell(context)))->view() });
    vm_.operations.write_error(vm_, text + TRY(format_exception(vm_, failure)));
    return {};
}

Result<void> EventLoop::report(std::string_view message, Value exception, Value future, Value handle)
{
    if (has_handler())
        return report_to_handler(message, exception, future, handle);
    std::string text(message);
    text += '\n';
    if (!future.is_empty())
        text += "future: " + std::string(TRY(repr(vm_, future))->view()) + "\n";
    if (!handle.is_empty())
        text += "handle: " + std::string(TRY(repr(vm_, handle))->view()) + "\n";
    if (is_kind(exception, Kind::Exception))
        text += TRY(format_exception(vm_, exception));
    vm_.operations.write_error(vm_, text);
    return {};
}

void EventLoop::note_generator(Coroutine* generator)
{
    if (generators_.size() > 2 * generators_kept_ + 32)
        forget_ended_generators();
    generators_.push_back(Value::cell(generator));
}

void EventLoop::forget_ended_generators()
{
    size_t kept = 0;
    for (Value each : generators_)
        if (as<Coroutine>(each)->state() != CoroutineState::Finished)
            generators_[kept++] = each;
    generators_.resize(kept);
    generators_kept_ = kept;
}

Result<List*> EventLoop::take_generators()
{
    forget_ended_generators();
    List* list = TRY(make_list(vm_, generators_.data(), generators_.size()));
    generators_.clear();
    return list;
}

Result<Value> EventLoop::submit(Value function, Arguments arguments)
{
    if (!executor_)
        executor_ = std::make_shared<Executor>(vm_);
    return executor_->submit(this, function, arguments);
}

Result<Value> EventLoop::shut_down_executor()
{
    Future* future = TRY(make_future(vm_, this));
    if (executor_ && !executor_->is_shut_down())
        executor_->shut_down(Value::cell(future));
    else
        TRY(future_set_result(vm_, future, None));
    return Value::cell(future);
}

/// Its threads end when what they do is done.
void EventLoop::release_executor()
{
    if (executor_)
        std::exchange(executor_, nullptr)->shut_down(Value());
}

void EventLoop::install(Vm& vm, EventLoop* loop)
{
    EventLoop*& current = vm.interpreter->current()->running_loop;
    if (current && current->installed_ > 0)
        current->installed_--;
    current = loop;
    if (loop)
        loop->installed_++;
}

Result<EventLoop*> require_running_loop(Vm& vm)
{
    if (EventLoop* loop = running_loop(vm))
        return loop;
    return vm.raise(Error::RuntimeError, "no running event loop");
}

Result<EventLoop*> resolve_loop(Vm& vm, Value loop)
{
    if (EventLoop* given = as_event_loop(loop))
        return given;
    if (!loop.is_none() && !loop.is_empty())
        return vm.raise(Error::AttributeError, "'{}' object has no attribute 'get_debug'", type_name(vm, loop));
    if (EventLoop* running = running_loop(vm))
        return running;
    if (EventLoop* set = as_event_loop(assigned_loop(vm)))
        return set;
    return vm.raise(Error::RuntimeError, "There is no current event loop in thread 'MainThread'.");
}

} // namespace coil::internal
