#include "objects/dict.h"

#include "objects/class.h"
#include "objects/hash.h"
#include "objects/str.h"

namespace coil::internal
{

namespace
{

constexpr uint32_t smallest_bits = 3;
constexpr uint32_t empty_slot = 0xffffffff;
constexpr uint32_t dummy_slot = 0xfffffffe;
constexpr uint32_t largest_bits = 30;

uint32_t usable(uint32_t bits) { return uint32_t((uint64_t(2) << bits) / 3); }
uint32_t index_width(uint32_t bits) { return bits <= 7 ? 1 : bits <= 15 ? 2 : 4; }

uint32_t get_slot(const DictTable* table, size_t slot)
{
    switch (table->aux) {
    case 1: {
        uint8_t entry = table->index()[slot];
        return entry >= 0xfe ? 0xffffff00 | entry : entry;
    }
    case 2: {
        uint16_t entry = reinterpret_cast<const uint16_t*>(table->index())[slot];
        return entry >= 0xfffe ? 0xffff0000 | entry : entry;
    }
    default:
        return reinterpret_cast<const uint32_t*>(table->index())[slot];
    }
}

void put_slot(DictTable* table, size_t slot, uint32_t entry)
{
    switch (table->aux) {
    case 1:
        table->index()[slot] = uint8_t(entry);
        break;
    case 2:
        reinterpret_cast<uint16_t*>(table->index())[slot] = uint16_t(entry);
        break;
    default:
        reinterpret_cast<uint32_t*>(table->index())[slot] = entry;
    }
}

/// Walks the slots where a key of that hash may stand.
struct Probe {
    size_t mask, slot;
    uint64_t perturb;
    Probe(const DictTable* table, int64_t hash)
        : mask((size_t(1) << table->index_bits) - 1)
        , slot(size_t(hash) & mask)
        , perturb(uint64_t(hash))
    {
    }
    void next()
    {
        perturb >>= 5;
        slot = (slot * 5 + perturb + 1) & mask;
    }
};

Result<DictTable*> make_table(Vm& vm, uint32_t bits)
{
    if (bits > largest_bits)
        return vm.raise_memory_error();
    uint32_t capacity = usable(bits);
    uint32_t width = index_width(bits);
    size_t entry_bytes = capacity * sizeof(DictEntry);
    size_t index_bytes = size_t(width) << bits;
    auto* table = static_cast<DictTable*>(
        vm.heap.allocate_cell_uninitialized(uint8_t(Kind::DictTable), sizeof(DictTable) + entry_bytes + index_bytes));
    if (!table)
        return vm.raise_memory_error();
    table->aux = uint16_t(width);
    table->index_bits = bits;
    table->entry_capacity = capacity;
    table->entry_count = table->given_back = 0;
    if (index_bytes == sizeof(uint64_t)) {
        uint64_t empty = ~uint64_t(0);
        std::memcpy(table->index(), &empty, sizeof(empty));
    } else {
        std::memset(table->index(), 0xff, index_bytes);
    }
    return table;
}

void insert_clean(DictTable* table, const DictEntry& entry)
{
    Probe probe(table, entry.hash);
    while (get_slot(table, probe.slot) != empty_slot)
        probe.next();
    put_slot(table, probe.slot, table->entry_count);
    table->entries()[table->entry_count++] = entry;
}

void keys_changed(Dict* dict)
{
    if (++dict->keys_version == 0)
        dict->keys_version = 1;
}

/// A table of `bits` with the dict's live entries. Entries move: inline caches are told.
Result<void> rebuild(Vm& vm, Dict* dict, uint32_t bits)
{
    DictTable* table = TRY(make_table(vm, bits));
    size_t position = 0;
    while (const DictEntry* entry = next_entry(dict, position))
        insert_clean(table, *entry);
    vm.heap.write_barrier(dict);
    dict->table = table;
    keys_changed(dict);
    return {};
}

Result<void> make_room(Vm& vm, Dict* dict)
{
    if (dict->table && dict->table->entry_count + dict->table->given_back < dict->table->entry_capacity)
        return {};
    uint32_t bits = smallest_bits;
    // As CPython: three times the keys in use.
    while ((uint64_t(1) << bits) < uint64_t(dict->used) * 3)
        bits++;
    return rebuild(vm, dict, bits);
}

/// Keys that are compared by their bytes: no script code can run.
bool is_str_key(const Vm& vm, Value key) { return key.is_cell() && key.as_cell()->shape == vm.exact.str; }

constexpr int64_t ask_keys = -2;

/// Searches without running script code, once for each width of the index: gives what visit(entry) says of the first
/// entry for which it says something else than go_on, or -1.
constexpr int64_t go_on = -3;
template <class Slot, class Visit>
[[gnu::always_inline]] inline int64_t search(const DictTable* table, int64_t hash, Visit&& visit)
{
    auto* slots = reinterpret_cast<const Slot*>(table->index());
    const DictEntry* entries = table->entries();
    for (Probe probe(table, hash);; probe.next()) {
        Slot at = slots[probe.slot];
        if (at == Slot(empty_slot))
            return -1;
        if (at == Slot(dummy_slot)) [[unlikely]]
            continue;
        if (int64_t found = visit(entries[at], at); found != go_on) [[likely]]
            return found;
    }
}
template <class Visit> [[gnu::always_inline]] inline int64_t search(const DictTable* table, int64_t hash, Visit&& visit)
{
    switch (table->aux) {
    case 1:
        return search<uint8_t>(table, hash, visit);
    case 2:
        return search<uint16_t>(table, hash, visit);
    default:
        return search<uint32_t>(table, hash, visit);
    }
}

/// The entry's index, or -1; ask_keys when a key of that hash is no plain string, so that it must be asked whether it
/// is equal.
int64_t find_str_index(const Vm& vm, const Dict* dict, const Str* key, int64_t hash)
{
    if (!dict->table)
        return -1;
    return search(dict->table, hash, [&](const DictEntry& entry, int64_t index) {
        if (entry.key == Value::cell(key))
            return index;
        if (entry.hash != hash)
            return go_on;
        if (!is_str_key(vm, entry.key))
            return ask_keys;
        return str_equal(as<Str>(entry.key), key) ? index : go_on;
    });
}

/// As find_str_index, of a string that may be asked for again at once.
int64_t find_str_again(Vm& vm, Dict* dict, Str* key)
{
    int64_t hash = str_hash(vm, key);
    LastKey& last = vm.lookups.last_key;
    if (last.key == key && last.dict == dict && last.version == dict->keys_version && last.hash == hash)
        return last.entry;
    int64_t index = find_str_index(vm, dict, key, hash);
    if (index >= 0)
        last = { dict, key, hash, dict->keys_version, uint32_t(index) };
    return index;
}

/// As find_str_index, of an int that needs no cell.
int64_t find_small_index(const Dict* dict, Value key, int64_t hash)
{
    if (!dict->table)
        return -1;
    return search(dict->table, hash, [&](const DictEntry& entry, int64_t index) {
        if (entry.key == key)
            return index;
        return entry.hash != hash || entry.key.is_small() ? go_on : ask_keys;
    });
}

/// The entry's index, or -1. A comparison may run script code that changes the dict: then the search starts again.
Result<int64_t> find_index(Vm& vm, Dict* dict, Value key, int64_t hash)
{
restart:
    DictTable* table = dict->table;
    if (!table)
        return int64_t(-1);
    for (Probe probe(table, hash);; probe.next()) {
        uint32_t slot = get_slot(table, probe.slot);
        if (slot == empty_slot)
            return int64_t(-1);
        if (slot == dummy_slot)
            continue;
        DictEntry& entry = table->entries()[slot];
        if (entry.key == key)
            return int64_t(slot);
        if (entry.hash != hash)
            continue;
        Value candidate = entry.key;
        if (is_str_key(vm, candidate) && is_str_key(vm, key)) {
            if (str_equal(as<Str>(candidate), as<Str>(key)))
                return int64_t(slot);
            continue;
        }
        uint32_t version = dict->keys_version;
        bool equal = TRY(keys_equal_slow(vm, candidate, key));
        if (dict->table != table || dict->keys_version != version)
            goto restart;
        if (equal)
            return int64_t(slot);
    }
}

Result<void> append(Vm& vm, Dict* dict, Value key, int64_t hash, Value value)
{
    TRY(make_room(vm, dict));
    DictTable* table = dict->table;
    vm.heap.write_barrier(table);
    Probe probe(table, hash);
    for (uint32_t slot; (slot = get_slot(table, probe.slot)) != empty_slot && slot != dummy_slot;)
        probe.next();
    put_slot(table, probe.slot, table->entry_count);
    table->entries()[table->entry_count++] = { key, value, hash };
    dict->used++;
    keys_changed(dict);
    return {};
}

void erase(Vm& vm, Dict* dict, int64_t index)
{
    DictTable* table = dict->table;
    (void)vm;
    DictEntry& entry = table->entries()[index];
    Probe probe(table, entry.hash);
    while (get_slot(table, probe.slot) != uint32_t(index))
        probe.next();
    put_slot(table, probe.slot, dummy_slot);
    entry.key = Value();
    entry.value = Value();
    dict->used--;
    if (dict->used == 0) {
        std::memset(table->index(), 0xff, size_t(table->aux) << table->index_bits);
        table->entry_count = table->given_back = 0;
    }
    keys_changed(dict);
}

/// The entry's index, or -1, and the hash of the key.
[[gnu::always_inline]] inline Result<int64_t> find_key(Vm& vm, Dict* dict, Value key, int64_t& hash)
{
    int64_t index = ask_keys;
    if (is_str_key(vm, key)) {
        index = find_str_again(vm, dict, as<Str>(key));
        hash = as<Str>(key)->hash;
    } else {
        hash = TRY(hash_key(vm, key, "a dict key"));
        if (key.is_small())
            index = find_small_index(dict, key, hash);
    }
    return index != ask_keys ? Result<int64_t>(index) : find_index(vm, dict, key, hash);
}

} // namespace

Result<Dict*> make_dict(Vm& vm)
{
    auto* dict = vm.heap.allocate<Dict>(uint8_t(Kind::Dict));
    if (!dict)
        return vm.raise_memory_error();
    dict->shape = vm.exact.dict;
    dict->keys_version = 1;
    return dict;
}

Result<Dict*> make_dict_sized(Vm& vm, size_t count)
{
    Dict* dict = TRY(make_dict(vm));
    if (count == 0)
        return dict;
    uint32_t bits = smallest_bits;
    while (bits < largest_bits && usable(bits) < count)
        bits++;
    TRY(rebuild(vm, dict, bits));
    return dict;
}

Result<Dict*> make_dict_of_strs(Vm& vm, const Value* keys, const Value* values, size_t count)
{
    Dict* dict = TRY(make_dict_sized(vm, count));
    for (size_t i = 0; i < count; i++)
        insert_clean(dict->table, { keys[i], values[i], str_hash(vm, as<Str>(keys[i])) });
    dict->used = uint32_t(count);
    return dict;
}

int64_t entry_index(Vm& vm, const Dict* dict, Str* key)
{
    return dict->table ? find_str_index(vm, dict, key, str_hash(vm, key)) : -1;
}

Value* find_str(Vm& vm, const Dict* dict, Str* key)
{
    if (Value* found = find_at_once(dict, Value::cell(key), uint64_t(key->hash))) [[likely]]
        return found;
    if (!dict->table)
        return nullptr;
    int64_t index = find_str_index(vm, dict, key, str_hash(vm, key));
    return index < 0 ? nullptr : &const_cast<DictTable*>(dict->table)->entries()[index].value;
}

Result<void> dict_set_str(Vm& vm, Dict* dict, Str* key, Value value)
{
    int64_t index = find_str_index(vm, dict, key, str_hash(vm, key));
    if (index >= 0) {
        vm.heap.write_barrier(dict->table);
        dict->table->entries()[index].value = value;
        return {};
    }
    return append(vm, dict, Value::cell(key), key->hash, value);
}

bool dict_erase_str(Vm& vm, Dict* dict, Str* key)
{
    int64_t index = find_str_index(vm, dict, key, str_hash(vm, key));
    if (index < 0)
        return false;
    erase(vm, dict, index);
    return true;
}

Result<Found> dict_search(Vm& vm, Dict* dict, Value key)
{
    int64_t hash = 0;
    int64_t index = TRY(find_key(vm, dict, key, hash));
    return index < 0 ? Found{} : Found{ &dict->table->entries()[index].value };
}

Result<void> dict_put(Vm& vm, Dict* dict, Value key, Value value)
{
    int64_t hash = 0;
    int64_t index = TRY(find_key(vm, dict, key, hash));
    if (index < 0)
        return append(vm, dict, key, hash, value);
    vm.heap.write_barrier(dict->table);
    dict->table->entries()[index].value = value;
    return {};
}

Result<void> dict_set_first(Vm& vm, Dict* dict, Value key, Value value)
{
    int64_t hash = TRY(hash_key(vm, key, "a dict key"));
    return dict->used ? dict_put(vm, dict, key, value) : append(vm, dict, key, hash, value);
}

Result<std::optional<Value>> dict_pop(Vm& vm, Dict* dict, Value key)
{
    int64_t hash = TRY(hash_key(vm, key, "a dict key"));
    int64_t index = TRY(find_index(vm, dict, key, hash));
    if (index < 0)
        return std::optional<Value>();
    Value value = dict->table->entries()[index].value;
    erase(vm, dict, index);
    return std::optional<Value>(value);
}

std::optional<DictEntry> dict_pop_last(Vm& vm, Dict* dict)
{
    if (dict->used == 0)
        return std::nullopt;
    DictTable* table = dict->table;
    uint32_t last = table->entry_count - 1;
    while (table->entries()[last].key.is_empty())
        last--;
    DictEntry entry = table->entries()[last];
    erase(vm, dict, last);
    if (dict->used) {
        table->given_back += table->entry_count - last;
        table->entry_count = last;
    }
    return entry;
}

Result<Value> dict_set_default(Vm& vm, Dict* dict, Value key, Value fallback)
{
    int64_t hash = TRY(hash_key(vm, key, "a dict key"));
    int64_t index = TRY(find_index(vm, dict, key, hash));
    if (index >= 0)
        return dict->table->entries()[index].value;
    TRY(append(vm, dict, key, hash, fallback));
    return fallback;
}

void dict_clear(Vm& vm, Dict* dict)
{
    vm.heap.write_barrier(dict);
    dict->table = nullptr;
    dict->used = 0;
    keys_changed(dict);
}

Result<Dict*> dict_copy(Vm& vm, Dict* dict)
{
    Dict* copy = TRY(make_dict(vm));
    if (dict->used)
        TRY(dict_merge(vm, copy, dict));
    return copy;
}

Result<void> dict_merge(Vm& vm, Dict* dict, Dict* other, bool override)
{
    if (dict == other || other->used == 0)
        return {};
    if (dict->used == 0) {
        uint32_t bits = smallest_bits;
        while (bits < largest_bits && usable(bits) < other->used)
            bits++;
        if (!dict->table || usable(bits) > dict->table->entry_capacity)
            TRY(rebuild(vm, dict, bits));
    }
    size_t position = 0;
    // Into an empty table the keys go as they are, each once.
    if (dict->used == 0 && dict->table->entry_count + dict->table->given_back == 0) {
        vm.heap.write_barrier(dict->table);
        while (const DictEntry* entry = next_entry(other, position))
            insert_clean(dict->table, *entry);
        dict->used = other->used;
        keys_changed(dict);
        return {};
    }
    uint32_t version = other->keys_version;
    while (const DictEntry* entry = next_entry(other, position)) {
        DictEntry copy = *entry;
        int64_t index = TRY(find_index(vm, dict, copy.key, copy.hash));
        if (index < 0) {
            TRY(append(vm, dict, copy.key, copy.hash, copy.value));
        } else if (override) {
            vm.heap.write_barrier(dict->table);
            dict->table->entries()[index].value = copy.value;
        }
        if (other->keys_version != version)
            return vm.raise(Error::RuntimeError, "dict mutated during update");
    }
    return {};
}

Result<bool> dict_equal(Vm& vm, Dict* left, Dict* right)
{
    if (left->used != right->used)
        return false;
    size_t position = 0;
    while (const DictEntry* entry = next_entry(left, position)) {
        DictEntry copy = *entry;
        int64_t index = TRY(find_index(vm, right, copy.key, copy.hash));
        if (index < 0)
            return false;
        if (!TRY(keys_equal_slow(vm, copy.value, right->table->entries()[index].value)))
            return false;
    }
    return true;
}

} // namespace coil::internal
