// What calls a function for each item, or asks another iterator about it: filterfalse, takewhile, dropwhile, compress,
// starmap, accumulate.
#include "objects/numbers.h"
#include "runtime/operations/call.h"
#include "stdlib/containers/itertools/itertools.h"

namespace coil::internal
{

namespace
{

struct FunctionWalk : Walk {
    Value function;
    bool decided; ///< takewhile: it ended; dropwhile: it gives all from now on
};
void trace_function_walk(Cell* cell, gc::Tracer& tracer)
{
    trace_walk(cell, tracer);
    tracer.visit(static_cast<FunctionWalk*>(cell)->function);
}

/// Whether the function holds for the item. A StopIteration that comes out of it is the end: not `item`.
struct Verdict {
    bool holds;
    bool ended;
};
Result<Verdict> ask(Vm& vm, Value function, Value item)
{
    Step answer = TRY(step_of(vm, call_with_one(vm, function, item)));
    if (!answer)
        return Verdict{ false, true };
    Value value = *answer;
    if (value.is_bool())
        return Verdict{ value.is_true(), false };
    Result<bool> holds = truth(vm, value);
    if (holds.ok())
        return Verdict{ holds.value(), false };
    TRY(step_of_raised(vm));
    return Verdict{ false, true };
}

Result<Step> next_filter_false(Vm& vm, Cell* cell)
{
    TRY(require_native_stack(vm));
    auto* walk = static_cast<FunctionWalk*>(cell);
    bool plain = walk->function.is_none() || walk->function == Value::cell(vm.classes->boolean);
    for (;;) {
        Step item = TRY(walk->source.take(vm));
        if (!item)
            return item;
        Verdict verdict = plain ? Verdict{ TRY(truth(vm, *item)), false } : TRY(ask(vm, walk->function, *item));
        if (verdict.ended)
            return Step();
        if (!verdict.holds)
            return item;
        TRY(poll_in_walk(vm, walk->source));
    }
}
constexpr NativeIteratorType filter_false_type{ "filterfalse", trace_function_walk, next_filter_false };

Result<Step> next_take_while(Vm& vm, Cell* cell)
{
    TRY(require_native_stack(vm));
    auto* walk = static_cast<FunctionWalk*>(cell);
    if (walk->decided)
        return end_of_items(vm);
    Step item = TRY(walk->source.take(vm));
    if (!item)
        return item;
    Verdict verdict = TRY(ask(vm, walk->function, *item));
    if (verdict.ended)
        return Step();
    if (verdict.holds)
        return item;
    walk->decided = true;
    return end_of_items(vm);
}
constexpr NativeIteratorType take_while_type{ "takewhile", trace_function_walk, next_take_while };

Result<Step> next_drop_while(Vm& vm, Cell* cell)
{
    TRY(require_native_stack(vm));
    auto* walk = static_cast<FunctionWalk*>(cell);
    for (;;) {
        Step item = TRY(walk->source.take(vm));
        if (!item || walk->decided)
            return item;
        Verdict verdict = TRY(ask(vm, walk->function, *item));
        if (verdict.ended)
            return Step();
        if (!verdict.holds) {
            walk->decided = true;
            return item;
        }
        TRY(poll_in_walk(vm, walk->source));
    }
}
constexpr NativeIteratorType drop_while_type{ "dropwhile", trace_function_walk, next_drop_while };

Result<Step> next_star_map(Vm& vm, Cell* cell)
{
    TRY(require_native_stack(vm));
    auto* walk = static_cast<FunctionWalk*>(cell);
    Step item = TRY(walk->source.take(vm));
    if (!item)
        return item;
    Value keeper;
    std::span<const Value> arguments = TRY(items_of(vm, *item, keeper));
    if (!is_kind(keeper, Kind::Tuple)) {
        // What a list holds may change while the function runs.
        Tuple* copied = TRY(make_tuple(vm, arguments.data(), arguments.size()));
        keeper = Value::cell(copied);
        arguments = { copied->items, copied->size };
    }
    return step_of(vm, call(vm, walk->function, CallArguments{ arguments.data(), arguments.size() }));
}
constexpr NativeIteratorType star_map_type{ "starmap", trace_function_walk, next_star_map };

template <const NativeIteratorType& kind>
Result<Value> function_walk_new(Vm& vm, Value type, Value function, Value iterable)
{
    Source source = TRY(open_source(vm, iterable));
    auto* walk = TRY(make_walk<FunctionWalk>(vm, type, kind, source));
    walk->function = function;
    return Value::cell(walk);
}

struct Compress : Walk {
    Source selectors;
};
void trace_compress(Cell* cell, gc::Tracer& tracer)
{
    trace_walk(cell, tracer);
    tracer.visit(static_cast<Compress*>(cell)->selectors.iterator);
}
Result<Step> next_compress(Vm& vm, Cell* cell)
{
    TRY(require_native_stack(vm));
    auto* walk = static_cast<Compress*>(cell);
    for (;;) {
        Step item = TRY(walk->source.take(vm));
        if (!item)
            return item;
        Step selector = TRY(walk->selectors.take(vm));
        if (!selector)
            return selector;
        if (TRY(truth(vm, *selector)))
            return item;
        TRY(poll_in_walk(vm, walk->source));
    }
}
constexpr NativeIteratorType compress_type{ "compress", trace_compress, next_compress };
Result<Value> compress_new(Vm& vm, Value type, Value data, Value selectors)
{
    Source items = TRY(open_source(vm, data));
    Source chosen = TRY(open_source(vm, selectors));
    auto* walk = TRY(make_walk<Compress>(vm, type, compress_type, items));
    walk->selectors = chosen;
    return Value::cell(walk);
}

struct Accumulate : Walk {
    Value function; ///< None: +
    Value total;    ///< empty: none yet
    Value initial;  ///< to be given first; or None
};
void trace_accumulate(Cell* cell, gc::Tracer& tracer)
{
    auto* walk = static_cast<Accumulate*>(cell);
    trace_walk(cell, tracer);
    tracer.visit(walk->function);
    tracer.visit(walk->total);
    tracer.visit(walk->initial);
}
Result<Value> joined(Vm& vm, Value function, Value total, Value item)
{
    if (!function.is_none())
        return call(vm, function, { total, item });
    int64_t sum;
    if (total.is_small() && item.is_small() && !__builtin_add_overflow(total.as_small(), item.as_small(), &sum) &&
        Value::fits_small(sum))
        return Value::small(sum);
    return binary_operation(vm, BinaryOperator::Add, total, item);
}
Result<Step> next_accumulate(Vm& vm, Cell* cell)
{
    TRY(require_native_stack(vm));
    auto* walk = static_cast<Accumulate*>(cell);
    if (!walk->initial.is_none()) [[unlikely]] {
        vm.heap.write_barrier(walk);
        walk->total = walk->initial;
        walk->initial = None;
        return walk->total;
    }
    Step item = TRY(walk->source.take(vm));
    if (!item)
        return item;
    Value total = walk->total;
    if (total.is_empty()) {
        total = *item;
    } else {
        Step result = TRY(step_of(vm, joined(vm, walk->function, total, *item)));
        if (!result)
            return result;
        total = *result;
    }
    vm.heap.write_barrier(walk);
    walk->total = total;
    return total;
}
constexpr NativeIteratorType accumulate_type{ "accumulate", trace_accumulate, next_accumulate };
Result<Value> accumulate_new(Vm& vm, Value type, Value iterable, Value function, Value initial)
{
    Source source = TRY(open_source(vm, iterable));
    auto* walk = TRY(make_walk<Accumulate>(vm, type, accumulate_type, source));
    walk->function = function;
    walk->initial = initial;
    return Value::cell(walk);
}

constexpr NativeDef filter_false_def =
    def<"__new__(cls, function, iterable, /)", function_walk_new<filter_false_type>>();
constexpr NativeDef take_while_def = def<"__new__(cls, predicate, iterable, /)", function_walk_new<take_while_type>>();
constexpr NativeDef drop_while_def = def<"__new__(cls, predicate, iterable, /)", function_walk_new<drop_while_type>>();
constexpr NativeDef star_map_def = def<"__new__(cls, function, iterable, /)", function_walk_new<star_map_type>>();
constexpr NativeDef compress_def = def<"__new__(cls, data, selectors)", compress_new>();
constexpr NativeDef accumulate_def = def<"__new__(cls, iterable, func=None, *, initial=None)", accumulate_new>();

} // namespace

Result<void> define_selections(Vm& vm, Module* module)
{
    TRY(define_walk(vm, module, "filterfalse", filter_false_def, "The items for which the function is false."));
    TRY(define_walk(
        vm, module, "takewhile", take_while_def, "The items up to the first for which the predicate is false."));
    TRY(define_walk(
        vm, module, "dropwhile", drop_while_def, "The items from the first on for which the predicate is false."));
    TRY(define_walk(vm, module, "starmap", star_map_def, "function(*item) for each item."));
    TRY(define_walk(vm, module, "compress", compress_def, "The items of data beside which a selector is true."));
    TRY(define_walk(vm, module, "accumulate", accumulate_def,
        "The sum of the items so far, or what a function of two makes of them."));
    return {};
}

} // namespace coil::internal
