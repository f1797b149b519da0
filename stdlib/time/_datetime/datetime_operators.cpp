// Operators of datetimes. Two with the same tzinfo are compared and subtracted as they stand, others in UTC.
#include "objects/numbers.h"
#include "objects/tuple.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "stdlib/time/_datetime/datetime.h"

namespace coil::internal::dates
{

namespace
{

Result<Value> add(Vm& vm, Value self, Value other)
{
    TimeDelta* delta = delta_or_null(other);
    return delta ? shifted(vm, self, delta->span) : Result<Value>(NotImplemented);
}

Result<Value> subtract(Vm& vm, Value self, Value other)
{
    if (TimeDelta* delta = delta_or_null(other))
        return shifted(vm, self, delta->span, -1);
    ZonedMoment* right = datetime_or_null(other);
    if (!right)
        return NotImplemented;
    uint64_t a = packed_of(self), b = right->packed;
    int days = to_ordinal(date_of(a)) - to_ordinal(date_of(b));
    int64_t seconds = clock_seconds(a) - clock_seconds(b);
    Span plain = TRY(normalize(vm, days, seconds, microsecond_of(a) - microsecond_of(b)));
    if (tzinfo_of(self) == right->zone)
        return make_delta(vm, delta_class(vm), plain);
    Value left_offset = TRY(datetime_offset(vm, self, "utcoffset"));
    Value right_offset = TRY(datetime_offset(vm, other, "utcoffset"));
    if (left_offset.is_none() != right_offset.is_none())
        return vm.raise(Error::TypeError, "can't subtract offset-naive and offset-aware datetimes");
    if (left_offset.is_none())
        return make_delta(vm, delta_class(vm), plain);
    return delta_from_us(vm, plain.total() - (span_of(left_offset).total() - span_of(right_offset).total()));
}
Result<Value> subtract_from(Vm& vm, Value self, Value other)
{
    return datetime_or_null(other) ? subtract(vm, other, self) : Result<Value>(NotImplemented);
}

/// Whether the offset is another one with the other fold: such times equal none of other zones (PEP 495).
Result<bool> depends_on_fold(Vm& vm, Value moment, Value offset)
{
    uint64_t flipped = packed_of(moment) ^ fold_bit;
    if (tzinfo_of(moment).is_none() || zone_or_null(tzinfo_of(moment)))
        return false;
    Value other = TRY(make_datetime(vm, datetime_class(vm), flipped, tzinfo_of(moment)));
    return !same_offset(TRY(datetime_offset(vm, other, "utcoffset")), offset);
}

struct DateTimeOrder {
    template <CompareOperator op> static Result<Value> compare(Vm& vm, Value self, Value other)
    {
        constexpr bool is_equality = op == CompareOperator::Equal || op == CompareOperator::NotEqual;
        ZonedMoment* right = datetime_or_null(other);
        if (!right)
            return NotImplemented;
        uint64_t a = without_fold(packed_of(self)), b = without_fold(right->packed);
        if (tzinfo_of(self) == right->zone) [[likely]]
            return ordered(op, a, b);
        Value left_offset = TRY(datetime_offset(vm, self, "utcoffset"));
        Value right_offset = TRY(datetime_offset(vm, other, "utcoffset"));
        if (left_offset.is_none() != right_offset.is_none()) {
            if (is_equality)
                return Value::boolean(op == CompareOperator::NotEqual);
            return vm.raise(Error::TypeError, "can't compare offset-naive and offset-aware datetimes");
        }
        Wide left_us = moment_us(a), right_us = moment_us(b);
        if (!left_offset.is_none()) {
            left_us -= span_of(left_offset).total();
            right_us -= span_of(right_offset).total();
        }
        if (is_equality && left_us == right_us &&
            (TRY(depends_on_fold(vm, self, left_offset)) || TRY(depends_on_fold(vm, other, right_offset))))
            return Value::boolean(op == CompareOperator::NotEqual);
        return ordered(op, left_us, right_us);
    }
};

constexpr NativeDef operators[] = {
    def<"__add__(self, value, /)", add>(),
    def<"__radd__(self, value, /)", add>(),
    def<"__sub__(self, value, /)", subtract>(),
    def<"__rsub__(self, value, /)", subtract_from>(),
};

} // namespace

const std::span<const NativeDef> datetime_operators = operators;
const std::span<const NativeDef> datetime_comparisons = comparison_methods<DateTimeOrder>;

Result<Value> datetime_offset(Vm& vm, Value self, std::string_view method)
{
    return offset_from(vm, tzinfo_of(self), method, self);
}

Result<Value> shifted(Vm& vm, Value moment, Span span, int sign)
{
    uint64_t packed = packed_of(moment);
    int us = microsecond_of(packed) + sign * span.microseconds;
    int seconds = int(clock_seconds(packed)) + sign * span.seconds, days = sign * span.days;
    auto carry = [](int& low, int& high, int most) {
        int step = low < 0 ? -1 : low >= most;
        low -= step * most;
        high += step;
    };
    carry(us, seconds, int(second_us));
    carry(seconds, days, int(day_seconds));
    CivilDate date = date_of(packed);
    if (int day = date.day + days; day >= 1 && day <= 28) {
        date.day = day;
    } else {
        int ordinal = to_ordinal(date) + days;
        if (ordinal < 1 || ordinal > max_ordinal)
            return raise_out_of_range(vm);
        date = from_ordinal(ordinal);
    }
    uint64_t clock = pack_clock(seconds / 3600, seconds / 60 % 60, seconds % 60, us);
    return with_zone(vm, moment, pack_date(date) | clock, tzinfo_of(moment));
}

Result<Value> with_zone(Vm& vm, Value moment, uint64_t packed, Value zone)
{
    Value made = TRY(datetime_by_class(vm, vm.class_of(moment), packed, zone));
    if (datetime_or_null(made))
        return made;
    return vm.raise(
        Error::TypeError, "{}() must return a datetime, not {}", type_name(vm, moment), type_name(vm, made));
}

Result<int64_t> datetime_hash(Vm& vm, Value self)
{
    auto* moment = static_cast<ZonedMoment*>(self.as_cell());
    if (moment->hash != 0)
        return moment->hash;
    Value offset = None;
    if (!moment->zone.is_none()) {
        // Both times of a fold are equal: the first one's offset is asked for.
        Value first = self;
        if (moment->packed & fold_bit)
            first = TRY(make_datetime(vm, datetime_class(vm), without_fold(moment->packed), moment->zone));
        offset = TRY(datetime_offset(vm, first, "utcoffset"));
    }
    int64_t us = moment_us(moment->packed);
    if (!offset.is_none())
        us -= int64_t(span_of(offset).total());
    moment->hash = hash_bytes(vm, { reinterpret_cast<const char*>(&us), sizeof us });
    return moment->hash;
}

} // namespace coil::internal::dates
