// Operators on numbers and the dispatch to special methods.
#include "bytecode/unit.h"
#include "objects/exception.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/number_operators.h"
#include "runtime/operations/operator_methods.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

constexpr std::string_view symbols[] = {
#define BINARY(name, symbol, in_place, method, reflected, in_place_method) symbol,
#include "bytecode/operators.def"
#undef BINARY
};
constexpr std::string_view inplace_symbols[] = {
#define BINARY(name, symbol, in_place, method, reflected, in_place_method) in_place,
#include "bytecode/operators.def"
#undef BINARY
};

bool is_complex(Value value) { return is_kind(value, Kind::Complex); }
bool is_number(Value value) { return is_int(value) || is_float(value) || is_complex(value); }

Result<Value> int_operation(Vm& vm, BinaryOperator op, Value left, Value right)
{
    switch (op) {
    case BinaryOperator::Add:
        return int_add(vm, left, right);
    case BinaryOperator::Sub:
        return int_sub(vm, left, right);
    case BinaryOperator::Mul:
        return int_mul(vm, left, right);
    case BinaryOperator::TrueDiv:
        return int_true_div(vm, left, right);
    case BinaryOperator::FloorDiv:
        return int_floor_div(vm, left, right);
    case BinaryOperator::Mod:
        return int_mod(vm, left, right);
    case BinaryOperator::Pow:
        return int_pow(vm, left, right);
    case BinaryOperator::LShift:
        return int_shift_left(vm, left, right);
    case BinaryOperator::RShift:
        return int_shift_right(vm, left, right);
    case BinaryOperator::BitAnd:
        return int_and(vm, left, right);
    case BinaryOperator::BitOr:
        return int_or(vm, left, right);
    case BinaryOperator::BitXor:
        return int_xor(vm, left, right);
    default:
        return NotImplemented;
    }
}

Result<Value> float_operation(Vm& vm, BinaryOperator op, double left, double right)
{
    switch (op) {
    case BinaryOperator::Add:
        return make_float(vm, left + right);
    case BinaryOperator::Sub:
        return make_float(vm, left - right);
    case BinaryOperator::Mul:
        return make_float(vm, left * right);
    case BinaryOperator::TrueDiv:
        if (right == 0)
            return vm.raise(Error::ZeroDivisionError, "division by zero");
        return make_float(vm, left / right);
    case BinaryOperator::FloorDiv:
        return make_float(vm, TRY(float_floor_div(vm, left, right)));
    case BinaryOperator::Mod:
        return make_float(vm, TRY(float_mod(vm, left, right)));
    case BinaryOperator::Pow:
        return float_pow(vm, left, right);
    default:
        return NotImplemented;
    }
}

Result<double> real_of(Vm& vm, Value value)
{
    return is_float(value) ? Result<double>(float_of(value)) : int_to_double(vm, value);
}

/// An operand as a plain number for complex_operation.
Result<Value> as_complex(Vm& vm, Value value)
{
    if (is_complex(value))
        return value;
    return make_complex(vm, TRY(real_of(vm, value)), 0);
}

Result<Value> generic_binary(Vm& vm, Special direct, Special reflected, Value left, Value right)
{
    Class* left_class = vm.class_of(left);
    Class* right_class = vm.class_of(right);
    Value method = lookup_special(vm, left_class, direct);
    Value other = left_class == right_class ? Value() : lookup_special(vm, right_class, reflected);
    // A subclass that overrides the reflected method goes first.
    if (!other.is_empty() && is_subclass(right_class, left_class) &&
        !(other == lookup_special(vm, left_class, reflected))) {
        Value result = TRY(call_special(vm, other, right, { left }));
        if (!(result == NotImplemented))
            return result;
        other = Value();
    }
    if (!method.is_empty()) {
        Value result = TRY(call_special(vm, method, left, { right }));
        if (!(result == NotImplemented))
            return result;
    }
    if (!other.is_empty())
        return call_special(vm, other, right, { left });
    return NotImplemented;
}

