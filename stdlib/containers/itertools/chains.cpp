// chain, cycle, repeat and count.
#include "objects/class_members.h"
#include "objects/list.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "stdlib/containers/itertools/itertools.h"

namespace coil::internal
{

namespace
{

struct Chain : Walk { ///< the source gives the iterables
    Source current;   ///< over the one that is walked
};
void trace_chain(Cell* cell, gc::Tracer& tracer)
{
    trace_walk(cell, tracer);
    tracer.visit(static_cast<Chain*>(cell)->current.iterator);
}

/// Goes on with the next iterable; false at the end of all.
Result<bool> open_next(Vm& vm, Chain* chain)
{
    Result<Step> iterable = chain->source.take(vm);
    if (iterable.ok() && iterable.value()) {
        Result<Source> opened = open_source(vm, *iterable.value());
        if (opened.ok()) {
            vm.heap.write_barrier(chain);
            chain->current = opened.value();
            return true;
        }
        chain->source.iterator = Value();
        return Raised{};
    }
    chain->source.iterator = Value();
    if (iterable.failed())
        return Raised{};
    return false;
}

Result<Step> next_chain(Vm& vm, Cell* cell)
{
    TRY(require_native_stack(vm));
    auto* chain = static_cast<Chain*>(cell);
    for (;;) {
        if (chain->current.ended()) {
            if (chain->source.ended() || !TRY(open_next(vm, chain)))
                return end_of_items(vm);
        }
        Source current = chain->current;
        Step item = TRY(current.take(vm));
        if (item) [[likely]]
            return item;
        if (chain->current.iterator == current.iterator)
            chain->current.iterator = Value();
        TRY(poll_in_walk(vm, current));
    }
}
constexpr NativeIteratorType chain_type{ "chain", trace_chain, next_chain };

Result<Value> make_chain(Vm& vm, Value type, Value iterables)
{
    return Value::cell(TRY(make_walk<Chain>(vm, type, chain_type, TRY(open_source(vm, iterables)))));
}
Result<Value> chain_new(Vm& vm, Value type, Arguments iterables)
{
    return make_chain(vm, type, Value::cell(TRY(make_tuple(vm, iterables.first, iterables.count))));
}
Result<Value> chain_class_item(Vm& vm, Value cls, Value item)
{
    Value types = TRY(import_absolute(vm, "_types"));
    return call(vm, TRY(get_attribute(vm, types, intern(vm, "GenericAlias"))), { cls, item });
}
constexpr NativeDef chain_def = def<"__new__(cls, /, *iterables)", chain_new>();
constexpr NativeDef chain_class_methods[] = {
    def<"from_iterable(cls, iterable, /)", make_chain>("chain() of the iterables that an iterable gives."),
    def<"__class_getitem__(cls, item, /)", chain_class_item>("See PEP 585"),
};

struct Cycle : Walk {
    List* seen;
    uint64_t index; ///< of the next one, when the source has ended
};
void trace_cycle(Cell* cell, gc::Tracer& tracer)
{
    trace_walk(cell, tracer);
    tracer.visit(static_cast<Cell*>(static_cast<Cycle*>(cell)->seen));
}
Result<Step> next_cycle(Vm& vm, Cell* cell)
{
    auto* cycle = static_cast<Cycle*>(cell);
    if (!cycle->source.ended()) {
        TRY(require_native_stack(vm));
        Step item = TRY(cycle->source.take(vm));
        if (item) {
            TRY(list_append(vm, cycle->seen, *item));
            return item;
        }
        cycle->source.iterator = Value();
    }
    List* seen = cycle->seen;
    if (seen->size == 0)
        return end_of_items(vm);
    Value item = seen->array->data[cycle->index];
    if (++cycle->index >= seen->size)
        cycle->index = 0;
    return item;
}
constexpr NativeIteratorType cycle_type{ "cycle", trace_cycle, next_cycle };
Result<Value> cycle_new(Vm& vm, Value type, Value iterable)
{
    Source source = TRY(open_source(vm, iterable));
    List* seen = TRY(make_list(vm));
    auto* cycle = TRY(make_walk<Cycle>(vm, type, cycle_type, source));
    cycle->seen = seen;
    return Value::cell(cycle);
}
constexpr NativeDef cycle_def = def<"__new__(cls, iterable, /)", cycle_new>();

struct Repeat : NativeIterator {
    Value object;
    int64_t remaining; ///< below 0: for ever
};
void trace_repeat(Cell* cell, gc::Tracer& tracer) { tracer.visit(static_cast<Repeat*>(cell)->object); }
Result<Step> next_repeat(Vm& vm, Cell* cell)
{
    auto* repeat = static_cast<Repeat*>(cell);
    if (repeat->remaining == 0)
        return end_of_items(vm);
    repeat->remaining -= repeat->remaining > 0;
    return repeat->object;
}
constexpr NativeIteratorType repeat_type{ "repeat", trace_repeat, next_repeat };
Result<Value> repeat_new(Vm& vm, Value type, Value object, Value times)
{
    int64_t count = times.is_empty() ? -1 : std::max<int64_t>(TRY(to_count(vm, times)), 0);
    Repeat* repeat = TRY(make_native_iterator<Repeat>(vm, as<Class>(type), repeat_type));
    repeat->object = object;
    repeat->remaining = count;
    return Value::cell(repeat);
}
Result<int64_t> repeat_length_hint(Vm& vm, Value self)
{
    auto* repeat = static_cast<Repeat*>(self.as_cell());
    if (repeat->remaining < 0)
        return vm.raise(Error::TypeError, "len() of unsized object");
    return repeat->remaining;
}
Result<Value> repeat_repr(Vm& vm, Value self)
{
    auto* repeat = static_cast<Repeat*>(self.as_cell());
    Str* shown = TRY(repr(vm, repeat->object));
    std::string text = format_text("{}({}", { type_name(vm, self), shown->view() });
    if (repeat->remaining >= 0)
        text += format_text(", {}", { repeat->remaining });
    return Value::cell(TRY(make_str(vm, text + ")")));
}
constexpr NativeDef repeat_def = def<"__new__(cls, object, times=)", repeat_new>();
constexpr NativeDef repeat_methods[] = {
    def<"__length_hint__(self, /)", repeat_length_hint>(),
    def<"__repr__(self, /)", repeat_repr>(),
};

struct Count : NativeIterator {
    Value number, step;
};
void trace_count(Cell* cell, gc::Tracer& tracer)
{
    tracer.visit(static_cast<Count*>(cell)->number);
    tracer.visit(static_cast<Count*>(cell)->step);
}
Result<Step> next_count(Vm& vm, Cell* cell)
{
    auto* count = static_cast<Count*>(cell);
    Value number = count->number;
    int64_t next;
    if (number.is_small() && count->step.is_small() &&
        !__builtin_add_overflow(number.as_small(), count->step.as_small(), &next) && Value::fits_small(next))
        [[likely]] {
        count->number = Value::small(next);
        return number;
    }
    TRY(require_native_stack(vm));
    Value after = TRY(binary_operation(vm, BinaryOperator::Add, number, count->step));
    vm.heap.write_barrier(count);
    count->number = after;
    return number;
}
constexpr NativeIteratorType count_type{ "count", trace_count, next_count };

bool is_number(Vm& vm, Value value)
{
    if (is_int(value) || is_float(value) || is_kind(value, Kind::Complex))
        return true;
    Class* cls = vm.class_of(value);
    for (std::string_view name : { "__index__", "__int__", "__float__" })
        if (!lookup(vm, cls, intern(vm, name)).is_empty())
            return true;
    return false;
}
bool is_one(Value value) { return is_int(value) && int_to_int64(value) == 1; }

Result<Value> count_new(Vm& vm, Value type, Value start, Value step)
{
    if (!is_number(vm, start) || !is_number(vm, step))
        return vm.raise(Error::TypeError, "a number is required");
    // As CPython: what counts up by one is a plain int, if it is a small one at all.
    if (is_one(step) && is_int(start) && int_to_int64(start))
        start = TRY(int_plain(vm, start));
    if (step.is_true())
        step = Value::small(1);
    Count* count = TRY(make_native_iterator<Count>(vm, as<Class>(type), count_type));
    count->number = start;
    count->step = step;
    return Value::cell(count);
}
Result<Value> count_repr(Vm& vm, Value self)
{
    auto* count = static_cast<Count*>(self.as_cell());
    Str* number = TRY(repr(vm, count->number));
    if (is_one(count->step))
        return Value::cell(TRY(make_str(vm, format_text("{}({})", { type_name(vm, self), number->view() }))));
    Str* step = TRY(repr(vm, count->step));
    return Value::cell(
        TRY(make_str(vm, format_text("{}({}, {})", { type_name(vm, self), number->view(), step->view() }))));
}
constexpr NativeDef count_def = def<"__new__(cls, start=0, step=1)", count_new>();
constexpr NativeDef count_methods[] = { def<"__repr__(self, /)", count_repr>() };

} // namespace

Result<void> define_chains(Vm& vm, Module* module)
{
    Class* chain = TRY(
        define_walk(vm, module, "chain", chain_def, "The items of several iterables, one iterable after the other."));
    add_class_methods(vm, chain, chain_class_methods);
    TRY(define_walk(vm, module, "cycle", cycle_def, "The items of an iterable, and then the same again for ever."));
    TRY(define_walk(vm, module, "repeat", repeat_def, "One object, as often as is said or for ever.", repeat_methods));
    TRY(define_walk(
        vm, module, "count", count_def, "start, start + step, start + 2 * step and so on for ever.", count_methods));
    return {};
}

} // namespace coil::internal
