#include "runtime/operations/iteration.h"

#include <algorithm>
#include <utility>

#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/numbers.h"
#include "objects/set.h"
#include "objects/str.h"
#include "runtime/coroutines/generator.h"
#include "runtime/interpreter/interpreter.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/item_operators.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

Result<Step> end_of_dict(Vm& vm, DictIterator* iterator)
{
    iterator->dict = Value();
    return end_of_items(vm);
}

Raised size_changed(Vm& vm, DictIterator* iterator)
{
    iterator->expected = uint64_t(-1);
    return vm.raise(Error::RuntimeError, "dictionary changed size during iteration");
}

/// The entry that comes next in the dict's order, or null.
const DictEntry* forward_entry(DictIterator* iterator, Dict* dict)
{
    size_t position = iterator->position;
    const DictEntry* entry = next_entry(dict, position);
    iterator->position = position;
    return entry;
}

const DictEntry* backward_entry(DictIterator* iterator, Dict* dict)
{
    // As many keys may stand in a smaller table now.
    size_t count = dict->table ? dict->table->entry_count : 0;
    bool first = iterator->remaining == iterator->expected && iterator->position == 0;
    size_t at = first ? count : std::min<size_t>(iterator->position, count);
    while (at > 0 && dict->table->entries()[at - 1].key.is_empty())
        at--;
    iterator->position = at > 0 ? at - 1 : 0;
    return at > 0 && iterator->remaining > 0 ? &dict->table->entries()[at - 1] : nullptr;
}

/// Steps to the next entry; gives its key.
template <bool backwards> Result<Step> step_in_dict(Vm& vm, DictIterator* iterator, const DictEntry*& entry)
{
    if (iterator->dict.is_empty())
        return end_of_items(vm);
    auto* dict = static_cast<Dict*>(iterator->dict.as_cell());
    if (dict->used != iterator->expected) [[unlikely]]
        return size_changed(vm, iterator);
    entry = backwards ? backward_entry(iterator, dict) : forward_entry(iterator, dict);
    if (!entry) [[unlikely]]
        return end_of_dict(vm, iterator);
    if (!backwards && iterator->remaining == 0) [[unlikely]]
        return vm.raise(Error::RuntimeError, "dictionary keys changed during iteration");
    iterator->remaining--;
    return entry->key;
}

template <bool backwards> Result<Step> next_of_dict(Vm& vm, Cell* cell)
{
    auto* iterator = static_cast<DictIterator*>(cell);
    const DictEntry* entry;
    Step step = TRY(step_in_dict<backwards>(vm, iterator, entry));
    unsigned what = iterator->aux & 3;
    if (!step || what == 0)
        return step;
    if (what == 1)
        return entry->value;
    return Value::cell(TRY(make_pair(vm, entry->key, entry->value)));
}

template <bool backwards> Result<Step> next_pair_of_dict(Vm& vm, Cell* cell, Value* first, Value* second)
{
    const DictEntry* entry;
    Step step = TRY(step_in_dict<backwards>(vm, static_cast<DictIterator*>(cell), entry));
    if (step) {
        *first = entry->key;
        *second = entry->value;
    }
    return step;
}

Result<Step> next_of_set(Vm& vm, Cell* cell)
{
    auto* iterator = static_cast<SetIterator*>(cell);
    SetBase* set = as_any_set(iterator->set);
    if (!set)
        return end_of_items(vm);
    if (set->used != iterator->expected) [[unlikely]] {
        iterator->expected = uint64_t(-1);
        return vm.raise(Error::RuntimeError, "Set changed size during iteration");
    }
    size_t position = iterator->position;
    const SetEntry* entry = next_key(set, position);
    iterator->position = position;
    if (entry) [[likely]] {
        iterator->remaining -= iterator->remaining > 0;
        return entry->key;
    }
    iterator->set = Value();
    return end_of_items(vm);
}

