// Tables grow, probe and merge in CPython's way (Objects/setobject.c is the reference for the rules), so that iteration
// order is the same for the same operations on keys of equal hashes.
#include "objects/set.h"

#include <algorithm>

#include "objects/class.h"
#include "objects/hash.h"
#include "objects/str.h"

namespace coil::internal
{

namespace
{

constexpr size_t linear_probes = 9;
constexpr size_t smallest_size = 8;

Result<SetTable*> make_table(Vm& vm, size_t size)
{
    auto* table = static_cast<SetTable*>(
        vm.heap.allocate_cell(uint8_t(Kind::SetTable), sizeof(SetTable) + size * sizeof(SetEntry)));
    if (!table)
        return vm.raise_memory_error();
    table->mask = size - 1;
    return table;
}

/// Walks the entries where a key of that hash may stand.
class Probe
{
public:
    Probe(SetTable* table, int64_t hash)
        : table_(table)
        , perturb_(uint64_t(hash))
    {
        go(size_t(hash) & table->mask);
    }
    SetEntry* entry() const { return entry_; }
    void next()
    {
        if (left_ > 0) {
            left_--;
            entry_++;
            return;
        }
        perturb_ >>= 5;
        go((index_ * 5 + 1 + perturb_) & table_->mask);
    }

private:
    void go(size_t index)
    {
        index_ = index;
        entry_ = &table_->entries[index];
        left_ = index + linear_probes <= table_->mask ? linear_probes : 0;
    }

