#include <cmath>
#include <map>

#include "objects/bytes.h"
#include "objects/numbers.h"
#include "objects_test.h"

using namespace coil::internal;
using namespace coil::internal::test;

namespace
{

double to_float(const std::string& text) { return std::strtod(text.c_str(), nullptr); }

/// Unary and binary operations on ints by name.
using Unary = Result<Value> (*)(Vm&, Value);
using Binary = Result<Value> (*)(Vm&, Value, Value);
const std::map<std::string, Unary> unary = { { "neg", int_negate }, { "invert", int_invert }, { "abs", int_abs },
    { "isqrt", int_isqrt } };
const std::map<std::string, Binary> binary = { { "add", int_add }, { "sub", int_sub }, { "mul", int_mul },
    { "div", int_true_div }, { "gcd", int_gcd }, { "and", int_and }, { "or", int_or }, { "xor", int_xor },
    { "left", int_shift_left }, { "right", int_shift_right }, { "pow", int_pow }, { "round", int_round } };

std::string show_pair(DataVm& vm, const Result<std::pair<Value, Value>>& pair)
{
    if (pair.failed())
        return vm.show(Value());
    return "(" + vm.show(pair.value().first) + ", " + vm.show(pair.value().second) + ")";
}

std::string answer_float(DataVm& vm, const std::string& name, const Fields& row)
{
    double x = to_float(row[1]);
    double y = row.size() > 3 ? to_float(row[2]) : 0;
    if (name == "int")
        return vm.show(int_from_double(vm, x));
    if (name == "hash-float")
        return std::to_string(float_hash(vm, x, Value()));
    if (name == "float-floor")
        return vm.show(float_floor_div(vm, x, y));
    if (name == "float-mod")
        return vm.show(float_mod(vm, x, y));
    if (name == "float-pow")
        return vm.show(float_pow(vm, x, y));
    if (name == "float-round")
        return vm.show(float_round(vm, x, int64_t(y)));
    return show_pair(vm, float_integer_ratio(vm, x));
}

std::string answer_bytes(DataVm& vm, Value value, const Fields& row)
{
    bool little = row[3] == "little", is_signed = row[4] == "True";
    auto bytes = int_to_bytes(vm, value, std::stoul(row[2]), little, is_signed);
    if (bytes.failed())
        return vm.show(Value());
    Value back = int_from_bytes(vm, bytes.value(), little, is_signed).value();
    CHECK(int_compare(back, value) == 0);
    return vm.show(make_bytes(vm, bytes.value()));
}

std::string answer(DataVm& vm, const Fields& row)
{
    const std::string& name = row[0];
    if (name == "parse")
        return vm.show(int_from_text(vm, row[1], std::stoi(row[2])));
    if (name == "int" || name == "ratio" || name.find("float-") == 0 || name == "hash-float")
        return answer_float(vm, name, row);
    Value a = int_from_text(vm, row[1], 10).value();
    if (auto found = unary.find(name); found != unary.end())
        return vm.show(found->second(vm, a));
    if (name == "bytes")
        return answer_bytes(vm, a, row);
    if (name == "hash")
        return std::to_string(int_hash(a));
    if (name == "float")
        return vm.show(int_to_double(vm, a));
    if (name == "bits")
        return std::to_string(int_bit_length(a));
    if (name == "ones")
        return std::to_string(int_bit_count(a));
    if (name == "compare-float")
        return std::to_string(int_compare_double(a, to_float(row[2])));
    Value b = int_from_text(vm, row[2], 10).value();
    if (auto found = binary.find(name); found != binary.end())
        return vm.show(found->second(vm, a, b));
    if (name == "divmod") {
        auto both = int_divmod(vm, a, b);
        if (both.ok()) {
            CHECK(int_compare(int_floor_div(vm, a, b).value(), both.value().first) == 0);
            CHECK(int_compare(int_mod(vm, a, b).value(), both.value().second) == 0);
        }
        return show_pair(vm, both);
    }
    if (name == "compare")
        return std::to_string(int_compare(a, b));
    return vm.show(int_pow_mod(vm, a, b, int_from_text(vm, row[3], 10).value()));
}

} // namespace

