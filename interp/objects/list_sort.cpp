// list.sort. The items, or their keys, are looked through first: when all are small ints, floats or strings, or tuples
// that begin with such, they are compared without a call.
#include <functional>

#include "objects/list.h"
#include "objects/merge_sort.h"
#include "objects/numbers.h"
#include "objects/str.h"

namespace coil::internal
{

namespace
{

/// What all keys have in common.
enum class KeyType { Int, Real, Text, Other };

KeyType type_of(const Vm& vm, Value key)
{
    if (key.is_small())
        return KeyType::Int;
    if (key.is_immediate_double())
        return KeyType::Real;
    if (key.is_cell()) {
        if (key.as_cell()->shape == vm.exact.str)
            return KeyType::Text;
        if (key.as_cell()->shape == vm.exact.real)
            return KeyType::Real;
    }
    return KeyType::Other;
}

bool is_plain_tuple(const Vm& vm, Value key)
{
    return key.is_cell() && key.as_cell()->shape == vm.exact.tuple && as<Tuple>(key)->size > 0;
}

template <class Lead> KeyType common_type(const Vm& vm, const Value* keys, size_t count, Lead lead)
{
    KeyType common = type_of(vm, lead(keys[0]));
    for (size_t i = 1; i < count && common != KeyType::Other; i++)
        if (type_of(vm, lead(keys[i])) != common)
            return KeyType::Other;
    return common;
}

/// An item with its key, and of the key what decides most comparisons.
template <class Rank> struct Entry {
    Rank rank;
    Value key;
};
template <class Rank> struct KeyedEntry : Entry<Rank> {
    Value value;
};
struct PlainEntry {
    Value key;
};
struct PlainKeyedEntry : PlainEntry {
    Value value;
};

Value value_of(const PlainEntry& entry) { return entry.key; }
Value value_of(const PlainKeyedEntry& entry) { return entry.value; }
template <class Rank> Value value_of(const Entry<Rank>& entry) { return entry.key; }
template <class Rank> Value value_of(const KeyedEntry<Rank>& entry) { return entry.value; }

/// The first bytes, so that ranks are ordered as the texts are, as far as they differ.
uint64_t text_rank(Value key)
{
    const Str* str = as<Str>(key);
    uint64_t bytes = 0;
    std::memcpy(&bytes, str->data, std::min<size_t>(str->size, sizeof(bytes)));
    return __builtin_bswap64(bytes);
}

/// Items are moved and compared several to a unit of work.
struct Work {
    Vm& vm;
    bool operator()(size_t items) { return vm.work(items / 4).ok(); }
};

/// One list.sort in progress.
class ListSort
{
public:
    ListSort(Vm& vm, Value* values, size_t count, const Value* keys, bool reverse)
        : vm_(vm)
        , values_(values)
        , keys_(keys)
        , count_(count)
        , reverse_(reverse)
    {
    }

    Result<void> run()
    {
        const Value* keys = keys_ ? keys_ : values_;
        if (std::all_of(keys, keys + count_, [&](Value key) { return is_plain_tuple(vm_, key); }))
            return sort_by<true>(common_type(vm_, keys, count_, [](Value key) { return as<Tuple>(key)->items[0]; }));
        return sort_by<false>(common_type(vm_, keys, count_, [](Value key) { return key; }));
    }

private:
    template <bool tuples> static Value lead(Value key)
    {
        if constexpr (tuples)
            return as<Tuple>(key)->items[0];
        return key;
    }

    template <bool tuples> Result<void> sort_by(KeyType type)
    {
        switch (type) {
        case KeyType::Int:
            if (!tuples && !keys_)
                return sort_ints();
            return sort_ranked<int64_t>([](Value key) { return lead<tuples>(key).as_small(); },
                [this](const auto& left, const auto& right) { return this->template rank_less<tuples>(left, right); });
        case KeyType::Real:
            return sort_ranked<double>([](Value key) { return float_of(lead<tuples>(key)); },
                [this](const auto& left, const auto& right) { return this->template rank_less<tuples>(left, right); });
        case KeyType::Text:
            return sort_ranked<uint64_t>([](Value key) { return text_rank(lead<tuples>(key)); },
                [this](const auto& left, const auto& right) { return this->template text_less<tuples>(left, right); });
        case KeyType::Other:
            break;
        }
        auto less = [this](
                        const auto& left, const auto& right) { return vm_.operations.less(vm_, left.key, right.key); };
        if (keys_)
            return sort<PlainKeyedEntry>(
                [this](PlainKeyedEntry& entry, size_t i) {
                    entry = { { keys_[i] }, values_[i] };
                },
                less);
        return sort<PlainEntry>([this](PlainEntry& entry, size_t i) { entry.key = values_[i]; }, less);
    }

