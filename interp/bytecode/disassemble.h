#pragma once

#include "bytecode/opcode_table.h"

namespace coil::internal
{

/// Every code of the unit as text, one instruction a line, for people and tests.
std::string disassemble(const Unit& unit);

/// One code: `offset  Name  operands  ; what they refer to`. Jumps show the offset they lead to. Codes of functions
/// inside it are not shown.
std::string disassemble(const CodeUnit& code);

/// The operands of an instruction as text, and what they refer to.
struct InstructionText {
    std::string operands;
    std::string note;
};
InstructionText describe(const CodeUnit& code, const Instruction& instruction);

/// A constant as Python would write it, but for codes: `<code 3>`.
std::string constant_text(const Constant& constant);

} // namespace coil::internal
