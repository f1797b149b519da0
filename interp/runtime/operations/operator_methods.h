#pragma once
// The special methods of the operators, by bytecode/operators.def.
#include "bytecode/unit.h"
#include "objects/class.h"

namespace coil::internal
{

constexpr Special direct_special(BinaryOperator op) { return Special(size_t(Special::add) + size_t(op)); }
constexpr Special reflected_special(BinaryOperator op) { return Special(size_t(Special::radd) + size_t(op)); }
constexpr Special inplace_special(BinaryOperator op) { return Special(size_t(Special::iadd) + size_t(op)); }

// The three rows of specials.def are in the order of the operators.
#define BINARY(name, symbol, in_place, method, reflected, in_place_method)                                             \
    static_assert(direct_special(BinaryOperator::name) == Special::method);                                            \
    static_assert(reflected_special(BinaryOperator::name) == Special::reflected);                                      \
    static_assert(inplace_special(BinaryOperator::name) == Special::in_place_method);
#include "bytecode/operators.def"
#undef BINARY

inline constexpr Special compare_specials[] = {
#define COMPARISON(name, symbol, method, swapped) Special::method,
#include "bytecode/operators.def"
#undef COMPARISON
};
constexpr Special compare_special(CompareOperator op) { return compare_specials[size_t(op)]; }

inline constexpr Special reflected_compare_specials[] = {
#define COMPARISON(name, symbol, method, swapped) compare_special(CompareOperator::swapped),
#include "bytecode/operators.def"
#undef COMPARISON
};
/// The method by which the right operand answers for a comparison.
constexpr Special reflected_special(CompareOperator op) { return reflected_compare_specials[size_t(op)]; }

} // namespace coil::internal
