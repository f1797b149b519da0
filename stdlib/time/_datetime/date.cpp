// date, and the tuples that isocalendar() gives.
#include <cmath>
#include <cstdio>

#include "objects/bytes.h"
#include "objects/class_members.h"
#include "objects/dict.h"
#include "objects/numbers.h"
#include "objects/tuple.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "stdlib/struct_sequence.h"
#include "stdlib/time/_datetime/datetime.h"

namespace coil::internal::dates
{

const NativeType date_type{ "date", nullptr, nullptr };

namespace
{

// IsoCalendarDate

constexpr AttributeDef iso_fields[] = {
    { "year", struct_field<0>, nullptr, nullptr },
    { "week", struct_field<1>, nullptr, nullptr },
    { "weekday", struct_field<2>, nullptr, nullptr },
};
Result<Value> iso_new(Vm& vm, Value cls, Value year, Value week, Value weekday)
{
    return make_struct(vm, as<Class>(cls), { year, week, weekday });
}
Result<Value> iso_repr(Vm& vm, Tuple* self)
{
    std::string text = "datetime.IsoCalendarDate(";
    constexpr std::string_view names[] = { "year=", ", week=", ", weekday=" };
    for (size_t i = 0; i < std::size(names); i++)
        text.append(names[i]).append(TRY(repr(vm, TRY(struct_item(vm, Value::cell(self), i))))->view());
    return Value::cell(TRY(make_str(vm, text + ")")));
}
Result<Value> iso_reduce(Vm& vm, Tuple* self)
{
    Tuple* plain = TRY(make_tuple(vm, self->items, self->size));
    Tuple* arguments = TRY(make_tuple(vm, { Value::cell(plain) }));
    return make_pair(vm, Value::cell(vm.classes->tuple), Value::cell(arguments));
}
constexpr NativeDef iso_new_def = def<"__new__(cls, year, week, weekday)", iso_new>();
constexpr NativeDef iso_methods[] = {
    def<"__repr__(self, /)", iso_repr>(),
    def<"__reduce__(self, /)", iso_reduce>(),
};

// Making dates

Result<Value> from_state(Vm& vm, Class* cls, const std::string& state)
{
    auto byte = [&](size_t at) { return int(static_cast<unsigned char>(state[at])); };
    CivilDate date{ byte(0) << 8 | byte(1), byte(2), byte(3) };
    TRY(check_date(vm, date));
    return make_date(vm, cls, pack_date(date));
}
Result<Value> date_call(Vm& vm, Value cls, Value year, Value month, Value day)
{
    if (month.is_empty() && day.is_empty() && !year.is_empty())
        if (std::optional<std::string> state = TRY(state_argument(vm, year, 4, "date")))
            return from_state(vm, as<Class>(cls), *state);
    CivilDate date;
    date.year = TRY(number_or(vm, year, 0));
    TRY(check_given(vm, { { year, "year" }, { month, "month" }, { day, "day" } }));
    date.month = TRY(number_or(vm, month, 0));
    date.day = TRY(number_or(vm, day, 0));
    TRY(check_date(vm, date));
    return make_date(vm, as<Class>(cls), pack_date(date));
}
Result<Value> date_new(Vm& vm, Value cls, Value year, Value month, Value day)
{
    TRY(check_layout(vm, as<Class>(cls), date_class(vm)));
    return date_call(vm, cls, year, month, day);
}

/// By the class that a class method was called on, which for a datetime's takes more arguments but these do.
Result<Value> by_class(Vm& vm, Value cls, const CivilDate& date)
{
    TRY(check_date(vm, date));
    if (cls == Value::cell(datetime_class(vm)))
        return make_datetime(vm, datetime_class(vm), pack_date(date), None);
    return date_by_class(vm, as<Class>(cls), pack_date(date));
}

Result<Value> date_from_timestamp(Vm& vm, Value cls, Value timestamp)
{
    TRY(check_authority(vm, Authority::Clock));
    Instant instant;
    if (is_float(timestamp)) {
        instant.seconds = TRY(instant_of(vm, Value(TRY(make_float(vm, std::floor(float_of(timestamp))))))).seconds;
    } else {
        instant = TRY(instant_of(vm, TRY(to_int_object(vm, timestamp))));
    }
    return by_class(vm, cls, date_of(TRY(local_moment(vm, instant))));
}
Result<Value> today(Vm& vm, Value cls)
{
    Instant now = TRY(current_instant(vm));
    if (cls == Value::cell(date_class(vm)))
        return make_date(vm, date_class(vm), pack_date(date_of(TRY(local_moment(vm, now)))));
    Value seconds = TRY(make_float(vm, double(now.seconds) + double(now.microseconds) * 1e-6));
    return call_method(vm, cls, intern(vm, "fromtimestamp"), { seconds });
}
Result<Value> from_ordinal_number(Vm& vm, Value cls, Value number)
{
    int ordinal = TRY(number_or(vm, number, 0));
    if (ordinal < 1)
        return vm.raise(Error::ValueError, "ordinal must be >= 1");
    if (ordinal > INT32_MAX - 400)
        return vm.raise(Error::ValueError, "year must be in 1..9999, not {}", ordinal / 366);
    return by_class(vm, cls, from_ordinal(ordinal));
}
Result<Value> from_iso_format(Vm& vm, Value cls, Value argument)
{
    Str* text = TRY(iso_argument(vm, argument));
    CivilDate date;
    bool fits = text->size == 7 || text->size == 8 || text->size == 10;
    if (!fits || !parse_iso_date(text->view(), date))
        return raise_not_iso(vm, text);
    return by_class(vm, cls, date);
}
Result<Value> from_iso_calendar(Vm& vm, Value cls, Value year, Value week, Value day)
{
    int parts[3];
    const Value values[] = { year, week, day };
    for (size_t i = 0; i < 3; i++) {
        int64_t part = TRY(to_clamped_index(vm, values[i]));
        if (part < INT32_MIN || part > INT32_MAX)
            return vm.raise(Error::ValueError, "ISO calendar component out of range");
        parts[i] = int(part);
    }
    IsoDate iso{ parts[0], parts[1], parts[2] };
    switch (check_iso(iso)) {
    case IsoFault::Year:
        return vm.raise(Error::ValueError, "year must be in 1..9999, not {}", iso.year);
    case IsoFault::Week:
        return vm.raise(Error::ValueError, "Invalid week: {}", iso.week);
    case IsoFault::Weekday:
        return vm.raise(Error::ValueError, "Invalid weekday: {} (range is [1, 7])", iso.weekday);
    case IsoFault::None:
        break;
    }
    return by_class(vm, cls, from_iso(iso));
}
Result<Value> scan_date(Vm& vm, Value cls, Str* text, Str* format)
{
    return by_class(vm, cls, TRY(scan_by_format(vm, text, format)).fields);
}

// What a date is

Result<Value> get_year(Vm&, Value self) { return Value::small(year_of(packed_of(self))); }
Result<Value> get_month(Vm&, Value self) { return Value::small(month_of(packed_of(self))); }
Result<Value> get_day(Vm&, Value self) { return Value::small(day_of(packed_of(self))); }
int64_t ordinal(Vm&, Value self) { return to_ordinal(date_of(packed_of(self))); }
int64_t weekday(Vm&, Value self) { return weekday_of(date_of(packed_of(self))); }
int64_t iso_weekday(Vm&, Value self) { return weekday_of(date_of(packed_of(self))) + 1; }
Result<Value> iso_calendar(Vm& vm, Value self)
{
    IsoDate iso = to_iso(date_of(packed_of(self)));
    return make_struct(vm, library_classes(vm)[LibraryClasses::IsoCalendarDate],
        { Value::small(iso.year), Value::small(iso.week), Value::small(iso.weekday) });
}
Result<Value> time_tuple(Vm& vm, Value self) { return struct_time(vm, { date_of(packed_of(self)) }, -1); }

Result<Str*> iso_format(Vm& vm, Value self)
{
    char text[16];
    char* end = put_date(text, date_of(packed_of(self)));
    return make_ascii_str(vm, { text, size_t(end - text) });
}
Result<Str*> date_repr(Vm& vm, Value self)
{
    CivilDate date = date_of(packed_of(self));
    return make_str(vm, format_text("{}({}, {}, {})", { shown_class(vm, self), date.year, date.month, date.day }));
}
Result<Str*> c_time(Vm& vm, Value self)
{
    constexpr const char* days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
    constexpr const char* months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
        "Dec" };
    Fields fields = unpack(packed_of(self));
    char text[64];
    int size = std::snprintf(text, sizeof text, "%s %s %2d %02d:%02d:%02d %04d", days[weekday_of(fields)],
        months[fields.month - 1], fields.day, fields.hour, fields.minute, fields.second, fields.year);
    return make_ascii_str(vm, { text, size_t(size) });
}
Result<Value> format_date(Vm& vm, Value self, Str* format)
{
    return format_fields(vm, format, { date_of(packed_of(self)) }, None, self);
}

Result<Value> replace(Vm& vm, Value self, Value year, Value month, Value day)
{
    CivilDate date = date_of(packed_of(self));
    date.year = TRY(number_or(vm, year, date.year));
    date.month = TRY(number_or(vm, month, date.month));
    date.day = TRY(number_or(vm, day, date.day));
    TRY(check_date(vm, date));
    return date_by_class(vm, vm.class_of(self), pack_date(date));
}

// Operators

Result<Value> add_days(Vm& vm, Value self, int64_t days)
{
    int64_t ordinal = to_ordinal(date_of(packed_of(self))) + days;
    if (ordinal < 1 || ordinal > max_ordinal)
        return raise_out_of_range(vm);
    return date_by_class(vm, vm.class_of(self), pack_date(from_ordinal(int(ordinal))));
}
Result<Value> add(Vm& vm, Value self, Value other)
{
    TimeDelta* delta = delta_or_null(other);
    if (!delta || datetime_or_null(self))
        return NotImplemented;
    return add_days(vm, self, delta->span.days);
}
Result<Value> subtract(Vm& vm, Value self, Value other)
{
    if (datetime_or_null(self))
        return NotImplemented;
    if (TimeDelta* delta = delta_or_null(other))
        return add_days(vm, self, -int64_t(delta->span.days));
    Moment* right = plain_date_or_null(other);
    if (!right)
        return NotImplemented;
    int days = to_ordinal(date_of(packed_of(self))) - to_ordinal(date_of(right->packed));
    return make_delta(vm, delta_class(vm), { days, 0, 0 });
}
Result<Value> subtract_from(Vm& vm, Value self, Value other)
{
    return plain_date_or_null(other) ? subtract(vm, other, self) : Result<Value>(NotImplemented);
}

struct DateOrder {
    template <CompareOperator op> static Value compare(Vm&, Value self, Value other)
    {
        Moment *left = plain_date_or_null(self), *right = plain_date_or_null(other);
        if (!left || !right)
            return NotImplemented;
        return ordered(op, left->packed, right->packed);
    }
};
int64_t hash(Vm& vm, Value self)
{
    uint64_t packed = pack_date(date_of(packed_of(self)));
    return hash_bytes(vm, { reinterpret_cast<const char*>(&packed), sizeof packed });
}
Result<Value> reduce(Vm& vm, Value self)
{
    Value state = TRY(pickled_date(vm, packed_of(self)));
    Tuple* arguments = TRY(make_tuple(vm, { state }));
    return make_pair(vm, Value::cell(vm.class_of(self)), Value::cell(arguments));
}

constexpr NativeDef new_def = def<"__new__(cls, year=, month=, day=)", date_new>();
constexpr NativeDef call_def = def<"date(cls, year=, month=, day=)", date_call>();
constexpr NativeDef class_methods[] = {
    def<"fromtimestamp(cls, timestamp, /)", date_from_timestamp>(
        "Create a date from a POSIX timestamp.\n\nThe timestamp is a number, e.g. created via time.time(), that is "
        "interpreted\nas local time."),
    def<"fromordinal(cls, ordinal, /)", from_ordinal_number>(
        "int -> date corresponding to a proleptic Gregorian ordinal."),
    def<"fromisoformat(cls, string, /)", from_iso_format>("Construct a date from a string in ISO 8601 format."),
    def<"fromisocalendar(cls, year, week, day)", from_iso_calendar>(
        "int, int, int -> Construct a date from the ISO year, week number and weekday.\n\n"
        "This is the inverse of the function date.isocalendar()"),
    def<"strptime(cls, string, format, /)", scan_date>(
        "string, format -> new date parsed from a string (like time.strptime())."),
    def<"today(cls, /)", today>("Current date or datetime:  same as self.__class__.fromtimestamp(time.time())."),
};
constexpr NativeDef methods[] = {
    def<"ctime(self, /)", c_time>("Return ctime() style string."),
    def<"strftime(self, format)", format_date>("format -> strftime() style string."),
    def<"__format__(self, format, /)", format_by_spec>("Formats self with strftime."),
    def<"isoformat(self, /)", iso_format>("Return string in ISO 8601 format, YYYY-MM-DD."),
    def<"isoweekday(self, /)", iso_weekday>(
        "Return the day of the week represented by the date.\nMonday == 1 ... Sunday == 7"),
    def<"isocalendar(self, /)", iso_calendar>("Return a named tuple containing ISO year, week number, and weekday."),
    def<"timetuple(self, /)", time_tuple>("Return time tuple, compatible with time.localtime()."),
    def<"toordinal(self, /)", ordinal>("Return proleptic Gregorian ordinal.  January 1 of year 1 is day 1."),
    def<"weekday(self, /)", weekday>(
        "Return the day of the week represented by the date.\nMonday == 0 ... Sunday == 6"),
    def<"replace(self, /, year=, month=, day=)", replace>("Return date with new specified fields."),
    def<"__replace__(self, /, year=, month=, day=)", replace>("The same as replace()."),
    def<"__reduce__(self, /)", reduce>("__reduce__() -> (cls, state)"),
    def<"__add__(self, value, /)", add>(),
    def<"__radd__(self, value, /)", add>(),
    def<"__sub__(self, value, /)", subtract>(),
    def<"__rsub__(self, value, /)", subtract_from>(),
    def<"__hash__(self, /)", hash>(),
    def<"__repr__(self, /)", date_repr>(),
    def<"__str__(self, /)", iso_format>(),
};
constexpr AttributeDef attributes[] = {
    { "year", get_year, nullptr, nullptr },
    { "month", get_month, nullptr, nullptr },
    { "day", get_day, nullptr, nullptr },
};

} // namespace

