// Datetimes from and to seconds since 1970, the clock, and local time, which the C library knows. A local time that
// the clocks show twice is told apart by the fold (PEP 495): whether it is the second one is found by asking what they
// showed up to a day before.
#include <algorithm>
#include <cmath>
#include <ctime>

#include "base/platform/clock.h"
#include "objects/codecs.h"
#include "objects/numbers.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "stdlib/time/_datetime/datetime.h"

namespace coil::internal::dates
{

namespace
{

constexpr int64_t epoch_seconds = int64_t(to_ordinal(1970, 1, 1)) * day_seconds;
/// How far apart the two times of a fold can be.
constexpr int64_t max_fold_seconds = day_seconds;

Raised raise_timestamp(Vm& vm) { return vm.raise(Error::OverflowError, "timestamp out of range for platform time_t"); }
Raised raise_year(Vm& vm, int64_t year) { return vm.raise(Error::ValueError, "year must be in 1..9999, not {}", year); }

Result<tm> local_parts(Vm& vm, int64_t seconds)
{
    auto at = time_t(seconds);
    tm parts{};
    if (!::localtime_r(&at, &parts))
        return raise_timestamp(vm);
    return parts;
}
Result<uint64_t> moment_of_parts(Vm& vm, const tm& parts, int microsecond)
{
    int64_t year = int64_t(parts.tm_year) + 1900;
    if (year < min_year || year > max_year)
        return raise_year(vm, year);
    // A leap second is the one before it.
    return pack_date({ int(year), parts.tm_mon + 1, parts.tm_mday }) |
        pack_clock(parts.tm_hour, parts.tm_min, std::min(parts.tm_sec, 59), microsecond);
}

/// What local clocks show, as moment_seconds counts, at that time, counted alike in UTC.
Result<int64_t> shown_at(Vm& vm, int64_t universal)
{
    tm parts = TRY(local_parts(vm, universal - epoch_seconds));
    return moment_seconds(TRY(moment_of_parts(vm, parts, 0)));
}

Result<void> warn_of_utc(Vm& vm, std::string_view method, std::string_view better)
{
    Value warnings = TRY(import_absolute(vm, "warnings"));
    Str* text = TRY(make_str(vm,
        format_text("datetime.datetime.{}() is deprecated and scheduled for removal in a future version. Use "
                    "timezone-aware objects to represent datetimes in UTC: {}.",
            { method, better })));
    TRY(call_method(vm, warnings, intern(vm, "warn"),
        { Value::cell(text), Value::cell(vm.error_class(Error::DeprecationWarning)), Value::small(1) }));
    return {};
}

/// The moment in a zone, by the class: local time without one.
Result<Value> moment_in(Vm& vm, Value cls, const Instant& instant, Value zone)
{
    TRY(check_zone(vm, zone));
    if (zone.is_none())
        return datetime_by_class(vm, as<Class>(cls), TRY(local_moment(vm, instant)), None);
    uint64_t packed = TRY(utc_moment(vm, instant));
    if (TimeZone* fixed = zone_or_null(zone); fixed && cls == Value::cell(datetime_class(vm))) {
        auto us = int64_t(moment_us(packed) + fixed->offset->span.total());
        return is_in_range(us) ? make_datetime(vm, datetime_class(vm), moment_from_us(us), zone)
                               : Result<Value>(raise_out_of_range(vm));
    }
    Value universal = TRY(datetime_by_class(vm, as<Class>(cls), packed, zone));
    return call_method(vm, zone, intern(vm, "fromutc"), { universal });
}
Result<Value> now(Vm& vm, Value cls, Value zone) { return moment_in(vm, cls, TRY(current_instant(vm)), zone); }
Result<Value> utc_now(Vm& vm, Value cls)
{
    TRY(warn_of_utc(vm, "utcnow", "datetime.datetime.now(datetime.UTC)"));
    Instant instant = TRY(current_instant(vm));
    return datetime_by_class(vm, as<Class>(cls), TRY(utc_moment(vm, instant)), None);
}
Result<Value> from_timestamp(Vm& vm, Value cls, Value timestamp, Value zone)
{
    TRY(check_zone(vm, zone));
    Instant instant = TRY(instant_of(vm, timestamp));
    if (zone.is_none())
        TRY(check_authority(vm, Authority::Clock));
    return moment_in(vm, cls, instant, zone);
}
Result<Value> utc_from_timestamp(Vm& vm, Value cls, Value timestamp)
{
    TRY(warn_of_utc(vm, "utcfromtimestamp", "datetime.datetime.fromtimestamp(timestamp, datetime.UTC)"));
    Instant instant = TRY(instant_of(vm, timestamp));
    return datetime_by_class(vm, as<Class>(cls), TRY(utc_moment(vm, instant)), None);
}

Result<Value> timestamp(Vm& vm, Value self)
{
    uint64_t packed = packed_of(self);
    if (tzinfo_of(self).is_none()) {
        int64_t seconds = TRY(local_seconds(vm, packed));
        return make_float(vm, double(seconds) + double(microsecond_of(packed)) / 1e6);
    }
    Value offset = TRY(datetime_offset(vm, self, "utcoffset"));
    if (offset.is_none())
        return vm.raise(Error::TypeError, "can't subtract offset-naive and offset-aware datetimes");
    // Some 10 ** 17 microseconds, more than a double holds exactly.
    auto us = int64_t(moment_us(packed) - epoch_seconds * second_us - span_of(offset).total());
    if (us >= -(int64_t(1) << 53) && us <= int64_t(1) << 53)
        return make_float(vm, double(us) / 1e6);
    return int_true_div(vm, TRY(make_int(vm, us)), Value::small(second_us));
}

Result<Value> in_zone(Vm& vm, Value self, Value zone)
{
    TRY(check_zone(vm, zone));
    Value own = tzinfo_of(self);
    uint64_t packed = packed_of(self);
    if (own == zone && !zone.is_none())
        return self;
    Value offset = None;
    if (!own.is_none())
        offset = TRY(datetime_offset(vm, self, "utcoffset"));
    if (offset.is_none()) {
        own = TRY(local_zone(vm, TRY(local_seconds(vm, packed))));
        offset = Value::cell(zone_or_null(own)->offset);
    }
    auto us = int64_t(moment_us(packed) - span_of(offset).total());
    if (!is_in_range(us))
        return raise_out_of_range(vm);
    packed = moment_from_us(us);
    if (zone.is_none())
        zone = TRY(local_zone(vm, moment_seconds(packed) - epoch_seconds));
    if (TimeZone* fixed = zone_or_null(zone); fixed && vm.class_of(self) == datetime_class(vm)) {
        us += int64_t(fixed->offset->span.total());
        return is_in_range(us) ? make_datetime(vm, datetime_class(vm), moment_from_us(us), zone)
                               : Result<Value>(raise_out_of_range(vm));
    }
    Value universal = TRY(with_zone(vm, self, packed, zone));
    return call_method(vm, zone, intern(vm, "fromutc"), { universal });
}

constexpr NativeDef makers[] = {
    def<"now(cls, tz=None)", now>("Returns new datetime object representing current time local to tz.\n\n"
                                  "  tz\n    Timezone object.\n\nIf no tz is specified, uses local timezone."),
    def<"utcnow(cls, /)", utc_now>("Return a new datetime representing UTC day and time."),
    def<"fromtimestamp(cls, timestamp, tz=None)", from_timestamp>(
        "timestamp[, tz] -> tz's local time from POSIX timestamp."),
    def<"utcfromtimestamp(cls, timestamp, /)", utc_from_timestamp>(
        "Construct a naive UTC datetime from a POSIX timestamp."),
};
constexpr NativeDef methods[] = {
    def<"timestamp(self, /)", timestamp>("Return POSIX timestamp as float."),
    def<"astimezone(self, tz=None)", in_zone>("tz -> convert to local time in new timezone tz\n"),
};

} // namespace

const std::span<const NativeDef> datetime_timestamp_makers = makers;
const std::span<const NativeDef> datetime_timestamps = methods;

Result<Instant> instant_of(Vm& vm, Value timestamp)
{
    if (is_int(timestamp)) {
        std::optional<int64_t> seconds = int_to_int64(timestamp);
        return seconds ? Result<Instant>(Instant{ *seconds, 0 }) : raise_timestamp(vm);
    }
    if (!is_float(timestamp))
        return vm.raise(Error::TypeError, "argument must be int or float, not {}",
            timestamp.is_none() ? "NoneType" : type_name(vm, timestamp));
    double number = float_of(timestamp), whole = 0;
    if (std::isnan(number))
        return vm.raise(Error::ValueError, "Invalid value NaN (not a number)");
    // nearbyint rounds halves to even.
    double us = std::nearbyint(std::modf(number, &whole) * 1e6);
    if (us >= 1e6) {
        us -= 1e6;
        whole += 1;
    } else if (us < 0) {
        us += 1e6;
        whole -= 1;
    }
    if (!(std::fabs(whole) < 9.2e18))
        return raise_timestamp(vm);
    return Instant{ int64_t(whole), int(us) };
}

Result<Instant> current_instant(Vm& vm)
{
    TRY(check_authority(vm, Authority::Clock));
    int64_t us = nanoseconds_of(Clock::Real) / 1000;
    return Instant{ us / second_us, int(us % second_us) };
}

Result<uint64_t> utc_moment(Vm& vm, const Instant& instant)
{
    int64_t seconds = 0;
    if (__builtin_add_overflow(instant.seconds, epoch_seconds, &seconds))
        return raise_timestamp(vm);
    if (seconds < day_seconds || seconds >= (int64_t(max_ordinal) + 1) * day_seconds) {
        auto at = time_t(instant.seconds);
        tm parts{};
        if (!::gmtime_r(&at, &parts))
            return raise_timestamp(vm);
        return raise_year(vm, int64_t(parts.tm_year) + 1900);
    }
    return moment_from_us(seconds * second_us) | uint64_t(instant.microseconds);
}

Result<uint64_t> local_moment(Vm& vm, const Instant& instant)
{
    tm parts = TRY(local_parts(vm, instant.seconds));
    uint64_t packed = TRY(moment_of_parts(vm, parts, instant.microseconds));
    int64_t shown = moment_seconds(packed), universal = instant.seconds + epoch_seconds;
    // In front of this nothing can be asked for.
    if (universal - max_fold_seconds < 2 * day_seconds)
        return packed;
    int64_t before = TRY(shown_at(vm, universal - max_fold_seconds));
    int64_t change = shown - before - max_fold_seconds;
    if (change < 0 && TRY(shown_at(vm, universal + change)) == shown)
        packed |= fold_bit;
    return packed;
}

Result<int64_t> local_seconds(Vm& vm, uint64_t packed)
{
    TRY(check_authority(vm, Authority::Clock));
    // Solves shown_at(u) == shown for u.
    bool fold = packed & fold_bit;
    int64_t shown = moment_seconds(packed);
    int64_t first_offset = TRY(shown_at(vm, shown)) - shown, other_offset = 0;
    int64_t first = shown - first_offset, first_shown = TRY(shown_at(vm, first));
    if (first_shown == shown) {
        // There may be an earlier one, or a later one.
        int64_t probe = fold ? first + max_fold_seconds : first - max_fold_seconds;
        other_offset = TRY(shown_at(vm, probe)) - probe;
        if (other_offset == first_offset)
            return first - epoch_seconds;
    } else {
        other_offset = first_shown - first;
    }
    int64_t second = shown - other_offset;
    if (TRY(shown_at(vm, second)) == shown)
        return second - epoch_seconds;
    if (first_shown == shown)
        return first - epoch_seconds;
    // The clocks never showed it.
    return (fold ? std::min(first, second) : std::max(first, second)) - epoch_seconds;
}

Result<Value> local_zone(Vm& vm, int64_t seconds)
{
    TRY(check_authority(vm, Authority::Clock));
    tm parts = TRY(local_parts(vm, seconds));
    TimeDelta* offset = TRY(make_delta(vm, delta_class(vm), TRY(span_from_us(vm, Wide(parts.tm_gmtoff) * second_us))));
    Value name = None;
    if (parts.tm_zone)
        name = Value::cell(TRY(decode_utf8(vm, parts.tm_zone, "surrogateescape")));
    return make_zone(vm, offset, name.is_none() ? Value() : name);
}

} // namespace coil::internal::dates
