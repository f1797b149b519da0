#include "bytecode/opcode_table.h"

#include <bit>

namespace coil::internal
{

namespace
{

/// A row of the table out of a list of operands of any length.
template <class... Kinds> constexpr OpInfo row(const char* name, int words, Effect effect, Kinds... kinds)
{
    return { name, uint8_t(sizeof...(kinds)), uint8_t(words), effect, { kinds... } };
}

} // namespace

using enum OperandKind;

#define OP_EXPAND(...) __VA_ARGS__
const OpInfo op_table[op_count] = {
#define OP(name, operands, words, effect, meaning) row(#name, words, Effect::effect, OP_EXPAND operands),
#include "bytecode/opcodes.def"
#undef OP
};
#undef OP_EXPAND

namespace
{

int64_t sign_extend(uint64_t value, int bits) { return int64_t(value << (64 - bits)) >> (64 - bits); }

} // namespace

Instruction read_instruction(const std::vector<uint32_t>& code, uint32_t offset)
{
    Instruction result{};
    result.offset = offset;
    uint32_t high = 0;
    uint32_t word = code[offset];
    if (Op(word & 0xff) == Op::Wide) {
        result.wide = true;
        high = word;
        word = code[++offset];
    }
    result.op = Op(word & 0xff);
    const OpInfo& info = op_info(result.op);
    int shift = 8;
    uint32_t extension = offset + 1;
    for (int i = 0; i < info.operand_count; ++i) {
        OperandKind kind = info.operands[i];
        int bits = field_bits(kind);
        uint64_t value;
        if (bits == 0) {
            value = code[extension++];
            bits = 32;
        } else {
            // The field's own bits are its low part; the prefix's fields of the same places are its high part.
            if (bits == 16)
                shift = 16;
            uint64_t mask = (uint64_t{ 1 } << bits) - 1;
            value = (word >> shift) & mask;
            if (result.wide) {
                value |= ((high >> shift) & mask) << bits;
                bits *= 2;
            }
            shift += field_bits(kind);
        }
        result.values[i] = is_signed_operand(kind) ? sign_extend(value, bits) : int64_t(value);
    }
    result.length = (result.wide ? 1 : 0) + 1 + info.extension_words;
    return result;
}

uint64_t run_length(const CodeUnit& code, const Instruction& instruction)
{
    auto value = [&](int i) { return uint64_t(instruction.values[i]); };
    switch (instruction.op) {
    case Op::Call:
    case Op::CallMethod:
    case Op::CallKeywords:
        return code.window_gap + value(1);
    case Op::CallSpread:
        return code.window_gap + 2;
    case Op::LoadMethod:
    case Op::LoadSuperMethod:
    case Op::LoadSpecial:
        return code.window_gap + 1;
    case Op::BuildTuple:
    case Op::BuildList:
    case Op::BuildSet:
    case Op::BuildString:
        return value(2);
    case Op::BuildDict:
        return value(2) * 2;
    case Op::UnpackSequence:
        return value(2);
    case Op::UnpackStarred:
        return value(2) + 1 + value(3);
    case Op::MakeFunction:
        return uint64_t(std::popcount(value(2) & 7)) +
            std::get<CodeConstant>(code.constants[value(3)].value).free_count;
    case Op::GetSlice:
    case Op::FormatSpec:
        return 2;
    case Op::BuildSlice:
    case Op::LoadExceptionParts:
        return 3;
    default:
        return 0;
    }
}

} // namespace coil::internal
