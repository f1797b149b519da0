// The module time: clocks and sleep.
#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <ctime>

#include "base/platform/clock.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/machine/blocking.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace
{

template <Clock clock> double seconds(Vm&) { return double(nanoseconds_of(clock)) * 1e-9; }
template <Clock clock> int64_t whole(Vm&) { return nanoseconds_of(clock); }

Result<void> sleep(Vm& vm, Value duration)
{
    double time = TRY(to_seconds(vm, duration));
    if (time < 0)
        return vm.raise(Error::ValueError, "sleep length must be non-negative");
    // What wakes it is served before the sleep goes on.
    Deadline until = Deadline::after(time);
    do {
        TRY(sleep_once(vm, until));
    } while (!until.has_come());
    return {};
}

/// A struct_time as a plain tuple of nine numbers.
Result<Value> time_tuple(Vm& vm, const tm& parts)
{
    auto small = [](int number) { return Value::small(number); };
    return Value::cell(TRY(make_tuple(vm,
        { small(parts.tm_year + 1900), small(parts.tm_mon + 1), small(parts.tm_mday), small(parts.tm_hour),
            small(parts.tm_min), small(parts.tm_sec), small((parts.tm_wday + 6) % 7), small(parts.tm_yday + 1),
            small(parts.tm_isdst) })));
}
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
/// The C library breaks no times down whose year does not fit an int.
Raised raise_year_overflow(Vm& vm)
{
    Value number = Value::small(EOVERFLOW), reason = Value::cell(TRY(make_str(vm, std::strerror(EOVERFLOW))));
    return vm.raise_exception(TRY(call(vm, Value::cell(vm.error_class(Error::OSError)), { number, reason })));
}
Result<Value> local_time(Vm& vm, Value value)
{
    time_t at = TRY(time_of(vm, value));
    tm parts{};
    if (!localtime_r(&at, &parts))
        return raise_year_overflow(vm);
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
Result<int> time_field(Vm& vm, Value value)
{
    int64_t field = TRY(to_clamped_index(vm, value));
    if (field > INT32_MAX || field < INT32_MIN)
        return vm.raise(Error::OverflowError, "signed integer is {} than {}", field > 0 ? "greater" : "less",
            field > 0 ? "maximum" : "minimum");
    return int(field);
}
/// Turns the fields of a struct_time into the C library's. ValueError for what is no time; as in CPython 0 stands for
/// the first month and day.
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
Result<Value> format_time(Vm& vm, Str* format, Value value)
{
    tm parts{};
    if (!value.is_none()) {
        auto* tuple = as_if<Tuple>(value);
        if (!tuple)
            return vm.raise(Error::TypeError, "Tuple or struct_time argument required");
        if (tuple->size < 9)
            return vm.raise(Error::TypeError, "strftime(): illegal time tuple argument");
        int* const fields[] = { &parts.tm_year, &parts.tm_mon, &parts.tm_mday, &parts.tm_hour, &parts.tm_min,
            &parts.tm_sec, &parts.tm_wday, &parts.tm_yday, &parts.tm_isdst };
        for (size_t i = 0; i < 9; i++)
            *fields[i] = TRY(time_field(vm, tuple->items[i]));
        TRY(settle_fields(vm, parts));
    } else {
        time_t now = ::time(nullptr);
        localtime_r(&now, &parts);
    }
    std::string out;
    // The C library's text ends at a NUL; the format's may go on.
    std::string_view rest = format->view();
    for (;;) {
        std::string pattern(rest.substr(0, rest.find('\0')));
        std::string part(pattern.size() * 8 + 256, '\0');
        out.append(part, 0, strftime(part.data(), part.size(), pattern.c_str(), &parts));
        if (pattern.size() == rest.size())
            return Value::cell(TRY(make_str(vm, out)));
        out += '\0';
        rest.remove_prefix(pattern.size() + 1);
    }
}

constexpr NativeDef definitions[] = {
    def<"time()", seconds<Clock::Real>>("Seconds since the epoch."),
    def<"time_ns()", whole<Clock::Real>>(),
    def<"monotonic()", seconds<Clock::Monotonic>>("Seconds of a clock that never goes backwards."),
    def<"monotonic_ns()", whole<Clock::Monotonic>>(),
    def<"perf_counter()", seconds<Clock::Monotonic>>("Seconds of the clock with the highest resolution."),
    def<"perf_counter_ns()", whole<Clock::Monotonic>>(),
    def<"process_time()", seconds<Clock::Process>>("Seconds of processor time that the process has used."),
    def<"process_time_ns()", whole<Clock::Process>>(),
    def<"thread_time()", seconds<Clock::Thread>>("Seconds of processor time that the thread has used."),
    def<"sleep(seconds, /)", sleep>("Blocks the thread for that time."),
    def<"localtime(seconds=None, /)", local_time>(),
    def<"gmtime(seconds=None, /)", universal_time>(),
    def<"strftime(format, time_tuple=None, /)", format_time>(),
};

Result<void> prepare(Vm& vm, Module* module)
{
    tzset();
    TRY(dict_set_str(vm, module->dict, intern(vm, "timezone"), Value::small(timezone)));
    return dict_set_str(vm, module->dict, intern(vm, "daylight"), Value::small(daylight));
}

} // namespace

const NativeModule time_module{ "time", definitions, prepare, "Clocks, and waiting." };

} // namespace coil::internal