Raised unsupported(Vm& vm, std::string_view symbol, Value left, Value right)
{
    return vm.raise(Error::TypeError, "unsupported operand type(s) for {}: '{}' and '{}'", symbol, type_name(vm, left),
        type_name(vm, right));
}

/// What CPython's sequences say when an operator does not fit.
Raised explain(Vm& vm, BinaryOperator op, std::string_view symbol, Value left, Value right)
{
    if (op == BinaryOperator::Add) {
        if (is_kind(left, Kind::Str) || is_kind(left, Kind::List) || is_kind(left, Kind::Tuple)) {
            std::string_view kind = is_kind(left, Kind::Str) ? "str" : is_kind(left, Kind::List) ? "list" : "tuple";
            return vm.raise(
                Error::TypeError, "can only concatenate {} (not \"{}\") to {}", kind, type_name(vm, right), kind);
        }
        if (is_kind(left, Kind::Bytes) || is_kind(left, Kind::ByteArray))
            return vm.raise(Error::TypeError, "can't concat {} to {}", type_name(vm, right), type_name(vm, left));
    }
    if (op == BinaryOperator::Mul) {
        auto sequence = [](Value value) {
            return is_kind(value, Kind::Str) || is_kind(value, Kind::List) || is_kind(value, Kind::Tuple) ||
                is_kind(value, Kind::Bytes) || is_kind(value, Kind::ByteArray);
        };
        if (sequence(left))
            return vm.raise(Error::TypeError, "can't multiply sequence by non-int of type '{}'", type_name(vm, right));
        if (sequence(right))
            return vm.raise(Error::TypeError, "can't multiply sequence by non-int of type '{}'", type_name(vm, left));
    }
    if (op == BinaryOperator::RShift && is_kind(left, Kind::NativeFunction) &&
        as<NativeFunction>(left)->def->name() == "print")
        return vm.raise(Error::TypeError,
            "unsupported operand type(s) for >>: '{}' and '{}'. Did you mean \"print(<message>, "
            "file=<output_stream>)\"?",
            type_name(vm, left), type_name(vm, right));
    return unsupported(vm, symbol, left, right);
}

Result<Value> binary_or_not_implemented(Vm& vm, BinaryOperator op, Value left, Value right)
{
    if (is_exact_number(vm, left) && is_exact_number(vm, right))
        return number_operation(vm, op, left, right);
    return generic_binary(vm, direct_special(op), reflected_special(op), left, right);
}

} // namespace

Result<Value> number_operation(Vm& vm, BinaryOperator op, Value left, Value right)
{
    if (is_int(left) && is_int(right)) {
        if (left.is_bool() && right.is_bool()) {
            bool a = left.is_true(), b = right.is_true();
            if (op == BinaryOperator::BitAnd)
                return Value::boolean(a && b);
            if (op == BinaryOperator::BitOr)
                return Value::boolean(a || b);
            if (op == BinaryOperator::BitXor)
                return Value::boolean(a != b);
        }
        return int_operation(vm, op, left, right);
    }
    if (!is_number(left) || !is_number(right))
        return NotImplemented;
    if (op > BinaryOperator::Pow)
        return NotImplemented;
    if (is_complex(left) || is_complex(right)) {
        Value a = TRY(as_complex(vm, left)), b = TRY(as_complex(vm, right));
        return complex_operation(vm, op, as<Complex>(a), as<Complex>(b));
    }
    return float_operation(vm, op, TRY(real_of(vm, left)), TRY(real_of(vm, right)));
}

Result<Value> binary_operation(Vm& vm, BinaryOperator op, Value left, Value right)
{
    Value result = TRY(binary_or_not_implemented(vm, op, left, right));
    if (result == NotImplemented)
        return explain(vm, op, symbols[size_t(op)], left, right);
    return result;
}

