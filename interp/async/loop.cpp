#include "async/loop.h"

#include <algorithm>
#include <cmath>
#include <poll.h>

#include "async/executor.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/call.h"
#include "runtime/finalizers.h"
#include "runtime/interrupts.h"
#include "runtime/operators.h"
#include "runtime/print_exception.h"
#include "runtime/text_file.h"
#include "runtime/threads.h"

namespace coil
{

namespace
{

bool later(const Timer& left, const Timer& right)
{
    return left.when != right.when ? left.when > right.when : left.order > right.order;
}

} // namespace

LoopState::LoopState(Vm& machine)
    : vm(machine)
    , tasks(machine.heap)
{
    uv_loop_init(&uv);
    uv_async_init(&uv, &wake, [](uv_async_t*) {});
    // The descriptor of `wake` is watched from the first pass on.
    uv_run(&uv, UV_RUN_NOWAIT);
    vm.heap.add_roots(this, trace);
}

LoopState::~LoopState()
{
    if (executor)
        executor->abandon();
    vm.heap.remove_roots(this, trace);
    uv_close(reinterpret_cast<uv_handle_t*>(&wake), nullptr);
    while (uv_run(&uv, UV_RUN_DEFAULT) != 0) { }
    uv_loop_close(&uv);
}

void LoopState::trace(void* context, gc::Tracer& tracer)
{
    auto& self = *static_cast<LoopState*>(context);
    // A loop that nobody runs lives as long as its object does; what waits in it is reached from there.
    for (const Ready& entry : self.ready) {
        tracer.visit(entry.subject);
        tracer.visit(entry.argument);
    }
    for (const Timer& each : self.timers) {
        tracer.visit(each.subject);
        tracer.visit(each.result);
    }
    if (self.running)
        tracer.visit(self.object);
    for (Value each : { self.current_task, self.exception_handler, self.task_factory, self.default_executor })
        tracer.visit(each);
}

double LoopState::now() const { return double(uv_hrtime()) * 1e-9; }

void LoopState::call_at(double when, Value subject, Value result)
{
    timers.push_back({ when, next_order++, subject, result });
    std::push_heap(timers.begin(), timers.end(), later);
}

void LoopState::post(const Ready& entry)
{
    ready.push_back(entry);
    interrupt();
}

void LoopState::wait(double seconds)
{
    // Not uv_run's own waiting, which counts in milliseconds.
    int milliseconds = uv_backend_timeout(&uv);
    if (milliseconds >= 0)
        seconds = std::min(seconds, milliseconds * 1e-3);
    seconds = std::min(seconds, 86400.0);
    timespec timeout{ time_t(seconds), long(std::fmod(seconds, 1) * 1e9) };
    pollfd descriptor{ uv_backend_fd(&uv), POLLIN, 0 };
    {
        BlockingScope blocking(vm);
        ppoll(&descriptor, 1, &timeout, nullptr);
    }
    uv_run(&uv, UV_RUN_NOWAIT);
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
    case Ready::Kind::Fail: {
        Future* future = as_future(entry.subject);
        return is_done(future) ? Result<void>() : future_set_exception(vm, future, entry.argument);
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
    while (!timers.empty() && timers.front().subject.is_cell() && !as_future(timers.front().subject) &&
        static_cast<Handle*>(timers.front().subject.as_cell())->callback.is_empty()) {
        std::pop_heap(timers.begin(), timers.end(), later);
        timers.pop_back();
    }
    if (ready.empty() && !stopping) {
        double until = timers.empty() ? INFINITY : timers.front().when - now();
        if (until > 0)
            wait(until);
        TRY(serve_poll(vm));
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
    if (loop_of_thread(vm))
        return vm.raise(Error::RuntimeError, "Cannot run the event loop while another loop is running");
    running = true;
    loop_of_thread(vm) = this;
    bool is_main = vm.interpreter->current() == &vm.interpreter->main_thread();
    if (is_main)
        vm.interrupts->set_waker([](void* self) { static_cast<LoopState*>(self)->interrupt(); }, this);
    Result<void> outcome;
    do {
        outcome = run_once();
    } while (outcome.ok() && !stopping);
    stopping = false;
    running = false;
    loop_of_thread(vm) = nullptr;
    if (is_main)
        vm.interrupts->set_waker(nullptr, nullptr);
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
    LoopState* loop = loop_of_thread(vm);
    if (!loop)
        (void)vm.raise(Error::RuntimeError, "no running event loop");
    return loop;
}

} // namespace coil
