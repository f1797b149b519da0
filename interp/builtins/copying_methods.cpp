// What copy and pickle ask of the builtin classes whose values are more than attributes: how each is made again.
#include <algorithm>

#include "builtins/define.h"
#include "builtins/object_copying.h"
#include "objects/bytes.h"
#include "objects/codecs.h"
#include "objects/dict.h"
#include "objects/iterators.h"
#include "objects/list.h"
#include "objects/must.h"
#include "objects/numbers.h"
#include "objects/set.h"
#include "objects/str.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

Result<Value> tuple_of(Vm& vm, std::initializer_list<Value> items) { return Value::cell(TRY(make_tuple(vm, items))); }

// Values: arguments of __new__

Result<Value> int_arguments(Vm& vm, Value self) { return tuple_of(vm, { TRY(int_plain(vm, self)) }); }
Result<Value> float_arguments(Vm& vm, Value self) { return tuple_of(vm, { TRY(make_float(vm, float_of(self))) }); }
Result<Value> complex_arguments(Vm& vm, Complex* self)
{
    return tuple_of(vm, { TRY(make_float(vm, self->real)), TRY(make_float(vm, self->imaginary)) });
}
Result<Value> tuple_arguments(Vm& vm, Tuple* self)
{
    return tuple_of(vm, { Value::cell(TRY(make_tuple(vm, self->items, self->size))) });
}
constexpr NativeDef int_methods[] = { def<"__getnewargs__(self, /)", int_arguments>() };
constexpr NativeDef float_methods[] = { def<"__getnewargs__(self, /)", float_arguments>() };
constexpr NativeDef complex_methods[] = { def<"__getnewargs__(self, /)", complex_arguments>() };
constexpr NativeDef tuple_methods[] = { def<"__getnewargs__(self, /)", tuple_arguments>() };

// Containers

Result<Value> bytearray_recipe(Vm& vm, Value self, bool as_text)
{
    Value state = TRY(state_of(vm, self, false));
    std::string_view bytes = as<ByteArray>(self)->view();
    Value arguments = Value::cell(vm.empty_tuple);
    if (as_text && !bytes.empty()) {
        Str* text = TRY(bytes_decode(vm, bytes, "latin-1"));
        arguments = TRY(tuple_of(vm, { Value::cell(text), Value::cell(intern(vm, "latin-1")) }));
    } else if (!bytes.empty()) {
        arguments = TRY(tuple_of(vm, { Value::cell(TRY(make_bytes(vm, bytes))) }));
    }
    return tuple_of(vm, { Value::cell(vm.class_of(self)), arguments, state });
}
Result<Value> bytearray_reduce(Vm& vm, Value self) { return bytearray_recipe(vm, self, true); }
Result<Value> bytearray_reduce_ex(Vm& vm, Value self, int64_t protocol)
{
    return bytearray_recipe(vm, self, protocol < 3);
}
constexpr NativeDef bytearray_methods[] = {
    def<"__reduce__(self, /)", bytearray_reduce>("Return state information for pickling."),
    def<"__reduce_ex__(self, proto=0, /)", bytearray_reduce_ex>("Return state information for pickling."),
};

Result<Value> set_reduce(Vm& vm, Value self)
{
    List* keys = TRY(make_list(vm));
    SetBase* set = as_any_set(self);
    size_t position = 0;
    while (const SetEntry* entry = next_key(set, position))
        TRY(list_append(vm, keys, entry->key));
    Value state = TRY(state_of(vm, self, false));
    return tuple_of(vm, { Value::cell(vm.class_of(self)), TRY(tuple_of(vm, { Value::cell(keys) })), state });
}
constexpr NativeDef set_methods[] = { def<"__reduce__(self, /)", set_reduce>(
    "Return state information for pickling.") };

Result<Value> range_reduce(Vm& vm, Range* self)
{
    return tuple_of(vm, { Value::cell(vm.classes->range), TRY(tuple_of(vm, { self->start, self->stop, self->step })) });
}
Result<Value> slice_reduce(Vm& vm, Slice* self)
{
    return tuple_of(vm, { Value::cell(vm.classes->slice), TRY(tuple_of(vm, { self->start, self->stop, self->step })) });
}
constexpr NativeDef range_methods[] = { def<"__reduce__(self, /)", range_reduce>() };
constexpr NativeDef slice_methods[] = { def<"__reduce__(self, /)", slice_reduce>(
    "Return state information for pickling.") };

// What has a name

Value singleton_reduce(Vm& vm, Value self)
{
    return Value::cell(intern(vm, self == Ellipsis ? "Ellipsis" : "NotImplemented"));
}
constexpr NativeDef singleton_methods[] = { def<"__reduce__(self, /)", singleton_reduce>() };

