// tzinfo, which scripts inherit from, and timezone, of a fixed offset. A timezone is asked directly wherever one of
// exactly that class stands; other tzinfos by their methods.
#include "objects/class_layout.h"
#include "objects/class_members.h"
#include "objects/dict.h"
#include "objects/numbers.h"
#include "objects/tuple.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "stdlib/modules.h"
#include "stdlib/time/_datetime/datetime.h"

namespace coil::internal::dates
{

namespace
{

void trace_zone(Cell* cell, gc::Tracer& tracer)
{
    auto* zone = static_cast<TimeZone*>(cell);
    tracer.visit(static_cast<Cell*>(zone->offset));
    tracer.visit(zone->name);
}

constexpr char offset_range[] = "offset must be a timedelta strictly between -timedelta(hours=24) and "
                                "timedelta(hours=24), not {}";

bool is_less_than_a_day(Span span) { return span.days == 0 || (span.days == -1 && span != Span{ -1, 0, 0 }); }
Result<void> check_offset(Vm& vm, TimeDelta* offset)
{
    if (is_less_than_a_day(offset->span))
        return {};
    return vm.raise(Error::ValueError, offset_range, TRY(repr(vm, Value::cell(offset)))->view());
}

TimeZone* as_zone(Value self) { return static_cast<TimeZone*>(self.as_cell()); }

Result<TimeZone*> new_zone(Vm& vm, TimeDelta* offset, Value name)
{
    TimeZone* zone = TRY(make_native<TimeZone>(vm, library_classes(vm)[LibraryClasses::TimeZone], zone_type));
    vm.heap.write_barrier(zone);
    zone->offset = offset;
    zone->name = name;
    return zone;
}

/// "UTC", "UTC+05:30".
Result<Str*> default_name(Vm& vm, const TimeZone* zone)
{
    if (zone->offset->span == Span{})
        return make_ascii_str(vm, "UTC");
    char text[32] = "UTC";
    char* end = put_offset(text + 3, zone->offset->span, ":");
    return make_ascii_str(vm, { text, size_t(end - text) });
}
Result<Value> name_of(Vm& vm, const TimeZone* zone)
{
    return zone->name.is_none() ? Result<Value>(default_name(vm, zone)) : Result<Value>(zone->name);
}

// tzinfo

Result<Value> base_new(Vm& vm, Value cls, Arguments, Dict*)
{
    TRY(check_layout(vm, as<Class>(cls), tzinfo_class(vm)));
    NativeObject* zone = TRY(make_native<NativeObject>(vm, as<Class>(cls), zone_base_type));
    if (as<Class>(cls)->has(HasFinalizer))
        vm.heap.add_finalizer(zone);
    return Value::cell(zone);
}
Raised raise_abstract(Vm& vm, std::string_view method)
{
    return vm.raise(Error::NotImplementedError, "a tzinfo subclass must implement {}()", method);
}
Result<Value> base_name(Vm& vm, Value, Value) { return raise_abstract(vm, "tzname"); }
Result<Value> base_offset(Vm& vm, Value, Value) { return raise_abstract(vm, "utcoffset"); }
Result<Value> base_dst(Vm& vm, Value, Value) { return raise_abstract(vm, "dst"); }

/// The datetime in UTC that fromutc is given, with `self` as its tzinfo.
Result<void> check_from_utc(Vm& vm, Value self, Value moment)
{
    if (!datetime_or_null(moment))
        return vm.raise(Error::TypeError, "fromutc: argument must be a datetime");
    if (!(tzinfo_of(moment) == self))
        return vm.raise(Error::ValueError, "fromutc: dt.tzinfo is not self");
    return {};
}
Result<Value> base_from_utc(Vm& vm, Value self, Value moment)
{
    TRY(check_from_utc(vm, self, moment));
    Value offset = TRY(datetime_offset(vm, moment, "utcoffset"));
    if (offset.is_none())
        return vm.raise(Error::ValueError, "fromutc: non-None utcoffset() result required");
    Value dst = TRY(datetime_offset(vm, moment, "dst"));
    if (dst.is_none())
        return vm.raise(Error::ValueError, "fromutc: non-None dst() result required");
    Span standard = TRY(span_from_us(vm, span_of(offset).total() - span_of(dst).total()));
    Value result = TRY(shifted(vm, moment, standard));
    dst = TRY(offset_from(vm, self, "dst", result));
    if (dst.is_none())
        return vm.raise(Error::ValueError, "fromutc: tz.dst() gave inconsistent results; cannot convert");
    return span_of(dst) == Span{} ? Result<Value>(result) : shifted(vm, result, span_of(dst));
}
/// By __getinitargs__ and the state, as copies of tzinfos always were.
Result<Value> base_reduce(Vm& vm, Value self)
{
    std::optional<Value> get_arguments = TRY(find_attribute(vm, self, intern(vm, "__getinitargs__")));
    Value arguments = Value::cell(vm.empty_tuple);
    if (get_arguments)
        arguments = TRY(call(vm, *get_arguments, {}));
    Value state = TRY(call_method(vm, self, intern(vm, "__getstate__"), {}));
    return Value::cell(TRY(make_tuple(vm, { Value::cell(vm.class_of(self)), arguments, state })));
}

// timezone

Result<Value> zone_new(Vm& vm, Value, Value offset, Value name)
{
    TimeDelta* delta = delta_or_null(offset);
    if (!delta)
        return vm.raise(Error::TypeError, "timezone() argument 1 must be datetime.timedelta, not {}",
            offset.is_none() ? "None" : type_name(vm, offset));
    if (!name.is_empty() && !is_kind(name, Kind::Str))
        return vm.raise(Error::TypeError, "timezone() argument 2 must be str, not {}",
            name.is_none() ? "None" : type_name(vm, name));
    return make_zone(vm, delta, name);
}
Result<void> check_moment(Vm& vm, Value moment, std::string_view method)
{
    if (moment.is_none() || datetime_or_null(moment))
        return {};
    return vm.raise(
        Error::TypeError, "{}(dt) argument must be a datetime instance or None, not {}", method, type_name(vm, moment));
}
Result<Value> zone_offset(Vm& vm, Value self, Value moment)
{
    TRY(check_moment(vm, moment, "utcoffset"));
    return Value::cell(as_zone(self)->offset);
}
Result<Value> zone_dst(Vm& vm, Value, Value moment)
{
    TRY(check_moment(vm, moment, "dst"));
    return None;
}
Result<Value> zone_tzname(Vm& vm, Value self, Value moment)
{
    TRY(check_moment(vm, moment, "tzname"));
    return name_of(vm, as_zone(self));
}
Result<Value> zone_from_utc(Vm& vm, Value self, Value moment)
{
    TRY(check_from_utc(vm, self, moment));
    return shifted(vm, moment, as_zone(self)->offset->span);
}
Result<Value> zone_arguments(Vm& vm, Value self)
{
    TimeZone* zone = as_zone(self);
    Value offset = Value::cell(zone->offset);
    return Value::cell(TRY(zone->name.is_none() ? make_tuple(vm, { offset }) : make_pair(vm, offset, zone->name)));
}
Result<Value> zone_repr(Vm& vm, Value self)
{
    if (self == utc(vm))
        return Value::cell(TRY(make_ascii_str(vm, "datetime.timezone.utc")));
    TimeZone* zone = as_zone(self);
    std::string text = shown_class(vm, self) + "(";
    text += TRY(repr(vm, Value::cell(zone->offset)))->view();
    if (!zone->name.is_none())
        text.append(", ").append(TRY(repr(vm, zone->name))->view());
    return Value::cell(TRY(make_str(vm, text + ")")));
}
Result<Value> zone_str(Vm& vm, Value self) { return name_of(vm, as_zone(self)); }
Value zone_equal(Vm&, Value self, Value other)
{
    TimeZone* right = zone_or_null(other);
    return right ? Value::boolean(as_zone(self)->offset->span == right->offset->span) : NotImplemented;
}
Value zone_differs(Vm&, Value self, Value other)
{
    TimeZone* right = zone_or_null(other);
    return right ? Value::boolean(as_zone(self)->offset->span != right->offset->span) : NotImplemented;
}
Result<int64_t> zone_hash(Vm& vm, Value self) { return hash_of(vm, Value::cell(as_zone(self)->offset)); }

constexpr NativeDef base_new_def = def<"__new__(cls, /, *args, **kwargs)", base_new>();
constexpr NativeDef base_methods[] = {
    def<"tzname(self, dt, /)", base_name>("datetime -> string name of time zone."),
    def<"utcoffset(self, dt, /)", base_offset>(
        "datetime -> timedelta showing offset from UTC, negative values indicating West of UTC"),
    def<"dst(self, dt, /)", base_dst>("datetime -> DST offset as timedelta positive east of UTC."),
    def<"fromutc(self, dt, /)", base_from_utc>("datetime in UTC -> datetime in local time."),
    def<"__reduce__(self, /)", base_reduce>("-> (cls, state)"),
};
constexpr NativeDef zone_new_def = def<"__new__(cls, offset, name=)", zone_new>();
constexpr NativeDef zone_call_def = def<"timezone(cls, offset, name=)", zone_new>();
constexpr NativeDef zone_methods[] = {
    def<"tzname(self, dt, /)", zone_tzname>("If name is specified when timezone is created, returns the name.  "
                                            "Otherwise returns offset as 'UTC(+|-)HH:MM'."),
    def<"utcoffset(self, dt, /)", zone_offset>("Return fixed offset."),
    def<"dst(self, dt, /)", zone_dst>("Return None."),
    def<"fromutc(self, dt, /)", zone_from_utc>("datetime in UTC -> datetime in local time."),
    def<"__getinitargs__(self, /)", zone_arguments>("pickle support"),
    def<"__eq__(self, value, /)", zone_equal>(),
    def<"__ne__(self, value, /)", zone_differs>(),
    def<"__hash__(self, /)", zone_hash>(),
    def<"__repr__(self, /)", zone_repr>(),
    def<"__str__(self, /)", zone_str>(),
};

} // namespace

const NativeType zone_base_type{ "tzinfo", nullptr, nullptr };
const NativeType zone_type{ "timezone", trace_zone, nullptr };

Value utc(Vm& vm) { return vm.modules->state_of(_datetime_module); }

Result<Value> make_zone(Vm& vm, TimeDelta* offset, Value name)
{
    if (name.is_empty() && offset->span == Span{})
        return utc(vm);
    TRY(check_offset(vm, offset));
    return new_zone(vm, offset, name.is_empty() ? None : name);
}

Result<Value> offset_from(Vm& vm, Value zone, std::string_view method, Value moment)
{
    if (zone.is_none())
        return None;
    if (TimeZone* fixed = zone_or_null(zone))
        return method == "dst" ? None : Value::cell(fixed->offset);
    Value offset = TRY(call_method(vm, zone, intern(vm, method), { moment }));
    if (offset.is_none())
        return None;
    TimeDelta* delta = delta_or_null(offset);
    if (!delta)
        return vm.raise(
            Error::TypeError, "tzinfo.{}() must return None or timedelta, not '{}'", method, type_name(vm, offset));
    TRY(check_offset(vm, delta));
    return offset;
}

Result<Value> zone_name(Vm& vm, Value zone, Value moment)
{
    if (zone.is_none())
        return None;
    if (TimeZone* fixed = zone_or_null(zone))
        return name_of(vm, fixed);
    Value name = TRY(call_method(vm, zone, intern(vm, "tzname"), { moment }));
    if (name.is_none() || is_kind(name, Kind::Str))
        return name;
    return vm.raise(Error::TypeError, "tzinfo.tzname() must return None or a string, not '{}'", type_name(vm, name));
}

bool same_offset(Value left, Value right)
{
    if (left.is_none() || right.is_none())
        return left == right;
    return span_of(left) == span_of(right);
}

Result<void> check_zone(Vm& vm, Value zone)
{
    if (zone.is_none() || is_instance(vm, zone, tzinfo_class(vm)))
        return {};
    return vm.raise(
        Error::TypeError, "tzinfo argument must be None or of a tzinfo subclass, not type '{}'", type_name(vm, zone));
}

Result<void> check_layout(Vm& vm, Class* cls, Class* owner)
{
    if (cls == owner || layout_owner(cls) == owner)
        return {};
    return vm.raise(Error::TypeError, "{}.__new__({}) is not safe, use {}.__new__()", class_name(owner),
        class_name(cls), class_name(layout_owner(cls)));
}

Result<void> define_zones(Vm& vm, Module* module)
{
    Class* base = TRY(define_class(vm, module, vm.classes->object,
        { .name = "tzinfo",
            .module = "datetime",
            .methods = base_methods,
            .new_def = &base_new_def,
            .doc = "Abstract base class for time zone info objects." }));
    library_classes(vm).set(LibraryClasses::TimeZoneBase, base);
    Class* cls = TRY(define_class(vm, module, base,
        { .name = "timezone",
            .module = "datetime",
            .methods = zone_methods,
            .new_def = &zone_new_def,
            .flags = DisallowsSubclasses,
            .doc = "Fixed offset from UTC implementation of tzinfo." }));
    add_call(cls, zone_call_def);
    library_classes(vm).set(LibraryClasses::TimeZone, cls);
    auto zone_of = [&](Span span) -> Result<Value> {
        TimeDelta* offset = TRY(make_delta(vm, delta_class(vm), span));
        return new_zone(vm, offset, None);
    };
    Value universal = TRY(zone_of({}));
    vm.modules->state_of(_datetime_module) = universal;
    add_value(vm, cls, "utc", universal);
    add_value(vm, cls, "min", TRY(zone_of({ -1, 60, 0 })));
    add_value(vm, cls, "max", TRY(zone_of({ 0, int32_t(day_seconds) - 60, 0 })));
    return dict_set_str(vm, module->dict, intern(vm, "UTC"), universal);
}

} // namespace coil::internal::dates
