#include "runtime/finalizers.h"

#include "objects/exception.h"
#include "objects/function.h"
#include "objects/str.h"
#include "runtime/call.h"
#include "runtime/print_exception.h"
#include "runtime/text_file.h"

namespace coil
{

namespace
{

void report(Vm& vm, std::string_view where, Value subject)
{
    Value exception = vm.take_pending();
    std::string text = format_text("Exception ignored in: {}\n", { where });
    auto shown = format_exception(vm, exception);
    if (shown.ok())
        text += shown.value();
    (void)subject;
    vm.take_pending();
    write_error(vm, text);
}

} // namespace

void run_finalizers(Vm& vm)
{
    Value saved = vm.take_pending();
    while (vm.heap.has_finalizable()) {
        gc::RootCells dead = vm.heap.take_finalizable();
        for (Cell* cell : dead) {
            Value object = Value::cell(cell);
            Value method = lookup_special(vm, vm.class_of(object), Special::del);
            if (!method.is_empty() && call_special(vm, method, object, {}).failed())
                report(vm, format_text("{}.__del__", { type_name(vm, object) }), object);
        }
    }
    if (vm.heap.has_cleared()) {
        gc::RootCells cleared = vm.heap.take_cleared();
        for (size_t i = cleared.size(); i-- > 0;) {
            auto* reference = as_if<WeakReference>(Value::cell(cleared[i]));
            if (!reference || reference->callback.is_empty())
                continue;
            Value callback = reference->callback;
            reference->callback = Value();
            if (call(vm, callback, { Value::cell(reference) }).failed())
                report(vm, "weakref callback", callback);
        }
    }
    vm.pending = saved;
}

} // namespace coil
