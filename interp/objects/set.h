#pragma once
// Sets and frozensets: open addressing that probes and grows as CPython's does, so that sets of ints print in the same
// order.
#include "objects/storage.h"

namespace coil::internal
{

struct SetEntry {
    Value key; ///< empty: never used; Deleted: removed
    int64_t hash;
};

/// In aux of a SetTable: there may be cells among its keys. Without it the collector need not look into the table.
inline constexpr uint16_t HoldsCells = 1;

struct SetTable : Cell {
    static constexpr Kind kind_id = Kind::SetTable;
    uint64_t mask; ///< size - 1
    SetEntry entries[];
};

/// The layout of both; the kind tells them apart.
struct SetBase : Cell {
    SetTable* table;
    uint64_t used;
    uint64_t filled; ///< used and deleted entries
    int64_t hash;    ///< of a frozenset, 0: not computed
    uint64_t finger; ///< where pop goes on searching
};
struct Set : SetBase {
    static constexpr Kind kind_id = Kind::Set;
    static constexpr std::string_view type_name = "set";
};
struct FrozenSet : SetBase {
    static constexpr Kind kind_id = Kind::FrozenSet;
    static constexpr std::string_view type_name = "frozenset";
};

/// The set in `value`, of either kind, or null.
inline SetBase* as_any_set(Value value)
{
    if (is_kind(value, Kind::Set) || is_kind(value, Kind::FrozenSet))
        return static_cast<SetBase*>(value.as_cell());
    return nullptr;
}

Result<Set*> make_set(Vm& vm);
Result<FrozenSet*> make_frozen_set(Vm& vm);
/// Whether the table has to grow.
inline bool is_full(const SetBase* set) { return set->filled * 5 >= set->table->mask * 3; }
Result<void> set_grow(Vm& vm, SetBase* set);
/// Adds; true when it was not there. Also builds frozensets that no script has seen yet.
Result<bool> set_add_any(Vm& vm, SetBase* set, Value key);
/// The same, quick for an int of an ordinary size, which is its own hash: mostly its place is unused.
[[gnu::always_inline]] inline Result<bool> set_add(Vm& vm, SetBase* set, Value key)
{
    constexpr uint64_t own_hash_limit = (uint64_t(1) << 61) - 1;
    SetTable* table = set->table;
    if (!table || !key.is_small() || uint64_t(key.as_small()) >= own_hash_limit)
        return set_add_any(vm, set, key);
    SetEntry* entry = &table->entries[size_t(key.as_small()) & table->mask];
    if (entry->key == key)
        return false;
    if (!entry->key.is_empty())
        return set_add_any(vm, set, key);
    *entry = { key, key.as_small() };
    set->used++;
    set->filled++;
    if (is_full(set)) [[unlikely]]
        TRY(set_grow(vm, set));
    return true;
}
Result<bool> set_contains(Vm& vm, SetBase* set, Value key);
Result<bool> set_discard(Vm& vm, SetBase* set, Value key);
/// Removes and returns an arbitrary key; KeyError when empty.
Result<Value> set_pop(Vm& vm, SetBase* set);
void set_clear(Vm& vm, SetBase* set);
/// Its keys become those of a set that nobody uses any more.
void set_take(Vm& vm, SetBase* set, SetBase* from);
/// A set of the same kind (frozen for FrozenSet), exactly of the builtin class.
Result<SetBase*> set_copy(Vm& vm, SetBase* set, bool frozen);
/// Adds every key of `other`.
Result<void> set_merge(Vm& vm, SetBase* set, SetBase* other);
Result<void> set_intersect(Vm& vm, SetBase* set, SetBase* other); ///< in place
/// When more than a quarter of the table are removed keys, it is made anew without them: after a difference.
Result<void> set_drop_removed(Vm& vm, SetBase* set);
Result<void> set_subtract(Vm& vm, SetBase* set, SetBase* other); ///< in place
// New sets.
Result<SetBase*> set_intersection(Vm& vm, SetBase* set, SetBase* other, bool frozen);
Result<SetBase*> set_difference(Vm& vm, SetBase* set, SetBase* other, bool frozen);
Result<void> set_symmetric(Vm& vm, SetBase* set, SetBase* other); ///< in place
Result<bool> set_is_subset(Vm& vm, SetBase* set, SetBase* other);
Result<bool> set_is_disjoint(Vm& vm, SetBase* set, SetBase* other);
int64_t frozen_set_hash(SetBase* set);

/// Iterates in table order: `position` starts at 0; null at the end.
inline const SetEntry* next_key(const SetBase* set, size_t& position)
{
    if (!set->table)
        return nullptr;
    while (position <= set->table->mask) {
        const SetEntry* entry = &set->table->entries[position++];
        if (!entry->key.is_empty() && !(entry->key == Deleted))
            return entry;
    }
    return nullptr;
}

} // namespace coil::internal
