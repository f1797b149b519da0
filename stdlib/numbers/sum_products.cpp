// Sums of products. Floats are added without rounding errors as long as three doubles hold the sum (Ogita, Rump and
// Oishi: Accurate sum and dot product, 2005). As in CPython, the pairs are ints first, then floats or a float and an
// int, and when that ends whatever the operators make of them.
#include "stdlib/numbers/sum_products.h"

#include <cmath>
#include <optional>

#include "objects/numbers.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

/// A number and what rounding took from it.
struct Double {
    double high, low;
};
Double exact_sum(double a, double b)
{
    double sum = a + b, part = sum - a;
    return { sum, (a - (sum - part)) + (b - part) };
}
Double exact_product(double a, double b)
{
    double product = a * b;
    return { product, std::fma(a, b, -product) };
}

struct Triple {
    double high = 0, low = 0, tiny = 0;

    Triple plus_product(double a, double b) const
    {
        Double product = exact_product(a, b), sum = exact_sum(high, product.high);
        Double lows = exact_sum(low, product.low), rest = exact_sum(lows.high, sum.low);
        return { sum.high, rest.high, tiny + lows.low + rest.low };
    }
    double rounded() const { return high + exact_sum(low, tiny).high; }
};

/// The number of a float, or of an int beside one; nothing for others and for what is too large.
std::optional<double> plain_number(Vm& vm, Value value)
{
    if (is_float(value) && vm.class_of(value) == vm.classes->real)
        return float_of(value);
    if (!value.is_small() && !value.is_bool() && !(is_int(value) && vm.class_of(value) == vm.classes->integer))
        return std::nullopt;
    double number = int_to_double_or_infinity(value);
    return std::isfinite(number) ? std::optional(number) : std::nullopt;
}
bool is_plain_int(Vm& vm, Value value) { return is_int(value) && vm.class_of(value) == vm.classes->integer; }

class Sum
{
public:
    explicit Sum(Vm& vm)
        : vm_(vm)
    {
    }

    Result<void> add(Value p, Value q)
    {
        if (way_ == Way::Ints) {
            if (is_plain_int(vm_, p) && is_plain_int(vm_, q)) {
                total_ = TRY(int_add(vm_, total_, TRY(int_mul(vm_, p, q))));
                return {};
            }
            way_ = Way::Floats;
        }
        if (way_ == Way::Floats) {
            bool has_float = is_float(p) || is_float(q);
            std::optional<double> a = plain_number(vm_, p), b = plain_number(vm_, q);
            if (has_float && a && b) {
                Triple next = floats_.plus_product(*a, *b);
                if (std::isfinite(next.high)) {
                    floats_ = next;
                    has_floats_ = true;
                    return {};
                }
            }
            way_ = Way::Any;
            TRY(take_floats());
        }
        Value product = TRY(binary_operation(vm_, BinaryOperator::Mul, p, q));
        total_ = TRY(binary_operation(vm_, BinaryOperator::Add, total_, product));
        return {};
    }
    Result<Value> total()
    {
        TRY(take_floats());
        return total_;
    }

private:
    enum class Way { Ints, Floats, Any };

    Result<void> take_floats()
    {
        if (!has_floats_)
            return {};
        has_floats_ = false;
        total_ = TRY(binary_operation(vm_, BinaryOperator::Add, total_, TRY(make_float(vm_, floats_.rounded()))));
        return {};
    }

    Vm& vm_;
    Way way_ = Way::Ints;
    Value total_ = Value::small(0);
    Triple floats_;
    bool has_floats_ = false;
};

} // namespace

Result<Value> sum_products(Vm& vm, Value first, Value second)
{
    Items ps(vm), qs(vm);
    TRY(ps.open(first));
    TRY(qs.open(second));
    Sum sum(vm);
    while (true) {
        Step p = TRY(ps.next()), q = TRY(qs.next());
        if (bool(p) != bool(q))
            return vm.raise(Error::ValueError, "Inputs are not the same length");
        if (!p)
            return sum.total();
        TRY(sum.add(*p, *q));
    }
}

Result<double> fused_multiply_add(Vm& vm, double x, double y, double z)
{
    double result = std::fma(x, y, z);
    if (std::isnan(result) && !std::isnan(x) && !std::isnan(y) && !std::isnan(z))
        return vm.raise(Error::ValueError, "invalid operation in fma");
    if (std::isinf(result) && std::isfinite(x) && std::isfinite(y) && std::isfinite(z))
        return vm.raise(Error::OverflowError, "overflow in fma");
    return result;
}

} // namespace coil::internal
