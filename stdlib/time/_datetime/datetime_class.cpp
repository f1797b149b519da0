// datetime: how it is made, its fields and its text.
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

Result<Value> from_state(Vm& vm, Class* cls, const std::string& state, Value zone)
{
    auto byte = [&](size_t at) { return int(static_cast<unsigned char>(state[at])); };
    Fields fields;
    fields.year = byte(0) << 8 | byte(1);
    fields.month = byte(2) & 0x7f;
    fields.fold = byte(2) >> 7;
    fields.day = byte(3);
    fields.hour = byte(4);
    fields.minute = byte(5);
    fields.second = byte(6);
    fields.microsecond = byte(7) << 16 | byte(8) << 8 | byte(9);
    if (!zone.is_none() && !is_instance(vm, zone, tzinfo_class(vm)))
        return vm.raise(Error::TypeError, "bad tzinfo state arg");
    TRY(check_date(vm, fields));
    TRY(check_clock(vm, fields));
    return make_datetime(vm, cls, pack(fields), zone);
}

/// Fields with those that are given in place of others, and checked.
Result<Fields> changed_fields(Vm& vm, Fields fields, Value year, Value month, Value day, Value hour, Value minute,
    Value second, Value microsecond, Value fold)
{
    fields.year = TRY(number_or(vm, year, fields.year));
    fields.month = TRY(number_or(vm, month, fields.month));
    fields.day = TRY(number_or(vm, day, fields.day));
    fields.hour = TRY(number_or(vm, hour, fields.hour));
    fields.minute = TRY(number_or(vm, minute, fields.minute));
    fields.second = TRY(number_or(vm, second, fields.second));
    fields.microsecond = TRY(number_or(vm, microsecond, fields.microsecond));
    fields.fold = TRY(number_or(vm, fold, fields.fold));
    TRY(check_date(vm, fields));
    TRY(check_clock(vm, fields));
    return fields;
}

Result<Value> make_checked(Vm& vm, Value cls, Value year, Value month, Value day, Value hour, Value minute,
    Value second, Value microsecond, Value zone, Value fold)
{
    if (day.is_empty() && !year.is_empty() && !year.is_small())
        if (std::optional<std::string> state = TRY(state_argument(vm, year, 10, "datetime")))
            return from_state(vm, as<Class>(cls), *state, month.is_empty() ? zone : month);
    TRY(number_or(vm, year, 0));
    TRY(check_given(vm, { { year, "year" }, { month, "month" }, { day, "day" } }));
    Fields fields = TRY(changed_fields(vm, {}, year, month, day, hour, minute, second, microsecond, fold));
    TRY(check_zone(vm, zone));
    return make_datetime(vm, as<Class>(cls), pack(fields), zone);
}
Result<Value> datetime_call(Vm& vm, Value cls, Value year, Value month, Value day, Value hour, Value minute,
    Value second, Value microsecond, Value zone)
{
    return make_checked(vm, cls, year, month, day, hour, minute, second, microsecond, zone, Value());
}
Result<Value> datetime_new(Vm& vm, Value cls, Value year, Value month, Value day, Value hour, Value minute,
    Value second, Value microsecond, Value zone, Value fold)
{
    TRY(check_layout(vm, as<Class>(cls), datetime_class(vm)));
    return make_checked(vm, cls, year, month, day, hour, minute, second, microsecond, zone, fold);
}

Result<Value> combine(Vm& vm, Value cls, Value date, Value time, Value zone)
{
    Moment* day = date_or_null(date);
    if (!day)
        return vm.raise(Error::TypeError, "combine() argument 1 must be datetime.date, not {}",
            date.is_none() ? "None" : type_name(vm, date));
    ZonedMoment* clock = time_or_null(time);
    if (!clock)
        return vm.raise(Error::TypeError, "combine() argument 2 must be datetime.time, not {}",
            time.is_none() ? "None" : type_name(vm, time));
    if (zone.is_empty())
        zone = clock->zone;
    TRY(check_zone(vm, zone));
    return datetime_by_class(vm, as<Class>(cls), pack_date(date_of(day->packed)) | clock->packed, zone);
}
Result<Value> from_iso_format(Vm& vm, Value cls, Value argument)
{
    Str* text = TRY(iso_argument(vm, argument));
    ParsedTime parsed;
    if (!parse_iso_datetime(text->view(), parsed))
        return raise_not_iso(vm, text);
    Fields& fields = parsed.fields;
    if (fields.hour == 24 && fields.month >= 1 && fields.month <= 12 && TRY(settle_midnight(vm, fields))) {
        if (++fields.day > days_in_month(fields.year, fields.month)) {
            fields.day = 1;
            fields.year += fields.month == 12;
            fields.month = fields.month % 12 + 1;
        }
    }
    Value zone = TRY(parsed_zone(vm, parsed));
    TRY(check_date(vm, fields));
    TRY(check_clock(vm, fields));
    return datetime_by_class(vm, as<Class>(cls), pack(fields), zone);
}
Result<Value> scan_datetime(Vm& vm, Value cls, Str* text, Str* format)
{
    Scanned scanned = TRY(scan_by_format(vm, text, format));
    TRY(check_date(vm, scanned.fields));
    TRY(check_clock(vm, scanned.fields));
    return datetime_by_class(vm, as<Class>(cls), pack(scanned.fields), scanned.zone);
}

