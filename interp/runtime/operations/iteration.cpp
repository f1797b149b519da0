// Iterators.
#include <algorithm>

#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/iterators.h"
#include "objects/numbers.h"
#include "objects/set.h"
#include "objects/str.h"
#include "runtime/coroutines/generator.h"
#include "runtime/interpreter/interpreter.h"
#include "runtime/machine/threads.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/item_operators.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

Result<Value> make_sequence_iterator(Vm& vm, Class* cls, Value source)
{
    auto* iterator = vm.heap.allocate<SequenceIterator>(uint8_t(Kind::SequenceIterator));
    if (!iterator)
        return vm.raise_memory_error();
    iterator->shape = cls->root->id;
    iterator->source = source;
    return Value::cell(iterator);
}

Result<Value> make_range_iterator(Vm& vm, Range* range)
{
    std::optional<int64_t> start = int_to_int64(range->start), step = int_to_int64(range->step),
                           length = int_to_int64(range->length);
    Value last = int_is_zero(range->length) ? range->start : range->stop;
    if (!start || !step || !length || !last.is_small() || !Value::fits_small(*start))
        return make_sequence_iterator(vm, vm.classes->range_iterator, Value::cell(range));
    auto* iterator = vm.heap.allocate<RangeIterator>(uint8_t(Kind::RangeIterator));
    if (!iterator)
        return vm.raise_memory_error();
    iterator->shape = vm.range_iterator_shape;
    iterator->current = *start;
    iterator->step = *step;
    iterator->remaining = uint64_t(*length);
    return Value::cell(iterator);
}

Result<Value> make_dict_iterator(Vm& vm, Dict* dict, unsigned what)
{
    Class* const classes[] = { vm.classes->dict_key_iterator, vm.classes->dict_value_iterator,
        vm.classes->dict_item_iterator };
    auto* iterator = vm.heap.allocate<DictIterator>(uint8_t(Kind::DictIterator));
    if (!iterator)
        return vm.raise_memory_error();
    iterator->shape = classes[what]->root->id;
    iterator->aux = uint16_t(what);
    iterator->dict = Value::cell(dict);
    iterator->expected = iterator->remaining = dict->used;
    return Value::cell(iterator);
}

Result<Value> make_set_iterator(Vm& vm, SetBase* set)
{
    auto* iterator = vm.heap.allocate<SetIterator>(uint8_t(Kind::SetIterator));
    if (!iterator)
        return vm.raise_memory_error();
    iterator->shape = vm.classes->set_iterator->root->id;
    iterator->set = Value::cell(set);
    iterator->expected = iterator->remaining = set->used;
    return Value::cell(iterator);
}

Result<std::optional<Value>> next_of_dict(Vm& vm, DictIterator* iterator)
{
    auto* dict = as_if<Dict>(iterator->dict);
    if (!dict)
        return std::optional<Value>();
    if (dict->used != iterator->expected) {
        iterator->expected = uint64_t(-1);
        return vm.raise(Error::RuntimeError, "dictionary changed size during iteration");
    }
    const DictEntry* entry = nullptr;
    if (iterator->aux & 4) {
        // As many keys may stand in a smaller table now.
        size_t count = dict->table ? dict->table->entry_count : 0;
        bool first = iterator->remaining == iterator->expected && iterator->position == 0;
        size_t at = first ? count : std::min<size_t>(iterator->position, count);
        while (at > 0 && dict->table->entries()[at - 1].key.is_empty())
            at--;
        entry = at > 0 ? &dict->table->entries()[at - 1] : nullptr;
        iterator->position = at > 0 ? at - 1 : 0;
        if (entry && iterator->remaining == 0)
            entry = nullptr;
    } else {
        size_t position = iterator->position;
        entry = next_entry(dict, position);
        iterator->position = position;
        if (entry && iterator->remaining == 0)
            return vm.raise(Error::RuntimeError, "dictionary keys changed during iteration");
    }
    if (!entry) {
        iterator->dict = Value();
        return std::optional<Value>();
    }
    iterator->remaining--;
    switch (iterator->aux & 3) {
    case 0:
        return std::optional<Value>(entry->key);
    case 1:
        return std::optional<Value>(entry->value);
    default:
        return std::optional<Value>(Value::cell(TRY(make_tuple(vm, { entry->key, entry->value }))));
    }
}

Result<std::optional<Value>> next_of_set(Vm& vm, SetIterator* iterator)
{
    SetBase* set = as_any_set(iterator->set);
    if (!set)
        return std::optional<Value>();
    if (set->used != iterator->expected) {
        iterator->expected = uint64_t(-1);
        return vm.raise(Error::RuntimeError, "Set changed size during iteration");
    }
    size_t position = iterator->position;
    const SetEntry* entry = next_key(set, position);
    iterator->position = position;
    if (!entry) {
        iterator->set = Value();
        return std::optional<Value>();
    }
    return std::optional<Value>(entry->key);
}

std::optional<Value> exhausted(SequenceIterator* iterator)
{
    iterator->source = Value();
    return std::optional<Value>();
}

