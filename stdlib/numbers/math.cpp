// The module math. Functions of one or two doubles are the C library's, with Python's errors.
#include <algorithm>
#include <bit>
#include <cmath>

#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"
#include "stdlib/modules.h"
#include "stdlib/numbers/sum_products.h"

namespace coil::internal
{

namespace
{

/// The result of a function of one argument: ValueError where an infinite or not-a-number result does not come from the
/// argument.
Result<double> checked(Vm& vm, double argument, double result, bool can_overflow)
{
    if (std::isnan(result) && !std::isnan(argument))
        return vm.raise(Error::ValueError, "math domain error");
    if (std::isinf(result) && std::isfinite(argument)) {
        if (can_overflow)
            return vm.raise(Error::OverflowError, "math range error");
        return vm.raise(Error::ValueError, "math domain error");
    }
    return result;
}

template <double (*function)(double), bool can_overflow = false> Result<double> one(Vm& vm, double x)
{
    return checked(vm, x, function(x), can_overflow);
}

/// The gamma function, or the logarithm of its size: both have poles at 0 and at the negative integers.
template <double (*function)(double)> Result<double> gamma(Vm& vm, double x)
{
    if (x <= 0 && std::isfinite(x) && x == std::floor(x))
        return vm.raise(Error::ValueError, "math domain error");
    return checked(vm, x, function(x), true);
}

Result<double> square_root(Vm& vm, double x)
{
    if (x < 0)
        return vm.raise(Error::ValueError, "expected a nonnegative input, got {}", float_repr(x));
    return std::sqrt(x);
}

template <double (*function)(double, double)> Result<double> two(Vm& vm, double x, double y)
{
    double result = function(x, y);
    if (std::isnan(result) && !std::isnan(x) && !std::isnan(y))
        return vm.raise(Error::ValueError, "math domain error");
    if (std::isinf(result) && std::isfinite(x) && std::isfinite(y))
        return vm.raise(Error::OverflowError, "math range error");
    return result;
}

Result<double> power(Vm& vm, double x, double y)
{
    if (!std::isfinite(x) || !std::isfinite(y))
        return std::pow(x, y);
    if (x == 0 && y < 0)
        return vm.raise(Error::ValueError, "math domain error");
    return two<std::pow>(vm, x, y);
}

template <double (*function)(double)> Result<Value> rounded(Vm& vm, Value number, Str* name)
{
    Class* cls = vm.class_of(number);
    if (cls == vm.classes->integer || cls == vm.classes->boolean)
        return int_plain(vm, number);
    if (cls != vm.classes->real) {
        Value method = lookup(vm, vm.class_of(number), name);
        if (!method.is_empty())
            return call_special(vm, method, number, {});
    }
    return int_from_double(vm, function(TRY(to_double(vm, number))));
}
Result<Value> floor(Vm& vm, Value number) { return rounded<std::floor>(vm, number, vm.names->floor); }
Result<Value> ceil(Vm& vm, Value number) { return rounded<std::ceil>(vm, number, vm.names->ceil); }
Result<Value> trunc(Vm& vm, Value number)
{
    if (!is_int(number) && !is_float(number) && lookup(vm, vm.class_of(number), vm.names->trunc).is_empty())
        return vm.raise(Error::TypeError, "type {} doesn't define __trunc__ method", type_name(vm, number));
    return rounded<std::trunc>(vm, number, vm.names->trunc);
}

/// The logarithm of an int of any size.
Result<double> log_of(Vm& vm, Value number, double (*function)(double), double log_of_two)
{
    if (is_int(number)) {
        if (int_sign(number) <= 0)
            return vm.raise(Error::ValueError, "expected a positive input");
        // As CPython: the logarithms of a fraction between a half and one, and of a power of two.
        if (std::isinf(int_to_double_or_infinity(number))) {
            size_t bits = int_bit_length(number);
            Value top = TRY(int_shift_right(vm, number, Value::small(int64_t(bits) - 64)));
            return function(std::ldexp(int_to_double_or_infinity(top), -64)) + log_of_two * double(bits);
        }
    }
    double x = TRY(to_double(vm, number));
    if (x <= 0)
        return vm.raise(Error::ValueError, "expected a positive input, got {}", float_repr(x));
    return function(x);
}
Result<double> log(Vm& vm, Value number, Value base)
{
    double numerator = TRY(log_of(vm, number, std::log, std::log(2.0)));
    if (base.is_empty())
        return numerator;
    double denominator = TRY(log_of(vm, base, std::log, std::log(2.0)));
    if (denominator == 0)
        return vm.raise(Error::ZeroDivisionError, "division by zero");
    return numerator / denominator;
}
Result<double> log2(Vm& vm, Value number) { return log_of(vm, number, std::log2, 1.0); }
Result<double> log10(Vm& vm, Value number) { return log_of(vm, number, std::log10, std::log10(2.0)); }

/// first * (first + 1) * …, `count` (at least one) factors. Runs are multiplied in pairs, so that numbers of one size
/// meet.
Result<Value> product_of_run(Vm& vm, Value first, int64_t count)
{
    TRY(vm.work(1));
    constexpr int64_t few = 8;
    if (count > few) {
        int64_t half = count / 2;
        Value left = TRY(product_of_run(vm, first, half));
        return int_mul(vm, left, TRY(product_of_run(vm, TRY(int_add(vm, first, Value::small(half))), count - half)));
    }
    Value result = first;
    for (int64_t i = 1; i < count; i++)
        result = TRY(int_mul(vm, result, TRY(int_add(vm, first, Value::small(i)))));
    return result;
}

Result<Value> factorial(Vm& vm, Value value)
{
    if (is_float(value))
        return vm.raise(Error::TypeError, "'float' object cannot be interpreted as an integer");
    Value integer = TRY(to_int_object(vm, value));
    if (int_sign(integer) < 0)
        return vm.raise(Error::ValueError, "factorial() not defined for negative values");
    std::optional<int64_t> n = int_to_int64(integer);
    if (!n || *n > 10000000)
        return vm.raise(Error::OverflowError, "factorial() argument should not exceed 9223372036854775807");
    return *n < 2 ? Result<Value>(Value::small(1)) : product_of_run(vm, Value::small(2), *n - 1);
}

Result<Value> gcd(Vm& vm, Arguments numbers)
{
    Value result = Value::small(0);
    for (Value each : numbers)
        result = TRY(int_gcd(vm, result, TRY(to_int_object(vm, each))));
    return result;
}
Result<Value> lcm(Vm& vm, Arguments numbers)
{
    Value result = Value::small(1);
    for (Value each : numbers) {
        Value number = TRY(to_int_object(vm, each));
        if (int_is_zero(number) || int_is_zero(result)) {
            result = Value::small(0);
            continue;
        }
        Value divisor = TRY(int_gcd(vm, result, number));
        result = TRY(int_abs(vm, TRY(int_mul(vm, result, TRY(int_floor_div(vm, number, divisor))))));
    }
    return result;
}
Result<Value> isqrt(Vm& vm, Value number)
{
    Value integer = TRY(to_int_object(vm, number));
    if (int_sign(integer) < 0)
        return vm.raise(Error::ValueError, "isqrt() argument must be nonnegative");
    return int_isqrt(vm, integer);
}
Result<Value> comb(Vm& vm, Value n_value, Value k_value)
{
    Value n = TRY(to_int_object(vm, n_value)), k = TRY(to_int_object(vm, k_value));
    if (int_sign(n) < 0)
        return vm.raise(Error::ValueError, "n must be a non-negative integer");
    if (int_sign(k) < 0)
        return vm.raise(Error::ValueError, "k must be a non-negative integer");
    if (int_compare(k, n) > 0)
        return Value::small(0);
    Value other = TRY(int_sub(vm, n, k));
    if (int_compare(other, k) < 0)
        k = other;
    std::optional<int64_t> count = int_to_int64(k);
    if (!count)
        return vm.raise(Error::OverflowError, "min(n - k, k) must not exceed 9223372036854775807");
    if (*count == 0)
        return Value::small(1);
    Value first = TRY(int_add(vm, TRY(int_sub(vm, n, k)), Value::small(1)));
    Value dividend = TRY(product_of_run(vm, first, *count));
    return int_floor_div(vm, dividend, TRY(product_of_run(vm, Value::small(1), *count)));
}
Result<Value> perm(Vm& vm, Value n_value, Value k_value)
{
    if (k_value.is_none())
        return factorial(vm, n_value);
    Value n = TRY(to_int_object(vm, n_value)), k = TRY(to_int_object(vm, k_value));
    if (int_sign(n) < 0)
        return vm.raise(Error::ValueError, "n must be a non-negative integer");
    if (int_sign(k) < 0)
        return vm.raise(Error::ValueError, "k must be a non-negative integer");
    if (int_compare(k, n) > 0)
        return Value::small(0);
    std::optional<int64_t> count = int_to_int64(k);
    if (!count)
        return vm.raise(Error::OverflowError, "k must not exceed 9223372036854775807");
    Value result = Value::small(1);
    for (int64_t i = 0; i < *count; i++)
        result = TRY(int_mul(vm, result, TRY(int_sub(vm, n, Value::small(i)))));
    return result;
}

Result<Value> fsum(Vm& vm, Value numbers)
{
    // Shewchuk's exact partial sums.
    std::vector<double> partials;
    double special = 0, infinite = 0;
    bool has_special = false;
    TRY(for_each(vm, numbers, [&](Value each) -> Result<bool> {
        double x = TRY(to_double(vm, each));
        if (!std::isfinite(x)) {
            special += x;
            infinite += std::isinf(x) ? x : 0;
            has_special = true;
            return true;
        }
        size_t kept = 0;
        for (double y : partials) {
            if (std::fabs(x) < std::fabs(y))
                std::swap(x, y);
            double high = x + y, low = y - (high - x);
            if (low != 0)
                partials[kept++] = low;
            x = high;
        }
        if (!std::isfinite(x))
            return vm.raise(Error::OverflowError, "intermediate overflow in fsum");
        partials.resize(kept);
        partials.push_back(x);
        return true;
    }));
    if (has_special)
        return std::isnan(infinite) ? Result<Value>(vm.raise(Error::ValueError, "-inf + inf in fsum"))
                                    : make_float(vm, special);
    double high = 0;
    size_t n = partials.size();
    double low = 0;
    while (n > 0) {
        double x = high, y = partials[--n];
        high = x + y;
        low = y - (high - x);
        if (low != 0)
            break;
    }
    if (n > 0 && ((low < 0 && partials[n - 1] < 0) || (low > 0 && partials[n - 1] > 0))) {
        double twice = low * 2, sum = high + twice;
        if (twice == sum - high)
            high = sum;
    }
    return make_float(vm, high);
}

Result<Value> prod(Vm& vm, Value numbers, Value start)
{
    Value result = start;
    TRY(for_each(vm, numbers, [&](Value each) -> Result<bool> {
        result = TRY(binary_operation(vm, BinaryOperator::Mul, result, each));
        return true;
    }));
    return result;
}

/// Infinite when one of the numbers is, whatever the others are.
double length_of_vector(const std::vector<double>& numbers)
{
    if (std::any_of(numbers.begin(), numbers.end(), [](double each) { return std::isinf(each); }))
        return INFINITY;
    if (numbers.size() == 2)
        return std::hypot(numbers[0], numbers[1]);
    double largest = 0;
    for (double each : numbers)
        largest = std::fmax(largest, std::fabs(each));
    long double sum = 0;
    for (double each : numbers)
        sum += largest == 0 ? static_cast<long double>(each)
                            : (static_cast<long double>(each) / largest) * (each / largest);
    return double(largest * std::sqrt(sum));
}
Result<double> hypot(Vm& vm, Arguments coordinates)
{
    std::vector<double> numbers;
    for (Value each : coordinates)
        numbers.push_back(TRY(to_double(vm, each)));
    return length_of_vector(numbers);
}
Result<double> dist(Vm& vm, Value p, Value q)
{
    // Lists of their own: a coordinate's __float__ may change the points.
    List* a = TRY(list_of(vm, p));
    List* b = TRY(list_of(vm, q));
    if (a->size != b->size)
        return vm.raise(Error::ValueError, "both points must have the same number of dimensions");
    std::vector<double> differences;
    for (size_t i = 0; i < a->size; i++) {
        double from = TRY(to_double(vm, a->array->data[i]));
        differences.push_back(from - TRY(to_double(vm, b->array->data[i])));
    }
    return length_of_vector(differences);
}

Result<Value> frexp(Vm& vm, double x)
{
    int exponent = 0;
    double mantissa = std::isfinite(x) ? std::frexp(x, &exponent) : x;
    return Value::cell(TRY(make_tuple(vm, { TRY(make_float(vm, mantissa)), Value::small(exponent) })));
}
Result<double> ldexp(Vm& vm, double x, Value exponent)
{
    int64_t power = TRY(to_clamped_index(vm, exponent));
    double result = std::ldexp(x, int(std::max<int64_t>(-100000, std::min<int64_t>(100000, power))));
    if (std::isinf(result) && std::isfinite(x))
        return vm.raise(Error::OverflowError, "math range error");
    return result;
}
Result<Value> modf(Vm& vm, double x)
{
    double whole;
    double fraction = std::modf(x, &whole);
    return Value::cell(TRY(make_tuple(vm, { TRY(make_float(vm, fraction)), TRY(make_float(vm, whole)) })));
}
Result<double> fmod(Vm& vm, double x, double y)
{
    if (std::isinf(y) && std::isfinite(x))
        return x;
    return two<std::fmod>(vm, x, y);
}
double copysign(Vm&, double x, double y) { return std::copysign(x, y); }
double fabs(Vm&, double x) { return std::fabs(x); }
double degrees(Vm&, double x) { return x * (180.0 / M_PI); }
double radians(Vm&, double x) { return x * (M_PI / 180.0); }
bool isnan(Vm&, double x) { return std::isnan(x); }
bool isinf(Vm&, double x) { return std::isinf(x); }
bool isfinite(Vm&, double x) { return std::isfinite(x); }
Result<bool> isclose(Vm& vm, double a, double b, Value relative_value, Value absolute_value)
{
    double relative = relative_value.is_empty() ? 1e-9 : TRY(to_double(vm, relative_value));
    double absolute = absolute_value.is_empty() ? 0.0 : TRY(to_double(vm, absolute_value));
    if (relative < 0 || absolute < 0)
        return vm.raise(Error::ValueError, "tolerances must be non-negative");
    if (a == b)
        return true;
    if (std::isinf(a) || std::isinf(b))
        return false;
    double difference = std::fabs(b - a);
    return difference <= std::fabs(relative * b) || difference <= std::fabs(relative * a) || difference <= absolute;
}
/// The bits of a double as an int that is ordered as doubles are; the zeros are one.
int64_t place_among_doubles(double x)
{
    auto bits = std::bit_cast<int64_t>(x);
    return bits < 0 ? INT64_MIN - bits : bits;
}
Result<double> nextafter(Vm& vm, double x, double y, Value steps_value)
{
    if (steps_value.is_none())
        return std::nextafter(x, y);
    Value steps_int = TRY(to_int_object(vm, steps_value));
    if (int_sign(steps_int) < 0)
        return vm.raise(Error::ValueError, "steps must be a non-negative integer");
    uint64_t steps = int_to_uint64(steps_int).value_or(UINT64_MAX);
    if (steps == 0 || std::isnan(x))
        return x;
    if (std::isnan(y))
        return y;
    int64_t from = place_among_doubles(x), to = place_among_doubles(y);
    uint64_t distance = from < to ? uint64_t(to) - uint64_t(from) : uint64_t(from) - uint64_t(to);
    if (steps >= distance)
        return y;
    auto place = int64_t(from < to ? uint64_t(from) + steps : uint64_t(from) - steps);
    // Below zero the bits are counted from the sign's own; zero is that of the side it came from.
    bool negative = place < 0 || (place == 0 && std::signbit(x));
    return std::bit_cast<double>(negative ? INT64_MIN - place : place);
}
double ulp(Vm&, double x)
{
    if (!std::isfinite(x))
        return std::fabs(x);
    x = std::fabs(x);
    double next = std::nextafter(x, INFINITY);
    return std::isinf(next) ? x - std::nextafter(x, 0) : next - x;
}

constexpr NativeDef definitions[] = {
    def<"sqrt(x, /)", square_root>(),
    def<"cbrt(x, /)", one<std::cbrt>>(),
    def<"exp(x, /)", one<std::exp, true>>(),
    def<"exp2(x, /)", one<std::exp2, true>>(),
    def<"expm1(x, /)", one<std::expm1, true>>(),
    def<"log1p(x, /)", one<std::log1p>>(),
    def<"sin(x, /)", one<std::sin>>(),
    def<"cos(x, /)", one<std::cos>>(),
    def<"tan(x, /)", one<std::tan>>(),
    def<"asin(x, /)", one<std::asin>>(),
    def<"acos(x, /)", one<std::acos>>(),
    def<"atan(x, /)", one<std::atan>>(),
    def<"sinh(x, /)", one<std::sinh, true>>(),
    def<"cosh(x, /)", one<std::cosh, true>>(),
    def<"tanh(x, /)", one<std::tanh>>(),
    def<"asinh(x, /)", one<std::asinh>>(),
    def<"acosh(x, /)", one<std::acosh>>(),
    def<"atanh(x, /)", one<std::atanh>>(),
    def<"erf(x, /)", one<std::erf>>(),
    def<"erfc(x, /)", one<std::erfc>>(),
    def<"gamma(x, /)", gamma<std::tgamma>>(),
    def<"lgamma(x, /)", gamma<std::lgamma>>(),
    def<"atan2(y, x, /)", two<std::atan2>>(),
    def<"pow(x, y, /)", power>(),
    def<"fmod(x, y, /)", fmod>(),
    def<"remainder(x, y, /)", two<std::remainder>>(),
    def<"copysign(x, y, /)", copysign>(),
    def<"fabs(x, /)", fabs>(),
    def<"floor(x, /)", floor>(),
    def<"ceil(x, /)", ceil>(),
    def<"trunc(x, /)", trunc>(),
    def<"log(x, base=, /)", log>(),
    def<"log2(x, /)", log2>(),
    def<"log10(x, /)", log10>(),
    def<"factorial(n, /)", factorial>(),
    def<"gcd(*integers)", gcd>(),
    def<"lcm(*integers)", lcm>(),
    def<"isqrt(n, /)", isqrt>("Largest integer whose square is not above n."),
    def<"comb(n, k, /)", comb>(),
    def<"perm(n, k=None, /)", perm>(),
    def<"fsum(seq, /)", fsum>(),
    def<"prod(iterable, /, *, start=1)", prod>(),
    def<"sumprod(p, q, /)", sum_products>("The sum of the products of items at the same places of two iterables."),
    def<"fma(x, y, z, /)", fused_multiply_add>("x * y + z, rounded once."),
    def<"hypot(*coordinates)", hypot>(),
    def<"dist(p, q, /)", dist>(),
    def<"frexp(x, /)", frexp>(),
    def<"ldexp(x, i, /)", ldexp>(),
    def<"modf(x, /)", modf>(),
    def<"degrees(x, /)", degrees>(),
    def<"radians(x, /)", radians>(),
    def<"isnan(x, /)", isnan>(),
    def<"isinf(x, /)", isinf>(),
    def<"isfinite(x, /)", isfinite>(),
    def<"isclose(a, b, *, rel_tol=1e-9, abs_tol=0.0)", isclose>(),
    def<"nextafter(x, y, /, *, steps=None)", nextafter>(),
    def<"ulp(x, /)", ulp>(),
};

Result<void> prepare(Vm& vm, Module* module)
{
    auto put = [&](std::string_view name, double number) -> Result<void> {
        return dict_set_str(vm, module->dict, intern(vm, name), TRY(make_float(vm, number)));
    };
    TRY(put("pi", M_PI));
    TRY(put("e", M_E));
    TRY(put("tau", 2 * M_PI));
    TRY(put("inf", INFINITY));
    return put("nan", NAN);
}

} // namespace

const NativeModule math_module{ "math", definitions, prepare, "Mathematical functions of real numbers." };

} // namespace coil::internal
