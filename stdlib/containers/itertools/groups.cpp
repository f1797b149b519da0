// groupby and tee.
//
// A tee's items stand in a chain of arrays, which all iterators made of one tee walk. The array that is not full is the
// end of the chain; who comes there first takes the next item from the source and puts it there for the others.
//
//     older tee ──┐             younger tee ──┐
//     [ a b c … next ] → [ n o p … next ] → [ x y . . ]        read by all: dropped when the last has gone on
#include "objects/storage.h"
#include "runtime/operations/call.h"
#include "stdlib/containers/itertools/itertools.h"
#include "stdlib/library_classes.h"

namespace coil::internal
{

namespace
{

struct Group;
struct GroupBy : Walk {
    Value key_function; ///< None: the items are the keys
    Value key, item;    ///< what was taken last from the source; `item` is empty when it was given
    Value group_key;    ///< of the group that was given last
    Group* group;       ///< that group, as long as it may take items
};
struct Group : NativeIterator {
    GroupBy* parent;
    Value key;
};
void trace_group_by(Cell* cell, gc::Tracer& tracer)
{
    auto* walk = static_cast<GroupBy*>(cell);
    trace_walk(cell, tracer);
    for (Value value : { walk->key_function, walk->key, walk->item, walk->group_key })
        tracer.visit(value);
    tracer.visit(static_cast<Cell*>(walk->group));
}
void trace_group(Cell* cell, gc::Tracer& tracer)
{
    tracer.visit(static_cast<Cell*>(static_cast<Group*>(cell)->parent));
    tracer.visit(static_cast<Group*>(cell)->key);
}

/// Takes an item from the source; the end is passed on.
Result<Step> step_on(Vm& vm, GroupBy* walk)
{
    Step item = TRY(walk->source.take(vm));
    if (!item)
        return item;
    Step key = item;
    if (!walk->key_function.is_none()) {
        key = TRY(step_of(vm, call_with_one(vm, walk->key_function, *item)));
        if (!key)
            return key;
    }
    vm.heap.write_barrier(walk);
    walk->item = *item;
    walk->key = *key;
    return item;
}

Result<Step> next_group_item(Vm& vm, Cell* cell)
{
    TRY(require_native_stack(vm));
    auto* group = static_cast<Group*>(cell);
    GroupBy* walk = group->parent;
    if (walk->group != group)
        return end_of_items(vm);
    if (walk->item.is_empty()) {
        Step taken = TRY(step_on(vm, walk));
        if (!taken)
            return taken;
    }
    if (!TRY(values_equal(vm, group->key, walk->key)))
        return end_of_items(vm);
    Value item = walk->item;
    walk->item = Value();
    // The comparison may have taken it.
    return item.is_empty() ? end_of_items(vm) : Step(item);
}
constexpr NativeIteratorType group_type{ "_grouper", trace_group, next_group_item };

/// Goes on to the next key, which is put at `*key` with the group that belongs to it.
Result<Step> next_key_and_group(Vm& vm, Cell* cell, Value* key, Value* items)
{
    TRY(require_native_stack(vm));
    auto* walk = static_cast<GroupBy*>(cell);
    walk->group = nullptr;
    while (walk->key.is_empty() || !walk->group_key.is_empty()) {
        if (!walk->key.is_empty() && !TRY(values_equal(vm, walk->group_key, walk->key)))
            break;
        Step taken = TRY(step_on(vm, walk));
        if (!taken)
            return taken;
        TRY(poll_in_walk(vm, walk->source));
    }
    Group* group = TRY(make_native_iterator<Group>(vm, library_classes(vm)[LibraryClasses::Group], group_type));
    group->parent = walk;
    group->key = walk->key;
    vm.heap.write_barrier(walk);
    walk->group_key = walk->key;
    walk->group = group;
    *key = walk->key;
    *items = Value::cell(group);
    return Step(*key);
}
Result<Step> next_group(Vm& vm, Cell* cell)
{
    Value key, group;
    Step step = TRY(next_key_and_group(vm, cell, &key, &group));
    return step ? Step(Value::cell(TRY(make_pair(vm, key, group)))) : step;
}
constexpr NativeIteratorType group_by_type{ "groupby", trace_group_by, next_group, next_key_and_group };
Result<Value> group_by_new(Vm& vm, Value type, Value iterable, Value key)
{
    auto* walk = TRY(make_walk<GroupBy>(vm, type, group_by_type, TRY(open_source(vm, iterable))));
    walk->key_function = key;
    return Value::cell(walk);
}
/// A group that starts where the walk stands.
Result<Value> group_new(Vm& vm, Value type, Value parent, Value key)
{
    auto* walk = as_if<NativeIterator>(parent);
    if (!walk || walk->type != &group_by_type)
        return vm.raise(
            Error::TypeError, "_grouper() argument 1 must be itertools.groupby, not {}", type_name(vm, parent));
    Group* group = TRY(make_native_iterator<Group>(vm, as<Class>(type), group_type));
    group->parent = static_cast<GroupBy*>(walk);
    group->key = key;
    vm.heap.write_barrier(walk);
    group->parent->group = group;
    return Value::cell(group);
}

constexpr size_t tee_items = 60;              ///< of an array; behind them stand two more words:
constexpr size_t tee_next = tee_items;        ///< the array behind it
constexpr size_t tee_running = tee_items + 1; ///< True while an item is being taken from the source

struct Tee : Walk {
    ValueArray* array;
    size_t index; ///< in it
};
void trace_tee(Cell* cell, gc::Tracer& tracer)
{
    trace_walk(cell, tracer);
    tracer.visit(static_cast<Cell*>(static_cast<Tee*>(cell)->array));
}
Result<ValueArray*> make_tee_array(Vm& vm) { return make_value_array(vm, tee_items + 2); }

Result<Step> next_tee(Vm& vm, Cell* cell)
{
    auto* tee = static_cast<Tee*>(cell);
    if (tee->index == tee_items) {
        if (tee->array->data[tee_next].is_empty()) {
            Value more = Value::cell(TRY(make_tee_array(vm)));
            vm.heap.write_barrier(tee->array);
            tee->array->data[tee_next] = more;
        }
        vm.heap.write_barrier(tee);
        tee->array = as<ValueArray>(tee->array->data[tee_next]);
        tee->index = 0;
    }
    ValueArray* array = tee->array;
    size_t index = tee->index;
    if (array->data[index].is_empty()) {
        TRY(require_native_stack(vm));
        if (array->data[tee_running].is_true())
            return vm.raise(Error::RuntimeError, "cannot re-enter the tee iterator");
        array->data[tee_running] = True;
        Result<Step> item = tee->source.take(vm);
        array->data[tee_running] = Value();
        if (item.failed() || !item.value())
            return item;
        vm.heap.write_barrier(array);
        array->data[index] = *item.value();
    }
    tee->index = index + 1;
    return array->data[index];
}
constexpr NativeIteratorType tee_type{ "_tee", trace_tee, next_tee };

Result<Tee*> copy_tee(Vm& vm, Value type, const Tee* tee)
{
    auto* copy = TRY(make_walk<Tee>(vm, type, tee_type, tee->source));
    copy->array = tee->array;
    copy->index = tee->index;
    return copy;
}
/// A tee of an iterable; of a tee, one that goes on from where that is.
Result<Tee*> make_tee(Vm& vm, Value type, Value iterable)
{
    Source source = TRY(open_source(vm, iterable));
    auto* tee = as_if<NativeIterator>(source.iterator);
    if (tee && tee->type == &tee_type)
        return copy_tee(vm, type, static_cast<Tee*>(tee));
    ValueArray* array = TRY(make_tee_array(vm));
    auto* made = TRY(make_walk<Tee>(vm, type, tee_type, source));
    made->array = array;
    return made;
}
Result<Value> tee_new(Vm& vm, Value type, Value iterable) { return Value::cell(TRY(make_tee(vm, type, iterable))); }
Result<Value> tee_copy(Vm& vm, Value self)
{
    return Value::cell(TRY(copy_tee(vm, Value::cell(vm.class_of(self)), static_cast<Tee*>(self.as_cell()))));
}

Result<Value> tee_function(Vm& vm, Value iterable, Value times)
{
    int64_t count = TRY(to_count(vm, times));
    if (count < 0)
        return vm.raise(Error::ValueError, "n must be >= 0");
    if (count == 0)
        return Value::cell(vm.empty_tuple);
    Value type = Value::cell(library_classes(vm)[LibraryClasses::Tee]);
    Tuple* tees = TRY(make_tuple(vm, size_t(count)));
    Tee* first = TRY(make_tee(vm, type, iterable));
    for (size_t i = 0; i < size_t(count); i++) {
        Tee* tee = i == 0 ? first : TRY(copy_tee(vm, type, first));
        vm.heap.write_barrier(tees);
        tees->items[i] = Value::cell(tee);
    }
    return Value::cell(tees);
}

constexpr NativeDef group_by_def = def<"__new__(cls, iterable, key=None)", group_by_new>();
constexpr NativeDef group_def = def<"__new__(cls, parent, tgtkey, /)", group_new>();
constexpr NativeDef tee_def = def<"__new__(cls, iterable, /)", tee_new>();
constexpr NativeDef tee_methods[] = { def<"__copy__(self, /)", tee_copy>(
    "Returns an independent iterator that goes on from here.") };
constexpr NativeDef functions[] = { def<"tee(iterable, n=2, /)", tee_function>(
    "A tuple of n independent iterators over the items of one iterable.") };

} // namespace

Result<void> define_groups(Vm& vm, Module* module)
{
    TRY(define_walk(vm, module, "groupby", group_by_def,
        "Pairs of a key and an iterator over the items, next to each other, that have it."));
    Class* group = TRY(define_walk(vm, module, "_grouper", group_def, nullptr));
    Class* tee = TRY(define_walk(vm, module, "_tee", tee_def, "Iterator wrapped to make it copyable.", tee_methods));
    group->flags |= DisallowsSubclasses;
    tee->flags |= DisallowsSubclasses | HasWeakref;
    library_classes(vm).set(LibraryClasses::Group, group);
    library_classes(vm).set(LibraryClasses::Tee, tee);
    for (const NativeDef& function : functions)
        TRY(dict_set_str(vm, module->dict, intern(vm, function.name()),
            TRY(make_native_function(vm, function, Value(), module->name))));
    return {};
}

} // namespace coil::internal