Result<std::optional<Value>> next_of_str(Vm& vm, SequenceIterator* iterator, Str* str)
{
    size_t offset = iterator->index;
    if (offset >= str->size)
        return exhausted(iterator);
    auto lead = static_cast<unsigned char>(str->data[offset]);
    size_t size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    iterator->index += size;
    if (size == 1) {
        if (Str* shared = vm.interned->character(lead))
            return std::optional<Value>(Value::cell(shared));
        return std::optional<Value>(Value::cell(TRY(make_character(vm, lead))));
    }
    return std::optional<Value>(Value::cell(TRY(make_str(vm, { str->data + offset, size }))));
}

/// iter(callable, sentinel).
Result<std::optional<Value>> next_of_call(Vm& vm, SequenceIterator* iterator)
{
    Result<Value> result = call(vm, iterator->source, CallArguments{});
    if (result.failed()) {
        if (!is_exception_of(vm, vm.pending, Error::StopIteration))
            return Raised{};
        vm.take_pending();
        return exhausted(iterator);
    }
    if (TRY(values_equal(vm, iterator->sentinel, result.value())))
        return exhausted(iterator);
    return std::optional<Value>(result.value());
}

Result<std::optional<Value>> next_by_index(Vm& vm, SequenceIterator* iterator)
{
    bool backwards = iterator->aux & 1;
    int64_t index = int64_t(iterator->index);
    if (backwards && index < 0)
        return exhausted(iterator);
    Value source = iterator->source;
    if (is_kind(source, Kind::Range)) {
        Value length = as<Range>(source)->length;
        if (int_compare(Value::small(index), length) >= 0)
            return exhausted(iterator);
    }
    Result<Value> item = get_item(vm, source, Value::small(index));
    if (item.failed()) {
        if (!is_exception_of(vm, vm.pending, Error::IndexError) &&
            !is_exception_of(vm, vm.pending, Error::StopIteration))
            return Raised{};
        vm.take_pending();
        return exhausted(iterator);
    }
    iterator->index = uint64_t(index + (backwards ? -1 : 1));
    return std::optional<Value>(item.value());
}

Result<std::optional<Value>> next_of_sequence(Vm& vm, SequenceIterator* iterator)
{
    Value source = iterator->source;
    if (source.is_empty())
        return std::optional<Value>();
    if (!iterator->sentinel.is_empty())
        return next_of_call(vm, iterator);
    bool backwards = iterator->aux & 1;
    if (auto* str = as_if<Str>(source); str && !backwards && iterator->shape == vm.classes->str_iterator->root->id)
        return next_of_str(vm, iterator, str);
    if (auto* list = as_if<List>(source); list &&
        (iterator->shape == vm.list_iterator_shape || iterator->shape == vm.classes->list_reverse_iterator->root->id)) {
        if (iterator->index >= list->size)
            return exhausted(iterator);
        Value item = list->array->data[iterator->index];
        iterator->index = backwards ? iterator->index - 1 : iterator->index + 1;
        return std::optional<Value>(item);
    }
    if (auto* tuple = as_if<Tuple>(source); tuple && iterator->shape == vm.classes->tuple_iterator->root->id) {
        if (iterator->index >= tuple->size)
            return exhausted(iterator);
        return std::optional<Value>(tuple->items[iterator->index++]);
    }
    std::string_view bytes;
    if (!backwards && iterator->shape == vm.classes->bytes_iterator->root->id && bytes_view(source, bytes)) {
        if (iterator->index >= bytes.size())
            return exhausted(iterator);
        return std::optional<Value>(Value::small(static_cast<unsigned char>(bytes[iterator->index++])));
    }
    return next_by_index(vm, iterator);
}

} // namespace

