#pragma once
// Iterators: how natives and instructions take items.
//
// An iterator of ours gives its items by a function (NextFn), which next_function finds: a loop asks for it once and
// then calls it once an item. What a script wrote (__next__), and instances of subclasses of ours, go through
// next_item. Items does all of that for natives that walk an argument, and takes the items of lists, tuples and ranges
// without an iterator.
#include <span>

#include "objects/iterators.h"
#include "objects/native.h"
#include "objects/tuple.h"

namespace coil::internal
{

/// iter(iterable).
Result<Value> get_iterator(Vm& vm, Value iterable);
/// The next item, or the end (StopIteration is not raised; its value is in vm.stop_value).
Result<Step> next_item(Vm& vm, Value iterator);

/// How items are taken from an iterator of ours; null when it is none. The caller polls.
NextFn next_function(Vm& vm, Value iterator);
/// How they are taken from any: by the class's __next__.
Result<Step> next_by_class(Vm& vm, Cell* iterator);
/// An iterator of that class over any sequence, from index 0.
Result<SequenceIterator*> make_sequence_iterator(Vm& vm, Class* cls, Value source);
/// Over a dict's keys (0), values (1) or items (2).
Result<Value> make_dict_iterator(Vm& vm, Dict* dict, unsigned what, bool backwards);
/// iter() of a builtin container; NotImplemented when it is none.
Result<Value> builtin_iterator(Vm& vm, Value iterable);

/// What an iterator without a value to return gives at its end.
inline Step end_of_items(Vm& vm)
{
    vm.stop_value = Value();
    return Step();
}

/// What a call that gives an item gave: a StopIteration that it raised is the end, as in CPython.
Result<Step> step_of_raised(Vm& vm);
inline Result<Step> step_of(Vm& vm, Result<Value> called)
{
    return called.ok() ? Result<Step>(called.value()) : step_of_raised(vm);
}
/// Raises the StopIteration of an iterator that has just ended, with what it returned.
Raised raise_stopped(Vm& vm);

/// The poll between two items. Not over the iterator of a dict, a view or a set: a native that walks one to its end
/// does so in one step, as in CPython; neither another thread nor the callback of a weak reference comes in between and
/// changes the size. What is due waits for the next poll; such loops end.
Result<void> poll_between_items(Vm& vm, Value iterator);

/// Walks the items of an iterable, once: `Items items(vm); TRY(items.open(iterable)); while (Step item =
/// TRY(items.next())) use(*item);`. Between two items script code may run, and change what is walked.
class Items
{
public:
    explicit Items(Vm& vm)
        : vm_(vm)
    {
    }
    Result<void> open(Value iterable);
    [[gnu::always_inline]] Result<Step> next()
    {
        if (--vm_.fuel < 0) [[unlikely]]
            TRY(poll_between_items(vm_, source_));
        switch (way_) {
        case Way::List: {
            auto* list = static_cast<List*>(source_.as_cell());
            return index_ < list->size ? Step(list->array->data[index_++]) : Step();
        }
        case Way::Tuple: {
            auto* tuple = static_cast<Tuple*>(source_.as_cell());
            return index_ < tuple->size ? Step(tuple->items[index_++]) : Step();
        }
        case Way::Ours:
            return next_(vm_, source_.as_cell());
        default:
            return next_item(vm_, source_);
        }
    }

private:
    enum class Way : uint8_t { Any, Ours, List, Tuple };
    Vm& vm_;
    Value source_; ///< the iterator; the list or tuple
    size_t index_ = 0;
    NextFn next_ = nullptr;
    Way way_ = Way::Any;
};

/// Calls visit(item) for each item; stops when it fails or returns false.
template <class Visit> Result<void> for_each(Vm& vm, Value iterable, Visit&& visit)
{
    if (iterable.is_cell() && iterable.as_cell()->shape == vm.exact.list) {
        // As Items does it, without asking at every item what is walked.
        auto* list = static_cast<List*>(iterable.as_cell());
        for (size_t i = 0;; i++) {
            if (--vm.fuel < 0) [[unlikely]]
                TRY(poll_between_items(vm, iterable));
            if (i >= list->size || !TRY(visit(list->array->data[i])))
                return {};
        }
    }
    Items items(vm);
    TRY(items.open(iterable));
    while (Step item = TRY(items.next()))
        if (!TRY(visit(*item)))
            break;
    return {};
}

/// The items of any iterable as a new list.
Result<List*> list_of(Vm& vm, Value iterable);
/// The items of a list or tuple as they are, of others as a new list: for natives that walk an argument. The span's
/// owner is kept in `keeper`.
Result<std::span<const Value>> items_of(Vm& vm, Value iterable, Value& keeper);

} // namespace coil::internal
