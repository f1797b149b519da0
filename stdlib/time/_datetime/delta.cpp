// timedelta. All arithmetic is on whole microseconds in 128 bits: a timedelta takes 67 of them.
#include <cmath>
#include <cstdio>

#include "objects/class_members.h"
#include "objects/hash.h"
#include "objects/numbers.h"
#include "objects/tuple.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "stdlib/time/_datetime/datetime.h"

namespace coil::internal::dates
{

const NativeType delta_type{ "timedelta", nullptr, nullptr };

namespace
{

constexpr int32_t max_days = 999'999'999;
/// No timedelta has so many microseconds, and no product of a unit and less than this is out of Wide.
constexpr int wide_bits = 80;

Raised raise_days(Vm& vm, int64_t days)
{
    if (days > INT32_MAX || days < INT32_MIN)
        return vm.raise(Error::OverflowError, "Python int too large to convert to C int");
    return vm.raise(Error::OverflowError, "days={}; must have magnitude <= {}", days, max_days);
}
Raised raise_too_large(Vm& vm) { return raise_days(vm, INT64_MAX); }

/// An int of up to wide_bits bits.
std::optional<Wide> wide_of(Value value)
{
    if (std::optional<int64_t> number = int_to_int64(value))
        return *number;
    if (int_bit_length(value) > wide_bits)
        return std::nullopt;
    auto* wide = as<BigInt>(value);
    Wide magnitude = wide->limbs[0];
    if (wide->size > 1)
        magnitude |= Wide(wide->limbs[1]) << 64;
    return wide->negative() ? -magnitude : magnitude;
}
Result<Value> int_from_wide(Vm& vm, Wide number)
{
    if (number >= INT64_MIN && number <= INT64_MAX)
        return make_int(vm, int64_t(number));
    Value high = TRY(make_int(vm, int64_t(number >> 64))), low = TRY(make_int_unsigned(vm, uint64_t(number)));
    return int_add(vm, TRY(int_shift_left(vm, high, Value::small(64))), low);
}

/// The units of the constructor's arguments, in the order in which CPython adds them up.
struct Unit {
    const char* name;
    int64_t us;
};
constexpr Unit units[] = { { "microseconds", 1 }, { "milliseconds", 1000 }, { "seconds", second_us },
    { "minutes", 60 * second_us }, { "hours", 3600 * second_us }, { "days", day_us }, { "weeks", 7 * day_us } };

struct Sum {
    Wide us = 0;
    double rest = 0; ///< what is less than a microsecond, of all floats
};

Result<void> add_whole(Vm& vm, Sum& sum, double whole, int64_t factor)
{
    if (std::isnan(whole))
        return vm.raise(Error::ValueError, "cannot convert float NaN to integer");
    if (std::isinf(whole))
        return vm.raise(Error::OverflowError, "cannot convert float infinity to integer");
    if (std::fabs(whole) >= std::ldexp(1.0, wide_bits))
        return raise_too_large(vm);
    sum.us += Wide(whole) * factor;
    return {};
}
Result<void> accumulate(Vm& vm, Sum& sum, Value value, const Unit& unit)
{
    if (is_int(value)) {
        std::optional<Wide> number = wide_of(value);
        if (!number)
            return raise_too_large(vm);
        sum.us += *number * unit.us;
        return {};
    }
    if (!is_float(value))
        return vm.raise(
            Error::TypeError, "unsupported type for timedelta {} component: {}", unit.name, type_name(vm, value));
    double whole = 0, fraction = std::modf(float_of(value), &whole);
    TRY(add_whole(vm, sum, whole, unit.us));
    if (fraction == 0)
        return {};
    sum.rest += std::modf(fraction * double(unit.us), &whole);
    return add_whole(vm, sum, whole, 1);
}

Result<Value> delta_call(Vm& vm, Value cls, Value days, Value seconds, Value microseconds, Value milliseconds,
    Value minutes, Value hours, Value weeks)
{
    const Value values[] = { microseconds, milliseconds, seconds, minutes, hours, days, weeks };
    Sum sum;
    for (size_t i = 0; i < std::size(units); i++)
        if (!values[i].is_empty())
            TRY(accumulate(vm, sum, values[i], units[i]));
    if (sum.rest != 0) {
        double whole = std::round(sum.rest);
        if (std::fabs(whole - sum.rest) == 0.5) {
            // Halves go to the even one of the whole sum.
            double odd = double(sum.us & 1);
            whole = 2.0 * std::round((sum.rest + odd) * 0.5) - odd;
        }
        sum.us += Wide(whole);
    }
    return make_delta(vm, as<Class>(cls), TRY(span_from_us(vm, sum.us)));
}
Result<Value> delta_new(Vm& vm, Value cls, Value days, Value seconds, Value microseconds, Value milliseconds,
    Value minutes, Value hours, Value weeks)
{
    TRY(check_layout(vm, as<Class>(cls), delta_class(vm)));
    return delta_call(vm, cls, days, seconds, microseconds, milliseconds, minutes, hours, weeks);
}

Result<Value> make_plain(Vm& vm, Span span) { return make_delta(vm, delta_class(vm), span); }

Result<Value> add(Vm& vm, Value self, Value other)
{
    TimeDelta* right = delta_or_null(other);
    if (!right)
        return NotImplemented;
    Span a = span_of(self), b = right->span;
    return make_plain(vm,
        TRY(normalize(
            vm, int64_t(a.days) + b.days, int64_t(a.seconds) + b.seconds, int64_t(a.microseconds) + b.microseconds)));
}
Result<Value> difference(Vm& vm, Span a, Span b)
{
    return make_plain(vm,
        TRY(normalize(
            vm, int64_t(a.days) - b.days, int64_t(a.seconds) - b.seconds, int64_t(a.microseconds) - b.microseconds)));
}
Result<Value> subtract(Vm& vm, Value self, Value other)
{
    TimeDelta* right = delta_or_null(other);
    return right ? difference(vm, span_of(self), right->span) : Result<Value>(NotImplemented);
}
Result<Value> subtract_from(Vm& vm, Value self, Value other)
{
    TimeDelta* left = delta_or_null(other);
    return left ? difference(vm, left->span, span_of(self)) : Result<Value>(NotImplemented);
}
Result<Value> negate(Vm& vm, Value self) { return difference(vm, Span{}, span_of(self)); }
Result<Value> unchanged(Vm& vm, Value self) { return make_plain(vm, span_of(self)); }
Result<Value> absolute(Vm& vm, Value self) { return span_of(self).days < 0 ? negate(vm, self) : unchanged(vm, self); }
bool is_nonzero(Vm&, Value self) { return span_of(self) != Span{}; }

struct Division {
    Wide quotient, remainder;
};
/// Rounds down. The divisor is not 0.
Division floor_divide(Wide left, Wide right)
{
    if (left >= INT64_MIN && left <= INT64_MAX && right >= INT64_MIN && right <= INT64_MAX && right != -1) {
        int64_t a = int64_t(left), b = int64_t(right), quotient = a / b, rest = a % b;
        bool below = rest != 0 && (rest < 0) != (b < 0);
        return { quotient - below, below ? rest + b : rest };
    }
    Wide quotient = left / right, rest = left % right;
    bool below = rest != 0 && (rest < 0) != (right < 0);
    return { quotient - below, below ? rest + right : rest };
}
/// Rounds to nearest, halves to even.
Wide divide_near(Wide left, Wide right)
{
    if (right < 0)
        return divide_near(-left, -right);
    Division result = floor_divide(left, right);
    Wide twice = result.remainder * 2;
    return result.quotient + (twice > right || (twice == right && (result.quotient & 1)));
}

/// A float as a fraction of ints: by the method of a subclass.
Result<std::pair<Value, Value>> ratio_of(Vm& vm, Value number)
{
    if (vm.class_of(number) == vm.classes->real)
        return float_integer_ratio(vm, float_of(number));
    Value ratio = TRY(call_method(vm, number, intern(vm, "as_integer_ratio"), {}));
    auto* pair = as_if<Tuple>(ratio);
    if (!pair)
        return vm.raise(Error::TypeError, "unexpected return type from as_integer_ratio(): expected tuple, not '{}'",
            type_name(vm, ratio));
    if (pair->size != 2)
        return vm.raise(Error::ValueError, "as_integer_ratio() must return a 2-tuple");
    Value numerator = TRY(to_int_object(vm, pair->items[0]));
    return std::pair(numerator, TRY(to_int_object(vm, pair->items[1])));
}

/// (us * numerator) / denominator of a float's exact ratio, rounded as divide_near does.
Result<Value> scale_by_ratio(Vm& vm, Wide us, Value numerator, Value denominator)
{
    if (int_is_zero(denominator))
        return vm.raise(Error::ZeroDivisionError, "division by zero");
    if (int_sign(denominator) < 0) {
        numerator = TRY(int_negate(vm, numerator));
        denominator = TRY(int_negate(vm, denominator));
    }
    Value product = TRY(int_mul(vm, TRY(int_from_wide(vm, us)), numerator));
    auto [quotient, rest] = TRY(int_divmod(vm, product, denominator));
    int order = int_compare(TRY(int_shift_left(vm, rest, Value::small(1))), denominator);
    std::optional<Wide> whole = wide_of(quotient);
    if (!whole)
        return raise_too_large(vm);
    return delta_from_us(vm, *whole + (order > 0 || (order == 0 && (*whole & 1))));
}

Result<Value> multiply(Vm& vm, Value self, Value factor)
{
    Wide us = span_of(self).total();
    if (is_float(factor)) {
        auto [numerator, denominator] = TRY(ratio_of(vm, factor));
        return scale_by_ratio(vm, us, numerator, denominator);
    }
    if (!is_int(factor))
        return NotImplemented;
    std::optional<Wide> number = wide_of(factor);
    if (us == 0 || (number && *number == 0))
        return make_plain(vm, Span{});
    Wide product = 0;
    if (!number || __builtin_mul_overflow(us, *number, &product))
        return raise_too_large(vm);
    return delta_from_us(vm, product);
}

/// What an int divisor too large for Wide is like for the quotient.
Wide divisor_of(Value value)
{
    std::optional<Wide> number = wide_of(value);
    Wide huge = Wide(1) << 100;
    return number ? *number : int_sign(value) < 0 ? -huge : huge;
}
Raised raise_zero(Vm& vm) { return vm.raise(Error::ZeroDivisionError, "division by zero"); }

Result<Value> floor_division(Vm& vm, Value self, Value other)
{
    Wide us = span_of(self).total();
    TimeDelta* right = delta_or_null(other);
    if (!right && !is_int(other))
        return NotImplemented;
    Wide divisor = right ? right->span.total() : divisor_of(other);
    if (divisor == 0)
        return raise_zero(vm);
    Wide quotient = floor_divide(us, divisor).quotient;
    return right ? int_from_wide(vm, quotient) : delta_from_us(vm, quotient);
}
/// Correctly rounded.
Result<Value> ratio(Vm& vm, Wide left, Wide right)
{
    constexpr int64_t exact = int64_t(1) << 53;
    if (right == 0)
        return raise_zero(vm);
    if (left >= -exact && left <= exact && right >= -exact && right <= exact)
        return make_float(vm, double(int64_t(left)) / double(int64_t(right)));
    return int_true_div(vm, TRY(int_from_wide(vm, left)), TRY(int_from_wide(vm, right)));
}
Result<Value> true_division(Vm& vm, Value self, Value other)
{
    Wide us = span_of(self).total();
    if (TimeDelta* right = delta_or_null(other))
        return ratio(vm, us, right->span.total());
    if (is_float(other)) {
        auto [numerator, denominator] = TRY(ratio_of(vm, other));
        return scale_by_ratio(vm, us, denominator, numerator);
    }
    if (!is_int(other))
        return NotImplemented;
    Wide divisor = divisor_of(other);
    return divisor == 0 ? Result<Value>(raise_zero(vm)) : delta_from_us(vm, divide_near(us, divisor));
}
Result<Value> remainder(Vm& vm, Value self, Value other)
{
    TimeDelta* right = delta_or_null(other);
    if (!right)
        return NotImplemented;
    Wide divisor = right->span.total();
    if (divisor == 0)
        return raise_zero(vm);
    return delta_from_us(vm, floor_divide(span_of(self).total(), divisor).remainder);
}
Result<Value> divide_both(Vm& vm, Value self, Value other)
{
    TimeDelta* right = delta_or_null(other);
    if (!right)
        return NotImplemented;
    Wide divisor = right->span.total();
    if (divisor == 0)
        return raise_zero(vm);
    Division result = floor_divide(span_of(self).total(), divisor);
    Value quotient = TRY(int_from_wide(vm, result.quotient)), rest = TRY(delta_from_us(vm, result.remainder));
    return make_pair(vm, quotient, rest);
}
/// `other` is no timedelta: those have the operator themselves.
template <Result<Value> (*operation)(Vm&, Value, Value)> Result<Value> reflected(Vm& vm, Value self, Value other)
{
    return delta_or_null(other) ? operation(vm, other, self) : Result<Value>(NotImplemented);
}
Result<Value> total_seconds(Vm& vm, Value self) { return ratio(vm, span_of(self).total(), second_us); }

struct DeltaOrder {
    template <CompareOperator op> static Value compare(Vm&, Value self, Value other)
    {
        TimeDelta* right = delta_or_null(other);
        if (!right)
            return NotImplemented;
        return ordered(op, span_of(self), right->span);
    }
};
int64_t hash(Vm&, Value self)
{
    Span span = span_of(self);
    TupleHash hash;
    for (int32_t part : { span.days, span.seconds, span.microseconds })
        hash.add(small_hash(part));
    return hash.finish(3);
}

Result<Str*> delta_repr(Vm& vm, Value self)
{
    Span span = span_of(self);
    std::string parts;
    for (auto [name, number] :
        { std::pair("days", span.days), { "seconds", span.seconds }, { "microseconds", span.microseconds } })
        if (number != 0)
            parts += format_text("{}{}={}", { parts.empty() ? "" : ", ", name, number });
    return make_str(vm, shown_class(vm, self) + "(" + (parts.empty() ? "0" : parts) + ")");
}
Result<Str*> delta_str(Vm& vm, Value self)
{
    Span span = span_of(self);
    char text[64];
    char* end = text;
    if (span.days != 0)
        end += std::snprintf(text, 32, "%d day%s, ", span.days, span.days == 1 || span.days == -1 ? "" : "s");
    int hours = span.seconds / 3600;
    if (hours >= 10)
        *end++ = char('0' + hours / 10);
    *end++ = char('0' + hours % 10);
    *end++ = ':';
    end = put_two(end, span.seconds / 60 % 60);
    *end++ = ':';
    end = put_two(end, span.seconds % 60);
    if (span.microseconds != 0)
        end += std::snprintf(end, 16, ".%06d", span.microseconds);
    return make_ascii_str(vm, { text, size_t(end - text) });
}
Result<Value> reduce(Vm& vm, Value self)
{
    Span span = span_of(self);
    Tuple* parts =
        TRY(make_tuple(vm, { Value::small(span.days), Value::small(span.seconds), Value::small(span.microseconds) }));
    return make_pair(vm, Value::cell(vm.class_of(self)), Value::cell(parts));
}

Result<Value> get_days(Vm&, Value self) { return Value::small(span_of(self).days); }
Result<Value> get_seconds(Vm&, Value self) { return Value::small(span_of(self).seconds); }
Result<Value> get_microseconds(Vm&, Value self) { return Value::small(span_of(self).microseconds); }

constexpr NativeDef new_def =
    def<"__new__(cls, days=, seconds=, microseconds=, milliseconds=, minutes=, hours=, weeks=)", delta_new>();
constexpr NativeDef call_def =
    def<"timedelta(cls, days=, seconds=, microseconds=, milliseconds=, minutes=, hours=, weeks=)", delta_call>();
constexpr NativeDef methods[] = {
    def<"total_seconds(self, /)", total_seconds>("Total seconds in the duration."),
    def<"__reduce__(self, /)", reduce>("__reduce__() -> (cls, state)"),
    def<"__add__(self, value, /)", add>(),
    def<"__radd__(self, value, /)", add>(),
    def<"__sub__(self, value, /)", subtract>(),
    def<"__rsub__(self, value, /)", subtract_from>(),
    def<"__mul__(self, value, /)", multiply>(),
    def<"__rmul__(self, value, /)", multiply>(),
    def<"__floordiv__(self, value, /)", floor_division>(),
    def<"__rfloordiv__(self, value, /)", reflected<floor_division>>(),
    def<"__truediv__(self, value, /)", true_division>(),
    def<"__rtruediv__(self, value, /)", reflected<true_division>>(),
    def<"__mod__(self, value, /)", remainder>(),
    def<"__rmod__(self, value, /)", reflected<remainder>>(),
    def<"__divmod__(self, value, /)", divide_both>(),
    def<"__rdivmod__(self, value, /)", reflected<divide_both>>(),
    def<"__neg__(self, /)", negate>(),
    def<"__pos__(self, /)", unchanged>(),
    def<"__abs__(self, /)", absolute>(),
    def<"__bool__(self, /)", is_nonzero>(),
    def<"__hash__(self, /)", hash>(),
    def<"__repr__(self, /)", delta_repr>(),
    def<"__str__(self, /)", delta_str>(),
};
constexpr AttributeDef attributes[] = {
    { "days", get_days, nullptr, "Number of days." },
    { "seconds", get_seconds, nullptr, "Number of seconds (>= 0 and less than 1 day)." },
    { "microseconds", get_microseconds, nullptr, "Number of microseconds (>= 0 and less than 1 second)." },
};

} // namespace

Result<TimeDelta*> make_delta(Vm& vm, Class* cls, Span span)
{
    TimeDelta* delta = TRY(make_unfilled<TimeDelta>(vm, cls, delta_type));
    delta->span = span;
    return delta;
}

Result<Span> normalize(Vm& vm, int64_t days, int64_t seconds, int64_t microseconds)
{
    auto carry = [](int64_t& low, int64_t& high, int64_t most) {
        if (low >= 0 && low < most)
            return;
        int64_t whole = low / most - (low % most < 0);
        low -= whole * most;
        high += whole;
    };
    carry(microseconds, seconds, second_us);
    carry(seconds, days, day_seconds);
    if (days > max_days || days < -max_days)
        return raise_days(vm, days);
    return Span{ int32_t(days), int32_t(seconds), int32_t(microseconds) };
}

Result<Span> span_from_us(Vm& vm, Wide us)
{
    Division days = floor_divide(us, day_us);
    if (days.quotient > max_days || days.quotient < -max_days)
        return raise_days(
            vm, days.quotient > INT32_MAX || days.quotient < INT32_MIN ? INT64_MAX : int64_t(days.quotient));
    auto rest = int64_t(days.remainder);
    return Span{ int32_t(days.quotient), int32_t(rest / second_us), int32_t(rest % second_us) };
}

Result<Value> delta_from_us(Vm& vm, Wide us) { return make_plain(vm, TRY(span_from_us(vm, us))); }

Result<void> define_delta(Vm& vm, Module* module)
{
    Class* cls = TRY(define_class(vm, module, vm.classes->object,
        { .name = "timedelta",
            .module = "datetime",
            .methods = methods,
            .attributes = attributes,
            .new_def = &new_def,
            .doc = "Difference between two datetime values.\n\n"
                   "timedelta(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)\n\n"
                   "All arguments are optional and default to 0.\n"
                   "Arguments may be integers or floats, and may be positive or negative." }));
    add_methods(vm, cls, comparison_methods<DeltaOrder>);
    add_call(cls, call_def);
    library_classes(vm).set(LibraryClasses::TimeDelta, cls);
    add_value(vm, cls, "resolution", TRY(make_plain(vm, { 0, 0, 1 })));
    add_value(vm, cls, "min", TRY(make_plain(vm, { -max_days, 0, 0 })));
    add_value(vm, cls, "max", TRY(make_plain(vm, { max_days, int32_t(day_seconds) - 1, int32_t(second_us) - 1 })));
    return {};
}

} // namespace coil::internal::dates
