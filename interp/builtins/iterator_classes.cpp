// enumerate, zip, map, filter, reversed.
#include "builtins/define.h"
#include "builtins/functions.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/iterators.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "runtime/operations/call.h"
#include "runtime/operations/item_operators.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

/// A walker may walk another, and so on.
Result<void> require_native_stack(Vm& vm)
{
    if (!native_stack_ok(vm)) [[unlikely]]
        return raise_native_recursion(vm, "");
    return {};
}
Walker* as_walker(Cell* cell) { return static_cast<Walker*>(cell); }
Result<Step> take_first(Vm& vm, Walker* walker) { return walker->next_of_first(vm, walker->first.as_cell()); }

Result<Step> next_numbered(Vm& vm, Cell* cell, Value* number, Value* item)
{
    TRY(require_native_stack(vm));
    Walker* walker = as_walker(cell);
    Step step = TRY(take_first(vm, walker));
    if (!step)
        return step;
    *item = *step;
    *number = walker->function;
    if (number->is_small() && number->as_small() < Value::max_small) [[likely]] {
        walker->function = Value::small(number->as_small() + 1);
        return step;
    }
    Value after = TRY(int_add(vm, *number, Value::small(1)));
    vm.heap.write_barrier(walker);
    walker->function = after;
    return step;
}

Result<Step> next_enumerate(Vm& vm, Cell* cell)
{
    Value number, item;
    Step step = TRY(next_numbered(vm, cell, &number, &item));
    return step ? Step(Value::cell(TRY(make_pair(vm, number, item)))) : step;
}

Raised uneven(Vm& vm, std::string_view name, size_t index, bool longer)
{
    std::string others = index == 1 ? " " : "s 1-";
    return vm.raise(Error::ValueError, "{}() argument {} is {} than argument{}{}", name, index + 1,
        longer ? "longer" : "shorter", others, index);
}

/// The next item of every iterator; nothing when one of them is exhausted.
Result<Tuple*> next_row(Vm& vm, Walker* walker, std::string_view name, bool& ended)
{
    auto* iterators = as<Tuple>(walker->iterators);
    Tuple* row = TRY(make_tuple(vm, iterators->size));
    ended = iterators->size == 0;
    for (size_t i = 0; i < iterators->size && !ended; i++) {
        Step item = TRY(next_item(vm, iterators->items[i]));
        if (item) {
            vm.heap.write_barrier(row);
            row->items[i] = *item;
            continue;
        }
        ended = true;
        if (walker->strict && i > 0)
            return uneven(vm, name, i, false);
        for (size_t k = 1; walker->strict && k < iterators->size; k++)
            if (TRY(next_item(vm, iterators->items[k])))
                return uneven(vm, name, k, true);
    }
    return row;
}

Result<Step> next_zip(Vm& vm, Cell* cell)
{
    TRY(require_native_stack(vm));
    bool ended;
    if (as<Tuple>(as_walker(cell)->iterators)->size == 0)
        return end_of_items(vm);
    Tuple* row = TRY(next_row(vm, as_walker(cell), "zip", ended));
    return ended ? Step() : Step(Value::cell(row));
}

/// zip of two, not strict.
Result<Step> next_zipped(Vm& vm, Cell* cell, Value* first, Value* second)
{
    TRY(require_native_stack(vm));
    Walker* walker = as_walker(cell);
    Step left = TRY(take_first(vm, walker));
    if (!left)
        return left;
    Step right = TRY(walker->next_of_second(vm, walker->second.as_cell()));
    if (!right)
        return right;
    *first = *left;
    *second = *right;
    return right;
}

Result<Step> next_map(Vm& vm, Cell* cell)
{
    TRY(require_native_stack(vm));
    Walker* walker = as_walker(cell);
    Step item = TRY(take_first(vm, walker));
    return item ? step_of(vm, call_with_one(vm, walker->function, *item)) : Result<Step>(item);
}