Result<Value> get_hour(Vm&, Value self) { return Value::small(hour_of(packed_of(self))); }
Result<Value> get_minute(Vm&, Value self) { return Value::small(minute_of(packed_of(self))); }
Result<Value> get_second(Vm&, Value self) { return Value::small(second_of(packed_of(self))); }
Result<Value> get_microsecond(Vm&, Value self) { return Value::small(microsecond_of(packed_of(self))); }
Result<Value> get_fold(Vm&, Value self) { return Value::small(packed_of(self) & fold_bit ? 1 : 0); }
Result<Value> get_zone(Vm&, Value self) { return tzinfo_of(self); }

constexpr uint64_t date_mask = (fold_bit - 1) & ~((uint64_t(1) << day_shift) - 1);
Result<Value> to_date(Vm& vm, Value self) { return make_date(vm, date_class(vm), packed_of(self) & date_mask); }
Result<Value> to_time(Vm& vm, Value self) { return make_time(vm, time_class(vm), packed_of(self) & ~date_mask, None); }
Result<Value> to_zoned_time(Vm& vm, Value self)
{
    return make_time(vm, time_class(vm), packed_of(self) & ~date_mask, tzinfo_of(self));
}

Result<Value> offset(Vm& vm, Value self) { return datetime_offset(vm, self, "utcoffset"); }
Result<Value> dst(Vm& vm, Value self) { return datetime_offset(vm, self, "dst"); }
Result<Value> name(Vm& vm, Value self) { return zone_name(vm, tzinfo_of(self), self); }

/// The text with `separator` between date and time.
Result<Value> text_of(Vm& vm, Value self, std::string_view separator, Precision precision)
{
    char text[iso_text_size];
    char* end = put_date(text, date_of(packed_of(self)));
    end = std::copy(separator.begin(), separator.end(), end);
    end = put_clock(end, packed_of(self), precision);
    Value offset = TRY(utc_offset(vm, tzinfo_of(self), self));
    if (!offset.is_none())
        end = put_offset(end, span_of(offset), ":");
    std::string_view all(text, size_t(end - text));
    return Value::cell(TRY(separator.size() == 1 ? make_ascii_str(vm, all) : make_str(vm, all)));
}
Result<Value> iso_format(Vm& vm, Value self, Value separator, Value timespec)
{
    auto* character = separator.is_empty() ? nullptr : as_if<Str>(separator);
    if (!separator.is_empty() && !character)
        return vm.raise(Error::TypeError, "isoformat() argument 1 must be a unicode character, not {}",
            separator.is_none() ? "None" : type_name(vm, separator));
    if (character && character->length != 1)
        return vm.raise(Error::TypeError,
            "isoformat() argument 1 must be a unicode character, not a string of length {}", character->length);
    auto* precision = timespec.is_empty() ? nullptr : as_if<Str>(timespec);
    if (!timespec.is_empty() && !precision)
        return vm.raise(Error::TypeError, "isoformat() argument 2 must be str, not {}",
            timespec.is_none() ? "None" : type_name(vm, timespec));
    return text_of(vm, self, character ? character->view() : "T", TRY(precision_of(vm, precision)));
}
Result<Value> datetime_str(Vm& vm, Value self)
{
    if (vm.class_of(self) == datetime_class(vm))
        return text_of(vm, self, " ", Precision::Auto);
    return call_method(vm, self, intern(vm, "isoformat"), { Value::cell(TRY(make_ascii_str(vm, " "))) });
}
Result<Value> datetime_repr(Vm& vm, Value self)
{
    Fields fields = unpack(packed_of(self));
    std::string text = shown_class(vm, self) +
        format_text("({}, {}, {}, {}, {}", { fields.year, fields.month, fields.day, fields.hour, fields.minute });
    if (fields.second || fields.microsecond)
        text += format_text(", {}", { fields.second });
    if (fields.microsecond)
        text += format_text(", {}", { fields.microsecond });
    if (fields.fold)
        text += ", fold=1";
    if (Value zone = tzinfo_of(self); !zone.is_none())
        text.append(", tzinfo=").append(TRY(repr(vm, zone))->view());
    return Value::cell(TRY(make_str(vm, text + ")")));
}
Result<Value> format_datetime(Vm& vm, Value self, Str* format)
{
    // CPython asks for the whole time tuple: whoever has no dst() hears of it.
    TRY(datetime_offset(vm, self, "dst"));
    return format_fields(vm, format, unpack(packed_of(self)), tzinfo_of(self), self);
}