Result<Step> next_of_range(Vm& vm, Cell* cell)
{
    auto* range = static_cast<RangeIterator*>(cell);
    if (range->remaining == 0)
        return end_of_items(vm);
    range->remaining--;
    int64_t current = range->current;
    range->current = int64_t(uint64_t(current) + uint64_t(range->step));
    return Value::small(current);
}

Step exhausted(Vm& vm, SequenceIterator* iterator)
{
    iterator->source = Value();
    return end_of_items(vm);
}

template <bool backwards> Result<Step> next_of_list(Vm& vm, Cell* cell)
{
    auto* iterator = static_cast<SequenceIterator*>(cell);
    if (iterator->source.is_empty())
        return end_of_items(vm);
    auto* list = static_cast<List*>(iterator->source.as_cell());
    if (iterator->index >= list->size)
        return exhausted(vm, iterator);
    return list->array->data[backwards ? iterator->index-- : iterator->index++];
}

Result<Step> next_of_tuple(Vm& vm, Cell* cell)
{
    auto* iterator = static_cast<SequenceIterator*>(cell);
    if (iterator->source.is_empty())
        return end_of_items(vm);
    auto* tuple = static_cast<Tuple*>(iterator->source.as_cell());
    if (iterator->index >= tuple->size)
        return exhausted(vm, iterator);
    return tuple->items[iterator->index++];
}

Result<Step> next_of_str(Vm& vm, Cell* cell)
{
    auto* iterator = static_cast<SequenceIterator*>(cell);
    if (iterator->source.is_empty())
        return end_of_items(vm);
    auto* str = static_cast<Str*>(iterator->source.as_cell());
    size_t offset = iterator->index;
    if (offset >= str->size)
        return exhausted(vm, iterator);
    auto lead = static_cast<unsigned char>(str->data[offset]);
    size_t size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    iterator->index += size;
    if (size == 1) {
        if (Str* shared = vm.interned->character(lead)) [[likely]]
            return Value::cell(shared);
        return Value::cell(TRY(make_character(vm, lead)));
    }
    return Value::cell(TRY(make_str(vm, { str->data + offset, size })));
}

Result<Step> next_of_bytes(Vm& vm, Cell* cell)
{
    auto* iterator = static_cast<SequenceIterator*>(cell);
    std::string_view bytes;
    if (iterator->source.is_empty())
        return end_of_items(vm);
    if (!bytes_view(iterator->source, bytes) || iterator->index >= bytes.size())
        return exhausted(vm, iterator);
    return Value::small(static_cast<unsigned char>(bytes[iterator->index++]));
}

/// iter(callable, sentinel).
Result<Step> next_of_call(Vm& vm, SequenceIterator* iterator)
{
    if (!native_stack_ok(vm)) [[unlikely]]
        return raise_native_recursion(vm, "");
    Result<Value> result = call(vm, iterator->source, CallArguments{});
    if (result.failed()) {
        if (!is_exception_of(vm, vm.pending, Error::StopIteration))
            return Raised{};
        vm.take_pending();
        return exhausted(vm, iterator);
    }
    // The callable may have come to the end of this very iterator.
    if (iterator->source.is_empty())
        return end_of_items(vm);
    if (TRY(values_equal(vm, iterator->sentinel, result.value())))
        return exhausted(vm, iterator);
    return result.value();
}

Result<Step> next_by_index(Vm& vm, SequenceIterator* iterator)
{
    bool backwards = iterator->aux & 1;
    int64_t index = int64_t(iterator->index);
    if (backwards && index < 0)
        return exhausted(vm, iterator);
    Value source = iterator->source;
    if (is_kind(source, Kind::Range)) {
        Value length = as<Range>(source)->length;
        if (int_compare(Value::small(index), length) >= 0)
            return exhausted(vm, iterator);
    }
    Result<Value> item = get_item(vm, source, Value::small(index));
    if (item.failed()) {
        if (!is_exception_of(vm, vm.pending, Error::IndexError) &&
            !is_exception_of(vm, vm.pending, Error::StopIteration))
            return Raised{};
        vm.take_pending();
        return exhausted(vm, iterator);
    }
    iterator->index = uint64_t(index + (backwards ? -1 : 1));
    return item.value();
}

