#include "bytecode/builder.h"
#include "bytecode/disassemble.h"
#include "bytecode/opcode_table.h"

#include <catch2/catch.hpp>

#include <limits>

using namespace coil::internal;

namespace
{

struct Fixture {
    Symbols symbols;
    Source source{ "test.py", "first\nsecond\nthird\n" };
    Builder builder{ symbols };

    CodeUnit finish() { return builder.finish(source); }
};

} // namespace

TEST_CASE("operands above 255 get a Wide prefix", "[bytecode][builder]")
{
    Fixture f;
    f.builder.emit(Op::Move, 3, 255);
    f.builder.emit(Op::Add, 300, 2, 0x1234);
    f.builder.emit_const(Op::LoadConst, 7, 70000);
    f.builder.emit_load_small(1, -5);
    f.builder.emit_load_small(1, -70000);
    CodeUnit code = f.finish();
    Instruction move = read_instruction(code.code, 0);
    CHECK(!move.wide);
    CHECK(move.values[1] == 255);
    Instruction add = read_instruction(code.code, move.end());
    CHECK(add.wide);
    CHECK(add.values[0] == 300);
    CHECK(add.values[1] == 2);
    CHECK(add.values[2] == 0x1234);
    Instruction load = read_instruction(code.code, add.end());
    CHECK(load.values[0] == 7);
    CHECK(load.values[1] == 70000);
    Instruction small = read_instruction(code.code, load.end());
    CHECK(!small.wide);
    CHECK(small.values[1] == -5);
    Instruction large = read_instruction(code.code, small.end());
    CHECK(large.wide);
    CHECK(large.values[1] == -70000);
}

TEST_CASE("jumps lead to their labels in both directions", "[bytecode][builder]")
{
    Fixture f;
    Label top = f.builder.label();
    Label exit = f.builder.label();
    f.builder.place(top);
    f.builder.emit_jump(Op::JumpIfFalse, exit, 4);
    f.builder.emit_jump(Op::JumpUnlessLess, exit, 1, 2);
    f.builder.emit_jump(Op::Loop, top);
    f.builder.place(exit);
    f.builder.emit(Op::Return, 0);
    CodeUnit code = f.finish();
    Instruction first = read_instruction(code.code, 0);
    Instruction second = read_instruction(code.code, first.end());
    Instruction loop = read_instruction(code.code, second.end());
    CHECK(first.jump_target() == loop.end());
    CHECK(second.jump_target() == loop.end());
    CHECK(second.values[0] == 1);
    CHECK(second.values[1] == 2);
    CHECK(loop.jump_target() == 0);
}

TEST_CASE("a conditional jump that is too long gets a Wide prefix and everything moves with it", "[bytecode][builder]")
{
    Fixture f;
    Label top = f.builder.label();
    Label exit = f.builder.label();
    f.builder.set_position(0, 5);
    f.builder.place(top);
    f.builder.emit_jump(Op::JumpIfTrue, exit, 9);
    f.builder.set_position(6, 12);
    uint32_t start = f.builder.offset();
    for (int i = 0; i < 40000; ++i)
        f.builder.emit(Op::Negative, 1, 2);
    f.builder.add_exception_row(start, f.builder.offset(), exit, 3);
    f.builder.emit_jump(Op::JumpIfFalse, top, 9);
    f.builder.place(exit);
    f.builder.emit(Op::Return, 0);
    CodeUnit code = f.finish();
    Instruction jump = read_instruction(code.code, 0);
    CHECK(jump.wide);
    CHECK(jump.values[0] == 9);
    CHECK(jump.jump_target() == 40004);
    Instruction back = read_instruction(code.code, 40002);
    CHECK(back.wide);
    CHECK(back.jump_target() == 0);
    REQUIRE(code.exceptions.size() == 1);
    CHECK(code.exceptions[0].start == 2);
    CHECK(code.exceptions[0].end == 40002);
    CHECK(code.exceptions[0].target == 40004);
    REQUIRE(code.positions.size() == 2);
    CHECK(code.positions[1].offset == 2);
    CHECK(code.positions[1].line == 2);
    CHECK(code.positions[1].end_column == 6);
}

TEST_CASE("constants are shared only when type, value and sign are equal", "[bytecode][builder]")
{
    Fixture f;
    Builder& b = f.builder;
    uint32_t one = b.constant({ int64_t(1) });
    CHECK(b.constant({ int64_t(1) }) == one);
    CHECK(b.constant({ 1.0 }) != one);
    CHECK(b.constant({ true }) != one);
    CHECK(b.constant({ 0.0 }) != b.constant({ -0.0 }));
    double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK(b.constant({ nan }) == b.constant({ nan }));
    CHECK(b.string_constant("text") == b.constant({ std::string("text") }));
    CHECK(b.constant({ BytesConstant{ "text" } }) != b.string_constant("text"));
    TupleConstant ints{ { { int64_t(1) } } }, floats{ { { 1.0 } } };
    CHECK(b.constant({ ints }) == b.constant({ ints }));
    CHECK(b.constant({ ints }) != b.constant({ floats }));
    CHECK(b.constant({ FrozenSetConstant{ ints.items } }) != b.constant({ ints }));
    for (int64_t i = 0; i < 1000; ++i)
        b.constant({ i });
    CHECK(b.constant({ int64_t(1) }) == one);
    CHECK(b.string_constant("text") == b.constant({ std::string("text") }));
}

TEST_CASE("names are numbered in the order of first use", "[bytecode][builder]")
{
    Fixture f;
    Symbol a = f.symbols.intern("a"), b = f.symbols.intern("b");
    CHECK(f.builder.name(a) == 0);
    CHECK(f.builder.name(b) == 1);
    CHECK(f.builder.name(a) == 0);
    for (int i = 0; i < 100; ++i)
        f.builder.name(f.symbols.intern("n" + std::to_string(i)));
    CHECK(f.builder.name(b) == 1);
    CHECK(f.finish().names[101] == "n99");
}

TEST_CASE("the disassembly names registers, constants and targets", "[bytecode][disassemble]")
{
    Fixture f;
    f.builder.unit.locals = { "x" };
    f.builder.set_position(6, 12);
    f.builder.emit(Op::Negative, 1, 0);
    f.builder.emit_const(Op::LoadConst, 1, f.builder.string_constant("it's"));
    f.builder.emit(Op::LoadAttr, 1, 0, 0, f.builder.name(f.symbols.intern("size")));
    f.builder.emit(Op::AddSmall, 1, 1, uint8_t(-3));
    CodeUnit code = f.finish();
    std::string text = disassemble(code);
    CHECK(text.find("2     0     Negative             r1, r0:x") == 0);
    CHECK(text.find("; 'it\\'s'") != std::string::npos);
    CHECK(text.find("LoadAttr             r1, r0:x, size") != std::string::npos);
    CHECK(text.find("AddSmall             r1, r1, -3") != std::string::npos);
}