    template <bool tuples, class E>
    std::conditional_t<tuples, Result<bool>, bool> rank_less(const E& left, const E& right)
    {
        if constexpr (tuples) {
            if (left.rank == right.rank)
                return vm_.operations.less(vm_, left.key, right.key);
        }
        return left.rank < right.rank;
    }

    template <bool tuples, class E>
    std::conditional_t<tuples, Result<bool>, bool> text_less(const E& left, const E& right)
    {
        if (left.rank != right.rank)
            return left.rank < right.rank;
        int order = str_compare(as<Str>(lead<tuples>(left.key)), as<Str>(lead<tuples>(right.key)));
        if constexpr (tuples) {
            if (order == 0)
                return vm_.operations.less(vm_, left.key, right.key);
        }
        return order < 0;
    }

    template <class Rank, class RankOf, class Less> Result<void> sort_ranked(RankOf rank_of, Less less)
    {
        if (keys_)
            return sort<KeyedEntry<Rank>>(
                [&](KeyedEntry<Rank>& entry, size_t i) {
                    entry.rank = rank_of(keys_[i]);
                    entry.key = keys_[i];
                    entry.value = values_[i];
                },
                less);
        return sort<Entry<Rank>>(
            [&](Entry<Rank>& entry, size_t i) {
                entry.rank = rank_of(values_[i]);
                entry.key = values_[i];
            },
            less);
    }

    /// Equal ints can't be told apart: they are sorted as they stand, by the bits of their values.
    Result<void> sort_ints()
    {
        ByteArrayStorage* scratch = TRY(make_byte_storage(vm_, (count_ / 2 + 1) * sizeof(int64_t)));
        auto* items = reinterpret_cast<int64_t*>(values_);
        auto* room = reinterpret_cast<int64_t*>(scratch->data);
        // Runs with equal neighbours are found when they ascend only.
        if (items[0] > items[count_ - 1])
            std::reverse(items, items + count_);
        bool done = MergeSort(items, count_, room, std::less<int64_t>(), Work{ vm_ }).run();
        if (reverse_)
            std::reverse(items, items + count_);
        if (!done)
            return Raised{};
        return {};
    }

    /// Sorts copies; what they refer to stays alive through the list's array and the array of keys.
    template <class E, class Fill, class Less> Result<void> sort(Fill fill, Less less)
    {
        size_t scratch_count = count_ / 2 + 1;
        ByteArrayStorage* buffer = TRY(make_byte_storage(vm_, (count_ + scratch_count) * sizeof(E)));
        auto* entries = reinterpret_cast<E*>(buffer->data);
        // A stable sort in reverse is one of the reversed list, reversed again.
        for (size_t i = 0; i < count_; i++)
            fill(entries[i], reverse_ ? count_ - 1 - i : i);
        // After a failure the items stay as they were.
        if (!MergeSort(entries, count_, entries + count_, less, Work{ vm_ }).run())
            return Raised{};
        for (size_t i = 0; i < count_; i++)
            values_[reverse_ ? count_ - 1 - i : i] = value_of(entries[i]);
        return {};
    }

    Vm& vm_;
    Value* values_;
    const Value* keys_;
    size_t count_;
    bool reverse_;
};

Result<ValueArray*> keys_of(Vm& vm, const ValueArray* values, size_t count, Value key)
{
    ValueArray* keys = TRY(make_value_array(vm, count));
    for (size_t i = 0; i < count; i++) {
        Value item = values->data[i];
        Value result = TRY(vm.operations.call(vm, key, &item, 1));
        vm.heap.write_barrier(keys);
        keys->data[i] = result;
    }
    return keys;
}

Result<void> sort_array(Vm& vm, ValueArray* array, size_t count, Value key, bool reverse)
{
    ValueArray* keys = nullptr;
    if (!key.is_empty() && !key.is_none())
        keys = TRY(keys_of(vm, array, count, key));
    if (count < 2)
        return {};
    vm.heap.write_barrier(array);
    Result<void> sorted = ListSort(vm, array->data, count, keys ? keys->data : nullptr, reverse).run();
    // Comparisons may have collected: the array is remembered once more, and the keys live until here.
    vm.heap.write_barrier(array);
    if (keys)
        vm.heap.write_barrier(keys);
    return sorted;
}

} // namespace

Result<void> list_sort(Vm& vm, List* list, Value key, bool reverse)
{
    ValueArray* array = list->array;
    size_t count = list->size;
    if (count == 0)
        return {};
    // Scripts that are called meanwhile see an empty list.
    list->array = nullptr;
    list->size = 0;
    Result<void> sorted = sort_array(vm, array, count, key, reverse);
    bool modified = list->array != nullptr;
    vm.heap.write_barrier(list);
    list->array = array;
    list->size = count;
    if (sorted.ok() && modified)
        return vm.raise(Error::ValueError, "list modified during sort");
    return sorted;
}

} // namespace coil::internal