Result<Step> next_map_of_many(Vm& vm, Cell* cell)
{
    TRY(require_native_stack(vm));
    bool ended;
    Tuple* row = TRY(next_row(vm, as_walker(cell), "map", ended));
    if (ended)
        return Step();
    return step_of(vm, call(vm, as_walker(cell)->function, CallArguments{ row->items, row->size }));
}

Result<Step> next_filter(Vm& vm, Cell* cell)
{
    TRY(require_native_stack(vm));
    Walker* walker = as_walker(cell);
    for (;;) {
        if (--vm.fuel < 0) [[unlikely]]
            TRY(poll_between_items(vm, walker->first));
        Step item = TRY(take_first(vm, walker));
        if (!item)
            return item;
        bool plain = walker->function.is_none() || walker->function == Value::cell(vm.classes->boolean);
        Step verdict = plain ? item : TRY(step_of(vm, call_with_one(vm, walker->function, *item)));
        if (!verdict)
            return verdict;
        Result<bool> holds = truth(vm, *verdict);
        if (holds.failed())
            return step_of(vm, Raised{});
        if (holds.value())
            return item;
    }
}

Result<Walker*> make_walker(Vm& vm, Value type, NextFn walk, NextPairFn walk_pairs = nullptr)
{
    auto* cls = as<Class>(type);
    auto* walker =
        static_cast<Walker*>(vm.heap.allocate_cell(uint8_t(Kind::Walker), instance_size(cls, sizeof(Walker))));
    if (!walker)
        return vm.raise_memory_error();
    bool is_plain = !cls->has(IsHeapClass);
    walker->shape = cls->root->id;
    walker->walk = walk;
    walker->next = is_plain ? walk : next_by_class;
    walker->next_pair = is_plain ? walk_pairs : nullptr;
    return walker;
}

/// How the items of any iterator are taken.
NextFn taker_of(Vm& vm, Value iterator)
{
    NextFn next = next_function(vm, iterator);
    return next ? next : next_by_class;
}

/// Over a single iterator.
Result<Value> walk_one(Vm& vm, Value type, NextFn walk, Value function, Value iterator, NextPairFn walk_pairs = nullptr)
{
    Walker* walker = TRY(make_walker(vm, type, walk, walk_pairs));
    walker->function = function;
    walker->first = iterator;
    walker->next_of_first = taker_of(vm, iterator);
    return Value::cell(walker);
}

Result<Value> iterators_of(Vm& vm, Arguments iterables, std::string_view name)
{
    Tuple* iterators = TRY(make_tuple(vm, iterables.count));
    for (size_t i = 0; i < iterables.count; i++) {
        Result<Value> iterator = get_iterator(vm, iterables[i]);
        if (iterator.failed()) {
            if (name == "zip" && is_exception_of(vm, vm.pending, Error::TypeError) &&
                lookup_special(vm, vm.class_of(iterables[i]), Special::iter).is_empty()) {
                vm.take_pending();
                return vm.raise(Error::TypeError, "'{}' object is not iterable", type_name(vm, iterables[i]));
            }
            return Raised{};
        }
        vm.heap.write_barrier(iterators);
        iterators->items[i] = iterator.value();
    }
    return Value::cell(iterators);
}

Result<Value> walk_many(Vm& vm, Value type, NextFn walk, Value function, Value iterators, bool strict)
{
    Walker* walker = TRY(make_walker(vm, type, walk));
    walker->function = function;
    walker->iterators = iterators;
    walker->strict = strict;
    return Value::cell(walker);
}

