#include "async/tasks/unretrieved.h"

#include "async/async_state.h"
#include "async/loop/loop.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

Result<void> report_unretrieved(Vm& vm, Future* future)
{
    if (!future->has_exception || future->retrieved || future->state != FutureState::Finished)
        return {};
    note_retrieved(vm, future);
    Value self = Value::cell(future);
    return future->loop->report(
        format_text("{} exception was never retrieved", { type_name(vm, self) }), future->result, self);
}

void report_all_unretrieved(Vm& vm)
{
    if (!vm.async || vm.async->unretrieved() <= 0)
        return;
    gc::RootVector futures(vm.heap);
    vm.heap.collect(true);
    vm.heap.for_each_cell([&](Cell* cell) {
        if (Future* future = as_future(Value::cell(cell)); future && future->has_exception && !future->retrieved)
            futures.push_back(Value::cell(cell));
    });
    for (Value each : futures)
        if (report_unretrieved(vm, as_future(each)).failed())
            vm.take_pending();
}

} // namespace coil::internal