Result<Step> next_of_sequence(Vm& vm, Cell* cell)
{
    auto* iterator = static_cast<SequenceIterator*>(cell);
    if (iterator->source.is_empty())
        return end_of_items(vm);
    if (!iterator->sentinel.is_empty())
        return next_of_call(vm, iterator);
    return next_by_index(vm, iterator);
}

/// Over the whole of `source`, from its start.
Result<Value> iterate(Vm& vm, Class* cls, Value source, NextFn next)
{
    SequenceIterator* iterator = TRY(make_sequence_iterator(vm, cls, source));
    iterator->next = next;
    return Value::cell(iterator);
}

Result<Value> make_range_iterator(Vm& vm, Range* range)
{
    std::optional<int64_t> start = int_to_int64(range->start), step = int_to_int64(range->step),
                           length = int_to_int64(range->length);
    Value last = int_is_zero(range->length) ? range->start : range->stop;
    if (!start || !step || !length || !last.is_small() || !Value::fits_small(*start)) {
        bool is_long = !start || !step || !length || !int_to_int64(range->stop);
        Class* cls = is_long ? vm.classes->long_range_iterator : vm.classes->range_iterator;
        return iterate(vm, cls, Value::cell(range), next_of_sequence);
    }
    auto* iterator = vm.heap.allocate<RangeIterator>(uint8_t(Kind::RangeIterator));
    if (!iterator)
        return vm.raise_memory_error();
    iterator->shape = vm.exact.range_iterator;
    iterator->next = next_of_range;
    iterator->current = *start;
    iterator->step = *step;
    iterator->remaining = uint64_t(*length);
    return Value::cell(iterator);
}

Result<Value> make_set_iterator(Vm& vm, SetBase* set)
{
    auto* iterator = vm.heap.allocate<SetIterator>(uint8_t(Kind::SetIterator));
    if (!iterator)
        return vm.raise_memory_error();
    iterator->shape = vm.classes->set_iterator->root->id;
    iterator->next = next_of_set;
    iterator->set = Value::cell(set);
    iterator->expected = iterator->remaining = set->used;
    return Value::cell(iterator);
}

Result<Step> next_of_generator(Vm& vm, Cell* cell) { return generator_next(vm, static_cast<Coroutine*>(cell)); }

Result<Step> next_of_native(Vm& vm, Cell* cell)
{
    if (!native_stack_ok(vm)) [[unlikely]]
        return raise_native_recursion(vm, "");
    return static_cast<NativeObject*>(cell)->type->next(vm, cell);
}

} // namespace

Result<Value> make_dict_iterator(Vm& vm, Dict* dict, unsigned what, bool backwards)
{
    Class* const classes[] = { vm.classes->dict_key_iterator, vm.classes->dict_value_iterator,
        vm.classes->dict_item_iterator, vm.classes->dict_reverse_key_iterator, vm.classes->dict_reverse_value_iterator,
        vm.classes->dict_reverse_item_iterator };
    auto* iterator = vm.heap.allocate<DictIterator>(uint8_t(Kind::DictIterator));
    if (!iterator)
        return vm.raise_memory_error();
    iterator->shape = classes[what + 3 * backwards]->root->id;
    iterator->aux = uint16_t(what | (backwards ? 4 : 0));
    iterator->next = backwards ? next_of_dict<true> : next_of_dict<false>;
    if (what == 2)
        iterator->next_pair = backwards ? next_pair_of_dict<true> : next_pair_of_dict<false>;
    iterator->dict = Value::cell(dict);
    iterator->expected = iterator->remaining = dict->used;
    return Value::cell(iterator);
}

Result<SequenceIterator*> make_sequence_iterator(Vm& vm, Class* cls, Value source)
{
    auto* iterator = vm.heap.allocate<SequenceIterator>(uint8_t(Kind::SequenceIterator));
    if (!iterator)
        return vm.raise_memory_error();
    iterator->shape = cls->root->id;
    iterator->next = cls == vm.classes->list_reverse_iterator ? next_of_list<true> : next_of_sequence;
    iterator->source = source;
    return iterator;
}

