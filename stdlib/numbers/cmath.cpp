// The module cmath. What functions give for infinities, nan and signed zeros is as annex G of C has it, and so does the
// C library; which of that is an error is Python's: ValueError where the result depends on the angle to an infinity, or
// stands at a pole, OverflowError for an infinite result of finite numbers.
#include <cmath>
#include <complex>

#include "objects/dict.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/operations/complex_argument.h"
#include "runtime/operations/operators.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace
{

using Number = std::complex<double>;

Raised domain_error(Vm& vm) { return vm.raise(Error::ValueError, "math domain error"); }
Raised range_error(Vm& vm) { return vm.raise(Error::OverflowError, "math range error"); }

bool is_finite(Number z) { return std::isfinite(z.real()) && std::isfinite(z.imag()); }
bool is_infinite(Number z) { return std::isinf(z.real()) || std::isinf(z.imag()); }

Result<Number> number_of(Vm& vm, Value value)
{
    ComplexNumber number = TRY(to_complex(vm, value));
    return Number(number.real, number.imaginary);
}
Result<Value> value_of(Vm& vm, Number z) { return make_complex(vm, z.real(), z.imag()); }

/// An infinite result of a finite number is too large.
Result<Value> checked(Vm& vm, Number argument, Number result)
{
    if (is_finite(argument) && is_infinite(result))
        return range_error(vm);
    return value_of(vm, result);
}

// Where a function is undefined

bool nowhere(Number) { return false; }
bool at_zero(Number z) { return z == 0.0; }
bool at_ones(Number z) { return z == 1.0 || z == -1.0; }
bool at_imaginary_ones(Number z) { return z.real() == 0 && (z.imag() == 1 || z.imag() == -1); }
bool of_endless_angle(Number z) { return std::isinf(z.imag()) && !std::isnan(z.real()); }
bool of_endless_phase(Number z)
{
    return std::isinf(z.imag()) && (std::isfinite(z.real()) || (std::isinf(z.real()) && z.real() > 0));
}
bool of_endless_angle_only(Number z) { return std::isinf(z.imag()) && std::isfinite(z.real()); }
/// The same of i times the number.
template <bool (*test)(Number)> bool turned(Number z) { return test(Number(-z.imag(), z.real())); }

template <Number (*function)(const Number&), bool (*is_undefined)(Number) = nowhere>
Result<Value> one(Vm& vm, Value argument)
{
    Number z = TRY(number_of(vm, argument));
    if (is_undefined(z))
        return domain_error(vm);
    return checked(vm, z, function(z));
}

// The exponential and the hyperbolic functions overflow where a factor of theirs does, though the product may not.

Number scaled(double size, Number direction) { return Number(direction.real() * size, direction.imag() * size); }

/// e to a finite number, without overflow on the way.
Number finite_exp(Number z, double halves)
{
    // In two steps where e**x itself is too large.
    bool is_large = z.real() > 708;
    double size = std::exp(is_large ? z.real() - 1 : z.real()) * halves;
    Number result = scaled(size, Number(std::cos(z.imag()), std::sin(z.imag())));
    return is_large ? scaled(M_E, result) : result;
}
Number exponential(const Number& z) { return is_finite(z) ? finite_exp(z, 1) : std::exp(z); }

Number hyperbolic_cosine(const Number& z)
{
    if (!is_finite(z) || std::fabs(z.real()) <= 708)
        return std::cosh(z);
    double sign = std::copysign(1.0, z.real());
    Number half = finite_exp(Number(std::fabs(z.real()), z.imag()), 0.5);
    return Number(half.real(), half.imag() * sign);
}
Number hyperbolic_sine(const Number& z)
{
    if (!is_finite(z) || std::fabs(z.real()) <= 708)
        return std::sinh(z);
    double sign = std::copysign(1.0, z.real());
    Number half = finite_exp(Number(std::fabs(z.real()), z.imag()), 0.5);
    return Number(half.real() * sign, half.imag());
}

// The circular functions are the hyperbolic ones of i times the number.

Number cosine(const Number& z) { return hyperbolic_cosine(Number(-z.imag(), z.real())); }
Number sine(const Number& z)
{
    Number s = hyperbolic_sine(Number(-z.imag(), z.real()));
    return Number(s.imag(), -s.real());
}
Number tangent(const Number& z)
{
    Number s = std::tanh(Number(-z.imag(), z.real()));
    return Number(s.imag(), -s.real());
}

Number log_ten(const Number& z)
{
    Number natural = std::log(z);
    return Number(natural.real() / M_LN10, natural.imag() / M_LN10);
}

Result<Value> log(Vm& vm, Value argument, Value base)
{
    Number z = TRY(number_of(vm, argument));
    Number result = std::log(z);
    if (z == 0.0 && base.is_empty())
        return domain_error(vm);
    if (!base.is_empty()) {
        Number b = TRY(number_of(vm, base));
        Number scale = std::log(b);
        if (b == 0.0 || scale == 0.0)
            return domain_error(vm);
        ComplexNumber quotient = TRY(complex_div(vm, { result.real(), result.imag() }, { scale.real(), scale.imag() }));
        return make_complex(vm, quotient.real, quotient.imaginary);
    }
    return value_of(vm, result);
}

// Polar coordinates

double phase_of(Number z) { return std::atan2(z.imag(), z.real()); }
Result<double> phase(Vm& vm, Value argument) { return phase_of(TRY(number_of(vm, argument))); }
Result<Value> polar(Vm& vm, Value argument)
{
    Number z = TRY(number_of(vm, argument));
    double size = std::hypot(z.real(), z.imag());
    if (std::isinf(size) && is_finite(z))
        return range_error(vm);
    Value r = TRY(make_float(vm, size)), phi = TRY(make_float(vm, phase_of(z)));
    return Value::cell(TRY(make_tuple(vm, { r, phi })));
}
Result<Value> rect(Vm& vm, double r, double phi)
{
    if (std::isinf(phi) && r != 0 && !std::isnan(r))
        return domain_error(vm);
    if (std::isfinite(r) && std::isfinite(phi)) {
        // Not by the sine of a zero, whose sign the product would lose.
        double imaginary = phi == 0 ? r * phi : r * std::sin(phi);
        return make_complex(vm, phi == 0 ? r : r * std::cos(phi), imaginary);
    }
    if (std::isinf(r) && phi == 0)
        return make_complex(vm, r, r > 0 ? phi : -phi);
    if (std::isinf(r) && std::isfinite(phi)) {
        double size = std::fabs(r), sign = std::copysign(1.0, r);
        return make_complex(vm, sign * std::copysign(size, std::cos(phi)), sign * std::copysign(size, std::sin(phi)));
    }
    if (r == 0)
        return make_complex(vm, r, r);
    if (std::isinf(r))
        return make_complex(vm, std::fabs(r), NAN);
    return make_complex(vm, NAN, phi == 0 ? phi : NAN);
}

// Questions

template <bool (*test)(Number)> Result<bool> question(Vm& vm, Value argument)
{
    return test(TRY(number_of(vm, argument)));
}
bool is_nan(Number z) { return std::isnan(z.real()) || std::isnan(z.imag()); }

Result<bool> isclose(Vm& vm, Value first, Value second, Value relative_value, Value absolute_value)
{
    Number a = TRY(number_of(vm, first)), b = TRY(number_of(vm, second));
    double relative = relative_value.is_empty() ? 1e-9 : TRY(to_double(vm, relative_value));
    double absolute = absolute_value.is_empty() ? 0.0 : TRY(to_double(vm, absolute_value));
    if (relative < 0 || absolute < 0)
        return vm.raise(Error::ValueError, "tolerances must be non-negative");
    if (a == b)
        return true;
    if (is_infinite(a) || is_infinite(b))
        return false;
    double difference = std::abs(a - b);
    return difference <= relative * std::abs(b) || difference <= relative * std::abs(a) || difference <= absolute;
}

constexpr NativeDef definitions[] = {
    def<"acos(z, /)", one<std::acos>>("The arc cosine of z."),
    def<"acosh(z, /)", one<std::acosh>>("The inverse hyperbolic cosine of z."),
    def<"asin(z, /)", one<std::asin>>("The arc sine of z."),
    def<"asinh(z, /)", one<std::asinh>>("The inverse hyperbolic sine of z."),
    def<"atan(z, /)", one<std::atan, at_imaginary_ones>>("The arc tangent of z."),
    def<"atanh(z, /)", one<std::atanh, at_ones>>("The inverse hyperbolic tangent of z."),
    def<"cos(z, /)", one<cosine, turned<of_endless_angle>>>("The cosine of z."),
    def<"cosh(z, /)", one<hyperbolic_cosine, of_endless_angle>>("The hyperbolic cosine of z."),
    def<"exp(z, /)", one<exponential, of_endless_phase>>("e to the power of z."),
    def<"log(z, base=, /)", log>("The logarithm of z to the base, or the natural one."),
    def<"log10(z, /)", one<log_ten, at_zero>>("The logarithm of z to the base 10."),
    def<"sin(z, /)", one<sine, turned<of_endless_angle>>>("The sine of z."),
    def<"sinh(z, /)", one<hyperbolic_sine, of_endless_angle>>("The hyperbolic sine of z."),
    def<"sqrt(z, /)", one<std::sqrt>>("The square root of z."),
    def<"tan(z, /)", one<tangent, turned<of_endless_angle_only>>>("The tangent of z."),
    def<"tanh(z, /)", one<std::tanh, of_endless_angle_only>>("The hyperbolic tangent of z."),
    def<"phase(z, /)", phase>("The angle of z, from -pi to pi."),
    def<"polar(z, /)", polar>("The size and the angle of z."),
    def<"rect(r, phi, /)", rect>("The number of that size and angle."),
    def<"isfinite(z, /)", question<is_finite>>("Whether both parts of z are finite."),
    def<"isinf(z, /)", question<is_infinite>>("Whether a part of z is infinite."),
    def<"isnan(z, /)", question<is_nan>>("Whether a part of z is not a number."),
    def<"isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)", isclose>(
        "Whether a and b differ by no more than rel_tol of the larger one, or abs_tol."),
};

Result<void> prepare(Vm& vm, Module* module)
{
    auto put = [&](std::string_view name, Value number) {
        return dict_set_str(vm, module->dict, intern(vm, name), number);
    };
    TRY(put("pi", TRY(make_float(vm, M_PI))));
    TRY(put("e", TRY(make_float(vm, M_E))));
    TRY(put("tau", TRY(make_float(vm, 2 * M_PI))));
    TRY(put("inf", TRY(make_float(vm, INFINITY))));
    TRY(put("infj", TRY(make_complex(vm, 0, INFINITY))));
    TRY(put("nan", TRY(make_float(vm, NAN))));
    return put("nanj", TRY(make_complex(vm, 0, NAN)));
}

} // namespace

const NativeModule cmath_module{ "cmath", definitions, prepare, "Mathematical functions of complex numbers." };

} // namespace coil::internal
