// time: a time of day, with a tzinfo perhaps.
#include "objects/bytes.h"
#include "objects/class_members.h"
#include "objects/numbers.h"
#include "objects/tuple.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "stdlib/time/_datetime/datetime.h"

namespace coil::internal::dates
{

namespace
{

void trace_zoned(Cell* cell, gc::Tracer& tracer) { tracer.visit(static_cast<ZonedMoment*>(cell)->zone); }

uint64_t pack_time(const Fields& fields)
{
    return pack_clock(fields.hour, fields.minute, fields.second, fields.microsecond) | (fields.fold ? fold_bit : 0);
}

Result<Value> from_state(Vm& vm, Class* cls, const std::string& state, Value zone)
{
    auto byte = [&](size_t at) { return int(static_cast<unsigned char>(state[at])); };
    Fields fields;
    fields.fold = byte(0) >> 7;
    fields.hour = byte(0) & 0x7f;
    fields.minute = byte(1);
    fields.second = byte(2);
    fields.microsecond = byte(3) << 16 | byte(4) << 8 | byte(5);
    TRY(check_clock(vm, fields));
    if (!zone.is_none() && !is_instance(vm, zone, tzinfo_class(vm)))
        return vm.raise(Error::TypeError, "bad tzinfo state arg");
    return make_time(vm, cls, pack_time(fields), zone);
}

Result<Fields> clock_fields(
    Vm& vm, Fields fields, Value hour, Value minute, Value second, Value microsecond, Value fold)
{
    fields.hour = TRY(number_or(vm, hour, fields.hour));
    fields.minute = TRY(number_or(vm, minute, fields.minute));
    fields.second = TRY(number_or(vm, second, fields.second));
    fields.microsecond = TRY(number_or(vm, microsecond, fields.microsecond));
    fields.fold = TRY(number_or(vm, fold, fields.fold));
    TRY(check_clock(vm, fields));
    return fields;
}

Result<Value> make_checked(
    Vm& vm, Value cls, Value hour, Value minute, Value second, Value microsecond, Value zone, Value fold)
{
    if (second.is_empty() && microsecond.is_empty() && !hour.is_empty() && !hour.is_small())
        if (std::optional<std::string> state = TRY(state_argument(vm, hour, 6, "time")))
            return from_state(vm, as<Class>(cls), *state, minute.is_empty() ? zone : minute);
    Fields fields = TRY(clock_fields(vm, {}, hour, minute, second, microsecond, fold));
    TRY(check_zone(vm, zone));
    return make_time(vm, as<Class>(cls), pack_time(fields), zone);
}
Result<Value> time_call(Vm& vm, Value cls, Value hour, Value minute, Value second, Value microsecond, Value zone)
{
    return make_checked(vm, cls, hour, minute, second, microsecond, zone, Value());
}
Result<Value> time_new(
    Vm& vm, Value cls, Value hour, Value minute, Value second, Value microsecond, Value zone, Value fold)
{
    TRY(check_layout(vm, as<Class>(cls), time_class(vm)));
    return make_checked(vm, cls, hour, minute, second, microsecond, zone, fold);
}

Result<Value> from_iso_format(Vm& vm, Value cls, Value argument)
{
    Str* text = TRY(iso_argument(vm, argument));
    std::string_view view = text->view();
    if (view.starts_with('T'))
        view.remove_prefix(1);
    ParsedTime parsed;
    if (!parse_iso_time(view, parsed))
        return raise_not_iso(vm, text);
    TRY(settle_midnight(vm, parsed.fields));
    Value zone = TRY(parsed_zone(vm, parsed));
    TRY(check_clock(vm, parsed.fields));
    return time_by_class(vm, as<Class>(cls), pack_time(parsed.fields), zone);
}
Result<Value> scan_time(Vm& vm, Value cls, Str* text, Str* format)
{
    Scanned scanned = TRY(scan_by_format(vm, text, format));
    TRY(check_clock(vm, scanned.fields));
    return time_by_class(vm, as<Class>(cls), pack_time(scanned.fields), scanned.zone);
}

Result<Value> get_hour(Vm&, Value self) { return Value::small(hour_of(packed_of(self))); }
Result<Value> get_minute(Vm&, Value self) { return Value::small(minute_of(packed_of(self))); }
Result<Value> get_second(Vm&, Value self) { return Value::small(second_of(packed_of(self))); }
Result<Value> get_microsecond(Vm&, Value self) { return Value::small(microsecond_of(packed_of(self))); }
Result<Value> get_fold(Vm&, Value self) { return Value::small(packed_of(self) & fold_bit ? 1 : 0); }
Result<Value> get_zone(Vm&, Value self) { return tzinfo_of(self); }

Result<Value> offset(Vm& vm, Value self) { return utc_offset(vm, tzinfo_of(self), None); }
Result<Value> dst(Vm& vm, Value self) { return offset_from(vm, tzinfo_of(self), "dst", None); }
Result<Value> name(Vm& vm, Value self) { return zone_name(vm, tzinfo_of(self), None); }

Result<Value> iso_format(Vm& vm, Value self, Str* timespec)
{
    char text[iso_text_size];
    char* end = put_clock(text, packed_of(self), TRY(precision_of(vm, timespec)));
    Value offset = TRY(utc_offset(vm, tzinfo_of(self), None));
    if (!offset.is_none())
        end = put_offset(end, span_of(offset), ":");
    return Value::cell(TRY(make_ascii_str(vm, { text, size_t(end - text) })));
}
Result<Value> time_str(Vm& vm, Value self) { return call_method(vm, self, intern(vm, "isoformat"), {}); }
Result<Value> time_repr(Vm& vm, Value self)
{
    Fields fields = unpack(packed_of(self));
    std::string text = shown_class(vm, self) + format_text("({}, {}", { fields.hour, fields.minute });
    if (fields.second || fields.microsecond)
        text += format_text(", {}", { fields.second });
    if (fields.microsecond)
        text += format_text(", {}", { fields.microsecond });
    if (Value zone = tzinfo_of(self); !zone.is_none())
        text.append(", tzinfo=").append(TRY(repr(vm, zone))->view());
    if (fields.fold)
        text += ", fold=1";
    return Value::cell(TRY(make_str(vm, text + ")")));
}
Result<Value> format_time(Vm& vm, Value self, Str* format)
{
    Fields fields = unpack(packed_of(self));
    fields.year = 1900;
    fields.month = fields.day = 1;
    return format_fields(vm, format, fields, tzinfo_of(self), None);
}

Result<Value> replace(
    Vm& vm, Value self, Value hour, Value minute, Value second, Value microsecond, Value zone, Value fold)
{
    Fields fields = TRY(clock_fields(vm, unpack(packed_of(self)), hour, minute, second, microsecond, fold));
    if (zone.is_empty())
        zone = tzinfo_of(self);
    TRY(check_zone(vm, zone));
    return time_by_class(vm, vm.class_of(self), pack_time(fields), zone);
}

/// Microseconds since midnight in UTC; the offset's own microseconds do not count, as in CPython.
int64_t universal_us(uint64_t packed, Value offset)
{
    Span span = span_of(offset);
    int64_t seconds = clock_seconds(packed) - span.days * day_seconds - span.seconds;
    return seconds * second_us + microsecond_of(packed);
}
struct TimeOrder {
    template <CompareOperator op> static Result<Value> compare(Vm& vm, Value self, Value other)
    {
        ZonedMoment* right = time_or_null(other);
        if (!right)
            return NotImplemented;
        uint64_t a = without_fold(packed_of(self)), b = without_fold(right->packed);
        if (tzinfo_of(self) == right->zone)
            return ordered(op, a, b);
        Value left_offset = TRY(utc_offset(vm, tzinfo_of(self), None));
        Value right_offset = TRY(utc_offset(vm, tzinfo_of(other), None));
        if (same_offset(left_offset, right_offset))
            return ordered(op, a, b);
        if (!left_offset.is_none() && !right_offset.is_none())
            return ordered(op, universal_us(a, left_offset), universal_us(b, right_offset));
        if (op == CompareOperator::Equal || op == CompareOperator::NotEqual)
            return Value::boolean(op == CompareOperator::NotEqual);
        return vm.raise(Error::TypeError, "can't compare offset-naive and offset-aware times");
    }
};
Result<int64_t> hash(Vm& vm, Value self)
{
    auto* time = static_cast<ZonedMoment*>(self.as_cell());
    if (time->hash != 0)
        return time->hash;
    Value offset = None;
    if (!time->zone.is_none()) {
        // Both times of a fold are equal: the first one's offset is asked for.
        Value first = self;
        if (time->packed & fold_bit)
            first = TRY(make_time(vm, time_class(vm), without_fold(time->packed), time->zone));
        offset = TRY(call_method(vm, first, intern(vm, "utcoffset"), {}));
        if (!offset.is_none() && !delta_or_null(offset))
            return vm.raise(
                Error::TypeError, "utcoffset() must return None or timedelta, not '{}'", type_name(vm, offset));
    }
    int64_t number = offset.is_none() ? int64_t(without_fold(time->packed)) : universal_us(time->packed, offset);
    time->hash = hash_bytes(vm, { reinterpret_cast<const char*>(&number), sizeof number });
    return time->hash;
}

Result<Value> reduce_by(Vm& vm, Value self, bool with_fold)
{
    uint64_t packed = packed_of(self);
    std::string state = clock_state(packed);
    if (with_fold && packed & fold_bit)
        state[0] = char(state[0] | 0x80);
    Value bytes = Value::cell(TRY(make_bytes(vm, state)));
    Value zone = tzinfo_of(self);
    Tuple* arguments = TRY(zone.is_none() ? make_tuple(vm, { bytes }) : make_pair(vm, bytes, zone));
    return make_pair(vm, Value::cell(vm.class_of(self)), Value::cell(arguments));
}
Result<Value> reduce_ex(Vm& vm, Value self, int64_t protocol) { return reduce_by(vm, self, protocol > 3); }
Result<Value> reduce(Vm& vm, Value self) { return reduce_by(vm, self, false); }

constexpr NativeDef new_def =
    def<"__new__(cls, hour=, minute=, second=, microsecond=, tzinfo=None, *, fold=0)", time_new>();
constexpr NativeDef call_def = def<"time(cls, hour=, minute=, second=, microsecond=, tzinfo=None)", time_call>();
constexpr NativeDef class_methods[] = {
    def<"fromisoformat(cls, string, /)", from_iso_format>("Construct a time from a string in ISO 8601 format."),
    def<"strptime(cls, string, format, /)", scan_time>(
        "string, format -> new time parsed from a string (like time.strptime())."),
};
constexpr NativeDef methods[] = {
    def<"isoformat(self, timespec=None)", iso_format>(
        "Return the time formatted according to ISO.\n\n"
        "The full format is 'HH:MM:SS.mmmmmm+zz:zz'. By default, the fractional\n"
        "part is omitted if self.microsecond == 0."),
    def<"strftime(self, format)", format_time>("format -> strftime() style string."),
    def<"__format__(self, format, /)", format_by_spec>("Formats self with strftime."),
    def<"utcoffset(self, /)", offset>("Return self.tzinfo.utcoffset(self)."),
    def<"tzname(self, /)", name>("Return self.tzinfo.tzname(self)."),
    def<"dst(self, /)", dst>("Return self.tzinfo.dst(self)."),
    def<"replace(self, /, hour=, minute=, second=, microsecond=, tzinfo=, *, fold=...)", replace>(
        "Return time with new specified fields."),
    def<"__replace__(self, /, hour=, minute=, second=, microsecond=, tzinfo=, *, fold=...)", replace>(
        "The same as replace()."),
    def<"__reduce_ex__(self, protocol, /)", reduce_ex>("__reduce_ex__(proto) -> (cls, state)"),
    def<"__reduce__(self, /)", reduce>("__reduce__() -> (cls, state)"),
    def<"__hash__(self, /)", hash>(),
    def<"__repr__(self, /)", time_repr>(),
    def<"__str__(self, /)", time_str>(),
};
constexpr AttributeDef attributes[] = {
    { "hour", get_hour, nullptr, nullptr },
    { "minute", get_minute, nullptr, nullptr },
    { "second", get_second, nullptr, nullptr },
    { "microsecond", get_microsecond, nullptr, nullptr },
    { "tzinfo", get_zone, nullptr, nullptr },
    { "fold", get_fold, nullptr, nullptr },
};

} // namespace

const NativeType time_type{ "time", trace_zoned, nullptr };
const NativeType datetime_type{ "datetime", trace_zoned, nullptr };

Result<Value> make_time(Vm& vm, Class* cls, uint64_t packed, Value zone)
{
    ZonedMoment* time = TRY(make_unfilled<ZonedMoment>(vm, cls, time_type));
    time->packed = packed;
    time->zone = zone;
    time->hash = 0;
    return Value::cell(time);
}

Result<Value> time_by_class(Vm& vm, Class* cls, uint64_t packed, Value zone)
{
    if (cls == time_class(vm))
        return make_time(vm, cls, packed, zone.is_empty() ? None : zone);
    Value arguments[] = { Value::small(hour_of(packed)), Value::small(minute_of(packed)),
        Value::small(second_of(packed)), Value::small(microsecond_of(packed)), zone, Value::small(1) };
    if (zone.is_empty())
        return call(vm, Value::cell(cls), CallArguments{ arguments, 4 });
    const Tuple* names = packed & fold_bit ? TRY(make_tuple(vm, { Value::cell(intern(vm, "fold")) })) : nullptr;
    return call(vm, Value::cell(cls), CallArguments{ arguments, 5, names });
}

Result<void> define_time(Vm& vm, Module* module)
{
    Class* cls = TRY(define_class(vm, module, vm.classes->object,
        { .name = "time",
            .module = "datetime",
            .methods = methods,
            .attributes = attributes,
            .new_def = &new_def,
            .doc = "time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time object\n\n"
                   "All arguments are optional. tzinfo may be None, or an instance of\n"
                   "a tzinfo subclass. The remaining arguments may be ints." }));
    add_methods(vm, cls, comparison_methods<TimeOrder>);
    add_class_methods(vm, cls, class_methods);
    add_call(cls, call_def);
    library_classes(vm).set(LibraryClasses::Time, cls);
    add_value(vm, cls, "min", TRY(make_time(vm, cls, 0, None)));
    add_value(vm, cls, "max", TRY(make_time(vm, cls, pack_clock(23, 59, 59, 999999), None)));
    add_value(vm, cls, "resolution", TRY(delta_from_us(vm, 1)));
    return {};
}

} // namespace coil::internal::dates