Result<Value> builtin_iterator(Vm& vm, Value iterable)
{
    if (!iterable.is_cell())
        return NotImplemented;
    switch (Kind(iterable.as_cell()->kind)) {
    case Kind::List:
        return iterate(vm, vm.classes->list_iterator, iterable, next_of_list<false>);
    case Kind::Tuple:
        return iterate(vm, vm.classes->tuple_iterator, iterable, next_of_tuple);
    case Kind::Str:
        return iterate(vm, as<Str>(iterable)->is_ascii() ? vm.classes->str_ascii_iterator : vm.classes->str_iterator,
            iterable, next_of_str);
    case Kind::Bytes:
    case Kind::ByteArray:
        return iterate(vm, vm.classes->bytes_iterator, iterable, next_of_bytes);
    case Kind::Range:
        return make_range_iterator(vm, as<Range>(iterable));
    case Kind::Dict:
        return make_dict_iterator(vm, as<Dict>(iterable), 0, false);
    case Kind::DictView: {
        auto* view = as<DictView>(iterable);
        return make_dict_iterator(vm, as<Dict>(view->dict), view->aux, false);
    }
    case Kind::Set:
    case Kind::FrozenSet:
        return make_set_iterator(vm, as_any_set(iterable));
    case Kind::MappingProxy:
        return get_iterator(vm, mapping_behind(iterable));
    case Kind::RangeIterator:
    case Kind::SequenceIterator:
    case Kind::DictIterator:
    case Kind::SetIterator:
    case Kind::Walker:
    case Kind::NativeIterator:
        return iterable;
    case Kind::NativeObject:
        return as<NativeObject>(iterable)->type->next ? Result<Value>(iterable) : Result<Value>(NotImplemented);
    case Kind::Coroutine:
        if (as<Coroutine>(iterable)->header.code->flags & IsGenerator)
            return iterable;
        return NotImplemented;
    default:
        return NotImplemented;
    }
}

NextFn next_function(Vm& vm, Value iterator)
{
    if (!iterator.is_cell())
        return nullptr;
    Cell* cell = iterator.as_cell();
    switch (Kind(cell->kind)) {
    case Kind::SequenceIterator:
    case Kind::RangeIterator:
    case Kind::DictIterator:
    case Kind::SetIterator:
    case Kind::Walker:
    case Kind::NativeIterator:
        return static_cast<BuiltinIterator*>(cell)->next;
    case Kind::Coroutine:
        return static_cast<Coroutine*>(cell)->header.code->flags & IsGenerator ? next_of_generator : nullptr;
    case Kind::NativeObject:
    case Kind::NativeResource: {
        bool ours = static_cast<NativeObject*>(cell)->type->next && !vm.class_of(iterator)->has(IsHeapClass);
        return ours ? next_of_native : nullptr;
    }
    default:
        return nullptr;
    }
}

Result<Value> get_iterator(Vm& vm, Value iterable)
{
    Class* cls = vm.class_of(iterable);
    if (!cls->has(IsHeapClass)) {
        Value iterator = TRY(builtin_iterator(vm, iterable));
        if (!(iterator == NotImplemented))
            return iterator;
    }
    Value method = lookup_special(vm, cls, Special::iter);
    if (!method.is_empty() && !method.is_none()) {
        Value iterator = TRY(call_special(vm, method, iterable, {}));
        if (!is_kind(iterator, Kind::Coroutine) && lookup_special(vm, vm.class_of(iterator), Special::next).is_empty())
            return vm.raise(Error::TypeError, "iter() returned non-iterator of type '{}'", type_name(vm, iterator));
        return iterator;
    }
    if (method.is_empty() && !lookup_special(vm, cls, Special::getitem).is_empty() && !is_kind(iterable, Kind::Dict))
        return iterate(vm, vm.classes->sequence_iterator, iterable, next_of_sequence);
    return vm.raise(Error::TypeError, "'{}' object is not iterable", class_name(cls));
}

