#pragma once
// Operations of the language on any values: operators, comparison, truth, items, iteration, text. Each may run script
// code and raise.
#include "bytecode/unit.h"
#include "objects/native.h"

namespace coil::internal
{

struct List;
struct Tuple;

Result<Value> binary_operation(Vm& vm, BinaryOperator op, Value left, Value right);
Result<Value> inplace_operation(Vm& vm, BinaryOperator op, Value left, Value right);
/// What remains of an operation when the left operand's own method returned NotImplemented.
Result<Value> binary_declined(Vm& vm, BinaryOperator op, Value left, Value right);
Result<Value> compare_declined(Vm& vm, CompareOperator op, Value left, Value right);
Result<Value> negative(Vm& vm, Value value);
Result<Value> positive(Vm& vm, Value value);
Result<Value> invert(Vm& vm, Value value);
/// pow(base, exponent, modulus), divmod.
Result<Value> power_modulo(Vm& vm, Value base, Value exponent, Value modulus);
Result<Value> divmod_operation(Vm& vm, Value left, Value right);

Result<Value> compare_values(Vm& vm, CompareOperator op, Value left, Value right);
Result<bool> compare_truth(Vm& vm, CompareOperator op, Value left, Value right);
/// `left is right or left == right`, as containers compare.
Result<bool> values_equal(Vm& vm, Value left, Value right);
Result<bool> truth(Vm& vm, Value value);
Result<bool> contains(Vm& vm, Value container, Value item);

Result<Value> get_item(Vm& vm, Value object, Value key);
Result<void> set_item(Vm& vm, Value object, Value key, Value value);
Result<void> delete_item(Vm& vm, Value object, Value key);
/// len(value).
Result<int64_t> length_of(Vm& vm, Value value);
/// operator.length_hint, 0 when nothing is known.
Result<int64_t> length_hint(Vm& vm, Value value);

Result<Str*> repr(Vm& vm, Value value);
Result<Str*> str_of(Vm& vm, Value value);
Result<Str*> ascii_of(Vm& vm, Value value);
/// format(value, spec); spec null: empty.
Result<Str*> format_value(Vm& vm, Value value, Str* spec);
/// print()-like text of an exception's argument: `Type: message`.
Result<int64_t> hash_of(Vm& vm, Value value);

/// An index (int or __index__) as int64; OverflowError beyond. `error` for the message "… indices must be integers".
Result<int64_t> to_index(Vm& vm, Value value);
/// As to_index, for how many there are to be of something.
Result<int64_t> to_count(Vm& vm, Value value);
/// As to_index, for what C keeps in an int.
Result<int> to_c_int(Vm& vm, Value value);
/// As to_index, clamped instead of raising.
Result<int64_t> to_clamped_index(Vm& vm, Value value);
Result<Value> to_int_object(Vm& vm, Value value); ///< __index__

bool is_subclass_of(Vm& vm, Value cls, Value ancestor);
/// isinstance / issubclass with tuples, unions and __instancecheck__.
Result<bool> instance_check(Vm& vm, Value object, Value cls);
Result<bool> subclass_check(Vm& vm, Value cls, Value ancestor);

/// Guards against endless recursion of repr through containers: true when `value` is being shown already.
class ReprGuard
{
public:
    ReprGuard(Vm& vm, Value value);
    ~ReprGuard();
    bool recursive() const { return recursive_; }

private:
    Vm& vm_;
    bool recursive_;
};

} // namespace coil::internal
