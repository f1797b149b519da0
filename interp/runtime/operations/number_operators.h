#pragma once
// Operators on builtin numbers, as their special methods define them: NotImplemented when an operand is no number.
#include <cmath>

#include "bytecode/unit.h"
#include "objects/numbers.h"

namespace coil::internal
{

/// Whether the comparison holds between operands of that order: less than 0, 0 or more.
inline bool order_holds(CompareOperator op, int order)
{
    switch (op) {
    case CompareOperator::Less:
        return order < 0;
    case CompareOperator::LessEqual:
        return order <= 0;
    case CompareOperator::Equal:
        return order == 0;
    case CompareOperator::NotEqual:
        return order != 0;
    case CompareOperator::Greater:
        return order > 0;
    default:
        return order >= 0;
    }
}

inline bool doubles_hold(CompareOperator op, double left, double right)
{
    if (std::isnan(left) || std::isnan(right))
        return op == CompareOperator::NotEqual;
    return order_holds(op, left < right ? -1 : left > right);
}

/// Whether it is a number of a builtin class but complex, so that no method of a script's has a say in what is done.
inline bool is_exact_number(const Vm& vm, Value value)
{
    if (!value.is_cell())
        return value.is_small() || value.is_immediate_double() || value.is_bool();
    uint32_t shape = value.as_cell()->shape;
    return shape == vm.exact.bigint || shape == vm.exact.real;
}

Result<Value> number_operation(Vm& vm, BinaryOperator op, Value left, Value right);
/// Add, Sub, Mul, TrueDiv and Pow; NotImplemented for others.
Result<Value> complex_operation(Vm& vm, BinaryOperator op, const Complex* left, const Complex* right);
/// A comparison of builtin values of kinds that compare with each other; NotImplemented for others. May run script code
/// for items.
Result<Value> builtin_compare(Vm& vm, CompareOperator op, Value left, Value right);

} // namespace coil::internal
