#include "runtime/operations/buffer_methods.h"

#include "objects/memory_view.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

Result<Value> buffer_method(Vm& vm, Value self, Value flags_value)
{
    int64_t flags = TRY(to_count(vm, flags_value));
    if (flags != int(flags))
        return vm.raise(Error::OverflowError, "buffer flags {}", flags > 0 ? "too large" : "too small");
    Result<MemoryView*> view = take_builtin_view(vm, self, int(flags));
    if (view.failed() && !vm.is_pending())
        return vm.raise(Error::TypeError, "a bytes-like object is required, not '{}'", type_name(vm, self));
    return Value::cell(TRY(view));
}

Result<void> release_buffer_method(Vm& vm, Value self, Value value)
{
    MemoryView* view = as_memory_view(value);
    if (!view)
        return vm.raise(Error::TypeError, "expected a memoryview object");
    if (view->released())
        return vm.raise(Error::ValueError, "memoryview's buffer has already been released");
    if (view->base != self)
        return vm.raise(Error::ValueError, "memoryview's buffer is not this object");
    return release_view(vm, view);
}

} // namespace coil::internal
