#include "async/loop.h"

#include <algorithm>
#include <cmath>

#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/call.h"
#include "runtime/finalizers.h"
#include "runtime/operators.h"
#include "runtime/print_exception.h"
#include "runtime/text_file.h"

namespace coil
{

namespace
{

bool later(const Timer& left, const Timer& right)
{
    return left.when != right.when ? left.when > right.when : left.order > right.order;
}

} // namespace

Loop::Loop(Vm& vm)
    : current(vm.heap)
{
}

LoopState::LoopState(Vm& machine)
    : vm(machine)
    , tasks(machine.heap)
{
    uv_loop_init(&uv);
    uv_timer_init(&uv, &timer);
    uv_async_init(&uv, &wake, [](uv_async_t*) {});
    vm.heap.add_roots(this, trace);
}

LoopState::~LoopState()
{
    vm.heap.remove_roots(this, trace);
    uv_close(reinterpret_cast<uv_handle_t*>(&timer), nullptr);
    uv_close(reinterpret_cast<uv_handle_t*>(&wake), nullptr);
    while (uv_run(&uv, UV_RUN_DEFAULT) != 0) { }
    uv_loop_close(&uv);
}

void LoopState::trace(void* context, gc::Tracer& tracer)
{
    auto& self = *static_cast<LoopState*>(context);
    // A loop that nobody runs lives as long as its object does; what waits in it is reached from there.
    auto entries = [&](auto& list) {
        for (const Ready& entry : list) {
            tracer.visit(entry.subject);
            tracer.visit(entry.argument);
        }
    };
    entries(self.ready);
    entries(self.posted);
    for (const Timer& each : self.timers) {
        tracer.visit(each.subject);
        tracer.visit(each.result);
    }
    if (self.running)
        tracer.visit(self.object);
    for (Value each : { self.current_task, self.exception_handler, self.task_factory })
        tracer.visit(each);
}

double LoopState::now() const { return double(uv_hrtime()) * 1e-9; }

void LoopState::call_at(double when, Value subject, Value result)
{
    timers.push_back({ when, next_order++, subject, result });
    std::push_heap(timers.begin(), timers.end(), later);
}

void LoopState::wait(double seconds)
{
    if (std::isfinite(seconds)) {
        auto milliseconds = uint64_t(std::ceil(std::min(seconds, 86400.0) * 1000));
        uv_update_time(&uv);
        uv_timer_start(
            &timer, [](uv_timer_t*) {}, milliseconds, 0);
    }
    {
        BlockingScope blocking(vm);
        uv_run(&uv, UV_RUN_ONCE);
    }
    uv_timer_stop(&timer);
}

Result<void> LoopState::run_entry(const Ready& entry)
{
    switch (entry.kind) {
    case Ready::Kind::Step:
        return task_step(vm, as_task(entry.subject), entry.argument);
    case Ready::Kind::Wake:
        return task_wake(vm, as_task(entry.subject), as_future(entry.argument));
    case Ready::Kind::Fulfil: {
        Future* future = as_future(entry.subject);
        return is_done(future) ? Result<void>() : future_set_result(vm, future, entry.argument);
    }
    case Ready::Kind::Notify: {
        if (call(vm, entry.subject, { entry.argument }).ok())
            return {};
        break;
    }
    default: {
        auto* handle = static_cast<Handle*>(entry.subject.as_cell());
        if (handle->callback.is_empty())
            return {};
        auto* arguments = as<Tuple>(handle->arguments);
        if (call(vm, handle->callback, CallArguments{ arguments->items, arguments->size }).ok())
            return {};
    }
    }
    if (is_exception_of(vm, vm.pending, Error::KeyboardInterrupt) || is_exception_of(vm, vm.pending, Error::SystemExit))
        return Raised{};
    Value exception = vm.take_pending();
    Value callback =
        entry.kind == Ready::Kind::Notify ? entry.subject : static_cast<Handle*>(entry.subject.as_cell())->callback;
    Str* shown = TRY(repr(vm, callback.is_empty() ? None : callback));
    return report(format_text("Exception in callback {}", { shown->view() }), exception, Value());
}

Result<void> LoopState::run_once()
{
    {
        std::lock_guard<std::mutex> guard(posted_lock);
        ready.insert(ready.end(), posted.begin(), posted.end());
        posted.clear();
    }
    while (!timers.empty() && timers.front().subject.is_cell() && !as_future(timers.front().subject) &&
        static_cast<Handle*>(timers.front().subject.as_cell())->callback.is_empty()) {
        std::pop_heap(timers.begin(), timers.end(), later);
        timers.pop_back();
    }
    if (ready.empty() && !stopping) {
        double until = timers.empty() ? INFINITY : timers.front().when - now();
        if (until > 0)
            wait(until);
        if (vm.interpreter_poll && vm.interpreter_poll(vm).failed())
            return Raised{};
        std::lock_guard<std::mutex> guard(posted_lock);
        ready.insert(ready.end(), posted.begin(), posted.end());
        posted.clear();
    }
    double end = now() + 1e-9;
    while (!timers.empty() && timers.front().when <= end) {
        std::pop_heap(timers.begin(), timers.end(), later);
        Timer due = timers.back();
        timers.pop_back();
        // A sleep's future is set in its turn: who waits for it goes on in the next pass.
        Ready::Kind kind = as_future(due.subject) ? Ready::Kind::Fulfil : Ready::Kind::Call;
        ready.push_back({ kind, due.subject, due.result });
    }
    if (vm.heap.has_finalizable() || vm.heap.has_cleared())
        run_finalizers(vm);
    for (size_t count = ready.size(); count > 0 && !ready.empty(); count--) {
        Ready entry = ready.front();
        ready.pop_front();
        TRY(run_entry(entry));
    }
    return {};
}

Result<void> LoopState::run_forever()
{
    if (closed)
        return vm.raise(Error::RuntimeError, "Event loop is closed");
    if (running)
        return vm.raise(Error::RuntimeError, "This event loop is already running");
    if (vm.loop->running)
        return vm.raise(Error::RuntimeError, "Cannot run the event loop while another loop is running");
    running = true;
    vm.loop->running = this;
    Result<void> outcome;
    do {
        outcome = run_once();
    } while (outcome.ok() && !stopping);
    stopping = false;
    running = false;
    vm.loop->running = nullptr;
    return outcome;
}

Result<void> LoopState::report(std::string_view message, Value exception, Value future)
{
    if (!exception_handler.is_empty() && !exception_handler.is_none()) {
        Dict* context = TRY(make_dict(vm));
        TRY(dict_set_str(vm, context, intern(vm, "message"), Value::cell(TRY(make_str(vm, message)))));
        if (!exception.is_empty())
            TRY(dict_set_str(vm, context, intern(vm, "exception"), exception));
        if (!future.is_empty())
            TRY(dict_set_str(vm, context, intern(vm, "future"), future));
        TRY(call(vm, exception_handler, { object, Value::cell(context) }));
        return {};
    }
    std::string text(message);
    text += '\n';
    if (!future.is_empty())
        text += "future: " + std::string(TRY(repr(vm, future))->view()) + "\n";
    if (is_kind(exception, Kind::Exception))
        text += TRY(format_exception(vm, exception));
    write_error(vm, text);
    return {};
}

LoopState* running_loop(Vm& vm)
{
    if (!vm.loop || !vm.loop->running) {
        (void)vm.raise(Error::RuntimeError, "no running event loop");
        return nullptr;
    }
    return vm.loop->running;
}

} // namespace coil
