// Floats: arithmetic as CPython's float type does it.
#include <cmath>

#include "base/float_text.h"
#include "objects/exception.h"
#include "objects/hash.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace coil::internal
{

namespace
{

Raised division_by_zero(Vm& vm) { return vm.raise(Error::ZeroDivisionError, "division by zero"); }

bool is_odd_integer(double number) { return std::fmod(std::fabs(number), 2.0) == 1.0; }

/// Floored quotient and remainder; `right` is not zero.
struct FloatQuotient {
    double quotient, remainder;
};

FloatQuotient divide(double left, double right)
{
    double remainder = std::fmod(left, right);
    // fmod is exact; the quotient is then a whole number but for rounding.
    double quotient = (left - remainder) / right;
    if (remainder != 0) {
        if ((right < 0) != (remainder < 0)) {
            remainder += right;
            quotient -= 1.0;
        }
    } else {
        remainder = std::copysign(0.0, right);
    }
    if (quotient != 0) {
        double floored = std::floor(quotient);
        quotient = quotient - floored > 0.5 ? floored + 1.0 : floored;
    } else {
        quotient = std::copysign(0.0, left / right);
    }
    return { quotient, remainder };
}

int64_t hash_of_cell(Value object)
{
    auto address = uint64_t(reinterpret_cast<uintptr_t>(object.as_cell()));
    auto hash = int64_t(address >> 4 | address << 60);
    return hash == -1 ? -2 : hash;
}

} // namespace

Result<Value> box_double(Vm& vm, double number)
{
    auto* box = static_cast<Float*>(vm.heap.allocate_cell_uninitialized(uint8_t(Kind::Float), sizeof(Float)));
    if (!box)
        return vm.raise_memory_error();
    box->shape = vm.exact.real;
    box->number = number;
    return Value::cell(box);
}

Result<double> float_floor_div(Vm& vm, double left, double right)
{
    if (right == 0)
        return division_by_zero(vm);
    return divide(left, right).quotient;
}

Result<double> float_mod(Vm& vm, double left, double right)
{
    if (right == 0)
        return division_by_zero(vm);
    return divide(left, right).remainder;
}

Result<std::pair<double, double>> float_divmod(Vm& vm, double left, double right)
{
    if (right == 0)
        return division_by_zero(vm);
    auto [quotient, remainder] = divide(left, right);
    return std::pair(quotient, remainder);
}

Result<Value> float_pow(Vm& vm, double base, double exponent)
{
    if (exponent == 0 || base == 1.0)
        return make_float(vm, 1.0);
    if (std::isnan(base) || std::isnan(exponent))
        return make_float(vm, base + exponent);
    if (std::isinf(exponent)) {
        double magnitude = std::fabs(base);
        if (magnitude == 1.0)
            return make_float(vm, 1.0);
        return make_float(vm, (exponent > 0) == (magnitude > 1.0) ? std::fabs(exponent) : 0.0);
    }
    if (std::isinf(base)) {
        double sign = is_odd_integer(exponent) ? base : std::fabs(base);
        return make_float(vm, exponent > 0 ? sign : std::copysign(0.0, sign));
    }
    if (base == 0) {
        if (exponent < 0)
            return vm.raise(Error::ZeroDivisionError, "zero to a negative power");
        return make_float(vm, is_odd_integer(exponent) ? base : 0.0);
    }
    if (base < 0 && exponent != std::floor(exponent)) {
        ComplexNumber power = TRY(complex_pow(vm, { base, 0 }, { exponent, 0 }));
        return make_complex(vm, power.real, power.imaginary);
    }
    double power = std::pow(base, exponent);
    if (std::isinf(power))
        return raise_range_error(vm);
    return make_float(vm, power);
}

Raised raise_range_error(Vm& vm)
{
    auto text = make_str(vm, "Numerical result out of range");
    if (text.failed())
        return {};
    auto arguments = make_tuple(vm, { Value::small(34), Value::cell(text.value()) });
    if (arguments.failed())
        return {};
    auto exception = make_exception(vm, vm.error_class(Error::OverflowError), arguments.value());
    return exception.failed() ? Raised{} : vm.raise_exception(Value::cell(exception.value()));
}

int64_t float_hash(Vm&, double number, Value object)
{
    if (!std::isfinite(number)) {
        if (std::isnan(number))
            return object.is_cell() ? hash_of_cell(object) : 0;
        return number > 0 ? 314159 : -314159;
    }
    if (std::fabs(number) < 0x1p60 && number == std::trunc(number))
        return small_hash(int64_t(number));
    // The number as mantissa × 2**exponent, modulo 2**61 - 1, in which 2**61 is 1.
    int exponent;
    double fraction = std::frexp(std::fabs(number), &exponent);
    auto mantissa = uint64_t(std::ldexp(fraction, 53));
    exponent = (exponent - 53) % 61;
    if (exponent < 0)
        exponent += 61;
    uint64_t rest = uint64_t((unsigned __int128)(mantissa) << exponent & uint64_t(hash_modulus));
    rest += uint64_t(((unsigned __int128)(mantissa) << exponent) >> 61);
    if (rest >= uint64_t(hash_modulus))
        rest -= uint64_t(hash_modulus);
    auto hash = number < 0 ? -int64_t(rest) : int64_t(rest);
    return hash == -1 ? -2 : hash;
}

Result<Value> float_round(Vm& vm, double number, std::optional<int64_t> digits)
{
    if (!digits)
        return int_from_double(vm, std::nearbyint(number));
    if (!std::isfinite(number))
        return make_float(vm, number);
    auto rounded = round_double(number, *digits);
    if (!rounded)
        return vm.raise(Error::OverflowError, "rounded value too large to represent");
    return make_float(vm, *rounded);
}

Result<std::pair<Value, Value>> float_integer_ratio(Vm& vm, double number)
{
    if (std::isnan(number))
        return vm.raise(Error::ValueError, "cannot convert NaN to integer ratio");
    if (std::isinf(number))
        return vm.raise(Error::OverflowError, "cannot convert Infinity to integer ratio");
    int exponent;
    double fraction = std::frexp(number, &exponent);
    auto mantissa = int64_t(std::ldexp(fraction, 53));
    exponent -= 53;
    if (mantissa == 0)
        return std::pair(Value::small(0), Value::small(1));
    int zeros = __builtin_ctzll(uint64_t(mantissa));
    mantissa >>= zeros;
    exponent += zeros;
    Value numerator = Value::small(mantissa), denominator = Value::small(1);
    if (exponent > 0)
        numerator = TRY(int_shift_left(vm, numerator, Value::small(exponent)));
    else
        denominator = TRY(int_shift_left(vm, denominator, Value::small(-exponent)));
    return std::pair(numerator, denominator);
}

std::string float_repr(double number) { return repr_double(number); }

} // namespace coil::internal