Result<Value> builtin_iterator(Vm& vm, Value iterable)
{
    if (!iterable.is_cell())
        return NotImplemented;
    switch (Kind(iterable.as_cell()->kind)) {
    case Kind::List:
        return make_sequence_iterator(vm, vm.classes->list_iterator, iterable);
    case Kind::Tuple:
        return make_sequence_iterator(vm, vm.classes->tuple_iterator, iterable);
    case Kind::Str:
        return make_sequence_iterator(vm, vm.classes->str_iterator, iterable);
    case Kind::Bytes:
    case Kind::ByteArray:
        return make_sequence_iterator(vm, vm.classes->bytes_iterator, iterable);
    case Kind::Range:
        return make_range_iterator(vm, as<Range>(iterable));
    case Kind::Dict:
        return make_dict_iterator(vm, as<Dict>(iterable), 0);
    case Kind::DictView: {
        auto* view = as<DictView>(iterable);
        return make_dict_iterator(vm, as<Dict>(view->dict), view->aux);
    }
    case Kind::Set:
    case Kind::FrozenSet:
        return make_set_iterator(vm, as_any_set(iterable));
    case Kind::MappingProxy:
        return get_iterator(vm, as<MappingProxy>(iterable)->mapping);
    case Kind::RangeIterator:
    case Kind::SequenceIterator:
    case Kind::DictIterator:
    case Kind::SetIterator:
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

Result<std::optional<Value>> builtin_next(Vm& vm, Value iterator, bool& known)
{
    known = true;
    vm.stop_value = Value();
    if (iterator.is_cell()) {
        switch (Kind(iterator.as_cell()->kind)) {
        case Kind::RangeIterator: {
            auto* range = as<RangeIterator>(iterator);
            if (range->remaining == 0)
                return std::optional<Value>();
            range->remaining--;
            int64_t current = range->current;
            range->current = int64_t(uint64_t(current) + uint64_t(range->step));
            return std::optional<Value>(Value::small(current));
        }
        case Kind::SequenceIterator:
            return next_of_sequence(vm, as<SequenceIterator>(iterator));
        case Kind::NativeObject:
            if (as<NativeObject>(iterator)->type->next && !native_stack_ok(vm)) [[unlikely]]
                return raise_native_recursion(vm, "");
            if (as<NativeObject>(iterator)->type->next)
                return as<NativeObject>(iterator)->type->next(vm, iterator.as_cell());
            break;
        case Kind::DictIterator:
            return next_of_dict(vm, as<DictIterator>(iterator));
        case Kind::SetIterator:
            return next_of_set(vm, as<SetIterator>(iterator));
        case Kind::Coroutine:
            if (as<Coroutine>(iterator)->header.code->flags & IsGenerator)
                return generator_next(vm, as<Coroutine>(iterator));
            break;
        default:
            break;
        }
    }
    known = false;
    return std::optional<Value>();
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
        return make_sequence_iterator(vm, vm.classes->sequence_iterator, iterable);
    return vm.raise(Error::TypeError, "'{}' object is not iterable", class_name(cls));
}

/// The poll between two items. Not over the iterator of a dict, a view or a set: a native that walks one to its end
/// does so in one step, as in CPython; neither another thread nor the callback of a weak reference comes in between and
/// changes the size. What is due waits for the next poll; such loops end.
[[gnu::noinline]] static Result<void> poll_between_items(Vm& vm, Value iterator)
{
    if (is_kind(iterator, Kind::DictIterator) || is_kind(iterator, Kind::SetIterator))
        return {};
    return serve_poll(vm);
}

Result<std::optional<Value>> next_item(Vm& vm, Value iterator)
{
    // Native loops over iterators that never end are served here.
    if (--vm.fuel < 0) [[unlikely]]
        TRY(poll_between_items(vm, iterator));
    Class* cls = vm.class_of(iterator);
    if (!cls->has(IsHeapClass)) {
        bool known;
        std::optional<Value> item = TRY(builtin_next(vm, iterator, known));
        if (known)
            return item;
    }
    Value method = lookup_special(vm, cls, Special::next);
    if (method.is_empty())
        return vm.raise(Error::TypeError, "'{}' object is not an iterator", class_name(cls));
    Result<Value> item = call_special(vm, method, iterator, {});
    if (item.ok())
        return std::optional<Value>(item.value());
    if (!is_exception_of(vm, vm.pending, Error::StopIteration))
        return Raised{};
    vm.stop_value = as_exception(vm.take_pending())->value;
    return std::optional<Value>();
}

Result<List*> list_of(Vm& vm, Value iterable)
{
    Value keeper;
    List* list = TRY(make_list(vm));
    if (iterable.is_cell() &&
        (iterable.as_cell()->shape == vm.list_shape || iterable.as_cell()->shape == vm.tuple_shape)) {
        std::span<const Value> items = TRY(items_of(vm, iterable, keeper));
        TRY(list_reserve(vm, list, items.size(), true));
        TRY(list_extend(vm, list, items.data(), items.size()));
        return list;
    }
    Value iterator = TRY(get_iterator(vm, iterable));
    int64_t hint = TRY(length_hint(vm, iterable));
    if (hint > 0)
        TRY(list_reserve(vm, list, size_t(hint), true));
    for (;;) {
        std::optional<Value> item = TRY(next_item(vm, iterator));
        if (!item)
            return list;
        TRY(list_append(vm, list, *item));
    }
}

Result<std::span<const Value>> items_of(Vm& vm, Value iterable, Value& keeper)
{
    if (iterable.is_cell() && iterable.as_cell()->shape == vm.tuple_shape) {
        keeper = iterable;
        return std::span<const Value>(as<Tuple>(iterable)->items, as<Tuple>(iterable)->size);
    }
    List* list = nullptr;
    if (iterable.is_cell() && iterable.as_cell()->shape == vm.list_shape) {
        list = as<List>(iterable);
        keeper = Value::cell(list->array ? static_cast<Cell*>(list->array) : list);
        return std::span<const Value>(list->begin(), list->size);
    }
    list = TRY(list_of(vm, iterable));
    keeper = Value::cell(list);
    return std::span<const Value>(list->begin(), list->size);
}

} // namespace coil::internal