    SetTable* table_;
    uint64_t perturb_;
    size_t index_ = 0;
    size_t left_ = 0;
    SetEntry* entry_ = nullptr;
};

/// Stores a key in an entry of the table.
[[gnu::always_inline]] inline void fill(Vm& vm, SetTable* table, SetEntry* entry, Value key, int64_t hash)
{
    if (key.is_cell()) {
        vm.heap.write_barrier(table);
        table->aux |= HoldsCells;
    }
    *entry = { key, hash };
}

/// A key that is not there, of a table without removed entries.
void insert_clean(Vm& vm, SetTable* table, Value key, int64_t hash)
{
    SetEntry* entry = &table->entries[size_t(hash) & table->mask];
    if (!entry->key.is_empty()) {
        Probe probe(table, hash);
        while (!probe.entry()->key.is_empty())
            probe.next();
        entry = probe.entry();
    }
    fill(vm, table, entry, key, hash);
}

Result<void> resize(Vm& vm, SetBase* set, size_t least)
{
    size_t size = smallest_size;
    while (size <= least)
        size <<= 1;
    SetTable* table = TRY(make_table(vm, size));
    size_t position = 0;
    while (const SetEntry* entry = next_key(set, position))
        insert_clean(vm, table, entry->key, entry->hash);
    vm.heap.write_barrier(set);
    set->table = table;
    set->filled = set->used;
    return {};
}

Result<void> grow_when_full(Vm& vm, SetBase* set) { return is_full(set) ? set_grow(vm, set) : Result<void>(); }

Result<void> need_table(Vm& vm, SetBase* set)
{
    if (set->table)
        return {};
    SetTable* table = TRY(make_table(vm, smallest_size));
    vm.heap.write_barrier(set);
    set->table = table;
    return {};
}

/// Adds a key that is known not to be there to a set from which nothing was removed.
Result<void> add_new_key(Vm& vm, SetBase* set, Value key, int64_t hash)
{
    TRY(need_table(vm, set));
    insert_clean(vm, set->table, key, hash);
    set->used++;
    set->filled++;
    return grow_when_full(vm, set);
}

bool is_plain_str(const Vm& vm, Value key) { return key.is_cell() && key.as_cell()->shape == vm.exact.str; }

/// Where a key stands, or where it is to be added: the last removed entry that its search passed, as in CPython, else
/// the unused one that ended it.
struct Search {
    SetEntry* entry = nullptr; ///< null: not there
    SetEntry* free = nullptr;
};

/// Starts again when a comparison changed the set.
[[gnu::noinline]] Result<Search> find_on(Vm& vm, SetBase* set, Value key, int64_t hash)
{
    bool is_str = is_plain_str(vm, key);
restart:
    SetTable* table = set->table;
    if (!table)
        return Search{};
    SetEntry* removed = nullptr;
    for (Probe probe(table, hash);; probe.next()) {
        SetEntry* entry = probe.entry();
        Value candidate = entry->key;
        if (candidate.is_empty())
            return Search{ nullptr, removed ? removed : entry };
        if (candidate == key)
            return Search{ entry, nullptr };
        if (candidate == Deleted) {
            removed = entry;
            continue;
        }
        if (entry->hash != hash || (candidate.is_small() && key.is_small()))
            continue;
        bool equal;
        if (is_str && is_plain_str(vm, candidate)) {
            equal = str_equal(as<Str>(candidate), as<Str>(key));
        } else {
            equal = TRY(keys_equal_slow(vm, candidate, key));
            bool taken = removed && !(removed->key == Deleted);
            if (set->table != table || !(entry->key == candidate) || taken)
                goto restart;
        }
        if (equal)
            return Search{ entry, nullptr };
    }
}

/// find_on, where the first place that is looked at mostly tells.
[[gnu::always_inline]] inline Result<Search> find(Vm& vm, SetBase* set, Value key, int64_t hash)
{
    if (SetTable* table = set->table) [[likely]] {
        SetEntry* entry = &table->entries[size_t(hash) & table->mask];
        if (entry->key == key)
            return Search{ entry, nullptr };
        if (entry->key.is_empty())
            return Search{ nullptr, entry };
    }
    return find_on(vm, set, key, hash);
}

Result<bool> add_hashed(Vm& vm, SetBase* set, Value key, int64_t hash)
{
    Search found;
    // A comparison may have cleared the set.
    while (!found.free) {
        TRY(need_table(vm, set));
        found = TRY(find(vm, set, key, hash));
        if (found.entry)
            return false;
    }
    bool reused = found.free->key == Deleted;
    fill(vm, set->table, found.free, key, hash);
    set->used++;
    if (reused)
        return true;
    set->filled++;
    TRY(grow_when_full(vm, set));
    return true;
}

/// Adds a key of a set that is walked; `known_new`: that has the same table still, so that no key comes twice.
Result<void> add_result(Vm& vm, SetBase* result, const SetEntry& entry, bool known_new)
{
    if (known_new) [[likely]]
        return add_new_key(vm, result, entry.key, entry.hash);
    TRY(add_hashed(vm, result, entry.key, entry.hash));
    return {};
}

Result<bool> discard_hashed(Vm& vm, SetBase* set, Value key, int64_t hash)
{
    Search found = TRY(find(vm, set, key, hash));
    if (!found.entry)
        return false;
    *found.entry = { Deleted, -1 };
    set->used--;
    return true;
}

Result<SetBase*> make_empty(Vm& vm, bool frozen)
{
    if (frozen)
        return static_cast<SetBase*>(TRY(make_frozen_set(vm)));
    return static_cast<SetBase*>(TRY(make_set(vm)));
}

} // namespace

Result<Set*> make_set(Vm& vm)
{
    auto* set = vm.heap.allocate<Set>(uint8_t(Kind::Set));
    if (!set)
        return vm.raise_memory_error();
    set->shape = vm.exact.set;
    return set;
}

Result<FrozenSet*> make_frozen_set(Vm& vm)
{
    auto* set = vm.heap.allocate<FrozenSet>(uint8_t(Kind::FrozenSet));
    if (!set)
        return vm.raise_memory_error();
    set->shape = vm.exact.frozen_set;
    return set;
}

Result<void> set_grow(Vm& vm, SetBase* set)
{
    return resize(vm, set, set->used > 50000 ? set->used * 2 : set->used * 4);
}

Result<bool> set_add_any(Vm& vm, SetBase* set, Value key)
{
    int64_t hash = TRY(hash_key(vm, key, "a set element"));
    return add_hashed(vm, set, key, hash);
}

Result<bool> set_contains(Vm& vm, SetBase* set, Value key)
{
    int64_t hash = TRY(hash_key(vm, key, "a set element"));
    return TRY(find(vm, set, key, hash)).entry != nullptr;
}

Result<bool> set_discard(Vm& vm, SetBase* set, Value key)
{
    int64_t hash = TRY(hash_key(vm, key, "a set element"));
    return discard_hashed(vm, set, key, hash);
}

Result<Value> set_pop(Vm& vm, SetBase* set)
{
    if (set->used == 0)
        return vm.raise(Error::KeyError, "pop from an empty set");
    SetTable* table = set->table;
    size_t i = set->finger & table->mask;
    while (table->entries[i].key.is_empty() || table->entries[i].key == Deleted)
        i = (i + 1) & table->mask;
    Value key = table->entries[i].key;
    table->entries[i] = { Deleted, -1 };
    set->used--;
    set->finger = i + 1;
    return key;
}

void set_clear(Vm& vm, SetBase* set)
{
    vm.heap.write_barrier(set);
    set->table = nullptr;
    set->used = set->filled = 0; // where pop goes on stays, as in CPython
}

void set_take(Vm& vm, SetBase* set, SetBase* from)
{
    vm.heap.write_barrier(set);
    set->table = from->table;
    set->used = from->used;
    set->filled = from->filled;
}

Result<SetBase*> set_copy(Vm& vm, SetBase* set, bool frozen)
{
    SetBase* copy = TRY(make_empty(vm, frozen));
    TRY(set_merge(vm, copy, set));
    return copy;
}

Result<void> set_merge(Vm& vm, SetBase* set, SetBase* other)
{
    if (set == other || other->used == 0)
        return {};
    size_t mask = set->table ? set->table->mask : smallest_size - 1;
    if ((set->filled + other->used) * 5 >= mask * 3)
        TRY(resize(vm, set, (set->used + other->used) * 2));
    else if (!set->table)
        TRY(resize(vm, set, 0));
    if (set->filled == 0 && set->table->mask == other->table->mask && other->filled == other->used) {
        vm.heap.write_barrier(set->table);
        set->table->aux |= other->table->aux & HoldsCells;
        std::copy_n(other->table->entries, other->table->mask + 1, set->table->entries);
        set->filled = set->used = other->used;
        return {};
    }
    if (set->filled == 0) {
        size_t position = 0;
        while (const SetEntry* entry = next_key(other, position))
            insert_clean(vm, set->table, entry->key, entry->hash);
        set->filled = set->used = other->used;
        return {};
    }
    size_t position = 0;
    while (const SetEntry* entry = next_key(other, position)) {
        SetEntry copy = *entry;
        TRY(add_hashed(vm, set, copy.key, copy.hash));
    }
    return {};
}

Result<SetBase*> set_intersection(Vm& vm, SetBase* set, SetBase* other, bool frozen)
{
    SetBase* result = TRY(make_empty(vm, frozen));
    SetBase* walked = set;
    SetBase* asked = other;
    if (other->used <= set->used)
        std::swap(walked, asked);
    const SetTable* table = walked->table;
    size_t position = 0;
    while (const SetEntry* entry = next_key(walked, position)) {
        SetEntry copy = *entry;
        if (TRY(find(vm, asked, copy.key, copy.hash)).entry)
            TRY(add_result(vm, result, copy, walked->table == table));
    }
    return result;
}

Result<void> set_intersect(Vm& vm, SetBase* set, SetBase* other)
{
    set_take(vm, set, TRY(set_intersection(vm, set, other, false)));
    return {};
}

Result<void> set_subtract(Vm& vm, SetBase* set, SetBase* other)
{
    if (set == other) {
        set_clear(vm, set);
        return {};
    }
    size_t position = 0;
    while (const SetEntry* entry = next_key(other, position)) {
        SetEntry copy = *entry;
        TRY(discard_hashed(vm, set, copy.key, copy.hash));
    }
    return set_drop_removed(vm, set);
}

Result<void> set_drop_removed(Vm& vm, SetBase* set)
{
    bool are_few = !set->table || set->filled - set->used <= set->table->mask / 4;
    return are_few ? Result<void>() : set_grow(vm, set);
}

Result<SetBase*> set_difference(Vm& vm, SetBase* set, SetBase* other, bool frozen)
{
    if ((set->used >> 2) > other->used) {
        SetBase* copy = TRY(set_copy(vm, set, frozen));
        TRY(set_subtract(vm, copy, other));
        return copy;
    }
    SetBase* result = TRY(make_empty(vm, frozen));
    const SetTable* table = set->table;
    size_t position = 0;
    while (const SetEntry* entry = next_key(set, position)) {
        SetEntry copy = *entry;
        if (!TRY(find(vm, other, copy.key, copy.hash)).entry)
            TRY(add_result(vm, result, copy, set->table == table));
    }
    return result;
}

Result<void> set_symmetric(Vm& vm, SetBase* set, SetBase* other)
{
    if (set == other) {
        set_clear(vm, set);
        return {};
    }
    size_t position = 0;
    while (const SetEntry* entry = next_key(other, position)) {
        SetEntry copy = *entry;
        if (!TRY(discard_hashed(vm, set, copy.key, copy.hash)))
            TRY(add_hashed(vm, set, copy.key, copy.hash));
    }
    return {};
}

Result<bool> set_is_subset(Vm& vm, SetBase* set, SetBase* other)
{
    if (set->used > other->used)
        return false;
    size_t position = 0;
    while (const SetEntry* entry = next_key(set, position)) {
        SetEntry copy = *entry;
        if (!TRY(find(vm, other, copy.key, copy.hash)).entry)
            return false;
    }
    return true;
}

Result<bool> set_is_disjoint(Vm& vm, SetBase* set, SetBase* other)
{
    if (other->used < set->used)
        std::swap(set, other);
    size_t position = 0;
    while (const SetEntry* entry = next_key(set, position)) {
        SetEntry copy = *entry;
        if (TRY(find(vm, other, copy.key, copy.hash)).entry)
            return false;
    }
    return true;
}

int64_t frozen_set_hash(SetBase* set)
{
    auto shuffle = [](uint64_t bits) { return ((bits ^ 89869747ULL) ^ (bits << 16)) * 3644798167ULL; };
    uint64_t hash = 0;
    size_t position = 0;
    while (const SetEntry* entry = next_key(set, position))
        hash ^= shuffle(uint64_t(entry->hash));
    hash ^= (set->used + 1) * 1927868237ULL;
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash * 69069U + 907133923ULL;
    return int64_t(hash) == -1 ? 590923713 : int64_t(hash);
}

} // namespace coil::internal
