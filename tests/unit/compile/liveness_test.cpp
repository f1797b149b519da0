#include "bytecode/liveness.h"
#include "compile_source.h"

#include <algorithm>

using namespace coil::internal;
using namespace coil::internal::test;

namespace
{

/// The first code of that name.
uint32_t index_of(const Unit& unit, const std::string& name)
{
    for (uint32_t i = 0; i < unit.codes.size(); i++)
        if (unit.codes[i].name == name)
            return i;
    FAIL("no code " << name);
    return 0;
}

/// Where the `nth` call stands.
uint32_t call_in(const CodeUnit& code, int nth)
{
    for (uint32_t offset = 0; offset < code.code.size();) {
        Instruction step = read_instruction(code.code, offset);
        if ((step.op == Op::Call || step.op == Op::CallMethod) && nth-- == 0)
            return offset;
        offset = step.end();
    }
    FAIL("no such call");
    return 0;
}

/// Of the function f, whether the variable is dead while the nth call goes on.
bool is_dead(const std::string& source, const std::string& variable, int nth)
{
    Unit unit = compile_source(source);
    uint32_t index = index_of(unit, "f");
    const CodeUnit& code = unit.codes[index];
    auto place = std::find(code.locals.begin(), code.locals.end(), variable);
    REQUIRE(place != code.locals.end());
    auto dead = dead_registers(unit.codes[index], call_in(code, nth));
    CHECK(std::is_sorted(dead.begin(), dead.end()));
    return std::binary_search(dead.begin(), dead.end(), uint32_t(place - code.locals.begin()));
}

} // namespace

TEST_CASE("variables count from their first store to the end", "[bytecode][liveness]")
{
    const char* source = "def f(p):\n    g()\n    a = h()\n    g()\n    b = a\n    g()\n";
    CHECK_FALSE(is_dead(source, "p", 0));
    CHECK(is_dead(source, "a", 0));
    CHECK(is_dead(source, "b", 0));
    CHECK_FALSE(is_dead(source, "a", 2));
    CHECK(is_dead(source, "b", 2));
    CHECK_FALSE(is_dead(source, "a", 3));
    CHECK_FALSE(is_dead(source, "b", 3));
}

TEST_CASE("what a loop or a handler may have stored counts behind it", "[bytecode][liveness]")
{
    CHECK_FALSE(is_dead("def f(p):\n    while p:\n        g()\n        a = p\n", "a", 0));
    CHECK_FALSE(is_dead("def f(p):\n    try:\n        a = p\n        p.x\n    except E:\n        g()\n", "a", 0));
    CHECK(is_dead("def f(p):\n    try:\n        p.x\n    except E:\n        g()\n        a = 1\n", "a", 0));
    CHECK_FALSE(is_dead("def f(p):\n    try:\n        p.x\n    except E as a:\n        g()\n", "a", 0));
}

TEST_CASE("operands that are read behind a call count, others do not", "[bytecode][liveness]")
{
    // The first operand waits for the second call; behind it nothing but the result does.
    Unit unit = compile_source("def f():\n    (g() + h()) * i()\n    j()\n");
    uint32_t index = index_of(unit, "f");
    const CodeUnit& code = unit.codes[index];
    auto live = [&](int nth) {
        uint32_t offset = call_in(code, nth);
        auto dead = dead_registers(unit.codes[index], offset);
        auto base = uint32_t(read_instruction(code.code, offset).values[0]);
        uint32_t count = 0;
        for (uint32_t r = 0; r < base; r++)
            count += !std::binary_search(dead.begin(), dead.end(), r);
        return count;
    };
    CHECK(live(0) == 0);
    CHECK(live(1) == 1);
    CHECK(live(2) == 1);
    CHECK(live(3) == 0);
}

TEST_CASE(
    "any word of an instruction will do, and registers that scripts see from outside count", "[bytecode][liveness]")
{
    Unit unit = compile_source("def f(p):\n    g()\n    a = h()\n    return locals()\n");
    uint32_t index = index_of(unit, "f");
    uint32_t offset = call_in(unit.codes[index], 0);
    CHECK(dead_registers(unit.codes[index], offset) == dead_registers(unit.codes[index], offset + 2));
    CHECK_FALSE(is_dead("def f(p):\n    g()\n    a = h()\n    return locals()\n", "a", 0));
}
