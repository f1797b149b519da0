// The class deque: its methods.
#include <algorithm>
#include <utility>

#include "objects/class_members.h"
#include "objects/list.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "stdlib/containers/_collections/deque.h"
#include "stdlib/library_classes.h"

namespace coil::internal
{

namespace
{

Result<int64_t> limit_of(Vm& vm, Value value)
{
    if (value.is_none())
        return -1;
    if (!is_int(value))
        return vm.raise(Error::TypeError, "an integer is required");
    int64_t limit = TRY(to_int64(vm, value));
    if (limit < 0)
        return vm.raise(Error::ValueError, "maxlen must be non-negative");
    return limit;
}
Value limit_value(const Deque* deque) { return deque->limit < 0 ? None : Value::small(deque->limit); }

Result<Value> deque_new(Vm& vm, Value cls, Arguments, Dict*)
{
    return Value::cell(TRY(make_deque(vm, as<Class>(cls), -1)));
}
Result<void> deque_init(Vm& vm, Value self, Value iterable, Value maxlen)
{
    Deque* deque = as_deque(self);
    deque->limit = TRY(limit_of(vm, maxlen));
    if (deque->size > 0)
        deque_clear(vm, deque);
    return iterable.is_empty() ? Result<void>() : deque_extend(vm, deque, iterable);
}
Result<Value> deque_call(Vm& vm, Value cls, Value iterable, Value maxlen)
{
    Deque* deque = TRY(make_deque(vm, as<Class>(cls), TRY(limit_of(vm, maxlen))));
    if (!iterable.is_empty())
        TRY(deque_extend(vm, deque, iterable));
    return Value::cell(deque);
}

Result<void> append(Vm& vm, Value self, Value item) { return deque_append(vm, as_deque(self), item); }
Result<void> append_left(Vm& vm, Value self, Value item) { return deque_append_left(vm, as_deque(self), item); }
Raised raise_empty(Vm& vm) { return vm.raise(Error::IndexError, "pop from an empty deque"); }
Result<Value> pop(Vm& vm, Value self)
{
    if (as_deque(self)->size == 0)
        return raise_empty(vm);
    return as_deque(self)->take_last();
}
Result<Value> pop_left(Vm& vm, Value self)
{
    if (as_deque(self)->size == 0)
        return raise_empty(vm);
    return as_deque(self)->take_first();
}
Result<void> extend(Vm& vm, Value self, Value iterable) { return deque_extend(vm, as_deque(self), iterable); }
Result<void> extend_left(Vm& vm, Value self, Value iterable)
{
    return deque_extend(vm, as_deque(self), iterable, true);
}
void clear(Vm& vm, Value self) { deque_clear(vm, as_deque(self)); }
Result<void> rotate(Vm& vm, Value self, Value count)
{
    int64_t steps = TRY(to_count(vm, count));
    return deque_rotate(vm, as_deque(self), steps);
}
void reverse(Vm& vm, Value self)
{
    Deque* deque = as_deque(self);
    for (size_t i = 0; i < deque->size / 2; i++)
        std::swap(deque->at(i), deque->at(deque->size - 1 - i));
    if (deque->array)
        vm.heap.write_barrier(deque->array);
    vm.charge_bytes(deque->size * sizeof(Value));
}

/// A new deque of the same class with the same items. A subclass is called for it.
Result<Deque*> copied(Vm& vm, Value self)
{
    Deque* deque = as_deque(self);
    Class* cls = vm.class_of(self);
    if (cls == library_classes(vm)[LibraryClasses::Deque]) {
        Deque* copy = TRY(make_deque(vm, cls, deque->limit));
        TRY(deque_extend(vm, copy, self));
        return copy;
    }
    Value arguments[] = { self, limit_value(deque) };
    Value made = TRY(call(vm, Value::cell(cls), CallArguments{ arguments, size_t(deque->limit < 0 ? 1 : 2) }));
    if (Deque* copy = deque_or_null(made))
        return copy;
    return vm.raise(Error::TypeError, "{}() must return a deque, not {}", class_name(cls), type_name(vm, made));
}
Result<Value> copy(Vm& vm, Value self) { return Value::cell(TRY(copied(vm, self))); }

Raised raise_changed(Vm& vm) { return vm.raise(Error::RuntimeError, "deque mutated during iteration"); }

/// The index of the first item from `start` up to `stop` that equals `value`, or the size when there is none. `failed`
/// says what to raise when the comparison changes the deque.
Result<size_t> find(Vm& vm, Deque* deque, Value value, size_t start, size_t stop, Raised (*changed)(Vm&))
{
    uint64_t changes = deque->changes;
    for (size_t i = start; i < std::min<size_t>(stop, deque->size); i++) {
        if (i % 1024 == 1023)
            TRY(vm.work(256));
        if (deque->changes != changes)
            return changed(vm);
        bool equal = TRY(values_equal(vm, deque->at(i), value));
        if (deque->changes != changes)
            return changed(vm);
        if (equal)
            return i;
    }
    return size_t(deque->size);
}
Result<int64_t> count(Vm& vm, Value self, Value value)
{
    Deque* deque = as_deque(self);
    int64_t found = 0;
    for (size_t at = 0; (at = TRY(find(vm, deque, value, at, SIZE_MAX, raise_changed))) < deque->size; at++)
        found++;
    return found;
}
Result<bool> contains(Vm& vm, Value self, Value value)
{
    return TRY(find(vm, as_deque(self), value, 0, SIZE_MAX, raise_changed)) < as_deque(self)->size;
}
Result<int64_t> bound(Vm& vm, Value value, size_t size)
{
    if (!is_int(value) && lookup_special(vm, vm.class_of(value), Special::index).is_empty())
        return vm.raise(Error::TypeError, "slice indices must be integers or have an __index__ method");
    int64_t index = TRY(to_clamped_index(vm, value));
    return index < 0 ? std::max<int64_t>(index + int64_t(size), 0) : index;
}
Result<int64_t> index(Vm& vm, Value self, Value value, Value start, Value stop)
{
    Deque* deque = as_deque(self);
    int64_t from = start.is_empty() ? 0 : TRY(bound(vm, start, deque->size));
    int64_t to = stop.is_empty() ? INT64_MAX : TRY(bound(vm, stop, deque->size));
    size_t found = TRY(find(vm, deque, value, size_t(from), size_t(to), raise_changed));
    if (found < deque->size)
        return int64_t(found);
    return vm.raise(Error::ValueError, "deque.index(x): x not in deque");
}
Raised raise_changed_in_remove(Vm& vm) { return vm.raise(Error::IndexError, "deque mutated during iteration"); }
Result<void> remove(Vm& vm, Value self, Value value)
{
    Deque* deque = as_deque(self);
    size_t found = TRY(find(vm, deque, value, 0, SIZE_MAX, raise_changed_in_remove));
    if (found == deque->size)
        return vm.raise(Error::ValueError, "deque.remove(x): x not in deque");
    deque_erase(vm, deque, found);
    return {};
}
Result<void> insert(Vm& vm, Value self, Value where, Value item)
{
    int64_t place = TRY(to_count(vm, where));
    Deque* deque = as_deque(self);
    auto size = int64_t(deque->size);
    if (deque->limit >= 0 && size >= deque->limit)
        return vm.raise(Error::IndexError, "deque already at its maximum size");
    place = std::clamp<int64_t>(place < 0 ? place + size : place, 0, size);
    return place == 0 ? deque_append_left(vm, deque, item) : deque_insert(vm, deque, size_t(place), item);
}

/// The place that an index means.
Result<size_t> place_of(Vm& vm, Deque* deque, Value key)
{
    if (!key.is_small() && !is_int(key) && lookup_special(vm, vm.class_of(key), Special::index).is_empty())
        return vm.raise(Error::TypeError, "sequence index must be integer, not '{}'", type_name(vm, key));
    int64_t place = 0;
    if (key.is_small()) {
        place = key.as_small();
    } else {
        std::optional<int64_t> index = int_to_int64(TRY(to_int_object(vm, key)));
        if (!index)
            return vm.raise(Error::IndexError, "cannot fit '{}' into an index-sized integer", type_name(vm, key));
        place = *index;
    }
    if (place < 0)
        place += int64_t(deque->size);
    if (place < 0 || uint64_t(place) >= deque->size)
        return vm.raise(Error::IndexError, "deque index out of range");
    return size_t(place);
}
Result<Value> get_item(Vm& vm, Value self, Value key)
{
    return as_deque(self)->at(TRY(place_of(vm, as_deque(self), key)));
}
Result<void> set_item(Vm& vm, Value self, Value key, Value item)
{
    size_t place = TRY(place_of(vm, as_deque(self), key));
    vm.heap.write_barrier(as_deque(self)->array);
    as_deque(self)->at(place) = item;
    return {};
}
Result<void> delete_item(Vm& vm, Value self, Value key)
{
    deque_erase(vm, as_deque(self), TRY(place_of(vm, as_deque(self), key)));
    return {};
}
int64_t length(Vm&, Value self) { return int64_t(as_deque(self)->size); }
Result<Value> iterate(Vm& vm, Value self) { return make_deque_iterator(vm, as_deque(self), false); }
Result<Value> reversed(Vm& vm, Value self) { return make_deque_iterator(vm, as_deque(self), true); }

Result<Value> add(Vm& vm, Value self, Value other)
{
    if (!deque_or_null(other))
        return vm.raise(Error::TypeError, "can only concatenate deque (not \"{}\") to deque", type_name(vm, other));
    Deque* sum = TRY(copied(vm, self));
    TRY(deque_extend(vm, sum, other));
    return Value::cell(sum);
}
Result<Value> add_in_place(Vm& vm, Value self, Value other)
{
    TRY(deque_extend(vm, as_deque(self), other));
    return self;
}
Result<Value> multiply_in_place(Vm& vm, Value self, Value times)
{
    if (!is_int(times) && lookup_special(vm, vm.class_of(times), Special::index).is_empty())
        return NotImplemented;
    int64_t count = TRY(to_count(vm, times));
    Deque* deque = as_deque(self);
    if (count <= 0 || deque->size == 0) {
        deque_clear(vm, deque);
        return self;
    }
    if (uint64_t(count) > (uint64_t(1) << 56) / deque->size)
        return vm.raise_memory_error();
    List* items = TRY(list_of(vm, self));
    // Of a bounded one only the last rounds stay.
    if (deque->limit >= 0)
        count = std::min<int64_t>(count, deque->limit / int64_t(items->size) + 2);
    else
        TRY(vm.require_room(items->size * size_t(count) * sizeof(Value)));
    for (int64_t round = 1; round < count; round++) {
        TRY(vm.work_in_one_step(items->size / 4 + 1));
        for (size_t i = 0; i < items->size; i++)
            TRY(deque_append(vm, deque, items->array->data[i]));
    }
    return self;
}
Result<Value> multiply(Vm& vm, Value self, Value times)
{
    if (!is_int(times) && lookup_special(vm, vm.class_of(times), Special::index).is_empty())
        return NotImplemented;
    return multiply_in_place(vm, Value::cell(TRY(copied(vm, self))), times);
}

/// As CPython: the first two items that differ decide.
template <CompareOperator op> Result<Value> compare(Vm& vm, Value self, Value other)
{
    Deque* left = as_deque(self);
    Deque* right = deque_or_null(other);
    if (!right)
        return NotImplemented;
    if (op == CompareOperator::Equal || op == CompareOperator::NotEqual) {
        if (left == right || left->size != right->size)
            return Value::boolean((left == right) == (op == CompareOperator::Equal));
    }
    uint64_t left_changes = left->changes, right_changes = right->changes;
    auto changed = [&] { return left->changes != left_changes || right->changes != right_changes; };
    for (size_t i = 0; i < left->size && i < right->size; i++) {
        if (i % 1024 == 1023)
            TRY(vm.work(256));
        if (changed())
            return raise_changed(vm);
        Value mine = left->at(i), theirs = right->at(i);
        bool equal = TRY(values_equal(vm, mine, theirs));
        if (!equal) {
            if (op == CompareOperator::Equal || op == CompareOperator::NotEqual)
                return Value::boolean(op == CompareOperator::NotEqual);
            return Value::boolean(TRY(compare_truth(vm, op, mine, theirs)));
        }
        if (changed())
            return raise_changed(vm);
    }
    return compare_values(vm, op, Value::small(int64_t(left->size)), Value::small(int64_t(right->size)));
}

Result<Value> deque_repr(Vm& vm, Value self)
{
    ReprGuard guard(vm, self);
    if (guard.recursive())
        return Value::cell(TRY(make_str(vm, "[...]")));
    List* items = TRY(list_of(vm, self));
    std::string text = std::string(type_name(vm, self)) + "(";
    text += TRY(repr(vm, Value::cell(items)))->view();
    if (as_deque(self)->limit >= 0)
        text += format_text(", maxlen={}", { as_deque(self)->limit });
    return Value::cell(TRY(make_str(vm, text + ")")));
}

bool is_empty_dict(Value value) { return is_kind(value, Kind::Dict) && as<Dict>(value)->used == 0; }
Result<Value> reduce(Vm& vm, Value self)
{
    std::optional<Value> state = TRY(find_attribute(vm, self, intern(vm, "__dict__")));
    Deque* deque = as_deque(self);
    Tuple* arguments = vm.empty_tuple;
    if (deque->limit >= 0)
        arguments = TRY(make_pair(vm, Value::cell(vm.empty_tuple), limit_value(deque)));
    Value items = TRY(get_iterator(vm, self));
    return Value::cell(TRY(make_tuple(vm,
        { Value::cell(vm.class_of(self)), Value::cell(arguments), state && !is_empty_dict(*state) ? *state : None,
            items })));
}
Result<Value> class_item(Vm& vm, Value cls, Value item)
{
    Value types = TRY(import_absolute(vm, "_types"));
    return call(vm, TRY(get_attribute(vm, types, intern(vm, "GenericAlias"))), { cls, item });
}
Result<Value> get_limit(Vm&, Value self) { return limit_value(as_deque(self)); }

constexpr NativeDef new_def = def<"__new__(cls, /, *args, **kwargs)", deque_new>();
constexpr NativeDef call_def = def<"deque(cls, iterable=, maxlen=None)", deque_call>();
constexpr NativeDef class_methods[] = { def<"__class_getitem__(cls, item, /)", class_item>("See PEP 585") };
constexpr NativeDef methods[] = {
    def<"__init__(self, iterable=, maxlen=None)", deque_init>(),
    def<"append(self, item, /)", append>("Add an element to the right side of the deque."),
    def<"appendleft(self, item, /)", append_left>("Add an element to the left side of the deque."),
    def<"pop(self, /)", pop>("Remove and return the rightmost element."),
    def<"popleft(self, /)", pop_left>("Remove and return the leftmost element."),
    def<"extend(self, iterable, /)", extend>("Extend the right side of the deque with elements from the iterable."),
    def<"extendleft(self, iterable, /)", extend_left>(
        "Extend the left side of the deque with elements from the iterable."),
    def<"clear(self, /)", clear>("Remove all elements from the deque."),
    def<"rotate(self, n=1, /)", rotate>(
        "Rotate the deque n steps to the right.  If n is negative, rotates to the left."),
    def<"reverse(self, /)", reverse>("Reverse *IN PLACE*."),
    def<"copy(self, /)", copy>("Return a shallow copy of a deque."),
    def<"__copy__(self, /)", copy>("Return a shallow copy of a deque."),
    def<"count(self, value, /)", count>("Return number of occurrences of value."),
    def<"index(self, value, start=, stop=, /)", index>("Return first index of value."),
    def<"remove(self, value, /)", remove>("Remove first occurrence of value."),
    def<"insert(self, index, value, /)", insert>("Insert value before index."),
    def<"__getitem__(self, key, /)", get_item>(),
    def<"__setitem__(self, key, value, /)", set_item>(),
    def<"__delitem__(self, key, /)", delete_item>(),
    def<"__len__(self, /)", length>(),
    def<"__contains__(self, key, /)", contains>(),
    def<"__iter__(self, /)", iterate>(),
    def<"__reversed__(self, /)", reversed>("Return a reverse iterator over the deque."),
    def<"__add__(self, value, /)", add>(),
    def<"__iadd__(self, value, /)", add_in_place>(),
    def<"__mul__(self, value, /)", multiply>(),
    def<"__rmul__(self, value, /)", multiply>(),
    def<"__imul__(self, value, /)", multiply_in_place>(),
    def<"__eq__(self, value, /)", compare<CompareOperator::Equal>>(),
    def<"__ne__(self, value, /)", compare<CompareOperator::NotEqual>>(),
    def<"__lt__(self, value, /)", compare<CompareOperator::Less>>(),
    def<"__le__(self, value, /)", compare<CompareOperator::LessEqual>>(),
    def<"__gt__(self, value, /)", compare<CompareOperator::Greater>>(),
    def<"__ge__(self, value, /)", compare<CompareOperator::GreaterEqual>>(),
    def<"__repr__(self, /)", deque_repr>(),
    def<"__reduce__(self, /)", reduce>("Return state information for pickling."),
};
constexpr AttributeDef attributes[] = { { "maxlen", get_limit, nullptr,
    "maximum size of a deque or None if unbounded" } };

} // namespace

Result<void> define_deque(Vm& vm, Module* module)
{
    TRY(define_deque_iterators(vm, module));
    Class* cls = TRY(define_class(vm, module, vm.classes->object,
        { .name = "deque",
            .module = "collections",
            .methods = methods,
            .attributes = attributes,
            .new_def = &new_def,
            .flags = HasWeakref | IsSequence,
            .doc = "A list-like sequence optimized for data accesses near its endpoints." }));
    add_class_methods(vm, cls, class_methods);
    add_call(cls, call_def);
    add_value(vm, cls, "__hash__", None);
    library_classes(vm).set(LibraryClasses::Deque, cls);
    return {};
}

} // namespace coil::internal
