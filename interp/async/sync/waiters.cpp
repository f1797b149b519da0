#include "async/sync/waiters.h"

#include "async/loop/loop.h"
#include "objects/str.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

Result<Future*> Waiters::add(Vm& vm, Cell* primitive, EventLoop*& loop)
{
    EventLoop* running = TRY(require_running_loop(vm));
    if (loop && loop != running)
        return vm.raise(Error::RuntimeError, "{} is bound to a different event loop",
            TRY(repr(vm, Value::cell(primitive)))->view());
    loop = running;
    Future* future = TRY(make_future(vm, running));
    future->blocking = true;
    TRY(ring_.push(vm, primitive, Value::cell(future)));
    return future;
}

Future* Waiters::first_pending()
{
    for (size_t i = 0; i < ring_.size; i++)
        if (Future* future = as_future(ring_.at(i)); !is_done(future))
            return future;
    return nullptr;
}

bool Waiters::all_cancelled()
{
    for (size_t i = 0; i < ring_.size; i++)
        if (as_future(ring_.at(i))->state != FutureState::Cancelled)
            return false;
    return true;
}

Result<void> Waiters::wake(Vm& vm, size_t count, Value result)
{
    for (size_t i = 0; i < ring_.size && count > 0; i++)
        if (Future* future = as_future(ring_.at(i)); !is_done(future)) {
            count--;
            TRY(future_set_result(vm, future, result));
        }
    return {};
}

Result<void> Waiters::pop_one(Vm& vm)
{
    while (ring_.size > 0) {
        Future* future = as_future(ring_.pop());
        if (!is_done(future))
            return future_set_result(vm, future, None);
    }
    return {};
}

Result<void> Waiters::pop_all(Vm& vm)
{
    while (ring_.size > 0)
        TRY(pop_one(vm));
    return {};
}

} // namespace coil::internal
