#pragma once
// Families of opcodes: rows of opcodes.def that stand together, most of them in the order of an enumeration. What they
// are is stated there (FAMILY); opcode_table.cpp checks it. Nothing else computes with opcodes.
#include <cassert>
#include <type_traits>

#include "bytecode/unit.h"

namespace coil::internal
{

enum class OpFamily : uint8_t {
#define OP(name, operands, words, effect, meaning)
#define FAMILY(name, first, last, index) name,
#include "bytecode/opcodes.def"
#undef OP
};

/// What the members of a family are in the order of.
enum class FamilyIndex : uint8_t { Nothing, BinaryOperator, CompareOperator };

constexpr FamilyIndex family_index_of(BinaryOperator) { return FamilyIndex::BinaryOperator; }
constexpr FamilyIndex family_index_of(CompareOperator) { return FamilyIndex::CompareOperator; }

struct FamilyRange {
    Op first, last;
    FamilyIndex index;

    constexpr size_t size() const { return size_t(last) - size_t(first) + 1; }
};

inline constexpr FamilyRange op_families[] = {
#define OP(name, operands, words, effect, meaning)
#define FAMILY(name, first, last, index) { Op::first, Op::last, FamilyIndex::index },
#include "bytecode/opcodes.def"
#undef OP
};

constexpr const FamilyRange& family_range(OpFamily family) { return op_families[size_t(family)]; }

/// Whether the opcode is of one of the families.
template <OpFamily... families> constexpr bool is_member(Op op)
{
    return ((unsigned(op) - unsigned(family_range(families).first) < family_range(families).size()) || ...);
}

/// Whether the family has an opcode for the operator.
template <class Operator> constexpr bool has_member(OpFamily family, Operator index)
{
    return family_range(family).index == family_index_of(index) && size_t(index) < family_range(family).size();
}

/// The family's opcode for the operator, which it must have.
template <class Operator> constexpr Op member_of(OpFamily family, Operator index)
{
    assert(has_member(family, index));
    return Op(size_t(family_range(family).first) + size_t(index));
}

/// The operator that an opcode of the family is for.
template <OpFamily family> constexpr auto place_in_family(Op op)
{
    constexpr FamilyIndex index = family_range(family).index;
    static_assert(index != FamilyIndex::Nothing);
    assert(is_member<family>(op));
    using Operator = std::conditional_t<index == FamilyIndex::BinaryOperator, BinaryOperator, CompareOperator>;
    return Operator(size_t(op) - size_t(family_range(family).first));
}

} // namespace coil::internal
