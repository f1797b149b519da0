#include <sstream>

#include "objects/dict.h"
#include "objects/iterators.h"
#include "objects/numbers.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects_test.h"

using namespace coil::internal;
using namespace coil::internal::test;

namespace
{

Value to_bound(DataVm& vm, const std::string& text)
{
    return text == "None" ? None : int_from_text(vm, text, 10).value();
}

std::string answer_slice(DataVm& vm, const Fields& row)
{
    Value start = to_bound(vm, row[1]), stop = to_bound(vm, row[2]), step = to_bound(vm, row[3]);
    if (row[0] == "range") {
        auto range = make_range(vm, start, stop, step);
        return range.failed() ? vm.show(Value()) : vm.show(as<Range>(range.value())->length);
    }
    Value length = to_bound(vm, row[4]);
    auto bounds = slice_bounds(vm, start, stop, step, length);
    if (bounds.failed())
        return vm.show(Value());
    SliceBounds at = bounds.value();
    SliceIndices small = slice_indices(slice_points(vm, start, stop, step).value(), size_t(length.as_small()));
    CHECK(small.start == at.start.as_small());
    CHECK(small.stop == at.stop.as_small());
    return vm.show(make_tuple(vm, { at.start, at.stop, at.step }));
}

std::string answer_set(DataVm& vm, const Fields& row)
{
    SetBase* sets[2] = { make_set(vm).value(), make_set(vm).value() };
    std::istringstream steps(row[0]);
    int target = 0;
    for (std::string step; steps >> step;) {
        if (step == "/") {
            target = 1;
            continue;
        }
        Value number = int_from_text(vm, step.substr(1), 10).value();
        (void)(step[0] == '+' ? set_add(vm, sets[target], number) : set_discard(vm, sets[target], number));
    }
    SetBase *left = sets[0], *right = sets[1];
    List* out = make_list(vm).value();
    if (row[1] == "pop") {
        while (left->used)
            (void)list_append(vm, out, set_pop(vm, left).value());
        return vm.show(Value::cell(out));
    }
    SetBase* result = left;
    if (row[1] == "and")
        (void)set_intersect(vm, left, right);
    else if (row[1] == "sub")
        result = set_difference(vm, left, right, false).value();
    else
        result = set_copy(vm, row[1] == "xor" ? right : left, false).value();
    if (row[1] == "or")
        (void)set_merge(vm, result, right);
    if (row[1] == "xor")
        (void)set_symmetric(vm, result, left);
    size_t position = 0;
    while (const SetEntry* entry = next_key(result, position))
        (void)list_append(vm, out, entry->key);
    return vm.show(Value::cell(out));
}

} // namespace

TEST_CASE("Slices and ranges have CPython's bounds", "[objects][slice]") { check_table("slices.txt", answer_slice); }
TEST_CASE("Sets of ints are in CPython's order", "[objects][set]") { check_table("sets.txt", answer_set); }

TEST_CASE("Unhashable keys are named with what they were wanted for", "[objects][dict]")
{
    DataVm vm;
    Value list = Value::cell(make_list(vm).value());
    Dict* dict = make_dict(vm).value();
    CHECK(dict_set(vm, dict, list, None).failed());
    CHECK(vm.show(Value()) == "!cannot use 'list' as a dict key (unhashable type: 'list')");
    CHECK(set_add(vm, make_set(vm).value(), list).failed());
    CHECK(vm.show(Value()) == "!cannot use 'list' as a set element (unhashable type: 'list')");
    Value tuple = Value::cell(make_tuple(vm, { list }).value());
    CHECK(dict_find(vm, dict, tuple).failed());
    CHECK(vm.show(Value()) == "!cannot use 'tuple' as a dict key (unhashable type: 'list')");
    CHECK(dict_pop(vm, dict, list).value() == std::nullopt);
}

TEST_CASE("A dict keeps the order of insertion through deletions and growth", "[objects][dict]")
{
    DataVm vm;
    Dict* dict = make_dict(vm).value();
    std::vector<int64_t> model;
    uint64_t seed = 1;
    for (int i = 0; i < 20000; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        auto key = int64_t(seed >> 33) % 700;
        auto found = std::find(model.begin(), model.end(), key);
        if (seed >> 62) {
            REQUIRE(dict_set(vm, dict, Value::small(key), Value::small(i)).ok());
            if (found == model.end())
                model.push_back(key);
        } else {
            bool removed = dict_pop(vm, dict, Value::small(key)).value().has_value();
            REQUIRE(removed == (found != model.end()));
            if (removed)
                model.erase(found);
        }
    }
    REQUIRE(dict->used == model.size());
    size_t position = 0;
    for (int64_t key : model) {
        const DictEntry* entry = next_entry(dict, position);
        REQUIRE(entry);
        REQUIRE(entry->key == Value::small(key));
        REQUIRE(dict_find(vm, dict, Value::small(key)).value().value == &entry->value);
    }
    CHECK(next_entry(dict, position) == nullptr);
}

TEST_CASE("keys_version changes with the keys and not with the values", "[objects][dict]")
{
    DataVm vm;
    Dict* dict = make_dict(vm).value();
    Str* name = intern(vm, "name");
    REQUIRE(dict_set_str(vm, dict, name, None).ok());
    uint32_t version = dict->keys_version;
    int64_t index = entry_index(vm, dict, name);
    REQUIRE(dict_set_str(vm, dict, name, True).ok());
    CHECK(dict->keys_version == version);
    CHECK(dict->table->entries()[index].value == True);
    REQUIRE(dict_set_str(vm, dict, intern(vm, "other"), None).ok());
    CHECK(dict->keys_version != version);
    version = dict->keys_version;
    CHECK(dict_erase_str(vm, dict, name));
    CHECK(dict->keys_version != version);
}

TEST_CASE("A dict that a key's comparison changes is searched again", "[objects][dict]")
{
    DataVm vm;
    Dict* dict = make_dict(vm).value();
    // Floats and ints of equal hash are compared by operations.equal.
    REQUIRE(dict_set(vm, dict, make_float(vm, 7.5).value(), None).ok());
    Value wide = int_pow(vm, Value::small(2), Value::small(70)).value();
    REQUIRE(dict_set(vm, dict, wide, None).ok());
    int asked = 0;
    equality_hook() = [&](Vm& inner, Value, Value) -> Result<bool> {
        if (asked++ == 0)
            for (int i = 0; i < 100; i++)
                TRY(dict_set(inner, dict, Value::small(i), None));
        return false;
    };
    Value same = int_pow(vm, Value::small(2), Value::small(70)).value();
    Found found = dict_find(vm, dict, same).value();
    equality_hook() = nullptr;
    CHECK(asked >= 2);
    CHECK(found.value != nullptr);
    CHECK(dict->used == 102);
}
