#include "compile_source.h"

using namespace coil::internal;
using namespace coil::internal::test;

namespace
{

/// The instructions of `def f(a, b, c): return <expression>`.
std::string value_of(const std::string& expression)
{
    return operations(code_named(compile_source("def f(a, b, c): return " + expression), "f"));
}

} // namespace

TEST_CASE("arithmetic on parameters uses their registers", "[compile]")
{
    CHECK(value_of("a + b * c") == "Mul Add Return");
    CHECK(value_of("a") == "Return");
    CHECK(value_of("-a") == "Negative Return");
}

TEST_CASE("small and constant operands have instructions of their own", "[compile]")
{
    CHECK(value_of("a + 1") == "AddSmall Return");
    CHECK(value_of("a - 1") == "SubConst Return");
    CHECK(value_of("a + 1000") == "AddConst Return");
    CHECK(value_of("a * 2.5") == "MulConst Return");
    CHECK(value_of("a % 7 // 2") == "ModConst FloorDivConst Return");
    CHECK(value_of("1 + a") == "LoadSmall Add Return");
    CHECK(value_of("a & 1") == "LoadSmall BitAnd Return");
}

TEST_CASE("constants are folded", "[compile]")
{
    CHECK(value_of("2 * 3 + 4") == "LoadSmall Return");
    CHECK(value_of("-5") == "LoadSmall Return");
    CHECK(value_of("(1, 'a', None)") == "LoadConst Return");
    CHECK(value_of("'ab' * 3 + 'c'") == "LoadConst Return");
    CHECK(value_of("not 0") == "LoadConst Return");
    CHECK(value_of("1 // 0") == "LoadSmall FloorDivConst Return");
    CHECK(value_of("1 if 2 > 1 else 3").find("JumpUnless") != std::string::npos);
    Unit unit = compile_source("x = (-7 // 2, -7 % 3, 7 % -3, 1 << 40, 2 ** 10, 1 + 2j, 0x1_0000_0000_0000_0000)");
    CHECK(constant_text(unit.codes[0].constants[0]) ==
        "(-4, 2, -2, 1099511627776, 1024, (1.0+2.0j), 0x10000000000000000)");
}

TEST_CASE("octal and binary literals beyond 64 bits become hexadecimal", "[compile]")
{
    Unit unit = compile_source("x = (0o2000000000000000000000, 0b1" + std::string(64, '0') + ", -9223372036854775808)");
    CHECK(constant_text(unit.codes[0].constants[0]) ==
        "(0x10000000000000000, 0x10000000000000000, -9223372036854775808)");
}

TEST_CASE("arguments are evaluated straight into the window", "[compile]")
{
    CHECK(value_of("a(b, 1)") == "Move Move LoadSmall Call Return");
    CHECK(value_of("len(a)") == "LoadGlobal Move Call Return");
    CHECK(value_of("a.b(c)") == "LoadMethod Move CallMethod Return");
    CHECK(value_of("a(b(c))") == "Move Move Move Call Call Return");
    CHECK(value_of("a(b, x=c)") == "Move Move Move CallKeywords Return");
    CHECK(value_of("a(*b)") == "Move SpreadItems Clear CallSpread Return");
    CHECK(value_of("a(1, **b)") == "Move LoadConst SpreadNames CallSpread Return");
}

TEST_CASE("windows keep room for the frame header in plain code only", "[compile]")
{
    Unit unit = compile_source("def f(a): return a(a)\nasync def g(a): return a(a)");
    CHECK(code_named(unit, "f").window_gap == 5);
    CHECK(code_named(unit, "f").register_count == 7);
    CHECK(code_named(unit, "g").window_gap == 1);
    CHECK(code_named(unit, "g").register_count == 3);
}

TEST_CASE("slices without a step need no slice object", "[compile]")
{
    CHECK(value_of("a[b:c]") == "Move Move GetSlice Return");
    CHECK(value_of("a[1:]") == "LoadSmall LoadConst GetSlice Return");
    CHECK(value_of("a[::b]") == "LoadConst LoadConst Move BuildSlice GetItem Return");
    CHECK(value_of("a[b]") == "GetItem Return");
}

TEST_CASE("sets of constants after in are constants", "[compile]")
{
    CHECK(value_of("a in [1, 2]") == "LoadConst In Return");
    CHECK(value_of("a not in {1, 2}") == "LoadConst NotIn Return");
    CHECK(value_of("a in [b]") == "Move BuildList In Return");
}

TEST_CASE("comparisons in conditions are jumps", "[compile]")
{
    CHECK(value_of("1 if a < b else 2") == "JumpUnlessLess LoadSmall Jump LoadSmall Return");
    CHECK(value_of("1 if a >= 3 else 2") == "JumpUnlessGreaterEqualSmall LoadSmall Jump LoadSmall Return");
    CHECK(value_of("1 if a is None else 2") == "JumpIfNotNone LoadSmall Jump LoadSmall Return");
    CHECK(value_of("1 if not (a and b) else 2") == "JumpIfFalse JumpIfTrue LoadSmall Jump LoadSmall Return");
    CHECK(value_of("1 if a < b < c else 2") == "JumpUnlessLess JumpUnlessLess LoadSmall Jump LoadSmall Return");
}

TEST_CASE("a variable keeps its value until the new one is complete", "[compile]")
{
    Unit unit = compile_source("def f(x, y):\n x = y or x\n return x");
    CHECK(operations(code_named(unit, "f")) == "Move JumpIfTrue Move Move Return");
}

TEST_CASE("an operand is copied when an assignment expression may rebind it", "[compile]")
{
    CHECK(value_of("a + (a := b)") == "Move Move Add Return");
    CHECK(value_of("(a := b) + a") == "Move Add Return");
}

TEST_CASE("long chains of operators compile without recursion", "[compile]")
{
    std::string sum = "a", both = "a";
    for (int i = 0; i < 2500; ++i) {
        sum += " + b";
        both += " and b";
    }
    CHECK(count_of(code_named(compile_source("def f(a, b): return " + sum), "f"), Op::Add) == 2500);
    CHECK(count_of(code_named(compile_source("def f(a, b): return " + both), "f"), Op::JumpIfFalse) == 2500);
    std::string chain = "if a == 0: pass\n";
    for (int i = 0; i < 20000; ++i)
        chain += "elif a == " + std::to_string(i) + ": pass\n";
    compile_source(chain);
}

TEST_CASE("trees that are too deep for the native stack are refused", "[compile]")
{
    std::string nested = "a";
    for (int i = 0; i < 1500; ++i)
        nested = "not " + nested;
    CompileOptions options;
    options.stack_budget = 20000;
    Source source("test.py", "x = " + nested);
    CHECK(error_of("x = " + nested, options).find("nested too deeply") != std::string::npos);
}

TEST_CASE("long displays use few registers", "[compile]")
{
    std::string items;
    for (int i = 0; i < 3000; ++i)
        items += "a, ";
    Unit unit = compile_source("def f(a): return [" + items + "], (" + items + "), {" + items + "}, g(" + items + ")");
    CHECK(code_named(unit, "f").register_count < 400);
}
