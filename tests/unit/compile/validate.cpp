#include "bytecode/validate.h"

#include <catch2/catch.hpp>

#include "bytecode/opcode_table.h"
#include "compile_source.h"

using namespace coil::internal;
using coil::internal::test::compile_source;

namespace
{

const char* const program = R"(
import asyncio
def f(a, /, b=1, *args, c, d=2, **kwargs):
    try:
        with open(a) as file:
            for line in file:
                x, *y = line[1:2], *args
                print(f"{x!r:>{b}}", *y, sep=c, **kwargs)
    except (OSError, ValueError) as error:
        raise RuntimeError({"a": [1, 2], **kwargs}) from error
    finally:
        del x
    return lambda: (a, b if c else d, [z for z in y if z > 1 and z != b])
class C(dict, metaclass=type):
    def __init__(self):
        super().__init__(a=1)
        self.x = {1, 2}
async def g(c):
    async with c as d:
        async for e in d:
            yield await e(1, k=2)
def h():
    x = yield from (i for i in range(3))
    while x:
        x -= 1
        assert x, "no"
)";

/// The unit with its first instruction of that operation changed.
template <class Change> Unit damaged(Op op, Change change)
{
    Unit unit = compile_source(program);
    for (CodeUnit& code : unit.codes) {
        for (uint32_t offset = 0; offset < code.code.size();) {
            Instruction instruction = read_instruction(code.code, offset);
            if (instruction.op == op) {
                change(code, offset + instruction.wide);
                return unit;
            }
            offset = instruction.end();
        }
    }
    FAIL("the program has no such instruction");
    return unit;
}

} // namespace

TEST_CASE("what the compiler makes is valid", "[bytecode][validate]")
{
    CHECK(validate(compile_source(program)) == "");
}

TEST_CASE("a damaged unit is refused with the place and the reason", "[bytecode][validate]")
{
    auto high_a = [](CodeUnit& code, uint32_t at) { code.code[at] |= 0xff00; };
    CHECK(validate(damaged(Op::Move, high_a)).find("register out of range") != std::string::npos);
    auto constant = [](CodeUnit& code, uint32_t at) { code.code[at] |= 0xffff0000; };
    CHECK(validate(damaged(Op::LoadConst, constant)).find("constant out of range") != std::string::npos);
    auto name = [](CodeUnit& code, uint32_t at) { code.code[at + 1] = 9999; };
    CHECK(validate(damaged(Op::LoadGlobal, name)).find("name out of range") != std::string::npos);
    auto count = [](CodeUnit& code, uint32_t at) { code.code[at] |= 0xff0000; };
    CHECK(validate(damaged(Op::Call, count)).find("run of registers ends out of range") != std::string::npos);
    auto cache = [](CodeUnit& code, uint32_t at) { code.code[at + 2] = 1; };
    CHECK(validate(damaged(Op::Call, cache)).find("cache that is not empty") != std::string::npos);
    auto target = [](CodeUnit& code, uint32_t at) { code.code[at + 1] += 1000; };
    CHECK(validate(damaged(Op::ForIter, target)).find("leads to no instruction") != std::string::npos);
    auto own = [](CodeUnit& code, uint32_t at) { code.code[at] = uint32_t(Op::ExitRun); };
    CHECK(validate(damaged(Op::Drop, own)).find("machine's own") != std::string::npos);
    auto none = [](CodeUnit& code, uint32_t at) { code.code[at] = 0xff; };
    CHECK(validate(damaged(Op::Drop, none)).find("no instruction") != std::string::npos);
    auto cut = [](CodeUnit& code, uint32_t at) { code.code.resize(at + 1); };
    CHECK(validate(damaged(Op::ForIter, cut)).find("cut off") != std::string::npos);
    auto fall = [](CodeUnit& code, uint32_t at) { code.code[at] = (code.code[at] & ~0xffu) | uint32_t(Op::Drop); };
    CHECK(validate(damaged(Op::Return, fall)).find("runs off the end") != std::string::npos);
    auto plain = [](CodeUnit& code, uint32_t at) { code.code[at] = (code.code[at] & ~0xffu) | uint32_t(Op::Return); };
    CHECK(validate(damaged(Op::ReturnCoroutine, plain)).find("plain return") != std::string::npos);
    auto row = [](CodeUnit& code, uint32_t) { code.exceptions.at(0).target = 1u << 20; };
    CHECK(validate(damaged(Op::JumpUnlessMatch, row)).find("exception row") != std::string::npos);
}