Result<Value> binary_declined(Vm& vm, BinaryOperator op, Value left, Value right)
{
    if (vm.class_of(left) != vm.class_of(right)) {
        Value other = lookup_special(vm, vm.class_of(right), reflected_special(op));
        if (!other.is_empty()) {
            Value result = TRY(call_special(vm, other, right, { left }));
            if (!(result == NotImplemented))
                return result;
        }
    }
    return explain(vm, op, symbols[size_t(op)], left, right);
}

Result<Value> inplace_operation(Vm& vm, BinaryOperator op, Value left, Value right)
{
    if (!is_exact_number(vm, left)) {
        Value method = lookup_special(vm, vm.class_of(left), inplace_special(op));
        if (!method.is_empty()) {
            Value result = TRY(call_special(vm, method, left, { right }));
            if (!(result == NotImplemented))
                return result;
        }
    }
    Value result = TRY(binary_or_not_implemented(vm, op, left, right));
    if (result == NotImplemented)
        return explain(vm, op, inplace_symbols[size_t(op)], left, right);
    return result;
}

namespace
{

Result<Value> unary_special(Vm& vm, Special special, std::string_view symbol, Value value)
{
    Value method = lookup_special(vm, vm.class_of(value), special);
    if (method.is_empty())
        return vm.raise(Error::TypeError, "bad operand type for unary {}: '{}'", symbol, type_name(vm, value));
    return call_special(vm, method, value, {});
}

} // namespace

Result<Value> negative(Vm& vm, Value value)
{
    if (is_exact_number(vm, value))
        return is_float(value) ? make_float(vm, -float_of(value)) : int_negate(vm, value);
    return unary_special(vm, Special::neg, "-", value);
}

Result<Value> positive(Vm& vm, Value value)
{
    if (is_exact_number(vm, value))
        return is_float(value) ? Result<Value>(value) : int_plain(vm, value);
    return unary_special(vm, Special::pos, "+", value);
}

Result<Value> invert(Vm& vm, Value value)
{
    if (is_exact_number(vm, value) && !is_float(value))
        return int_invert(vm, value);
    return unary_special(vm, Special::invert, "~", value);
}

Result<Value> power_modulo(Vm& vm, Value base, Value exponent, Value modulus)
{
    if (modulus.is_empty() || modulus.is_none())
        return binary_operation(vm, BinaryOperator::Pow, base, exponent);
    Value method = lookup_special(vm, vm.class_of(base), Special::pow);
    bool is_own = is_int(base) && method == lookup_special(vm, vm.classes->integer, Special::pow);
    if (is_own && is_int(exponent) && is_int(modulus))
        return int_pow_mod(vm, base, exponent, modulus);
    if (!method.is_empty() && !is_own && !is_float(base) && !is_complex(base)) {
        Value result = TRY(call_special(vm, method, base, { exponent, modulus }));
        if (!(result == NotImplemented))
            return result;
    }
    if (is_number(base) && is_number(exponent) && is_number(modulus))
        return vm.raise(Error::TypeError, "pow() 3rd argument not allowed unless all arguments are integers");
    return vm.raise(Error::TypeError, "unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
        type_name(vm, base), type_name(vm, exponent), type_name(vm, modulus));
}

Result<Value> divmod_operation(Vm& vm, Value left, Value right)
{
    if (is_int(left) && is_int(right)) {
        auto both = TRY(int_divmod(vm, left, right));
        return Value::cell(TRY(make_tuple(vm, { both.first, both.second })));
    }
    if (is_number(left) && is_number(right) && !is_complex(left) && !is_complex(right)) {
        double a = TRY(real_of(vm, left)), b = TRY(real_of(vm, right));
        Value quotient = TRY(make_float(vm, TRY(float_floor_div(vm, a, b))));
        Value remainder = TRY(make_float(vm, TRY(float_mod(vm, a, b))));
        return Value::cell(TRY(make_tuple(vm, { quotient, remainder })));
    }
    Value result = TRY(generic_binary(vm, Special::divmod, Special::rdivmod, left, right));
    if (result == NotImplemented)
        return unsupported(vm, "divmod()", left, right);
    return result;
}

} // namespace coil::internal
