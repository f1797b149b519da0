// The module time: clocks and sleep.
#include <algorithm>
#include <cmath>
#include <ctime>

#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/blocking.h"
#include "runtime/operators.h"
#include "stdlib/modules.h"

namespace coil
{

namespace
{

int64_t nanoseconds(clockid_t clock)
{
    timespec now{};
    clock_gettime(clock, &now);
    return int64_t(now.tv_sec) * 1000000000 + now.tv_nsec;
}
template <clockid_t clock> double seconds(Vm&) { return double(nanoseconds(clock)) * 1e-9; }
template <clockid_t clock> int64_t whole(Vm&) { return nanoseconds(clock); }

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
    return time_t(std::floor(TRY(to_double(vm, value))));
}
Result<Value> local_time(Vm& vm, Value value)
{
    time_t at = TRY(time_of(vm, value));
    tm parts{};
    localtime_r(&at, &parts);
    return time_tuple(vm, parts);
}
Result<Value> universal_time(Vm& vm, Value value)
{
    time_t at = TRY(time_of(vm, value));
    tm parts{};
    gmtime_r(&at, &parts);
    return time_tuple(vm, parts);
}
Result<Value> format_time(Vm& vm, Str* format, Value value)
{
    tm parts{};
    if (auto* tuple = as_if<Tuple>(value); tuple && tuple->size >= 9) {
        int* const fields[] = { &parts.tm_year, &parts.tm_mon, &parts.tm_mday, &parts.tm_hour, &parts.tm_min,
            &parts.tm_sec, &parts.tm_wday, &parts.tm_yday, &parts.tm_isdst };
        for (size_t i = 0; i < 9; i++)
            *fields[i] = int(TRY(to_index(vm, tuple->items[i])));
        parts.tm_year -= 1900;
        parts.tm_mon--;
        parts.tm_wday = (parts.tm_wday + 1) % 7;
        parts.tm_yday--;
    } else {
        time_t now = ::time(nullptr);
        localtime_r(&now, &parts);
    }
    std::string pattern(format->view());
    std::string out(pattern.size() * 8 + 256, '\0');
    out.resize(strftime(out.data(), out.size(), pattern.c_str(), &parts));
    return Value::cell(TRY(make_str(vm, out)));
}

constexpr NativeDef definitions[] = {
    def<"time()", seconds<CLOCK_REALTIME>>("Seconds since the epoch."),
    def<"time_ns()", whole<CLOCK_REALTIME>>(),
    def<"monotonic()", seconds<CLOCK_MONOTONIC>>("Seconds of a clock that never goes backwards."),
    def<"monotonic_ns()", whole<CLOCK_MONOTONIC>>(),
    def<"perf_counter()", seconds<CLOCK_MONOTONIC>>("Seconds of the clock with the highest resolution."),
    def<"perf_counter_ns()", whole<CLOCK_MONOTONIC>>(),
    def<"process_time()", seconds<CLOCK_PROCESS_CPUTIME_ID>>("Seconds of processor time that the process has used."),
    def<"process_time_ns()", whole<CLOCK_PROCESS_CPUTIME_ID>>(),
    def<"thread_time()", seconds<CLOCK_THREAD_CPUTIME_ID>>("Seconds of processor time that the thread has used."),
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

} // namespace coil