/// getattr(object, name)
Result<Value> attribute_recipe(Vm& vm, Value object, Value name)
{
    return tuple_of(vm, { TRY(builtin_named(vm, "getattr")), TRY(tuple_of(vm, { object, name })) });
}
Result<Value> method_reduce(Vm& vm, Value object)
{
    auto* self = as<BoundMethod>(object);
    return attribute_recipe(vm, self->self, TRY(get_attribute(vm, self->function, vm.names->name)));
}
constexpr NativeDef method_methods[] = { def<"__reduce__(self, /)", method_reduce>() };

/// A function of a module, or a class's `__new__`, goes by its qualified name; a method by what it is bound to.
Result<Value> native_reduce(Vm& vm, Value object)
{
    auto* self = as<NativeFunction>(object);
    Value name = Value::cell(intern(vm, self->def->name()));
    if (self->self.is_empty() && self->owner && !(self->aux & IsMaker))
        return attribute_recipe(vm, Value::cell(self->owner), name);
    if (self->aux & IsMaker)
        return attribute_recipe(vm, Value::cell(self->owner), name);
    if (self->self.is_empty() || (self->aux & HasContext) || is_kind(self->self, Kind::Module))
        return name;
    return attribute_recipe(vm, self->self, name);
}
constexpr NativeDef native_methods[] = { def<"__reduce__(self, /)", native_reduce>() };

Result<Value> slot_reduce(Vm& vm, Value object)
{
    auto* self = as<SlotDescriptor>(object);
    return attribute_recipe(vm, Value::cell(self->owner), Value::cell(self->name));
}
constexpr NativeDef slot_methods[] = { def<"__reduce__(self, /)", slot_reduce>() };

// Iterators

Result<Value> call_recipe(Vm& vm, std::string_view function, Value argument)
{
    return tuple_of(vm, { TRY(builtin_named(vm, function)), TRY(tuple_of(vm, { argument })) });
}
Result<Value> call_recipe(Vm& vm, std::string_view function, Value argument, Value state)
{
    return tuple_of(vm, { TRY(builtin_named(vm, function)), TRY(tuple_of(vm, { argument })), state });
}
bool is_str_iterator(Vm& vm, const SequenceIterator* self)
{
    return is_exactly(vm, self, vm.classes->str_iterator) || is_exactly(vm, self, vm.classes->str_ascii_iterator);
}

Result<Value> sequence_reduce(Vm& vm, Value object)
{
    auto* self = as<SequenceIterator>(object);
    bool backwards = self->aux & 1;
    Class* cls = vm.class_of(Value::cell(self));
    if (self->source.is_empty() || (backwards && int64_t(self->index) < 0)) {
        bool is_list = cls == vm.classes->list_iterator || cls == vm.classes->list_reverse_iterator;
        Value nothing = is_list         ? Value::cell(TRY(make_list(vm)))
            : is_str_iterator(vm, self) ? Value::cell(vm.names->empty)
                                        : Value::cell(vm.empty_tuple);
        return call_recipe(vm, backwards ? "reversed" : "iter", nothing);
    }
    if (!self->sentinel.is_empty())
        return tuple_of(vm, { TRY(builtin_named(vm, "iter")), TRY(tuple_of(vm, { self->source, self->sentinel })) });
    if (is_kind(self->source, Kind::Range)) {
        Value index = TRY(make_int(vm, int64_t(self->index)));
        return call_recipe(
            vm, "iter", TRY(get_item(vm, self->source, Value::cell(TRY(make_slice(vm, index, None, None))))), None);
    }
    size_t index = is_str_iterator(vm, self) ? str_index_at(vm, as<Str>(self->source), self->index) : self->index;
    return call_recipe(vm, backwards ? "reversed" : "iter", self->source, TRY(make_int(vm, int64_t(index))));
}
/// Goes to an index, as near as there is one.
Result<void> sequence_set_state(Vm& vm, Value object, int64_t index)
{
    auto* self = as<SequenceIterator>(object);
    if (self->source.is_empty() || !self->sentinel.is_empty())
        return {};
    int64_t length = TRY(length_hint(vm, self->source));
    if (self->source.is_empty())
        return {};
    bool is_any = is_exactly(vm, self, vm.classes->sequence_iterator);
    if (self->aux & 1)
        self->index = uint64_t(std::clamp<int64_t>(index, -1, length - 1));
    else if (is_str_iterator(vm, self))
        self->index = str_offset(vm, as<Str>(self->source), size_t(std::clamp<int64_t>(index, 0, length)));
    else
        self->index = uint64_t(is_any ? std::max<int64_t>(index, 0) : std::clamp<int64_t>(index, 0, length));
    return {};
}
constexpr NativeDef sequence_methods[] = {
    def<"__reduce__(self, /)", sequence_reduce>("Return state information for pickling."),
    def<"__setstate__(self, state, /)", sequence_set_state>("Set state information for unpickling."),
};
constexpr NativeDef callable_methods[] = {
    def<"__reduce__(self, /)", sequence_reduce>("Return state information for pickling."),
};