Result<Value> make_date(Vm& vm, Class* cls, uint64_t packed)
{
    Moment* date = TRY(make_unfilled<Moment>(vm, cls, date_type));
    date->packed = packed;
    return Value::cell(date);
}

Result<Value> date_by_class(Vm& vm, Class* cls, uint64_t packed)
{
    if (cls == date_class(vm))
        return make_date(vm, cls, packed);
    CivilDate date = date_of(packed);
    return call(vm, Value::cell(cls), { Value::small(date.year), Value::small(date.month), Value::small(date.day) });
}

Result<Value> pickled_date(Vm& vm, uint64_t packed)
{
    int year = year_of(packed);
    const char bytes[] = { char(year >> 8), char(year), char(month_of(packed)), char(day_of(packed)) };
    return Value::cell(TRY(make_bytes(vm, { bytes, sizeof bytes })));
}

Result<void> define_date(Vm& vm, Module* module)
{
    Class* iso = TRY(define_class(vm, nullptr, vm.classes->tuple,
        { .name = "IsoCalendarDate",
            .module = "datetime",
            .methods = iso_methods,
            .attributes = iso_fields,
            .new_def = &iso_new_def,
            .kind = Kind::Tuple,
            .flags = DisallowsSubclasses,
            .doc = "The result of date.isocalendar() or datetime.isocalendar()\n\n"
                   "This object may be accessed either as a tuple of\n  ((year, week, weekday))\n"
                   "or via the object attributes as named in the above tuple." }));
    library_classes(vm).set(LibraryClasses::IsoCalendarDate, iso);
    Class* cls = TRY(define_class(vm, module, vm.classes->object,
        { .name = "date",
            .module = "datetime",
            .methods = methods,
            .attributes = attributes,
            .new_def = &new_def,
            .doc = "date(year, month, day) --> date object" }));
    add_methods(vm, cls, comparison_methods<DateOrder>);
    add_class_methods(vm, cls, class_methods);
    add_call(cls, call_def);
    library_classes(vm).set(LibraryClasses::Date, cls);
    add_value(vm, cls, "min", TRY(make_date(vm, cls, pack_date({ 1, 1, 1 }))));
    add_value(vm, cls, "max", TRY(make_date(vm, cls, pack_date({ 9999, 12, 31 }))));
    add_value(vm, cls, "resolution", TRY(delta_from_us(vm, day_us)));
    return {};
}

} // namespace coil::internal::dates
