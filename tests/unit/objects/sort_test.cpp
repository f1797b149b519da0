#include <random>

#include "objects/list.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "objects_test.h"

using namespace coil::internal;
using namespace coil::internal::test;

namespace
{

/// Sorts by std::stable_sort and by list_sort, and compares.
template <class Make> void check_sort(Make make, size_t count, bool reverse)
{
    DataVm vm;
    std::mt19937 random(unsigned(count) * 2 + reverse);
    List* list = make_list(vm).value();
    for (size_t i = 0; i < count; i++)
        REQUIRE(list_append(vm, list, make(vm, random)).ok());
    List* expected = make_list(vm, list->begin(), list->size).value();
    std::stable_sort(expected->array->data, expected->array->data + count, [&](Value left, Value right) {
        return reverse ? vm.vm().operations.less(vm, right, left).value()
                       : vm.vm().operations.less(vm, left, right).value();
    });
    REQUIRE(list_sort(vm, list, None, reverse).ok());
    CHECK(vm.show(Value::cell(list)) == vm.show(Value::cell(expected)));
}

Value some_int(DataVm&, std::mt19937& random) { return Value::small(int64_t(random() % 50) - 25); }
Value some_float(DataVm& vm, std::mt19937& random) { return make_float(vm, int(random() % 40) / 8.0 - 2).value(); }
Value some_str(DataVm& vm, std::mt19937& random)
{
    std::string text(random() % 3 ? "a common start " : "");
    for (unsigned i = random() % 4; i > 0; i--)
        text += random() % 2 ? "b" : std::string("\0", 1);
    return vm.str(text);
}
Value some_pair(DataVm& vm, std::mt19937& random)
{
    Value first = some_str(vm, random), second = some_int(vm, random);
    return Value::cell(make_tuple(vm, { first, second }).value());
}
Value some_mixture(DataVm& vm, std::mt19937& random)
{
    Value wide = int_pow(vm, Value::small(2), Value::small(random() % 80)).value();
    return random() % 2 ? wide : some_int(vm, random);
}

} // namespace

TEST_CASE("Sorting is right for every kind of items", "[objects][list]")
{
    for (size_t count : { 1, 2, 3, 20, 63, 64, 65, 500, 2000 }) {
        for (bool reverse : { false, true }) {
            check_sort(some_int, count, reverse);
            check_sort(some_float, count, reverse);
            check_sort(some_str, count, reverse);
            check_sort(some_pair, count, reverse);
            check_sort(some_mixture, count, reverse);
        }
    }
}

TEST_CASE("Sorting by key is stable in both directions", "[objects][list]")
{
    DataVm vm;
    callables() = { [](Vm&, const Value* arguments, size_t) -> Result<Value> {
        return Value::small(arguments[0].as_small() % 10);
    } };
    for (bool reverse : { false, true }) {
        List* list = make_list(vm).value();
        for (int i = 0; i < 1000; i++)
            (void)list_append(vm, list, Value::small(i));
        REQUIRE(list_sort(vm, list, Value::small(0), reverse).ok());
        for (int i = 0; i < 1000; i++)
            REQUIRE(list->array->data[i].as_small() == (reverse ? 9 - i / 100 : i / 100) + i % 100 * 10);
    }
}

TEST_CASE("A list that is changed while it is sorted is noticed", "[objects][list]")
{
    DataVm vm;
    List* list = make_list(vm).value();
    for (int i = 0; i < 10; i++)
        (void)list_append(vm, list, Value::small(i));
    callables() = { [&](Vm& inner, const Value* arguments, size_t) -> Result<Value> {
        CHECK(list->size <= 10);
        TRY(list_append(inner, list, None));
        return arguments[0];
    } };
    CHECK(list_sort(vm, list, Value::small(0), false).failed());
    CHECK(vm.show(Value()) == "!list modified during sort");
    CHECK(list->size == 10);
}

TEST_CASE("A failing comparison ends the sort and loses no item", "[objects][list]")
{
    DataVm vm;
    List* list = make_list(vm).value();
    for (int i = 0; i < 300; i++)
        (void)list_append(vm, list, i == 170 ? None : Value::small(i * 37 % 300));
    CHECK(list_sort(vm, list, None, false).failed());
    CHECK(vm.show(Value()) == "!not ordered");
    REQUIRE(list->size == 300);
    int64_t sum = 0;
    for (Value item : std::span(list->begin(), list->end()))
        sum += item.is_none() ? 170 * 37 % 300 : item.as_small();
    CHECK(sum == 299 * 300 / 2);
}

TEST_CASE("Parts of a list can be replaced by the list itself", "[objects][list]")
{
    DataVm vm;
    List* list = make_list(vm).value();
    for (int i = 0; i < 4; i++)
        (void)list_append(vm, list, Value::small(i));
    REQUIRE(list_replace(vm, list, 1, 3, list->begin(), list->size).ok());
    CHECK(vm.show(Value::cell(list)) == "[0, 0, 1, 2, 3, 3]");
    REQUIRE(list_extend(vm, list, list->begin(), list->size).ok());
    CHECK(list->size == 12);
    list_erase(vm, list, 1, 11);
    CHECK(vm.show(Value::cell(list)) == "[0, 3]");
    REQUIRE(list_insert(vm, list, -1, True).ok());
    REQUIRE(list_insert(vm, list, 99, None).ok());
    CHECK(vm.show(Value::cell(list)) == "[0, True, 3, None]");
}
