#include "builtins/reductions.h"

#include "objects/numbers.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

/// A sum of doubles with Neumaier's compensation, as CPython has it since 3.12.
class CompensatedSum
{
public:
    explicit CompensatedSum(double start)
        : high_(start)
    {
    }
    void add(double x)
    {
        double t = high_ + x;
        low_ += std::abs(high_) >= std::abs(x) ? (high_ - t) + x : (x - t) + high_;
        high_ = t;
    }
    /// Not a compensation that is infinite or no number.
    double total() const { return low_ != 0 && low_ - low_ == 0 ? high_ + low_ : high_; }

private:
    double high_;
    double low_ = 0;
};

bool is_exactly(Vm& vm, Value value, Class* cls) { return vm.class_of(value) == cls; }

/// What an item adds to a sum of floats when it is an int that fits 64 bits, or a bool.
std::optional<double> plain_number(Value item)
{
    if (item.is_small())
        return double(item.as_small());
    if (item.is_bool())
        return item.is_true() ? 1.0 : 0.0;
    if (!is_int(item))
        return {};
    std::optional<int64_t> number = int_to_int64(item);
    return number ? std::optional(double(*number)) : std::nullopt;
}

// The stages of a sum, as CPython takes them one after the other. Each goes on as long as the items fit, then adds the
// first that does not in the general way, and tells whether there was one.

Result<bool> sum_ints(Vm& vm, Items& items, Value& total)
{
    int64_t sum = total.as_small();
    while (Step item = TRY(items.next())) {
        bool fits = (*item).is_small();
        if (fits || (*item).is_bool()) [[likely]] {
            int64_t added;
            if (!__builtin_add_overflow(sum, fits ? (*item).as_small() : (*item).is_true(), &added)) [[likely]] {
                sum = added;
                continue;
            }
        }
        total = TRY(binary_operation(vm, BinaryOperator::Add, TRY(make_int(vm, sum)), *item));
        return true;
    }
    total = TRY(make_int(vm, sum));
    return false;
}

Result<bool> sum_floats(Vm& vm, Items& items, Value& total)
{
    CompensatedSum sum(float_of(total));
    while (Step item = TRY(items.next())) {
        if ((*item).is_immediate_double()) [[likely]] {
            sum.add((*item).as_immediate_double());
            continue;
        }
        if (is_exactly(vm, *item, vm.classes->real)) {
            sum.add(float_of(*item));
        } else if (auto number = plain_number(*item)) {
            sum.add(*number);
        } else {
            total = TRY(binary_operation(vm, BinaryOperator::Add, TRY(make_float(vm, sum.total())), *item));
            return true;
        }
    }
    total = TRY(make_float(vm, sum.total()));
    return false;
}

Result<bool> sum_complex(Vm& vm, Items& items, Value& total)
{
    CompensatedSum real(as<Complex>(total)->real), imaginary(as<Complex>(total)->imaginary);
    while (Step item = TRY(items.next())) {
        if (is_exactly(vm, *item, vm.classes->complex)) {
            real.add(as<Complex>(*item)->real);
            imaginary.add(as<Complex>(*item)->imaginary);
        } else if (auto number = plain_number(*item)) {
            real.add(*number);
        } else if (is_float(*item)) {
            real.add(float_of(*item));
        } else {
            Value sum = TRY(make_complex(vm, real.total(), imaginary.total()));
            total = TRY(binary_operation(vm, BinaryOperator::Add, sum, *item));
            return true;
        }
    }
    total = TRY(make_complex(vm, real.total(), imaginary.total()));
    return false;
}

[[gnu::always_inline]] inline Result<bool> is_true(Vm& vm, Value value)
{
    return value.is_bool() ? Result<bool>(value.is_true()) : truth(vm, value);
}

template <CompareOperator op> [[gnu::always_inline]] inline Result<bool> is_better(Vm& vm, Value item, Value best)
{
    constexpr bool less = op == CompareOperator::Less;
    if (item.is_small() && best.is_small()) [[likely]]
        return less ? item.as_small() < best.as_small() : item.as_small() > best.as_small();
    if (item.is_immediate_double() && best.is_immediate_double()) {
        double left = item.as_immediate_double(), right = best.as_immediate_double();
        return less ? left < right : left > right;
    }
    return compare_truth(vm, op, item, best);
}

template <CompareOperator op> Result<Value> extreme(Vm& vm, Arguments values, Value key, Value fallback)
{
    constexpr std::string_view name = op == CompareOperator::Less ? "min" : "max";
    if (values.empty())
        return vm.raise(Error::TypeError, "{} expected at least 1 argument, got 0", name);
    bool several = values.count > 1;
    if (several && !fallback.is_empty())
        return vm.raise(Error::TypeError, "Cannot specify a default for {}() with multiple positional arguments", name);
    Value best, best_key;
    auto consider = [&](Value item) -> Result<bool> {
        Value item_key = key.is_none() ? item : TRY(call(vm, key, { item }));
        if (best.is_empty() || TRY(is_better<op>(vm, item_key, best_key))) {
            best = item;
            best_key = item_key;
        }
        return true;
    };
    if (several) {
        for (Value item : values)
            TRY(consider(item));
    } else {
        TRY(for_each(vm, values[0], consider));
    }
    if (!best.is_empty())
        return best;
    if (!fallback.is_empty())
        return fallback;
    return vm.raise(Error::ValueError, "{}() iterable argument is empty", name);
}

} // namespace

Result<Value> sum(Vm& vm, Value iterable, Value start)
{
    Items items(vm);
    TRY(items.open(iterable));
    if (is_kind(start, Kind::Str))
        return vm.raise(Error::TypeError, "sum() can't sum strings [use ''.join(seq) instead]");
    if (is_kind(start, Kind::Bytes))
        return vm.raise(Error::TypeError, "sum() can't sum bytes [use b''.join(seq) instead]");
    if (is_kind(start, Kind::ByteArray))
        return vm.raise(Error::TypeError, "sum() can't sum bytearray [use b''.join(seq) instead]");
    Value total = start;
    bool more = true;
    if (total.is_small())
        more = TRY(sum_ints(vm, items, total));
    if (more && is_exactly(vm, total, vm.classes->real))
        more = TRY(sum_floats(vm, items, total));
    if (more && is_exactly(vm, total, vm.classes->complex))
        more = TRY(sum_complex(vm, items, total));
    while (more) {
        Step item = TRY(items.next());
        if (item)
            total = TRY(binary_operation(vm, BinaryOperator::Add, total, *item));
        more = bool(item);
    }
    return total;
}

Result<bool> any(Vm& vm, Value iterable)
{
    bool result = false;
    TRY(for_each(vm, iterable, [&](Value item) -> Result<bool> {
        result = TRY(is_true(vm, item));
        return !result;
    }));
    return result;
}

Result<bool> all(Vm& vm, Value iterable)
{
    bool result = true;
    TRY(for_each(vm, iterable, [&](Value item) -> Result<bool> {
        result = TRY(is_true(vm, item));
        return result;
    }));
    return result;
}

Result<Value> min(Vm& vm, Arguments values, Value key, Value fallback)
{
    return extreme<CompareOperator::Less>(vm, values, key, fallback);
}

Result<Value> max(Vm& vm, Arguments values, Value key, Value fallback)
{
    return extreme<CompareOperator::Greater>(vm, values, key, fallback);
}

} // namespace coil::internal
