#include "async/tasks/sleep.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "async/async_state.h"
#include "async/loop/loop.h"
#include "async/tasks/native_awaitable.h"
#include "objects/coroutine.h"
#include "objects/numbers.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

void trace_sleep(Cell* cell, gc::Tracer& tracer)
{
    tracer.visit(static_cast<Sleep*>(cell)->result);
    tracer.visit(static_cast<Sleep*>(cell)->waiter);
}

constexpr Value no_delay = Value::small(0);

/// Whether what awaits `sleep` here is driven by a task of the loop, with nothing of the script's in between.
Task* driving_task(Vm& vm, EventLoop* loop, Sleep* sleep)
{
    Task* task = as_task(loop->current_task());
    if (!task)
        return nullptr;
    bool direct = task->coroutine == Value::cell(sleep) ||
        (vm.current_root && task->coroutine == Value::cell(static_cast<Cell*>(vm.current_root)));
    return direct ? task : nullptr;
}

Result<AwaitStep> await_sleep(Vm& vm, Cell* cell, Value sent)
{
    auto* sleep = static_cast<Sleep*>(cell);
    if (!sent.is_empty())
        return AwaitStep{ true, sleep->result };
    if (!sleep->is_new())
        return vm.raise(Error::RuntimeError, "cannot reuse already awaited coroutine");
    if (sleep->waiter == no_delay) {
        sleep->waiter = Value();
        return AwaitStep{ false, None };
    }
    double delay = sleep->waiter.as_immediate_double();
    EventLoop* loop = TRY(require_running_loop(vm));
    Value yielded = Value::cell(sleep);
    if (Task* task = driving_task(vm, loop, sleep)) {
        vm.heap.write_barrier(sleep);
        sleep->waiter = Value::cell(task);
    } else {
        Future* future = TRY(make_future(vm, loop));
        future->blocking = true;
        yielded = Value::cell(future);
        vm.heap.write_barrier(sleep);
        sleep->waiter = yielded;
    }
    loop->add_timer(loop->now() + delay, sleep);
    return AwaitStep{ false, yielded };
}

/// An exception is raised in what sleeps: the timer is of no use any more.
void interrupt_sleep(Vm& vm, Cell* cell)
{
    auto* sleep = static_cast<Sleep*>(cell);
    bool has_timer = sleep->is_waiting();
    sleep->waiter = Value();
    EventLoop* loop = has_timer ? running_loop(vm) : nullptr;
    if (loop)
        loop->note_cancelled_timer();
}

bool is_new(Cell* cell) { return static_cast<Sleep*>(cell)->is_new(); }

} // namespace

const NativeType sleep_type{ "coroutine", trace_sleep, nullptr, await_sleep, nullptr, interrupt_sleep };

Result<Value> sleep_function(Vm& vm, Value delay, Value result)
{
    if (!is_int(delay) && !is_float(delay) && !delay.is_bool() && !is_kind(delay, Kind::Instance))
        return vm.raise(
            Error::TypeError, "'<=' not supported between instances of '{}' and 'int'", type_name(vm, delay));
    double seconds = TRY(to_double(vm, delay));
    if (std::isnan(seconds))
        return vm.raise(Error::ValueError, "Invalid delay: NaN (not a number)");
    auto* sleep = static_cast<Sleep*>(vm.heap.allocate_cell_uninitialized(uint8_t(Kind::NativeObject), sizeof(Sleep)));
    if (!sleep)
        return vm.raise_memory_error();
    sleep->shape = classes_of(vm).sleep->root->id;
    sleep->type = &sleep_type;
    sleep->set_size(sizeof(Sleep));
    sleep->result = result;
    // Longer and shorter ones than these, which a Value holds without a box, cannot be told from them.
    sleep->waiter = seconds <= 0 ? no_delay : Value::immediate_double(std::clamp(seconds, 1e-60, 1e60));
    return Value::cell(sleep);
}

Result<void> sleep_expired(Vm& vm, Sleep* sleep)
{
    if (!sleep->is_waiting())
        return {};
    Value waiter = std::exchange(sleep->waiter, Value());
    if (Task* task = as_task(waiter)) {
        // As the callback of a future would: it goes on in the next pass.
        task->loop->schedule({ Ready::Kind::Step, waiter });
        return {};
    }
    Future* future = as_future(waiter);
    return is_done(future) ? Result<void>() : future_set_result(vm, future, sleep->result);
}

Result<void> define_sleep(Vm& vm, Module*)
{
    classes_of(vm).sleep = TRY(define_class(vm, nullptr, vm.classes->object,
        { .name = "coroutine",
            .module = "builtins",
            .methods = AwaitableMethods<sleep_type, is_new>::table,
            .flags = DisallowsNew | HasWeakref }));
    return {};
}

} // namespace coil::internal
