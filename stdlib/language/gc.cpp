// The module gc: the collector's switches and statistics; and _weakref.
#include <algorithm>

#include "objects/dict.h"
#include "objects/list.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "runtime/interpreter/interpreter.h"
#include "runtime/machine/finalizers.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace
{

[[gnu::noinline]] Raised invalid_generation(Vm& vm) { return vm.raise(Error::ValueError, "invalid generation"); }

bool is_called_by_instruction(const Vm& vm);

Result<int64_t> collect(Vm& vm, int64_t generation)
{
    if (generation < 0 || generation > 2)
        return invalid_generation(vm);
    uint64_t before = vm.heap.stats().bytes_freed;
    vm.interpreter->collect_exactly(is_called_by_instruction(vm));
    run_finalizers(vm);
    return int64_t(vm.heap.stats().bytes_freed - before) / 64;
}
void enable(Vm& vm) { vm.heap.enable(); }
void disable(Vm& vm) { vm.heap.disable(); }
bool is_enabled(Vm& vm) { return vm.heap.is_enabled(); }

Result<Value> get_stats(Vm& vm)
{
    gc::Stats stats = vm.heap.stats();
    List* list = TRY(make_list(vm));
    auto row = [&](uint64_t collections) -> Result<void> {
        Dict* dict = TRY(make_dict(vm));
        auto put = [&](std::string_view name, uint64_t value) -> Result<void> {
            return dict_set_str(vm, dict, intern(vm, name), TRY(make_int_unsigned(vm, value)));
        };
        TRY(put("collections", collections));
        TRY(put("collected", stats.bytes_freed));
        TRY(put("uncollectable", 0));
        TRY(put("bytes", stats.bytes_in_use));
        TRY(put("blocks", stats.blocks_in_use));
        TRY(put("pause_max_ns", stats.pause_max_ns));
        TRY(put("pause_total_ns", stats.pause_total_ns));
        return list_append(vm, list, Value::cell(dict));
    };
    TRY(row(stats.minor_collections));
    TRY(row(0));
    TRY(row(stats.full_collections));
    return Value::cell(list);
}
Result<Value> get_count(Vm& vm)
{
    return Value::cell(TRY(make_tuple(vm, { Value::small(0), Value::small(0), Value::small(0) })));
}
Result<Value> get_threshold(Vm& vm)
{
    return Value::cell(
        TRY(make_tuple(vm, { Value::small(int64_t(vm.heap.threshold())), Value::small(0), Value::small(0) })));
}
void set_threshold(Vm& vm, int64_t bytes, int64_t, int64_t)
{
    if (bytes == 0)
        vm.heap.disable();
    else
        vm.heap.set_threshold(size_t(bytes));
}
void freeze(Vm&) { }
int64_t freeze_count(Vm&) { return 0; }
bool is_finalized(Vm&, Value) { return false; }

/// Debugging flags are remembered, and nothing else: the collector reports nothing.
int64_t get_debug(Vm& vm)
{
    Value flags = vm.modules->state_of(gc_module);
    return flags.is_small() ? flags.as_small() : 0;
}
Result<void> set_debug(Vm& vm, Value flags)
{
    vm.modules->state_of(gc_module) = Value::small(TRY(to_c_int(vm, flags)));
    return {};
}

bool is_tracked(Vm&, Value value) { return value.is_cell(); }

constexpr NativeDef definitions[] = {
    def<"collect(generation=2)", collect>("Collects the whole heap; returns about how many objects were freed."),
    def<"enable()", enable>(),
    def<"disable()", disable>(),
    def<"isenabled()", is_enabled>(),
    def<"get_stats()", get_stats>("Numbers of the young, the middle (none) and the full collections, and of the heap."),
    def<"get_count()", get_count>(),
    def<"get_threshold()", get_threshold>(),
    def<"set_threshold(threshold0, threshold1=0, threshold2=0, /)", set_threshold>(
        "Bytes to allocate between two young collections."),
    def<"freeze()", freeze>(),
    def<"unfreeze()", freeze>(),
    def<"get_freeze_count()", freeze_count>(),
    def<"is_finalized(obj, /)", is_finalized>(),
    def<"get_debug()", get_debug>(),
    def<"set_debug(flags, /)", set_debug>(),
    def<"is_tracked(obj, /)", is_tracked>(),
};

/// Whether the running frame's instruction calls gc.collect, with nothing that conversions of arguments could run. Then
/// nothing on the way to it holds anything.
bool is_called_by_instruction(const Vm& vm)
{
    if (!vm.registers || !vm.pc)
        return false;
    const Code* code = code_of(vm.registers);
    Op op = Op(*vm.pc & 0xff);
    bool is_call = op == Op::Call || op == Op::CallMethod || op == Op::HeapCall || op == Op::HeapCallMethod;
    if (!is_call || (vm.pc > code->entry && Op(vm.pc[-1] & 0xff) == Op::Wide))
        return false;
    const Value* window = vm.registers + Narrow::a(*vm.pc);
    auto* native = as_if<NativeFunction>(window[0]);
    const Value* arguments = window + code->window_gap;
    return native && native->def == definitions &&
        std::none_of(arguments, arguments + Narrow::b(*vm.pc), [](Value each) { return each.is_cell(); });
}

Result<void> prepare(Vm& vm, Module* module)
{
    auto put = [&](std::string_view name, Value value) {
        return dict_set_str(vm, module->dict, intern(vm, name), value);
    };
    for (auto [name, flag] : { std::pair("DEBUG_STATS", 1), { "DEBUG_COLLECTABLE", 2 }, { "DEBUG_UNCOLLECTABLE", 4 },
             { "DEBUG_SAVEALL", 32 }, { "DEBUG_LEAK", 38 } })
        TRY(put(name, Value::small(flag)));
    TRY(put("garbage", Value::cell(TRY(make_list(vm)))));
    return put("callbacks", Value::cell(TRY(make_list(vm))));
}

} // namespace

const NativeModule gc_module{ "gc", definitions, prepare, "The garbage collector." };

} // namespace coil::internal
