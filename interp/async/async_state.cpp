#include "async/async_state.h"

#include "objects/class.h"

namespace coil::internal
{

AsyncState::AsyncState(Vm& vm)
    : vm_(vm)
{
    vm.heap.add_roots(this, trace);
}

AsyncState::~AsyncState() { vm_.heap.remove_roots(this, trace); }

void AsyncState::trace(void* context, gc::Tracer& tracer)
{
    for (Class* AsyncClasses::*each : AsyncClasses::all())
        tracer.visit(static_cast<Cell*>(static_cast<AsyncState*>(context)->classes.*each));
}

} // namespace coil::internal
