#include "runtime/machine/script_buffers.h"

#include <algorithm>

#include "gc/tracer.h"
#include "objects/class.h"
#include "objects/str.h"
#include "runtime/machine/finalizers.h"
#include "runtime/operations/call.h"
#include "runtime/operations/native_class.h"

namespace coil::internal
{

namespace
{

void trace_wrapper(Cell* cell, gc::Tracer& tracer)
{
    tracer.visit(static_cast<BufferWrapper*>(cell)->object);
    tracer.visit(static_cast<BufferWrapper*>(cell)->view);
}
void finalize_wrapper(Vm& vm, Cell* cell) { give_back_buffer(vm, static_cast<BufferWrapper*>(cell)); }

constexpr NativeType wrapper_type{ "_buffer_wrapper", trace_wrapper, nullptr, nullptr, nullptr, nullptr,
    finalize_wrapper };

/// The method of a class that a script wrote; empty when it has none, or that of a builtin class.
Value script_method(Vm& vm, Value object, std::string_view name)
{
    Value method = lookup(vm, vm.class_of(object), intern(vm, name));
    return is_kind(method, Kind::NativeFunction) ? Value() : method;
}

} // namespace

Result<MemoryView*> script_buffer(Vm& vm, Value object, int flags)
{
    Value method = script_method(vm, object, "__buffer__");
    if (method.is_empty())
        return Raised{};
    Value given = TRY(call_special(vm, method, object, { Value::small(flags) }));
    MemoryView* inner = as_memory_view(given);
    if (!inner)
        return vm.raise(Error::TypeError, "__buffer__ returned non-memoryview object");
    TRY(check_not_released(vm, inner));
    if ((flags & writable_flag) && inner->read_only)
        return vm.raise(Error::BufferError, "memoryview: underlying buffer is not writable");
    auto* wrapper = TRY(make_native<BufferWrapper>(vm, vm.classes->buffer_wrapper, wrapper_type));
    wrapper->object = object;
    MemoryView* view = TRY(make_memory_view(vm, inner->dimensions));
    copy_source(view, inner);
    std::copy_n(inner->extents, 2 * size_t(inner->dimensions), view->extents);
    view->base = Value::cell(wrapper);
    vm.heap.write_barrier(wrapper);
    wrapper->view = given;
    inner->exports++;
    lock_base(vm, view);
    vm.heap.add_finalizer(wrapper);
    return view;
}

void give_back_buffer(Vm& vm, BufferWrapper* wrapper)
{
    if (wrapper->view.is_empty())
        return;
    Value given = wrapper->view;
    MemoryView* inner = as_memory_view(given);
    wrapper->view = Value();
    inner->exports--;
    Value saved = vm.take_pending();
    Value method = script_method(vm, wrapper->object, "__release_buffer__");
    if (!method.is_empty()) {
        inner->is_restricted = true;
        if (call_special(vm, method, wrapper->object, { given }).failed())
            report_ignored(
                vm, format_text("Exception ignored in: {}.__release_buffer__\n", { type_name(vm, wrapper->object) }));
        inner->is_restricted = false;
    }
    if (release_view(vm, inner).failed())
        report_ignored(vm, "Exception ignored in: __release_buffer__\n");
    if (!saved.is_empty())
        vm.pending = saved;
}

} // namespace coil::internal