/// A range whose bounds are large has an iterator of this class too, by index.
Result<Value> range_iterator_reduce(Vm& vm, Value object)
{
    if (is_kind(object, Kind::SequenceIterator))
        return sequence_reduce(vm, object);
    auto* self = as<RangeIterator>(object);
    Value start = TRY(make_int(vm, self->current)), step = TRY(make_int(vm, self->step));
    Value count = TRY(make_int(vm, int64_t(self->remaining)));
    Value stop = TRY(int_add(vm, start, TRY(int_mul(vm, count, step))));
    return call_recipe(vm, "iter", TRY(make_range(vm, start, stop, step)), None);
}
Result<void> range_iterator_set_state(Vm& vm, Value object, int64_t index)
{
    if (is_kind(object, Kind::SequenceIterator))
        return sequence_set_state(vm, object, index);
    auto* self = as<RangeIterator>(object);
    uint64_t passed = uint64_t(std::clamp<int64_t>(index, 0, int64_t(self->remaining)));
    self->current += int64_t(passed) * self->step;
    self->remaining -= passed;
    return {};
}
constexpr NativeDef range_iterator_methods[] = {
    def<"__reduce__(self, /)", range_iterator_reduce>("Return state information for pickling."),
    def<"__setstate__(self, state, /)", range_iterator_set_state>("Set state information for unpickling."),
};

/// Those of dicts and sets give the items that are left; the iterator stays where it is.
template <class T> Result<Value> table_iterator_reduce(Vm& vm, Value self)
{
    auto* copy = static_cast<T*>(vm.heap.allocate_cell(uint8_t(T::kind_id), sizeof(T)));
    if (!copy)
        return vm.raise_memory_error();
    uint8_t own_flags = copy->gc_flags;
    *copy = *as<T>(self);
    copy->gc_flags = own_flags;
    copy->aux &= uint16_t(~OwnedByLoop);
    List* rest = TRY(make_list(vm));
    while (Step item = TRY(copy->next(vm, copy)))
        TRY(list_append(vm, rest, *item));
    return call_recipe(vm, "iter", Value::cell(rest));
}
constexpr NativeDef dict_iterator_methods[] = {
    def<"__reduce__(self, /)", table_iterator_reduce<DictIterator>>("Return state information for pickling."),
};
constexpr NativeDef set_iterator_methods[] = {
    def<"__reduce__(self, /)", table_iterator_reduce<SetIterator>>("Return state information for pickling."),
};

} // namespace

void define_copying(Vm& vm)
{
    StandardClasses& classes = *vm.classes;
    add_methods(vm, classes.integer, int_methods);
    add_methods(vm, classes.real, float_methods);
    add_methods(vm, classes.complex, complex_methods);
    add_methods(vm, classes.tuple, tuple_methods);
    add_methods(vm, classes.bytearray, bytearray_methods);
    add_methods(vm, classes.set, set_methods);
    add_methods(vm, classes.frozenset, set_methods);
    add_methods(vm, classes.range, range_methods);
    add_methods(vm, classes.slice, slice_methods);
    add_methods(vm, classes.ellipsis, singleton_methods);
    add_methods(vm, classes.not_implemented, singleton_methods);
    add_methods(vm, classes.method, method_methods);
    for (Class* cls :
        { classes.native_function, classes.method_descriptor, classes.wrapper_descriptor, classes.method_wrapper })
        add_methods(vm, cls, native_methods);
    add_methods(vm, classes.member_descriptor, slot_methods);
    for (Class* cls : { classes.list_iterator, classes.list_reverse_iterator, classes.tuple_iterator,
             classes.str_iterator, classes.str_ascii_iterator, classes.bytes_iterator, classes.sequence_iterator })
        add_methods(vm, cls, sequence_methods);
    add_methods(vm, classes.callable_iterator, callable_methods);
    for (Class* cls : { classes.range_iterator, classes.long_range_iterator })
        add_methods(vm, cls, range_iterator_methods);
    for (Class* cls : { classes.dict_key_iterator, classes.dict_value_iterator, classes.dict_item_iterator,
             classes.dict_reverse_key_iterator, classes.dict_reverse_value_iterator,
             classes.dict_reverse_item_iterator })
        add_methods(vm, cls, dict_iterator_methods);
    add_methods(vm, classes.set_iterator, set_iterator_methods);
}

} // namespace coil::internal
