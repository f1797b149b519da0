// Clocks and sleep.
#include <cerrno>
#include <pthread.h>

#include "base/platform/clock.h"
#include "objects/dict.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "runtime/machine/blocking.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "runtime/operations/os_error.h"
#include "stdlib/time/time/time.h"

namespace coil::internal::times
{

namespace
{

constexpr int64_t billion = 1'000'000'000;

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

Result<clockid_t> clock_id(Vm& vm, Value value) { return clockid_t(TRY(to_c_int(vm, value))); }
int64_t nanoseconds(const timespec& time) { return int64_t(time.tv_sec) * billion + time.tv_nsec; }

Result<int64_t> read_clock(Vm& vm, Value clock)
{
    timespec time;
    if (::clock_gettime(TRY(clock_id(vm, clock)), &time) != 0)
        return raise_os_error(vm, errno, Value());
    return nanoseconds(time);
}
Result<double> get_clock(Vm& vm, Value clock)
{
    int64_t time = TRY(read_clock(vm, clock));
    return double(time / billion) + double(time % billion) * 1e-9;
}
Result<double> clock_resolution(Vm& vm, Value clock)
{
    timespec time;
    if (::clock_getres(TRY(clock_id(vm, clock)), &time) != 0)
        return raise_os_error(vm, errno, Value());
    return double(time.tv_sec) + double(time.tv_nsec) * 1e-9;
}

/// Setting a clock changes the machine: it takes the authority over processes.
Result<void> write_clock(Vm& vm, Value clock, int64_t time)
{
    if (!vm.permissions.allows(Authority::Processes))
        return raise_os_error(vm, EPERM, Value());
    int64_t rest = time % billion;
    timespec value{ time_t(time / billion - (rest < 0)), long(rest < 0 ? rest + billion : rest) };
    if (::clock_settime(TRY(clock_id(vm, clock)), &value) != 0)
        return raise_os_error(vm, errno, Value());
    return {};
}
Result<void> set_clock(Vm& vm, Value clock, Value time)
{
    double value = TRY(to_double(vm, time));
    if (!(value > -9.2e9 && value < 9.2e9))
        return vm.raise(Error::OverflowError, "timestamp out of range for platform time_t");
    return write_clock(vm, clock, int64_t(value * 1e9));
}
Result<void> set_clock_whole(Vm& vm, Value clock, Value time)
{
    if (!is_int(time))
        return vm.raise(Error::TypeError, "an integer is required (got type {})", type_name(vm, time));
    return write_clock(vm, clock, TRY(to_int64(vm, time)));
}

Result<int64_t> thread_clock(Vm& vm, int64_t thread)
{
    clockid_t clock;
    // Of another thread it would have to be known that it lives.
    if (uint64_t(thread) != uint64_t(::pthread_self()))
        return vm.raise(Error::ValueError, "pthread_getcpuclockid() knows the calling thread only");
    if (int number = ::pthread_getcpuclockid(::pthread_self(), &clock))
        return raise_os_error(vm, number, Value());
    return int64_t(clock);
}

Result<Value> clock_info(Vm& vm, Str* name)
{
    struct Row {
        std::string_view name, implementation;
        clockid_t clock;
        bool monotonic, adjustable;
    };
    constexpr Row rows[] = {
        { "time", "clock_gettime(CLOCK_REALTIME)", CLOCK_REALTIME, false, true },
        { "monotonic", "clock_gettime(CLOCK_MONOTONIC)", CLOCK_MONOTONIC, true, false },
        { "perf_counter", "clock_gettime(CLOCK_MONOTONIC)", CLOCK_MONOTONIC, true, false },
        { "process_time", "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", CLOCK_PROCESS_CPUTIME_ID, true, false },
        { "thread_time", "clock_gettime(CLOCK_THREAD_CPUTIME_ID)", CLOCK_THREAD_CPUTIME_ID, true, false },
    };
    for (const Row& row : rows) {
        if (row.name != name->view())
            continue;
        Dict* fields = TRY(make_dict(vm));
        auto put = [&](std::string_view key, Value value) { return dict_set_str(vm, fields, intern(vm, key), value); };
        TRY(put("implementation", Value::cell(TRY(make_str(vm, row.implementation)))));
        TRY(put("monotonic", Value::boolean(row.monotonic)));
        TRY(put("adjustable", Value::boolean(row.adjustable)));
        TRY(put("resolution", TRY(make_float(vm, TRY(clock_resolution(vm, Value::small(row.clock)))))));
        Value types = TRY(import_absolute(vm, "types"));
        Value space = TRY(get_attribute(vm, types, intern(vm, "SimpleNamespace")));
        return call_with_dict(vm, space, nullptr, 0, fields);
    }
    return vm.raise(Error::ValueError, "unknown clock");
}

constexpr NativeDef functions[] = {
    def<"time()", seconds<Clock::Real>>("Seconds since the epoch, with what the clock knows of their fractions."),
    def<"time_ns()", whole<Clock::Real>>("Nanoseconds since the epoch."),
    def<"monotonic()", seconds<Clock::Monotonic>>("Seconds of a clock that never goes backwards."),
    def<"monotonic_ns()", whole<Clock::Monotonic>>("The same in nanoseconds."),
    def<"perf_counter()", seconds<Clock::Monotonic>>("Seconds of the clock with the highest resolution."),
    def<"perf_counter_ns()", whole<Clock::Monotonic>>("The same in nanoseconds."),
    def<"process_time()", seconds<Clock::Process>>("Seconds of processor time that the process has used."),
    def<"process_time_ns()", whole<Clock::Process>>("The same in nanoseconds."),
    def<"thread_time()", seconds<Clock::Thread>>("Seconds of processor time that the thread has used."),
    def<"thread_time_ns()", whole<Clock::Thread>>("The same in nanoseconds."),
    def<"sleep(seconds, /)", sleep>("Blocks the thread for that time."),
    def<"clock_gettime(clk_id, /)", get_clock>("The time of a clock of the system, CLOCK_…, in seconds."),
    def<"clock_gettime_ns(clk_id, /)", read_clock>("The same in nanoseconds."),
    def<"clock_settime(clk_id, time, /)", set_clock>("Sets a clock of the system."),
    def<"clock_settime_ns(clk_id, time, /)", set_clock_whole>("Sets a clock of the system, to nanoseconds."),
    def<"clock_getres(clk_id, /)", clock_resolution>("The resolution of a clock in seconds."),
    def<"pthread_getcpuclockid(thread_id, /)", thread_clock>("The clock of the calling thread's processor time."),
    def<"get_clock_info(name, /)", clock_info>("What is known of the clock that the function of that name reads."),
};

} // namespace

const std::span<const NativeDef> clock_functions = functions;

Result<void> define_clocks(Vm& vm, Module* module)
{
    for (auto [name, number] : { std::pair("CLOCK_REALTIME", CLOCK_REALTIME), { "CLOCK_MONOTONIC", CLOCK_MONOTONIC },
             { "CLOCK_MONOTONIC_RAW", CLOCK_MONOTONIC_RAW }, { "CLOCK_BOOTTIME", CLOCK_BOOTTIME },
             { "CLOCK_TAI", CLOCK_TAI }, { "CLOCK_PROCESS_CPUTIME_ID", CLOCK_PROCESS_CPUTIME_ID },
             { "CLOCK_THREAD_CPUTIME_ID", CLOCK_THREAD_CPUTIME_ID } })
        TRY(dict_set_str(vm, module->dict, intern(vm, name), Value::small(number)));
    return {};
}

} // namespace coil::internal::times
