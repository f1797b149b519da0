#include "async/loop/executor.h"

#include <algorithm>
#include <new>
#include <thread>

#include "objects/exception.h"
#include "objects/tuple.h"
#include "runtime/operations/call.h"
#include "runtime/reports/print_exception.h"

namespace coil::internal
{

Executor::Executor(Vm& vm)
    : vm_(vm)
    , most_(std::min(32u, std::max(1u, std::thread::hardware_concurrency()) + 4))
{
    vm.heap.add_roots(this, trace);
    threads_of(vm).add_at_exit(this, [](void* self) { static_cast<Executor*>(self)->shut_down(Value()); });
}

Executor::~Executor()
{
    vm_.heap.remove_roots(this, trace);
    if (vm_.threads)
        vm_.threads->remove_at_exit(this);
}

void Executor::trace(void* context, gc::Tracer& tracer)
{
    auto& self = *static_cast<Executor*>(context);
    for (const Job& job : self.jobs_)
        for (Value each : { job.future, job.function, job.arguments })
            tracer.visit(each);
    tracer.visit(self.ended_);
}

Result<Value> Executor::submit(EventLoop* loop, Value function, Arguments arguments)
{
    if (shut_down_)
        return vm_.raise(Error::RuntimeError, "Executor shutdown has been called");
    Future* future = TRY(make_future(vm_, loop));
    Tuple* tuple = TRY(make_tuple(vm_, arguments.first, arguments.count));
    jobs_.push_back({ Value::cell(future), function, Value::cell(tuple) });
    try {
        loop->promise_post();
    } catch (const std::bad_alloc&) {
        jobs_.pop_back();
        throw;
    }
    if (!idle_.wake_one() && threads_ < most_) {
        auto started = threads_of(vm_).start(
            { "asyncio_" + std::to_string(started_), false }, [self = shared_from_this()](Vm&) { self->work(); });
        if (started.failed()) {
            if (threads_ == 0) {
                jobs_.pop_back();
                loop->break_promise();
                return Raised{};
            }
            vm_.take_pending();
            return Value::cell(future);
        }
        threads_++;
        started_++;
    }
    return Value::cell(future);
}

void Executor::run_job(Vm& vm, const Job& job)
{
    Future* future = as_future(job.future);
    EventLoop* loop = future->loop;
    if (is_done(future)) {
        loop->break_promise();
        return;
    }
    auto* arguments = as<Tuple>(job.arguments);
    Result<Value> result = Raised{};
    try {
        result = call(vm, job.function, CallArguments{ arguments->items, arguments->size });
    } catch (const std::bad_alloc&) {
        result = vm.raise_memory_error();
    }
    if (loop->is_closed()) {
        loop->break_promise();
        vm.take_pending();
        return;
    }
    if (result.ok())
        loop->post_promised({ Ready::Kind::Fulfil, job.future, result.value() });
    else
        loop->post_promised({ Ready::Kind::Fail, job.future, vm.take_pending() });
}

void Executor::work()
{
    for (;;) {
        if (jobs_.empty()) {
            if (shut_down_)
                break;
            if (idle_.wait(vm_).failed())
                break;
            continue;
        }
        Job job = jobs_.front();
        jobs_.pop_front();
        run_job(vm_, job);
        if (vm_.is_ending || vm_.threads->is_closing())
            break;
    }
    threads_--;
    notify_ended();
}

void Executor::notify_ended()
{
    if (!shut_down_ || threads_ > 0 || ended_.is_empty())
        return;
    as_future(ended_)->loop->post_promised({ Ready::Kind::Fulfil, ended_, None });
    ended_ = Value();
}

void Executor::shut_down(Value ended)
{
    if (!ended.is_empty())
        as_future(ended)->loop->promise_post();
    shut_down_ = true;
    ended_ = ended;
    idle_.wake_all();
    notify_ended();
}

} // namespace coil::internal
