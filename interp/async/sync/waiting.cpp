#include "async/sync/waiting.h"

#include "async/loop/loop.h"
#include "objects/str.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

Result<Future*> make_waiter(Vm& vm, Cell* primitive, EventLoop*& loop)
{
    EventLoop* running = TRY(require_running_loop(vm));
    if (loop && loop != running)
        return vm.raise(Error::RuntimeError, "{} is bound to a different event loop",
            TRY(repr(vm, Value::cell(primitive)))->view());
    loop = running;
    Future* future = TRY(make_future(vm, running));
    future->blocking = true;
    return future;
}

} // namespace coil::internal
