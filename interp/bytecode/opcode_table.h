#pragma once
// What opcodes.def says about each instruction, as tables: for the builder, the disassembler and the validator.
#include "bytecode/unit.h"

namespace coil::internal
{

enum class OperandKind : uint8_t {
    Dst,
    Src,
    Var,
    Base,
    Count,
    Imm,
    SImm,
    Const8,
    Free,
    Const16,
    SImm16,
    Jump16,
    Jump24,
    Jump32,
    Name32,
    Const32,
    Imm32,
};

enum class Effect : uint8_t { NoRaise, MayRaise, Suspends, Ends };

struct OpInfo {
    const char* name;
    uint8_t operand_count;
    uint8_t extension_words; ///< words after the instruction's own, caches included
    Effect effect;
    OperandKind operands[4];
};

inline constexpr int op_count = 0
#define OP(name, operands, words, effect, meaning) +1
#include "bytecode/opcodes.def"
#undef OP
    ;

extern const OpInfo op_table[op_count];

inline const OpInfo& op_info(Op op) { return op_table[static_cast<uint8_t>(op)]; }

/// Bits that the operand takes of the instruction word; 0 for operands in an extension word.
constexpr int field_bits(OperandKind kind)
{
    switch (kind) {
    case OperandKind::Const16:
    case OperandKind::SImm16:
    case OperandKind::Jump16:
        return 16;
    case OperandKind::Jump24:
        return 24;
    case OperandKind::Jump32:
    case OperandKind::Name32:
    case OperandKind::Const32:
    case OperandKind::Imm32:
        return 0;
    default:
        return 8;
    }
}

constexpr bool is_signed_operand(OperandKind kind)
{
    return kind == OperandKind::SImm || kind == OperandKind::SImm16 || kind == OperandKind::Jump16 ||
        kind == OperandKind::Jump24 || kind == OperandKind::Jump32;
}

constexpr bool is_jump_operand(OperandKind kind)
{
    return kind == OperandKind::Jump16 || kind == OperandKind::Jump24 || kind == OperandKind::Jump32;
}

constexpr bool is_register_operand(OperandKind kind) { return kind <= OperandKind::Base; }

/// An instruction taken apart. Values of operands follow the order of the table; signed ones are sign-extended.
struct Instruction {
    Op op;
    bool wide;
    uint32_t offset;   ///< of its first word, the Wide prefix if it has one
    uint32_t length;   ///< in words, prefix and extension words included
    int64_t values[4]; ///< as many as the table has operands

    uint32_t end() const { return offset + length; }
    /// Where the jump operand leads; only for instructions that have one.
    uint32_t jump_target() const { return uint32_t(int64_t(end()) + values[op_info(op).operand_count - 1]); }
};

/// The instruction at `offset`, which must be the first word of a complete one.
Instruction read_instruction(const std::vector<uint32_t>& code, uint32_t offset);

/// How many registers, from the one that its Base operand names on, the instruction reads or writes; the gap of call
/// windows is among them. What its constants are has been checked.
uint64_t run_length(const CodeUnit& code, const Instruction& instruction);

} // namespace coil::internal