TEST_CASE("Ints and floats compute what CPython's do", "[objects][numbers]") { check_table("numbers.txt", answer); }

TEST_CASE("Ints keep one form: immediate when they fit", "[objects][numbers]")
{
    DataVm vm;
    Value most = Value::small(Value::max_small);
    Value wide = int_add(vm, most, Value::small(1)).value();
    CHECK(wide.is_cell());
    CHECK(int_sub(vm, wide, Value::small(1)).value() == most);
    CHECK(int_negate(vm, wide).value() == Value::small(Value::min_small));
    CHECK(int_add(vm, True, True).value() == Value::small(2));
}

TEST_CASE("Ints that no memory could hold raise MemoryError at once", "[objects][numbers]")
{
    DataVm vm;
    vm.vm().heap.set_limit(vm.vm().heap.bytes_in_use() + (1 << 20));
    Value huge = Value::small(int64_t(1) << 40);
    CHECK(int_shift_left(vm, Value::small(1), huge).failed());
    CHECK(vm.vm().take_pending() == vm.vm().memory_error);
    CHECK(int_pow(vm, Value::small(3), huge).failed());
    CHECK(vm.vm().take_pending() == vm.vm().memory_error);
    CHECK(int_pow(vm, Value::small(10), Value::small(100000000)).failed());
    CHECK(vm.vm().take_pending() == vm.vm().memory_error);
    CHECK(int_pow(vm, Value::small(-1), huge).value() == Value::small(1));
}

TEST_CASE("Text of ints is limited as sys.set_int_max_str_digits says", "[objects][numbers]")
{
    DataVm vm;
    Value wide = int_pow(vm, Value::small(10), Value::small(4300)).value();
    vm.vm().int_max_str_digits = 4300;
    CHECK(int_to_text(vm, wide).failed());
    CHECK(vm.show(Value()) ==
        "!Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase "
        "the limit");
    Value fits = int_sub(vm, wide, Value::small(1)).value();
    CHECK(int_to_text(vm, fits).value() == std::string(4300, '9'));
    CHECK(int_to_text(vm, wide, 16).ok());
    CHECK(int_from_text(vm, std::string(4301, '1'), 10).failed());
    CHECK(vm.show(Value()) ==
        "!Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; use "
        "sys.set_int_max_str_digits() to increase the limit");
    CHECK(int_from_text(vm, std::string(4301, '1'), 16).ok());
}

TEST_CASE("Complex numbers compute what CPython's do", "[objects][numbers]")
{
    DataVm vm;
    auto show = [&](const Result<ComplexNumber>& result) {
        return result.failed() ? vm.show(Value()) : complex_repr(result.value().real, result.value().imaginary);
    };
    CHECK(show(complex_div(vm, { 1, 2 }, { 3, -4 })) == "(-0.2+0.4j)");
    CHECK(show(complex_div(vm, { 0, 1 }, {})) == "!division by zero");
    CHECK(show(complex_pow(vm, { 1, 2 }, { 3, 0 })) == "(-11-2j)");
    CHECK(show(complex_pow(vm, { 1, 2 }, { -3, 0 })) == "(-0.08800000000000001+0.016j)");
    CHECK(show(complex_pow(vm, { 1, 2 }, { 0.5, 0 })) == "(1.272019649514069+0.7861513777574233j)");
    CHECK(show(complex_pow(vm, {}, { 0, 1 })) == "!zero to a negative or complex power");
    CHECK(show(complex_pow(vm, { 1, 1 }, { 1e300, 0 })) == "!complex exponentiation");
    CHECK(complex_hash(vm, 1, 2, Value()) == 2000007);
}
