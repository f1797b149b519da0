#include "runtime/machine/install_operations.h"

#include "runtime/coroutines/unawaited.h"
#include "runtime/machine/script_buffers.h"
#include "runtime/machine/threads.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

void install_operations(Vm& vm)
{
    vm.operations.equal = values_equal;
    vm.operations.hash = hash_of;
    vm.operations.less = [](Vm& machine, Value left, Value right) {
        return compare_truth(machine, CompareOperator::Less, left, right);
    };
    vm.operations.on_dropped_coroutine = warn_unawaited;
    vm.operations.poll = serve_poll;
    vm.operations.script_buffer = script_buffer;
    vm.operations.give_back_buffer = give_back_buffer;
    vm.operations.check_end = check_end;
    vm.operations.is_stopping = is_stopping;
    vm.operations.repr = repr;
    vm.operations.str = str_of;
    vm.operations.call = [](Vm& machine, Value callee, const Value* arguments, size_t count) {
        return call(machine, callee, CallArguments{ arguments, count });
    };
}

} // namespace coil::internal
