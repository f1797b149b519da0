#include "bytecode/opcode_table.h"

#include <algorithm>
#include <bit>
#include <span>
#include <string_view>

#include "bytecode/op_families.h"

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
constexpr OpInfo op_table[op_count] = {
#define OP(name, operands, words, effect, meaning) row(#name, words, Effect::effect, OP_EXPAND operands),
#include "bytecode/opcodes.def"
#undef OP
};
#undef OP_EXPAND

namespace
{

constexpr std::string_view binary_names[] = {
#define BINARY(name, symbol, in_place, method, reflected, in_place_method) #name,
#include "bytecode/operators.def"
#undef BINARY
};
constexpr std::string_view comparison_names[] = {
#define COMPARISON(name, symbol, method, swapped) #name,
#include "bytecode/operators.def"
#undef COMPARISON
};

constexpr bool same_form(const OpInfo& a, const OpInfo& b)
{
    return a.operand_count == b.operand_count && a.extension_words == b.extension_words && a.effect == b.effect &&
        std::equal(a.operands, a.operands + a.operand_count, b.operands);
}

/// Whether the family's opcodes have one form, and are named as its first one is, each with its own operator's name.
constexpr bool in_order_of(const FamilyRange& family, std::span<const std::string_view> operators)
{
    std::string_view first = op_table[size_t(family.first)].name;
    size_t prefix = first.find(operators[0]);
    if (prefix == std::string_view::npos || family.size() > operators.size())
        return false;
    std::string_view suffix = first.substr(prefix + operators[0].size());
    for (size_t i = 0; i < family.size(); i++) {
        const OpInfo& member = op_table[size_t(family.first) + i];
        std::string_view name = member.name;
        if (!same_form(member, op_table[size_t(family.first)]) ||
            name.size() != prefix + operators[i].size() + suffix.size() ||
            name.substr(0, prefix) != first.substr(0, prefix) ||
            name.substr(prefix, operators[i].size()) != operators[i] || !name.ends_with(suffix))
            return false;
    }
    return true;
}

constexpr bool is_as_stated(const FamilyRange& family)
{
    if (family.index == FamilyIndex::Nothing)
        return family.first <= family.last;
    return family.index == FamilyIndex::BinaryOperator ? in_order_of(family, binary_names)
                                                       : in_order_of(family, comparison_names);
}

#define OP(name, operands, words, effect, meaning)
#define FAMILY(name, first, last, index)                                                                               \
    static_assert(is_as_stated(family_range(OpFamily::name)), #name ": not together, or not in the order of " #index);
#include "bytecode/opcodes.def"
#undef OP
// The validator takes what is behind a unit's own instructions for one family.
static_assert(size_t(family_range(OpFamily::Machine).last) + 1 == op_count);

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
