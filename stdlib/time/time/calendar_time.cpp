// Calendar times: struct_time, from seconds and back.
#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>

#include "objects/dict.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/machine/import.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "stdlib/modules.h"
#include "stdlib/struct_sequence.h"
#include "stdlib/time/time/time.h"

namespace coil::internal::times
{

namespace
{

constexpr size_t item_count = 9;

constexpr AttributeDef fields[] = {
    { "tm_year", struct_field<0>, nullptr, "year, for example, 1993" },
    { "tm_mon", struct_field<1>, nullptr, "month of year, range [1, 12]" },
    { "tm_mday", struct_field<2>, nullptr, "day of month, range [1, 31]" },
    { "tm_hour", struct_field<3>, nullptr, "hours, range [0, 23]" },
    { "tm_min", struct_field<4>, nullptr, "minutes, range [0, 59]" },
    { "tm_sec", struct_field<5>, nullptr, "seconds, range [0, 61])" },
    { "tm_wday", struct_field<6>, nullptr, "day of week, range [0, 6], Monday is 0" },
    { "tm_yday", struct_field<7>, nullptr, "day of year, range [1, 366]" },
    { "tm_isdst", struct_field<8>, nullptr, "1 if summer time is in effect, 0 if not, and -1 if unknown" },
    { "tm_zone", extra_field<0>, nullptr, "abbreviation of timezone name" },
    { "tm_gmtoff", extra_field<1>, nullptr, "offset from UTC in seconds" },
};
constexpr StructSequence struct_time_kind{ "time", "struct_time", fields, item_count,
    "The time value as returned by gmtime(), localtime(), and strptime(), and\n"
    " accepted by asctime(), mktime() and strftime().  May be considered as a\n"
    " sequence of 9 integers.\n\n"
    " Note that several fields' values are not the same as those defined by\n"
    " the C language standard for struct tm.  For example, the value of the\n"
    " field tm_year is the actual year, not year - 1900.  See individual\n"
    " fields' descriptions for details." };

Class* struct_time_class(Vm& vm) { return as<Class>(vm.modules->state_of(time_module)); }

Result<Value> time_tuple(Vm& vm, const tm& parts)
{
    auto small = [](int64_t number) { return Value::small(number); };
    Value zone = parts.tm_zone ? Value::cell(TRY(make_str(vm, parts.tm_zone))) : None;
    const Value items[] = { small(int64_t(parts.tm_year) + 1900), small(parts.tm_mon + 1), small(parts.tm_mday),
        small(parts.tm_hour), small(parts.tm_min), small(parts.tm_sec), small((parts.tm_wday + 6) % 7),
        small(parts.tm_yday + 1), small(parts.tm_isdst) };
    const Value extras[] = { zone, small(parts.tm_gmtoff) };
    return make_struct(vm, struct_time_class(vm), items, extras);
}

/// The C library breaks no times down whose year does not fit an int.
Raised raise_year_overflow(Vm& vm)
{
    Value number = Value::small(EOVERFLOW), reason = Value::cell(TRY(make_str(vm, std::strerror(EOVERFLOW))));
    return vm.raise_exception(TRY(call(vm, Value::cell(vm.error_class(Error::OSError)), { number, reason })));
}
Result<int> time_field(Vm& vm, Value value)
{
    int64_t field = TRY(to_clamped_index(vm, value));
    if (field > INT32_MAX || field < INT32_MIN)
        return vm.raise(Error::OverflowError, "signed integer is {} than {}", field > 0 ? "greater" : "less",
            field > 0 ? "maximum" : "minimum");
    return int(field);
}

Result<Value> local_time(Vm& vm, Value value)
{
    tm parts = TRY(local_fields(vm, TRY(time_of(vm, value))));
    return time_tuple(vm, parts);
}
Result<Value> universal_time(Vm& vm, Value value)
{
    time_t at = TRY(time_of(vm, value));
    tm parts{};
    if (!gmtime_r(&at, &parts))
        return raise_year_overflow(vm);
    return time_tuple(vm, parts);
}

Result<Value> make_time(Vm& vm, Value value)
{
    std::string zone;
    tm parts = TRY(take_fields(vm, value, "mktime", zone));
    parts.tm_mon--;
    parts.tm_yday--;
    if (__builtin_sub_overflow(parts.tm_year, 1900, &parts.tm_year))
        return vm.raise(Error::OverflowError, "year out of range");
    // It says that it could not by leaving the day of the week as it was.
    parts.tm_wday = -1;
    time_t seconds = ::mktime(&parts);
    if (seconds == -1 && parts.tm_wday == -1)
        return vm.raise(Error::OverflowError, "mktime argument out of range");
    return make_float(vm, double(seconds));
}

Result<void> put_zone(Vm& vm, Module* module)
{
    ::tzset();
    auto put = [&](std::string_view name, Value value) {
        return dict_set_str(vm, module->dict, intern(vm, name), value);
    };
    TRY(put("timezone", Value::small(timezone)));
    TRY(put("altzone", Value::small(timezone - 3600)));
    TRY(put("daylight", Value::small(daylight)));
    Value standard = Value::cell(TRY(make_str(vm, tzname[0]))), summer = Value::cell(TRY(make_str(vm, tzname[1])));
    return put("tzname", Value::cell(TRY(make_pair(vm, standard, summer))));
}
Result<void> set_zone(Vm& vm)
{
    if (Value* module = find_str(vm, vm.modules->loaded(), intern(vm, "time")))
        if (is_kind(*module, Kind::Module))
            return put_zone(vm, as<Module>(*module));
    return {};
}

constexpr NativeDef functions[] = {
    def<"localtime(seconds=None, /)", local_time>(
        "The struct_time of seconds since the epoch, or of now, in local time."),
    def<"gmtime(seconds=None, /)", universal_time>("The struct_time of seconds since the epoch, or of now, in UTC."),
    def<"mktime(time_tuple, /)", make_time>("The seconds since the epoch of a struct_time in local time."),
    def<"tzset()", set_zone>("Takes the time zone from the environment variable TZ again."),
};

} // namespace

const std::span<const NativeDef> calendar_functions = functions;

Result<time_t> time_of(Vm& vm, Value value)
{
    if (value.is_none())
        return ::time(nullptr);
    std::optional<int64_t> whole;
    if (!is_float(value)) {
        whole = int_to_int64(TRY(to_int_object(vm, value)));
    } else {
        double seconds = std::floor(float_of(value));
        if (std::isnan(seconds))
            return vm.raise(Error::ValueError, "Invalid value NaN (not a number)");
        if (std::fabs(seconds) < 9.2e18)
            whole = int64_t(seconds);
    }
    if (!whole)
        return vm.raise(Error::OverflowError, "timestamp out of range for platform time_t");
    return time_t(*whole);
}

Result<tm> local_fields(Vm& vm, time_t at)
{
    tm parts{};
    if (!localtime_r(&at, &parts))
        return raise_year_overflow(vm);
    return parts;
}

Result<tm> take_fields(Vm& vm, Value value, std::string_view function, std::string& zone)
{
    tm parts{};
    auto* tuple = as_if<Tuple>(value);
    if (!tuple)
        return vm.raise(Error::TypeError, "Tuple or struct_time argument required");
    if (tuple->size != item_count)
        return vm.raise(Error::TypeError, "{}(): illegal time tuple argument", function);
    int* const numbers[] = { &parts.tm_year, &parts.tm_mon, &parts.tm_mday, &parts.tm_hour, &parts.tm_min,
        &parts.tm_sec, &parts.tm_wday, &parts.tm_yday, &parts.tm_isdst };
    for (size_t i = 0; i < item_count; i++)
        *numbers[i] = TRY(time_field(vm, tuple->items[i]));
    if (vm.class_of(value) == struct_time_class(vm)) {
        Value offset = struct_extra(value, 1);
        if (offset.is_small())
            parts.tm_gmtoff = long(offset.as_small());
        if (auto* text = as_if<Str>(struct_extra(value, 0))) {
            zone = text->view();
            parts.tm_zone = zone.c_str();
        }
    }
    return parts;
}

Result<void> settle_fields(Vm& vm, tm& parts)
{
    if (parts.tm_year < INT32_MIN + 1900)
        return vm.raise(Error::OverflowError, "year out of range");
    parts.tm_year -= 1900;
    parts.tm_mon = std::max(parts.tm_mon - 1, parts.tm_mon == 0 ? 0 : -1);
    parts.tm_mday += parts.tm_mday == 0;
    parts.tm_yday = std::max(parts.tm_yday - 1, parts.tm_yday == 0 ? 0 : -1);
    struct {
        int value, least, most;
        std::string_view name;
    } const ranges[] = { { parts.tm_mon, 0, 11, "month" }, { parts.tm_mday, 1, 31, "day of month" },
        { parts.tm_hour, 0, 23, "hour" }, { parts.tm_min, 0, 59, "minute" }, { parts.tm_sec, 0, 61, "seconds" },
        { parts.tm_wday, -1, INT32_MAX, "day of week" }, { parts.tm_yday, 0, 365, "day of year" } };
    for (const auto& [value, least, most, name] : ranges)
        if (value < least || value > most)
            return vm.raise(Error::ValueError, "{} out of range", name);
    parts.tm_wday = int((int64_t(parts.tm_wday) + 1) % 7);
    parts.tm_isdst = std::clamp(parts.tm_isdst, -1, 1);
    return {};
}

Result<void> define_calendar(Vm& vm, Module* module)
{
    Class* cls = TRY(make_struct_class<struct_time_kind>(vm));
    vm.modules->state_of(time_module) = Value::cell(cls);
    TRY(dict_set_str(vm, module->dict, intern(vm, "struct_time"), Value::cell(cls)));
    TRY(dict_set_str(vm, module->dict, intern(vm, "_STRUCT_TM_ITEMS"), Value::small(int64_t(item_count) + 2)));
    return put_zone(vm, module);
}

} // namespace coil::internal::times
