#pragma once
// Numbers that do not fit a Value by themselves: wide ints, boxed floats, complex numbers. A BigInt of an int subclass
// may hold a small value, else every int that fits 63 bits is immediate.
#include <optional>

#include "objects/storage.h"

namespace coil::internal
{

struct BigInt : Cell {
    static constexpr Kind kind_id = Kind::BigInt;
    static constexpr std::string_view type_name = "int";
    uint64_t size; ///< limbs, no leading zeros; aux bit 0: negative
    uint64_t limbs[];
    bool negative() const { return aux & 1; }
};

struct Float : Cell {
    static constexpr Kind kind_id = Kind::Float;
    static constexpr std::string_view type_name = "float";
    double number;
};

struct Complex : Cell {
    static constexpr Kind kind_id = Kind::Complex;
    static constexpr std::string_view type_name = "complex";
    double real, imaginary;
};

inline bool is_float(Value value) { return value.is_immediate_double() || is_kind(value, Kind::Float); }
/// The caller knows that is_float(value).
inline double float_of(Value value)
{
    return value.is_immediate_double() ? value.as_immediate_double() : as<Float>(value)->number;
}
/// An int, of a subclass too, or a bool.
inline bool is_int(Value value) { return value.is_small() || value.is_bool() || is_kind(value, Kind::BigInt); }

Result<Value> box_double(Vm& vm, double number);
inline Result<Value> make_float(Vm& vm, double number)
{
    Value value = Value::immediate_double(number);
    return value.is_immediate_double() ? Result<Value>(value) : box_double(vm, number);
}
Result<Value> make_int(Vm& vm, int64_t number);
Result<Value> make_int_unsigned(Vm& vm, uint64_t number);
Result<Value> make_complex(Vm& vm, double real, double imaginary);

// Ints: the operands are ints (is_int). Raise MemoryError, OverflowError or ZeroDivisionError with CPython's texts.
Result<Value> int_add(Vm& vm, Value left, Value right);
Result<Value> int_sub(Vm& vm, Value left, Value right);
Result<Value> int_mul(Vm& vm, Value left, Value right);
Result<Value> int_floor_div(Vm& vm, Value left, Value right);
Result<Value> int_mod(Vm& vm, Value left, Value right);
Result<std::pair<Value, Value>> int_divmod(Vm& vm, Value left, Value right);
Result<Value> int_true_div(Vm& vm, Value left, Value right);
/// A float for a negative exponent.
Result<Value> int_pow(Vm& vm, Value base, Value exponent);
Result<Value> int_pow_mod(Vm& vm, Value base, Value exponent, Value modulus);
Result<Value> int_shift_left(Vm& vm, Value left, Value count);
Result<Value> int_shift_right(Vm& vm, Value left, Value count);
Result<Value> int_and(Vm& vm, Value left, Value right);
Result<Value> int_or(Vm& vm, Value left, Value right);
Result<Value> int_xor(Vm& vm, Value left, Value right);
Result<Value> int_negate(Vm& vm, Value value);
Result<Value> int_invert(Vm& vm, Value value);
Result<Value> int_abs(Vm& vm, Value value);
/// The plain int of any int: unwraps bools and subclasses.
Result<Value> int_plain(Vm& vm, Value value);
int int_compare(Value left, Value right);
inline bool int_is_zero(Value value);
int int_sign(Value value);
int64_t int_hash(Value value);
size_t int_bit_length(Value value);
size_t int_bit_count(Value value);
/// The value when it fits; never raises.
std::optional<int64_t> wide_int_to_int64(Value value);
inline std::optional<int64_t> int_to_int64(Value value)
{
    return value.is_small() ? value.as_small() : wide_int_to_int64(value);
}
std::optional<uint64_t> int_to_uint64(Value value);
/// Correctly rounded. OverflowError: "int too large to convert to float".
Result<double> int_to_double(Vm& vm, Value value);
/// Rounded to nearest even, infinite when too large; never raises.
double int_to_double_or_infinity(Value value);
/// Truncates; OverflowError for infinities, ValueError for nan.
Result<Value> int_from_double(Vm& vm, double number);
/// int(text, base): signs, underscores, prefixes, blanks, digits of any script. ValueError, which shows `literal`, a
/// repr; by default that of the text, which is then well-formed. For bytes it must be given.
Result<Value> int_from_text(Vm& vm, std::string_view text, int base, std::string_view literal = {});
/// round(value, digits) for an int, half to even.
Result<Value> int_round(Vm& vm, Value value, Value digits);
/// Digits with a sign and no prefix. ValueError beyond the limit of digits (sys.set_int_max_str_digits) for base 10.
Result<std::string> int_to_text(Vm& vm, Value value, int base = 10);
Result<Value> int_gcd(Vm& vm, Value left, Value right);
Result<Value> int_isqrt(Vm& vm, Value value);
Result<Value> int_from_bytes(Vm& vm, std::string_view bytes, bool little_endian, bool is_signed);
Result<std::string> int_to_bytes(Vm& vm, Value value, size_t length, bool little_endian, bool is_signed);
/// -1, 0, 1, or 2 when the float is nan.
int int_compare_double(Value integer, double number);

// Floats
Result<double> float_floor_div(Vm& vm, double left, double right);
Result<double> float_mod(Vm& vm, double left, double right);
Result<std::pair<double, double>> float_divmod(Vm& vm, double left, double right);
/// OverflowError(34, 'Numerical result out of range').
Raised raise_range_error(Vm& vm);
/// float.as_integer_ratio().
Result<std::pair<Value, Value>> float_integer_ratio(Vm& vm, double number);
/// May give a complex.
Result<Value> float_pow(Vm& vm, double base, double exponent);
int64_t float_hash(Vm& vm, double number, Value object);
/// round(number, digits); empty digits: to an int.
Result<Value> float_round(Vm& vm, double number, std::optional<int64_t> digits);
std::string float_repr(double number);

// Complex numbers
struct ComplexNumber {
    double real = 0;
    double imaginary = 0;
};
ComplexNumber complex_mul(ComplexNumber left, ComplexNumber right);
Result<ComplexNumber> complex_div(Vm& vm, ComplexNumber left, ComplexNumber right);
Result<ComplexNumber> complex_pow(Vm& vm, ComplexNumber base, ComplexNumber exponent);
std::string complex_repr(double real, double imaginary);
int64_t complex_hash(Vm& vm, double real, double imaginary, Value object);

inline bool int_is_zero(Value value)
{
    return value == Value::small(0) || value.is_false() ||
        (is_kind(value, Kind::BigInt) && as<BigInt>(value)->size == 0);
}

} // namespace coil::internal
