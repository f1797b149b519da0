// Complex numbers: arithmetic as CPython's complex type does it.
#include <cmath>

#include "base/float_text.h"
#include "objects/class.h"
#include "objects/numbers.h"

namespace coil::internal
{

namespace
{

/// Smith's algorithm: divides by the larger part first.
ComplexNumber divide(ComplexNumber left, ComplexNumber right)
{
    double real = std::fabs(right.real), imaginary = std::fabs(right.imaginary);
    if (real >= imaginary) {
        double ratio = right.imaginary / right.real;
        double denominator = right.real + right.imaginary * ratio;
        return { (left.real + left.imaginary * ratio) / denominator,
            (left.imaginary - left.real * ratio) / denominator };
    }
    if (imaginary >= real) {
        double ratio = right.real / right.imaginary;
        double denominator = right.real * ratio + right.imaginary;
        return { (left.real * ratio + left.imaginary) / denominator,
            (left.imaginary * ratio - left.real) / denominator };
    }
    return { std::nan(""), std::nan("") };
}

ComplexNumber multiply(ComplexNumber left, ComplexNumber right)
{
    return { left.real * right.real - left.imaginary * right.imaginary,
        left.real * right.imaginary + left.imaginary * right.real };
}

ComplexNumber power_unsigned(ComplexNumber base, int64_t exponent)
{
    ComplexNumber result{ 1, 0 };
    for (int64_t mask = 1; mask > 0 && exponent >= mask; mask <<= 1) {
        if (exponent & mask)
            result = multiply(result, base);
        base = multiply(base, base);
    }
    return result;
}

ComplexNumber reciprocal_of(ComplexNumber number) { return divide({ 1, 0 }, number); }

ComplexNumber power_polar(ComplexNumber base, ComplexNumber exponent)
{
    double size = std::hypot(base.real, base.imaginary);
    double length = std::pow(size, exponent.real);
    double angle = std::atan2(base.imaginary, base.real);
    double phase = angle * exponent.real;
    if (exponent.imaginary != 0) {
        length *= std::exp(-angle * exponent.imaginary);
        phase += exponent.imaginary * std::log(size);
    }
    return { length * std::cos(phase), length * std::sin(phase) };
}

} // namespace

ComplexNumber complex_mul(ComplexNumber left, ComplexNumber right) { return multiply(left, right); }

Result<ComplexNumber> complex_div(Vm& vm, ComplexNumber left, ComplexNumber right)
{
    if (right.real == 0 && right.imaginary == 0)
        return vm.raise(Error::ZeroDivisionError, "division by zero");
    return divide(left, right);
}

Result<ComplexNumber> complex_pow(Vm& vm, ComplexNumber base, ComplexNumber exponent)
{
    ComplexNumber result;
    constexpr double largest_whole = 100;
    if (exponent.real == 0 && exponent.imaginary == 0)
        return ComplexNumber{ 1, 0 };
    if (exponent.imaginary == 0 && exponent.real == std::floor(exponent.real) &&
        std::fabs(exponent.real) <= largest_whole) {
        if (exponent.real < 0 && base.real == 0 && base.imaginary == 0)
            return vm.raise(Error::ZeroDivisionError, "zero to a negative or complex power");
        auto whole = int64_t(exponent.real);
        result = whole >= 0 ? power_unsigned(base, whole) : reciprocal_of(power_unsigned(base, -whole));
    } else if (base.real == 0 && base.imaginary == 0) {
        if (exponent.imaginary != 0 || exponent.real < 0)
            return vm.raise(Error::ZeroDivisionError, "zero to a negative or complex power");
        result = { 0, 0 };
    } else {
        result = power_polar(base, exponent);
    }
    if (std::isinf(result.real) || std::isinf(result.imaginary))
        return vm.raise(Error::OverflowError, "complex exponentiation");
    return result;
}

Result<Value> make_complex(Vm& vm, double real, double imaginary)
{
    auto* out = static_cast<Complex*>(vm.heap.allocate_cell_uninitialized(uint8_t(Kind::Complex), sizeof(Complex)));
    if (!out)
        return vm.raise_memory_error();
    out->shape = vm.classes->complex->root->id;
    out->real = real;
    out->imaginary = imaginary;
    return Value::cell(out);
}

std::string complex_repr(double real, double imaginary) { return repr_complex(real, imaginary); }

int64_t complex_hash(Vm& vm, double real, double imaginary, Value object)
{
    auto hash = uint64_t(float_hash(vm, real, object)) + 1000003 * uint64_t(float_hash(vm, imaginary, object));
    return int64_t(hash) == -1 ? -2 : int64_t(hash);
}

} // namespace coil::internal
