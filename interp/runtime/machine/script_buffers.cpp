#include "runtime/machine/script_buffers.h"

#include <algorithm>

#include "gc/tracer.h"
#include "objects/array_object.h"
#include "objects/class.h"
#include "objects/str.h"
#include "runtime/operations/call.h"
#include "runtime/operations/native_class.h"
#include "runtime/reports/unraisable.h"

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

/// Whether its class derives from a builtin one that gives buffers.
bool has_own_buffer(Value object)
{
    std::string_view bytes;
    return bytes_view(object, bytes) || as_array(object);
}

} // namespace

Result<MemoryView*> script_buffer(Vm& vm, Value object, int flags)
{
    Value method = script_method(vm, object, "__buffer__"), given;
    if (!method.is_empty())
        given = TRY(call_special(vm, method, object, { Value::small(flags) }));
    else if (has_own_buffer(object) && !script_method(vm, object, "__release_buffer__").is_empty())
        given = Value::cell(TRY(take_builtin_view(vm, object, flags)));
    else
        return Raised{};
    MemoryView* inner = as_memory_view(given);
    if (!inner)
        return vm.raise(Error::TypeError, "__buffer__ returned non-memoryview object");
    TRY(check_not_released(vm, inner));
    if ((flags & writable_flag) && inner->read_only)
        return vm.raise(Error::BufferError, "memoryview: underlying buffer is not writable");
    auto* wrapper = TRY(make_native<BufferWrapper>(vm, vm.classes->buffer_wrapper, wrapper_type));
    vm.heap.add_finalizer(wrapper);
    wrapper->object = object;
    MemoryView* view = TRY(make_memory_view(vm, inner->dimensions));
    copy_source(view, inner);
    std::copy_n(inner->extents, 2 * size_t(inner->dimensions), view->extents);
    view->base = Value::cell(wrapper);
    vm.heap.write_barrier(wrapper);
    wrapper->view = given;
    inner->exports++;
    lock_base(vm, view);
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
        // The builtin class's own method releases it: nobody else is to hold a view of it then.
        inner->is_restricted = has_own_buffer(wrapper->object);
        if (call_special(vm, method, wrapper->object, { given }).failed())
            report_unraisable(
                vm, format_text("Exception ignored in __release_buffer__ of {}", { type_name(vm, wrapper->object) }));
        inner->is_restricted = false;
    }
    if (release_view(vm, inner).failed())
        report_unraisable(vm, "Exception ignored in __release_buffer__");
    if (!saved.is_empty())
        vm.pending = saved;
}

} // namespace coil::internal
