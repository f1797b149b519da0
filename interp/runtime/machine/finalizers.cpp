#include "runtime/machine/finalizers.h"

#include <new>
#include <vector>

#include "objects/exception.h"
#include "objects/function.h"
#include "objects/str.h"
#include "runtime/coroutines/generator.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "runtime/reports/unraisable.h"

namespace coil::internal
{

namespace
{

/// Ends what a generator was in the middle of. One that another delegates to ends with that.
void close_dropped(Vm& vm, Coroutine* generator)
{
    if (generator->state() != CoroutineState::Suspended || generator->has(Linked))
        return;
    if (coroutine_close(vm, generator).failed())
        report_unraisable(vm, "Exception ignored while closing generator", Value::cell(generator));
}

void finalize(Vm& vm, Value object)
{
    if (auto* generator = as_if<Coroutine>(object))
        return close_dropped(vm, generator);
    if (is_kind(object, Kind::NativeResource) && as<NativeObject>(object)->type->finalize)
        return as<NativeObject>(object)->type->finalize(vm, object.as_cell());
    Value method = lookup_special(vm, vm.class_of(object), Special::del);
    if (!method.is_empty() && call_special(vm, method, object, {}).failed())
        report_unraisable(vm, "Exception ignored while calling deallocator", method);
}

/// Whether it is an object of ours whose `__del__` is ours too: a stream, which may have something to write to objects
/// of scripts that died with it, and goes before they are told.
bool goes_first(Vm& vm, Value object)
{
    NativeObject* native = as_native(object);
    return native && !native->type->finalize &&
        is_kind(lookup_special(vm, vm.class_of(object), Special::del), Kind::NativeFunction);
}

void call_back(Vm& vm, WeakReference* reference)
{
    if (!reference || reference->callback.is_empty())
        return;
    Value callback = reference->callback;
    reference->callback = Value();
    if (call(vm, callback, { Value::cell(reference) }).failed())
        report_unraisable(vm, "Exception ignored while calling weakref callback", callback);
}

/// What one finalizer finds no memory for does not keep the others from their turn.
template <class F> void whatever_memory(Vm& vm, F&& body)
{
    try {
        body();
    } catch (const std::bad_alloc&) {
        vm.take_pending();
    }
}

} // namespace

void finalize_streams(Vm& vm)
{
    CallbackScope callbacks(vm);
    vm.take_pending();
    vm.heap.finalize_all();
    while (vm.heap.has_finalizable()) {
        gc::RootCells left = vm.heap.take_finalizable();
        for (size_t i = 0; i < left.size(); i++)
            if (goes_first(vm, Value::cell(left[i])))
                whatever_memory(vm, [&] { finalize(vm, Value::cell(left[i])); });
    }
}

void run_finalizers(Vm& vm)
{
    CallbackScope callbacks(vm);
    Value saved = vm.take_pending();
    while (vm.heap.has_finalizable()) {
        gc::RootCells dead = vm.heap.take_finalizable();
        // What a finalizer does to classes changes nothing in who is still to come.
        std::vector<bool> are_first(dead.size());
        for (size_t i = 0; i < dead.size(); i++)
            are_first[i] = goes_first(vm, Value::cell(dead[i]));
        for (bool is_first : { true, false })
            for (size_t i = 0; i < dead.size(); i++)
                if (are_first[i] == is_first)
                    whatever_memory(vm, [&] { finalize(vm, Value::cell(dead[i])); });
    }
    if (vm.heap.has_cleared()) {
        gc::RootCells cleared = vm.heap.take_cleared();
        for (size_t i = cleared.size(); i-- > 0;)
            whatever_memory(vm, [&] { call_back(vm, as_if<WeakReference>(Value::cell(cleared[i]))); });
    }
    vm.pending = saved;
}

} // namespace coil::internal
