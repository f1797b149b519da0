#pragma once
// The module _datetime: what its classes' instances are, and what its parts ask of each other.
//
// An instance is a small cell: a date is one packed number (civil.h), a datetime and a time have the tzinfo and the
// hash behind that, so that a datetime can stand where a date is wanted, as its class says. Instances never change; the
// hash alone is filled in later. Classes of scripts may be asked for their tzinfo's offset in every comparison: what
// runs script code takes fields by value first.
#include <optional>

#include "builtins/protocol_methods.h"
#include "objects/class.h"
#include "objects/exception.h"
#include "objects/str.h"
#include "runtime/operations/native_class.h"
#include "stdlib/library_classes.h"
#include "stdlib/time/_datetime/civil.h"

namespace coil::internal::dates
{

__extension__ using Wide = __int128;

/// Normalized as timedelta's attributes are.
struct Span {
    int32_t days = 0, seconds = 0, microseconds = 0;
    Wide total() const { return (Wide(days) * day_seconds + seconds) * second_us + microseconds; }
    bool operator==(const Span&) const = default;
    auto operator<=>(const Span&) const = default;
};

struct TimeDelta : NativeObject {
    Span span;
};
/// A date; a datetime begins with it.
struct Moment : NativeObject {
    uint64_t packed;
};
/// A datetime or a time.
struct ZonedMoment : Moment {
    Value zone;   ///< a tzinfo or None
    int64_t hash; ///< 0: not computed
};
struct TimeZone : NativeObject {
    TimeDelta* offset;
    Value name; ///< a str or None
};

extern const NativeType delta_type, date_type, time_type, datetime_type, zone_base_type, zone_type;

inline TimeDelta* delta_or_null(Value value) { return native_as<TimeDelta>(value, delta_type); }
inline ZonedMoment* datetime_or_null(Value value) { return native_as<ZonedMoment>(value, datetime_type); }
inline ZonedMoment* time_or_null(Value value) { return native_as<ZonedMoment>(value, time_type); }
inline TimeZone* zone_or_null(Value value) { return native_as<TimeZone>(value, zone_type); }
/// A date that is no datetime.
inline Moment* plain_date_or_null(Value value) { return native_as<Moment>(value, date_type); }
inline Moment* date_or_null(Value value)
{
    Moment* date = plain_date_or_null(value);
    return date ? date : datetime_or_null(value);
}
// The self of methods, whose class was checked.
inline Span span_of(Value self) { return static_cast<TimeDelta*>(self.as_cell())->span; }
inline uint64_t packed_of(Value self) { return static_cast<Moment*>(self.as_cell())->packed; }
inline Value tzinfo_of(Value self) { return static_cast<ZonedMoment*>(self.as_cell())->zone; }

inline Class* date_class(Vm& vm) { return library_classes(vm)[LibraryClasses::Date]; }
inline Class* time_class(Vm& vm) { return library_classes(vm)[LibraryClasses::Time]; }
inline Class* datetime_class(Vm& vm) { return library_classes(vm)[LibraryClasses::DateTime]; }
inline Class* delta_class(Vm& vm) { return library_classes(vm)[LibraryClasses::TimeDelta]; }
inline Class* tzinfo_class(Vm& vm) { return library_classes(vm)[LibraryClasses::TimeZoneBase]; }

/// As make_native, of a class that may be a script's; what is behind the NativeObject is for the caller to fill before
/// anything else is allocated.
template <class T> Result<T*> make_unfilled(Vm& vm, Class* cls, const NativeType& type)
{
    if (cls->inline_slots > 0 || cls->has(HasFinalizer)) [[unlikely]] {
        T* object = TRY(make_native<T>(vm, cls, type));
        if (cls->has(HasFinalizer))
            vm.heap.add_finalizer(object);
        return object;
    }
    constexpr size_t bytes = sizeof(T) + sizeof(Cell*);
    auto* object = static_cast<T*>(vm.heap.allocate_cell_uninitialized(uint8_t(Kind::NativeObject), bytes));
    if (!object) [[unlikely]]
        return vm.raise_memory_error();
    object->shape = cls->root->id;
    object->type = &type;
    object->set_size(sizeof(T));
    *reinterpret_cast<Cell**>(object + 1) = nullptr; // no attributes
    return object;
}

// Instances. Those of exactly our classes are made at once; for a subclass it is called, as CPython does it.
Result<TimeDelta*> make_delta(Vm& vm, Class* cls, Span span);
/// Of any seconds and microseconds; OverflowError for too many days.
Result<Span> normalize(Vm& vm, int64_t days, int64_t seconds, int64_t microseconds);
Result<Span> span_from_us(Vm& vm, Wide us);
Result<Value> delta_from_us(Vm& vm, Wide us);
Result<Value> make_date(Vm& vm, Class* cls, uint64_t packed);
Result<Value> make_time(Vm& vm, Class* cls, uint64_t packed, Value zone);
Result<Value> make_datetime(Vm& vm, Class* cls, uint64_t packed, Value zone);
Result<Value> date_by_class(Vm& vm, Class* cls, uint64_t packed);
/// `zone` empty: None, which the class is not told.
Result<Value> time_by_class(Vm& vm, Class* cls, uint64_t packed, Value zone);
Result<Value> datetime_by_class(Vm& vm, Class* cls, uint64_t packed, Value zone);
/// What `__new__` checks: the class has instances of the owner's layout. TypeError.
Result<void> check_layout(Vm& vm, Class* cls, Class* owner);

/// ValueError for what is no date or time of day; TypeError for what is no tzinfo.
Result<void> check_date(Vm& vm, const CivilDate& date);
Result<void> check_clock(Vm& vm, const Fields& fields);
Result<void> check_zone(Vm& vm, Value zone);
/// The number of an argument, or `fallback` for one that was left out.
Result<int> number_or(Vm& vm, Value value, int fallback);
/// "function missing required argument 'month' (pos 2)" of the first that is empty.
Result<void> check_given(Vm& vm, std::initializer_list<std::pair<Value, const char*>> arguments);
Raised raise_out_of_range(Vm& vm);

// Zones
Value utc(Vm& vm);
/// A timezone for an offset; without a name for zero it is UTC. ValueError for a day or more.
Result<Value> make_zone(Vm& vm, TimeDelta* offset, Value name);
/// None or a timedelta of less than a day: what tzinfo.utcoffset or .dst says of `moment` (None for a time's).
Result<Value> offset_from(Vm& vm, Value zone, std::string_view method, Value moment);
/// The same for utcoffset.
inline Result<Value> utc_offset(Vm& vm, Value zone, Value moment) { return offset_from(vm, zone, "utcoffset", moment); }
/// None or a str.
Result<Value> zone_name(Vm& vm, Value zone, Value moment);
/// Whether two offsets, each None or a timedelta, are the same.
bool same_offset(Value left, Value right);

// Text
std::string shown_class(Vm& vm, Value value);
char* put_two(char* out, int number);
char* put_date(char* out, const CivilDate& date);
enum class Precision : uint8_t { Auto, Hours, Minutes, Seconds, Milliseconds, Microseconds };
Result<Precision> precision_of(Vm& vm, Str* name);
char* put_clock(char* out, uint64_t packed, Precision precision);
/// "+05:30", with seconds and microseconds where there are.
char* put_offset(char* out, Span offset, std::string_view separator);
/// A date, a letter of up to 4 bytes, a time and an offset, with room to spare.
inline constexpr size_t iso_text_size = 96;

/// What the text of a time or datetime stands for.
struct ParsedTime {
    Fields fields;
    bool has_zone = false;
    int64_t offset_us = 0;
};
/// False for what is not of the form; the values are not checked, except those of weeks. Behind a date without hyphens
/// more may stand, as in CPython.
bool parse_iso_date(std::string_view text, CivilDate& date);
bool parse_iso_time(std::string_view text, ParsedTime& out);
bool parse_iso_datetime(std::string_view text, ParsedTime& out);
Result<Value> parsed_zone(Vm& vm, const ParsedTime& parsed);
/// fromisoformat's argument. TypeError.
Result<Str*> iso_argument(Vm& vm, Value text);
Raised raise_not_iso(Vm& vm, Str* text);
/// Makes 24:00 the midnight behind it; ValueError for other times of that hour. True when the day is the next one.
Result<bool> settle_midnight(Vm& vm, Fields& fields);

/// strftime of what has those fields; %z and %Z are of `zone`, asked about `moment`.
Result<Value> format_fields(Vm& vm, Str* format, const Fields& fields, Value zone, Value moment);
/// `__format__`: str() for an empty spec, else strftime().
Result<Value> format_by_spec(Vm& vm, Value self, Value spec);
/// What _strptime makes of a text.
struct Scanned {
    Fields fields;
    Value zone; ///< empty: none
};
Result<Scanned> scan_by_format(Vm& vm, Str* text, Str* format);
Result<Value> struct_time(Vm& vm, const Fields& fields, int is_dst);

// Pickles
/// The bytes that a date, time or datetime is in one; the fold is in them from protocol 4 on.
Result<Value> pickled_date(Vm& vm, uint64_t packed);
std::string clock_state(uint64_t packed);
/// The bytes of a first argument that is the state of one of `size` bytes, else nothing. ValueError.
Result<std::optional<std::string>> state_argument(Vm& vm, Value value, size_t size, std::string_view what);

// Seconds since 1970
struct Instant {
    int64_t seconds = 0;
    int microseconds = 0;
};
Result<Instant> instant_of(Vm& vm, Value timestamp);
Result<Instant> current_instant(Vm& vm);
/// The moment of local time or of UTC, with its fold.
Result<uint64_t> local_moment(Vm& vm, const Instant& instant);
Result<uint64_t> utc_moment(Vm& vm, const Instant& instant);
/// Seconds since 1970 of what local clocks show.
Result<int64_t> local_seconds(Vm& vm, uint64_t packed);
/// The timezone that is in force locally at that time.
Result<Value> local_zone(Vm& vm, int64_t seconds);

/// What a comparison of two numbers, or what is ordered as they are, gives.
template <class Number> Value ordered(CompareOperator op, const Number& left, const Number& right)
{
    return Value::boolean(order_holds(op, (left > right) - (left < right)));
}

/// moment + sign * span, by class of the first.
Result<Value> shifted(Vm& vm, Value moment, Span span, int sign = 1);
Result<Value> with_zone(Vm& vm, Value moment, uint64_t packed, Value zone);
Result<Value> datetime_offset(Vm& vm, Value self, std::string_view method);
Result<int64_t> datetime_hash(Vm& vm, Value self);
extern const std::span<const NativeDef> datetime_operators, datetime_comparisons, datetime_timestamps,
    datetime_timestamp_makers;

Result<void> define_delta(Vm& vm, Module* module);
Result<void> define_date(Vm& vm, Module* module);
Result<void> define_time(Vm& vm, Module* module);
Result<void> define_datetime(Vm& vm, Module* module);
Result<void> define_zones(Vm& vm, Module* module);

} // namespace coil::internal::dates
