#pragma once
// Operators on builtin numbers, as their special methods define them: NotImplemented when an operand is no number.
#include "bytecode/unit.h"
#include "objects/numbers.h"

namespace coil::internal
{

Result<Value> number_operation(Vm& vm, BinaryOperator op, Value left, Value right);
/// Add, Sub, Mul, TrueDiv and Pow; NotImplemented for others.
Result<Value> complex_operation(Vm& vm, BinaryOperator op, const Complex* left, const Complex* right);
/// A comparison of builtin values of kinds that compare with each other; NotImplemented for others. May run script code
/// for items.
Result<Value> builtin_compare(Vm& vm, CompareOperator op, Value left, Value right);

} // namespace coil::internal
