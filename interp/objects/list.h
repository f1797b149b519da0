#pragma once
// Lists. The items stand in a ValueArray, which is null for an empty list; items beyond `size` are empty.
#include "objects/tuple.h"

namespace coil::internal
{

struct List : Cell {
    static constexpr Kind kind_id = Kind::List;
    static constexpr std::string_view type_name = "list";
    ValueArray* array;
    uint64_t size;
    const Value* begin() const { return array ? array->data : nullptr; }
    const Value* end() const { return array ? array->data + size : nullptr; }
};

Result<List*> make_list(Vm& vm, const Value* items = nullptr, size_t size = 0);
/// A list of `size` empty items, which the caller fills through array->data (no barrier is needed until it next
/// allocates).
Result<List*> make_list_sized(Vm& vm, size_t size);
/// Room for `capacity` items in all, growing as CPython does when `exact` is false.
Result<void> list_reserve(Vm& vm, List* list, size_t capacity, bool exact = false);
Result<void> list_append(Vm& vm, List* list, Value item);
/// Inserts before `index`, clamped.
Result<void> list_insert(Vm& vm, List* list, int64_t index, Value item);
/// Appends copies of the items; they may be the list's own.
Result<void> list_extend(Vm& vm, List* list, const Value* items, size_t count);
/// Removes the items [start, stop), which lie within the list.
void list_erase(Vm& vm, List* list, size_t start, size_t stop);
/// Replaces the items [start, stop) by `count` others, which may be the list's own.
Result<void> list_replace(Vm& vm, List* list, size_t start, size_t stop, const Value* items, size_t count);
void list_clear(Vm& vm, List* list);
void list_reverse(Vm& vm, List* list);
/// Sorts stably; `keys` (null: the items themselves) is as long as the list and is permuted with it. Runs script
/// comparisons; ValueError when the list was changed meanwhile.
Result<void> list_sort(Vm& vm, List* list, Value key, bool reverse);

} // namespace coil::internal
