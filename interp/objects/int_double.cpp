// Ints and doubles: conversion, exact comparison, rounding.
#include <cmath>

#include "objects/int_limbs.h"

namespace coil::internal
{

namespace
{

/// The top 64 bits of a magnitude, the highest of them set, and whether any bit below is set.
struct Top {
    uint64_t bits = 0;
    bool more = false;
};

Top top_of(const Limbs& limbs)
{
    Top out;
    int gap = __builtin_clzll(limbs.top());
    size_t size = limbs.size();
    out.bits = limbs.top() << gap;
    size_t rest = size - 1;
    if (gap && size > 1) {
        out.bits |= limbs[size - 2] >> (64 - gap);
        out.more = (limbs[size - 2] << gap) != 0;
        rest--;
    }
    for (size_t i = 0; i < rest && !out.more; i++)
        out.more = limbs[i] != 0;
    return out;
}

double magnitude_to_double(const Limbs& limbs)
{
    Top top = top_of(limbs);
    constexpr uint64_t half = 1 << 10;
    uint64_t kept = top.bits >> 11, lost = top.bits & (2 * half - 1);
    if (lost > half || (lost == half && (top.more || (kept & 1))))
        kept++;
    return std::ldexp(double(kept), int(std::min<size_t>(limbs.bits(), 4096)) - 53);
}

/// Order of a magnitude and a positive finite double.
int compare_magnitude(const Limbs& limbs, double number)
{
    int exponent;
    double fraction = std::frexp(number, &exponent);
    auto bits = int64_t(limbs.bits());
    if (bits != exponent)
        return bits < exponent ? -1 : 1;
    Top top = top_of(limbs);
    auto other = uint64_t(std::ldexp(fraction, 64));
    if (top.bits != other)
        return top.bits < other ? -1 : 1;
    return top.more;
}

} // namespace

double int_to_double_or_infinity(Value value)
{
    if (value.is_small())
        return double(value.as_small());
    Limbs limbs(value);
    if (limbs.zero())
        return 0.0;
    double magnitude = magnitude_to_double(limbs);
    return limbs.negative() ? -magnitude : magnitude;
}

Result<double> int_to_double(Vm& vm, Value value)
{
    double number = int_to_double_or_infinity(value);
    if (std::isinf(number))
        return vm.raise(Error::OverflowError, "int too large to convert to float");
    return number;
}

Result<Value> int_from_double(Vm& vm, double number)
{
    if (std::isnan(number))
        return vm.raise(Error::ValueError, "cannot convert float NaN to integer");
    if (std::isinf(number))
        return vm.raise(Error::OverflowError, "cannot convert float infinity to integer");
    if (std::fabs(number) < 0x1p62)
        return Value::small(int64_t(number));
    int exponent;
    double fraction = std::frexp(std::fabs(number), &exponent);
    auto mantissa = Value::small(int64_t(std::ldexp(fraction, 53)) * (number < 0 ? -1 : 1));
    return int_shift_left(vm, mantissa, Value::small(exponent - 53));
}

int int_compare_double(Value integer, double number)
{
    if (std::isnan(number))
        return 2;
    if (integer.is_small() && std::abs(integer.as_small()) <= int64_t(1) << 53) {
        auto left = double(integer.as_small());
        return left < number ? -1 : left > number;
    }
    if (std::isinf(number))
        return number < 0 ? 1 : -1;
    Limbs limbs(integer);
    int sign = limbs.zero() ? 0 : limbs.negative() ? -1 : 1;
    int other = number < 0 ? -1 : number > 0;
    if (sign != other)
        return sign < other ? -1 : 1;
    if (sign == 0)
        return 0;
    return sign * compare_magnitude(limbs, std::fabs(number));
}

Result<Value> int_round(Vm& vm, Value value, Value digits)
{
    if (int_sign(digits) >= 0)
        return int_plain(vm, value);
    // Beyond that many digits the result is 0 in any case.
    auto places = int_to_int64(digits);
    if (!places || uint64_t(-*places) > int_bit_length(value) / 3 + 2)
        return Value::small(0);
    Value unit = TRY(int_pow(vm, Value::small(10), Value::small(-*places)));
    auto [quotient, remainder] = TRY(int_divmod(vm, value, unit));
    int order = int_compare(TRY(int_mul(vm, remainder, Value::small(2))), unit);
    bool odd = !int_is_zero(TRY(int_and(vm, quotient, Value::small(1))));
    if (order > 0 || (order == 0 && odd))
        quotient = TRY(int_add(vm, quotient, Value::small(1)));
    return int_mul(vm, quotient, unit);
}

} // namespace coil::internal
