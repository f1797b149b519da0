// The module atexit: functions that are called when the program ends.
#include "stdlib/system/atexit.h"

#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "runtime/reports/unraisable.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace
{

/// The calls, in the order of registration: tuples of function, arguments and keyword arguments.
List* calls(Vm& vm)
{
    Value kept = vm.modules->state_of(atexit_module);
    return kept.is_empty() ? nullptr : as<List>(kept);
}

Result<Value> add(Vm& vm, Value function, Arguments arguments, Dict* keywords)
{
    if (!is_callable(vm, function))
        return vm.raise(Error::TypeError, "the first argument must be callable");
    Tuple* positional = TRY(make_tuple(vm, arguments.first, arguments.count));
    Tuple* made = TRY(make_tuple(vm, { function, Value::cell(positional), keywords ? Value::cell(keywords) : None }));
    TRY(list_append(vm, calls(vm), Value::cell(made)));
    return function;
}
Result<void> remove(Vm& vm, Value function)
{
    // Comparing may register and remove others.
    for (size_t i = 0; i < calls(vm)->size; i++) {
        Value entry = calls(vm)->array->data[i];
        if (!TRY(values_equal(vm, as<Tuple>(entry)->items[0], function)))
            continue;
        List* list = calls(vm);
        if (i < list->size && list->array->data[i] == entry) {
            list_erase(vm, list, i, i + 1);
            i--;
        }
    }
    return {};
}
void clear(Vm& vm) { list_clear(vm, calls(vm)); }
int64_t count(Vm& vm) { return int64_t(calls(vm)->size); }
void run(Vm& vm) { run_exit_functions(vm); }

constexpr NativeDef definitions[] = {
    def<"register(func, /, *args, **kwargs)", add>("Register a function to be executed upon normal program end."),
    def<"unregister(func, /)", remove>("Unregister an exit function which was previously registered."),
    def<"_clear()", clear>("Clear the list of previously registered exit functions."),
    def<"_ncallbacks()", count>("The number of registered exit functions."),
    def<"_run_exitfuncs()", run>("Run all registered exit functions."),
};

Result<void> prepare(Vm& vm, Module*)
{
    if (!calls(vm))
        vm.modules->state_of(atexit_module) = Value::cell(TRY(make_list(vm)));
    return {};
}

} // namespace

void run_exit_functions(Vm& vm)
{
    if (!calls(vm))
        return;
    // What is registered meanwhile is not called.
    Result<List*> copy = make_list(vm, calls(vm)->begin(), calls(vm)->size);
    if (copy.failed()) {
        vm.take_pending();
        return;
    }
    for (size_t i = copy.value()->size; i-- > 0;) {
        auto* entry = as<Tuple>(copy.value()->array->data[i]);
        auto* arguments = as<Tuple>(entry->items[1]);
        Dict* keywords = as_if<Dict>(entry->items[2]);
        if (call_with_dict(vm, entry->items[0], arguments->items, arguments->size, keywords).ok())
            continue;
        report_unraisable(vm, "Exception ignored in atexit callback", entry->items[0]);
    }
    list_clear(vm, calls(vm));
}

const NativeModule atexit_module{ "atexit", definitions, prepare,
    "Functions that are called when the program ends, the last one first." };

} // namespace coil::internal
