#pragma once
// Dicts: compact and ordered. Entries stand in the order of insertion in a DictTable, behind an index of their
// positions.
//
// `keys_version` changes whenever a key is added or removed or an entry moves, and not when a value is overwritten:
// inline caches keep (version, entry index) and then address the value directly.
#include "objects/str.h"

namespace coil::internal
{

struct DictEntry {
    Value key; ///< empty: deleted
    Value value;
    int64_t hash;
};

struct DictTable : Cell {
    static constexpr Kind kind_id = Kind::DictTable;
    uint32_t index_bits; ///< log2 of the index's size; aux says its width in bytes: 1, 2 or 4
    uint32_t entry_capacity;
    uint32_t entry_count; ///< entries in use, deleted ones among them
    uint32_t given_back;  ///< entries that popitem took off the end: their places in the index stay marked as deleted
    DictEntry* entries() { return reinterpret_cast<DictEntry*>(this + 1); }
    /// Number of the entry that `value`, as find_str gives it, is part of.
    uint32_t place_of(const Value* value) const
    {
        auto* bytes = reinterpret_cast<const char*>(value) - offsetof(DictEntry, value);
        return uint32_t(reinterpret_cast<const DictEntry*>(bytes) - entries());
    }
    const DictEntry* entries() const { return reinterpret_cast<const DictEntry*>(this + 1); }
    uint8_t* index() { return reinterpret_cast<uint8_t*>(entries() + entry_capacity); }
    const uint8_t* index() const { return reinterpret_cast<const uint8_t*>(entries() + entry_capacity); }
};

struct Dict : Cell {
    static constexpr Kind kind_id = Kind::Dict;
    static constexpr std::string_view type_name = "dict";
    DictTable* table;      ///< null while nothing was ever put in
    uint32_t used;         ///< keys
    uint32_t keys_version; ///< never 0
};

Result<Dict*> make_dict(Vm& vm);
/// Of keys that are different strings.
Result<Dict*> make_dict_of_strs(Vm& vm, const Value* keys, const Value* values, size_t count);
/// A dict for about `count` keys.
Result<Dict*> make_dict_sized(Vm& vm, size_t count);

/// The value of an interned or plain Str key, or null. Never runs script code, never raises.
Value* find_str(Vm& vm, const Dict* dict, Str* key);
Result<void> dict_set_str(Vm& vm, Dict* dict, Str* key, Value value);
/// False when the key is not there.
bool dict_erase_str(Vm& vm, Dict* dict, Str* key);

/// The value of a key that stands, as the very same object, at the first place its hash leads to. Null when it is not
/// found so quickly: it may be there all the same. Most look-ups by names and by small numbers end here.
inline Value* find_at_once(const Dict* dict, Value key, uint64_t hash)
{
    DictTable* table = dict->table;
    if (!table)
        return nullptr;
    size_t slot = size_t(hash) & ((size_t(1) << table->index_bits) - 1);
    const uint8_t* index = table->index();
    size_t at = table->aux == 1 ? index[slot]
        : table->aux == 2       ? reinterpret_cast<const uint16_t*>(index)[slot]
                                : reinterpret_cast<const uint32_t*>(index)[slot];
    // Marks of empty and deleted places are larger than any number of an entry.
    if (at >= table->entry_count)
        return nullptr;
    DictEntry& entry = table->entries()[at];
    return entry.key == key ? &entry.value : nullptr;
}
/// The same of any key: null for all but exact strings and small ints.
inline Value* find_at_once(const Vm& vm, const Dict* dict, Value key)
{
    if (key.is_small())
        return find_at_once(dict, key, uint64_t(key.as_small()));
    if (key.is_cell() && key.as_cell()->shape == vm.exact.str)
        return find_at_once(dict, key, uint64_t(static_cast<Str*>(key.as_cell())->hash));
    return nullptr;
}

struct Found {
    Value* value = nullptr; ///< null: not there
};
/// Where the value of a key stands, until the dict changes. Raises what hash or equality raises (TypeError:
/// unhashable). dict_search is for who has tried find_at_once already.
Result<Found> dict_search(Vm& vm, Dict* dict, Value key);
inline Result<Found> dict_find(Vm& vm, Dict* dict, Value key)
{
    Value* found = find_at_once(vm, dict, key);
    return found ? Found{ found } : dict_search(vm, dict, key);
}
/// Sets the value of a key; dict_put likewise.
Result<void> dict_put(Vm& vm, Dict* dict, Value key, Value value);
inline Result<void> dict_set(Vm& vm, Dict* dict, Value key, Value value)
{
    Value* found = find_at_once(vm, dict, key);
    if (!found)
        return dict_put(vm, dict, key, value);
    vm.heap.write_barrier(dict->table);
    *found = value;
    return {};
}
/// dict_set of a dict that is most likely still empty.
Result<void> dict_set_first(Vm& vm, Dict* dict, Value key, Value value);
/// Removes a key; gives its value, or nothing when it was not there.
Result<std::optional<Value>> dict_pop(Vm& vm, Dict* dict, Value key);
/// Takes the last entry out, if there is one. Never runs script code.
std::optional<DictEntry> dict_pop_last(Vm& vm, Dict* dict);
/// The value of `key`, set to `fallback` first when it is not there.
Result<Value> dict_set_default(Vm& vm, Dict* dict, Value key, Value fallback);
void dict_clear(Vm& vm, Dict* dict);
Result<Dict*> dict_copy(Vm& vm, Dict* dict);
/// Adds every pair of `other`; with `override` false existing keys keep their values.
Result<void> dict_merge(Vm& vm, Dict* dict, Dict* other, bool override = true);
Result<bool> dict_equal(Vm& vm, Dict* left, Dict* right);

/// Iterates in order: `position` starts at 0; null at the end. Valid until the dict changes.
inline const DictEntry* next_entry(const Dict* dict, size_t& position)
{
    if (!dict->table)
        return nullptr;
    while (position < dict->table->entry_count) {
        const DictEntry* entry = &dict->table->entries()[position++];
        if (!entry->key.is_empty())
            return entry;
    }
    return nullptr;
}

/// The index of the entry that holds an interned Str, or -1: for inline caches.
int64_t entry_index(Vm& vm, const Dict* dict, Str* key);

} // namespace coil::internal