Result<Value> replace(Vm& vm, Value self, Value year, Value month, Value day, Value hour, Value minute, Value second,
    Value microsecond, Value zone, Value fold)
{
    Fields fields =
        TRY(changed_fields(vm, unpack(packed_of(self)), year, month, day, hour, minute, second, microsecond, fold));
    if (zone.is_empty())
        zone = tzinfo_of(self);
    TRY(check_zone(vm, zone));
    return datetime_by_class(vm, vm.class_of(self), pack(fields), zone);
}

Result<Value> time_tuple(Vm& vm, Value self)
{
    Value dst = TRY(datetime_offset(vm, self, "dst"));
    int is_dst = dst.is_none() ? -1 : span_of(dst) == Span{} ? 0 : 1;
    return struct_time(vm, unpack(packed_of(self)), is_dst);
}
Result<Value> utc_time_tuple(Vm& vm, Value self)
{
    Value offset = TRY(datetime_offset(vm, self, "utcoffset"));
    uint64_t packed = without_fold(packed_of(self));
    if (!offset.is_none()) {
        auto us = int64_t(moment_us(packed) - span_of(offset).total());
        if (!is_in_range(us))
            return raise_out_of_range(vm);
        packed = moment_from_us(us);
    }
    return struct_time(vm, unpack(packed), 0);
}

Result<Value> reduce_by(Vm& vm, Value self, bool with_fold)
{
    uint64_t packed = packed_of(self);
    Value zone = tzinfo_of(self);
    int year = year_of(packed), fold = with_fold && packed & fold_bit ? 0x80 : 0;
    std::string state{ char(year >> 8), char(year), char(month_of(packed) | fold), char(day_of(packed)) };
    Value bytes = Value::cell(TRY(make_bytes(vm, state + clock_state(packed))));
    Tuple* arguments = TRY(zone.is_none() ? make_tuple(vm, { bytes }) : make_pair(vm, bytes, zone));
    return make_pair(vm, Value::cell(vm.class_of(self)), Value::cell(arguments));
}
Result<Value> reduce_ex(Vm& vm, Value self, int64_t protocol) { return reduce_by(vm, self, protocol > 3); }
Result<Value> reduce(Vm& vm, Value self) { return reduce_by(vm, self, false); }

constexpr NativeDef new_def =
    def<"__new__(cls, year=, month=, day=, hour=, minute=, second=, microsecond=, tzinfo=None, *, fold=0)",
        datetime_new>();
constexpr NativeDef call_def =
    def<"datetime(cls, year=, month=, day=, hour=, minute=, second=, microsecond=, tzinfo=None)", datetime_call>();