Result<Value> enumerate_new(Vm& vm, Value type, Value iterable, Value start)
{
    if (iterable.is_empty())
        return vm.raise(Error::TypeError, "enumerate() missing required argument 'iterable'");
    Value number = TRY(to_int_object(vm, start));
    return walk_one(vm, type, next_enumerate, number, TRY(get_iterator(vm, iterable)), next_numbered);
}
Result<Value> zip_new(Vm& vm, Value type, Arguments iterables, bool strict)
{
    Value iterators = TRY(iterators_of(vm, iterables, "zip"));
    if (iterables.count != 2 || strict)
        return walk_many(vm, type, next_zip, Value(), iterators, strict);
    Walker* walker = TRY(make_walker(vm, type, next_as_tuple<next_zipped>, next_zipped));
    walker->first = as<Tuple>(iterators)->items[0];
    walker->second = as<Tuple>(iterators)->items[1];
    walker->next_of_first = taker_of(vm, walker->first);
    walker->next_of_second = taker_of(vm, walker->second);
    return Value::cell(walker);
}
Result<Value> map_new(Vm& vm, Value type, Value function, Arguments iterables, bool strict)
{
    if (iterables.empty())
        return vm.raise(Error::TypeError, "map() must have at least two arguments.");
    if (iterables.count == 1)
        return walk_one(vm, type, next_map, function, TRY(get_iterator(vm, iterables[0])));
    return walk_many(vm, type, next_map_of_many, function, TRY(iterators_of(vm, iterables, "map")), strict);
}
Result<Value> zip_call(Vm& vm, Value type, Arguments iterables) { return zip_new(vm, type, iterables, false); }
Result<Value> map_call(Vm& vm, Value type, Value function, Arguments iterables)
{
    return map_new(vm, type, function, iterables, false);
}
Result<Value> filter_new(Vm& vm, Value type, Value function, Value iterable)
{
    return walk_one(vm, type, next_filter, function, TRY(get_iterator(vm, iterable)));
}

Result<Value> reversed_new(Vm& vm, Value, Value sequence)
{
    Class* cls = vm.class_of(sequence);
    Value method = lookup_special(vm, cls, Special::reversed);
    if (method.is_none())
        return vm.raise(Error::TypeError, "'{}' object is not reversible", class_name(cls));
    if (!method.is_empty())
        return call_special(vm, method, sequence, {});
    if (lookup_special(vm, cls, Special::getitem).is_empty() || lookup_special(vm, cls, Special::len).is_empty())
        return vm.raise(Error::TypeError, "'{}' object is not reversible", class_name(cls));
    SequenceIterator* iterator = TRY(make_sequence_iterator(vm, vm.classes->sequence_iterator, sequence));
    iterator->aux = 1;
    iterator->index = uint64_t(TRY(length_of(vm, sequence)) - 1);
    return Value::cell(iterator);
}

Value identity(Vm&, Value self) { return self; }
Result<Value> next_method(Vm& vm, Value self)
{
    Step item = TRY(as<Walker>(self)->walk(vm, self.as_cell()));
    if (item)
        return *item;
    return raise_stopped(vm);
}

// For copy and pickle: the class, and what it is called with.