[[gnu::noinline]] Result<void> poll_between_items(Vm& vm, Value iterator)
{
    if (is_kind(iterator, Kind::DictIterator) || is_kind(iterator, Kind::SetIterator))
        return {};
    return vm.operations.poll(vm);
}

Result<Step> next_by_class(Vm& vm, Cell* cell)
{
    Value iterator = Value::cell(cell);
    Class* cls = vm.class_of(iterator);
    Value method = lookup_special(vm, cls, Special::next);
    if (method.is_empty())
        return vm.raise(Error::TypeError, "'{}' object is not an iterator", class_name(cls));
    return step_of(vm, call_special(vm, method, iterator, {}));
}

Result<Step> step_of_raised(Vm& vm)
{
    if (!is_exception_of(vm, vm.pending, Error::StopIteration))
        return Raised{};
    vm.stop_value = as_exception(vm.take_pending())->value;
    return Step();
}

Raised raise_stopped(Vm& vm)
{
    Value result = std::exchange(vm.stop_value, Value());
    if (result.is_empty() || result.is_none())
        return vm.raise_stop_iteration(None);
    return vm.raise_value(Error::StopIteration, result);
}

Result<Step> next_item(Vm& vm, Value iterator)
{
    // Native loops over iterators that never end are served here.
    if (--vm.fuel < 0) [[unlikely]]
        TRY(poll_between_items(vm, iterator));
    if (!iterator.is_cell())
        return vm.raise(Error::TypeError, "'{}' object is not an iterator", type_name(vm, iterator));
    NextFn next = next_function(vm, iterator);
    return (next ? next : next_by_class)(vm, iterator.as_cell());
}

Result<void> Items::open(Value iterable)
{
    if (iterable.is_cell()) {
        uint32_t shape = iterable.as_cell()->shape;
        if (shape == vm_.exact.list || shape == vm_.exact.tuple) {
            way_ = shape == vm_.exact.list ? Way::List : Way::Tuple;
            source_ = iterable;
            return {};
        }
    }
    source_ = TRY(get_iterator(vm_, iterable));
    next_ = next_function(vm_, source_);
    way_ = next_ ? Way::Ours : Way::Any;
    return {};
}

Result<List*> list_of(Vm& vm, Value iterable)
{
    Value keeper;
    List* list = TRY(make_list(vm));
    if (iterable.is_cell() &&
        (iterable.as_cell()->shape == vm.exact.list || iterable.as_cell()->shape == vm.exact.tuple)) {
        std::span<const Value> items = TRY(items_of(vm, iterable, keeper));
        TRY(list_reserve(vm, list, items.size(), true));
        TRY(list_extend(vm, list, items.data(), items.size()));
        return list;
    }
    Items items(vm);
    TRY(items.open(iterable));
    int64_t hint = TRY(length_hint(vm, iterable));
    if (hint > 0)
        TRY(list_reserve(vm, list, size_t(hint), true));
    while (Step item = TRY(items.next())) {
        // Nobody knows how many come: a list of many is not to be moved each time an eighth of it is new.
        if (list->array && list->size == list->array->capacity)
            TRY(list_reserve(vm, list, list->size * 2, true));
        TRY(list_append(vm, list, *item));
    }
    return list;
}

Result<std::span<const Value>> items_of(Vm& vm, Value iterable, Value& keeper)
{
    if (iterable.is_cell() && iterable.as_cell()->shape == vm.exact.tuple) {
        keeper = iterable;
        return std::span<const Value>(as<Tuple>(iterable)->items, as<Tuple>(iterable)->size);
    }
    List* list = nullptr;
    if (iterable.is_cell() && iterable.as_cell()->shape == vm.exact.list) {
        list = as<List>(iterable);
        keeper = Value::cell(list->array ? static_cast<Cell*>(list->array) : list);
        return std::span<const Value>(list->begin(), list->size);
    }
    list = TRY(list_of(vm, iterable));
    keeper = Value::cell(list);
    return std::span<const Value>(list->begin(), list->size);
}

} // namespace coil::internal