constexpr NativeDef class_methods[] = {
    def<"combine(cls, date, time, tzinfo=)", combine>("date, time -> datetime with same date and time fields"),
    def<"fromisoformat(cls, string, /)", from_iso_format>("string -> datetime from a string in most ISO 8601 formats"),
    def<"strptime(cls, string, format, /)", scan_datetime>(
        "string, format -> new datetime parsed from a string (like time.strptime())."),
};
constexpr NativeDef methods[] = {
    def<"date(self, /)", to_date>("Return date object with same year, month and day."),
    def<"time(self, /)", to_time>("Return time object with same time but with tzinfo=None."),
    def<"timetz(self, /)", to_zoned_time>("Return time object with same time and tzinfo."),
    def<"timetuple(self, /)", time_tuple>("Return time tuple, compatible with time.localtime()."),
    def<"utctimetuple(self, /)", utc_time_tuple>("Return UTC time tuple, compatible with time.localtime()."),
    def<"isoformat(self, sep=, timespec=)", iso_format>(
        "[sep] -> string in ISO 8601 format, YYYY-MM-DDT[HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].\n"
        "sep is used to separate the year from the time, and defaults to 'T'.\n"
        "The optional argument timespec specifies the number of additional terms\n"
        "of the time to include. Valid options are 'auto', 'hours', 'minutes',\n"
        "'seconds', 'milliseconds' and 'microseconds'.\n"),
    def<"strftime(self, format)", format_datetime>("format -> strftime() style string."),
    def<"utcoffset(self, /)", offset>("Return self.tzinfo.utcoffset(self)."),
    def<"tzname(self, /)", name>("Return self.tzinfo.tzname(self)."),
    def<"dst(self, /)", dst>("Return self.tzinfo.dst(self)."),
    def<"replace(self, /, year=, month=, day=, hour=, minute=, second=, microsecond=, tzinfo=, *, fold=...)", replace>(
        "Return datetime with new specified fields."),
    def<"__replace__(self, /, year=, month=, day=, hour=, minute=, second=, microsecond=, tzinfo=, *, fold=...)",
        replace>("The same as replace()."),
    def<"__reduce_ex__(self, protocol, /)", reduce_ex>("__reduce_ex__(proto) -> (cls, state)"),
    def<"__reduce__(self, /)", reduce>("__reduce__() -> (cls, state)"),
    def<"__hash__(self, /)", datetime_hash>(),
    def<"__repr__(self, /)", datetime_repr>(),
    def<"__str__(self, /)", datetime_str>(),
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

Result<Value> make_datetime(Vm& vm, Class* cls, uint64_t packed, Value zone)
{
    ZonedMoment* moment = TRY(make_unfilled<ZonedMoment>(vm, cls, datetime_type));
    moment->packed = packed;
    moment->zone = zone;
    moment->hash = 0;
    return Value::cell(moment);
}

Result<Value> datetime_by_class(Vm& vm, Class* cls, uint64_t packed, Value zone)
{
    if (cls == datetime_class(vm))
        return make_datetime(vm, cls, packed, zone.is_empty() ? None : zone);
    Fields fields = unpack(packed);
    Value arguments[] = { Value::small(fields.year), Value::small(fields.month), Value::small(fields.day),
        Value::small(fields.hour), Value::small(fields.minute), Value::small(fields.second),
        Value::small(fields.microsecond), zone, Value::small(1) };
    if (zone.is_empty())
        return call(vm, Value::cell(cls), CallArguments{ arguments, 7 });
    const Tuple* names = fields.fold ? TRY(make_tuple(vm, { Value::cell(intern(vm, "fold")) })) : nullptr;
    return call(vm, Value::cell(cls), CallArguments{ arguments, 8, names });
}

Result<void> define_datetime(Vm& vm, Module* module)
{
    Class* cls = TRY(define_class(vm, module, date_class(vm),
        { .name = "datetime",
            .module = "datetime",
            .methods = methods,
            .attributes = attributes,
            .new_def = &new_def,
            .doc = "datetime(year, month, day[, hour[, minute[, second[, microsecond[,tzinfo]]]]])\n\n"
                   "The year, month and day arguments are required. tzinfo may be None, or an\n"
                   "instance of a tzinfo subclass. The remaining arguments may be ints." }));
    add_methods(vm, cls, datetime_operators);
    add_methods(vm, cls, datetime_comparisons);
    add_methods(vm, cls, datetime_timestamps);
    add_class_methods(vm, cls, class_methods);
    add_class_methods(vm, cls, datetime_timestamp_makers);
    add_call(cls, call_def);
    library_classes(vm).set(LibraryClasses::DateTime, cls);
    add_value(vm, cls, "min", TRY(make_datetime(vm, cls, pack_date({ 1, 1, 1 }), None)));
    add_value(vm, cls, "max",
        TRY(make_datetime(vm, cls, pack_date({ 9999, 12, 31 }) | pack_clock(23, 59, 59, 999999), None)));
    add_value(vm, cls, "resolution", TRY(delta_from_us(vm, 1)));
    return {};
}

} // namespace coil::internal::dates