Result<Value> recipe(Vm& vm, Value self, Tuple* arguments, bool strict = false)
{
    Value cls = Value::cell(vm.class_of(self));
    return Value::cell(strict ? TRY(make_tuple(vm, { cls, Value::cell(arguments), True }))
                              : TRY(make_pair(vm, cls, Value::cell(arguments))));
}
Result<Value> enumerate_reduce(Vm& vm, Value object)
{
    auto* self = as<Walker>(object);
    return recipe(vm, Value::cell(self), TRY(make_pair(vm, self->first, self->function)));
}
Result<Value> filter_reduce(Vm& vm, Value object)
{
    auto* self = as<Walker>(object);
    return recipe(vm, Value::cell(self), TRY(make_pair(vm, self->function, self->first)));
}
/// Of a zip; with a function in front of a map.
Result<Value> walker_reduce(Vm& vm, Value object)
{
    auto* self = as<Walker>(object);
    std::vector<Value> parts;
    if (!self->function.is_empty())
        parts.push_back(self->function);
    if (!self->iterators.is_empty()) {
        auto* iterators = as<Tuple>(self->iterators);
        parts.insert(parts.end(), iterators->begin(), iterators->end());
    } else {
        parts.push_back(self->first);
        if (!self->second.is_empty())
            parts.push_back(self->second);
    }
    // What the parts are is kept alive by `self`.
    return recipe(vm, Value::cell(self), TRY(make_tuple(vm, parts.data(), parts.size())), self->strict);
}
/// Of zip and map: whether it is strict. A zip of two that was not goes on as one of many.
Result<void> walker_set_state(Vm& vm, Value object, Value state)
{
    auto* self = as<Walker>(object);
    bool strict = TRY(truth(vm, state));
    if (strict && self->iterators.is_empty()) {
        Tuple* iterators = self->second.is_empty() ? TRY(make_tuple(vm, { self->first }))
                                                   : TRY(make_pair(vm, self->first, self->second));
        vm.heap.write_barrier(self);
        self->iterators = Value::cell(iterators);
        bool is_own = self->next == self->walk || self->next_pair;
        self->walk = self->function.is_empty() ? next_zip : next_map_of_many;
        self->next = is_own ? self->walk : next_by_class;
        self->next_pair = nullptr;
    }
    self->strict = strict;
    return {};
}

constexpr NativeDef methods[] = {
    def<"__iter__(self, /)", identity>(),
    def<"__next__(self, /)", next_method>(),
};
constexpr NativeDef enumerate_methods[] = { def<"__reduce__(self, /)", enumerate_reduce>() };
constexpr NativeDef filter_methods[] = { def<"__reduce__(self, /)", filter_reduce>() };
constexpr NativeDef walker_methods[] = {
    def<"__reduce__(self, /)", walker_reduce>(),
    def<"__setstate__(self, state, /)", walker_set_state>(),
};
constexpr NativeDef enumerate_def = def<"__new__(cls, iterable=, start=0)", enumerate_new>();
constexpr NativeDef zip_def = def<"__new__(cls, /, *iterables, strict=False)", zip_new>();
constexpr NativeDef map_def = def<"__new__(cls, function, /, *iterables, strict=False)", map_new>();
constexpr NativeDef zip_call_def = def<"zip(cls, /, *iterables)", zip_call>();
constexpr NativeDef map_call_def = def<"map(cls, function, /, *iterables)", map_call>();
constexpr NativeDef filter_def = def<"__new__(cls, function, iterable, /)", filter_new>();
constexpr NativeDef reversed_def = def<"__new__(cls, sequence, /)", reversed_new>();
constexpr NativeDef alias_method[] = { def<"__class_getitem__(cls, item, /)", make_generic_alias>("See PEP 585") };

} // namespace

Result<void> define_iterator_classes(Vm& vm, Dict* builtins)
{
    struct Row {
        const char* name;
        const NativeDef* make;
        const NativeDef* call;
        std::span<const NativeDef> own, of_class;
    };
    for (auto [name, make, call, own, of_class] :
        { Row{ "enumerate", &enumerate_def, &enumerate_def, enumerate_methods, alias_method },
            Row{ "zip", &zip_def, &zip_call_def, walker_methods, {} },
            Row{ "map", &map_def, &map_call_def, walker_methods, {} },
            Row{ "filter", &filter_def, &filter_def, filter_methods, {} },
            Row{ "reversed", &reversed_def, &reversed_def, {}, {} } }) {
        Class* cls = make_builtin_class(vm, name, vm.classes->object, Kind::Walker);
        TRY(dict_set_str(vm, builtins, intern(vm, name), Value::cell(cls)));
        add_new(vm, cls, *make);
        add_call(cls, *call);
        add_methods(vm, cls, methods);
        if (!own.empty())
            add_methods(vm, cls, own);
        if (!of_class.empty())
            add_class_methods(vm, cls, of_class);
    }
    return {};
}

} // namespace coil::internal
