#include <cmath>
#include <complex>

#include "objects/exception.h"
#include "runtime/operations/number_operators.h"

namespace coil::internal
{

Result<Value> complex_operation(Vm& vm, BinaryOperator op, const Complex* left, const Complex* right)
{
    double a = left->real, b = left->imaginary, c = right->real, d = right->imaginary;
    switch (op) {
    case BinaryOperator::Add:
        return make_complex(vm, a + c, b + d);
    case BinaryOperator::Sub:
        return make_complex(vm, a - c, b - d);
    case BinaryOperator::Mul:
        return make_complex(vm, a * c - b * d, a * d + b * c);
    case BinaryOperator::TrueDiv: {
        if (c == 0 && d == 0)
            return vm.raise(Error::ZeroDivisionError, "division by zero");
        // Smith's algorithm: scaled by the larger part of the divisor.
        if (std::fabs(c) >= std::fabs(d)) {
            double ratio = d / c, denominator = c + d * ratio;
            return make_complex(vm, (a + b * ratio) / denominator, (b - a * ratio) / denominator);
        }
        double ratio = c / d, denominator = c * ratio + d;
        return make_complex(vm, (a * ratio + b) / denominator, (b * ratio - a) / denominator);
    }
    case BinaryOperator::Pow: {
        if (c == 0 && d == 0)
            return make_complex(vm, 1, 0);
        if (a == 0 && b == 0) {
            if (c < 0 || d != 0)
                return vm.raise(Error::ZeroDivisionError, "zero to a negative or complex power");
            return make_complex(vm, 0, 0);
        }
        if (d == 0 && c == std::floor(c) && std::fabs(c) <= 100) {
            std::complex<double> result(1, 0), base(a, b);
            for (int n = int(std::fabs(c)); n > 0; n--)
                result *= base;
            if (c < 0)
                result = std::complex<double>(1, 0) / result;
            return make_complex(vm, result.real(), result.imag());
        }
        std::complex<double> result = std::pow(std::complex<double>(a, b), std::complex<double>(c, d));
        return make_complex(vm, result.real(), result.imag());
    }
    default:
        return NotImplemented;
    }
}

} // namespace coil::internal
