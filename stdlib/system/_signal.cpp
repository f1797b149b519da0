// The module _signal, under CPython's signal.py. A signal that a script handles is noted by its C handler
// (runtime/machine/interrupts.h), and its Python function is called by the main thread's next poll.
#include <cerrno>
#include <cmath>
#include <csignal>
#include <cstring>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/platform/clock.h"
#include "objects/exception.h"
#include "objects/set.h"
#include "runtime/machine/blocking.h"
#include "runtime/machine/import.h"
#include "runtime/machine/interrupts.h"
#include "runtime/reports/frame_object.h"
#include "stdlib/modules.h"
#include "stdlib/system/posix/posix.h"

namespace coil::internal
{

namespace
{

constexpr AttributeDef information_fields[] = {
    { "si_signo", struct_field<0>, nullptr, "signal number" },
    { "si_code", struct_field<1>, nullptr, "signal code" },
    { "si_errno", struct_field<2>, nullptr, "errno associated with this signal" },
    { "si_pid", struct_field<3>, nullptr, "sending process ID" },
    { "si_uid", struct_field<4>, nullptr, "real user ID of sending process" },
    { "si_status", struct_field<5>, nullptr, "exit value or signal" },
    { "si_band", struct_field<6>, nullptr, "band event for SIGPOLL" },
};
constexpr StructSequence information_kind{ "signal", "struct_siginfo", information_fields, 7,
    "Result from sigwaitinfo or sigtimedwait." };

/// What the module keeps: a dict of handlers by number, the function default_int_handler, two classes.
enum StateName : uint8_t { Handlers, DefaultHandler, TimerError, Information, StateCount };
Value state(Vm& vm, StateName name) { return as<Tuple>(vm.modules->state_of(_signal_module))->items[name]; }

constexpr int most_signals = NSIG;

Result<int> take_signal(Vm& vm, Value value)
{
    int number = TRY(to_c_int(vm, value));
    if (number < 1 || number >= most_signals)
        return vm.raise(Error::ValueError, "signal number out of range");
    return number;
}
bool is_main_thread(Vm& vm) { return vm.interpreter->current() == &vm.interpreter->main_thread(); }

Result<Value> default_handler(Vm& vm, Value, Value)
{
    return vm.raise_exception(
        Value::cell(TRY(make_exception(vm, vm.error_class(Error::KeyboardInterrupt), vm.empty_tuple))));
}

/// What is done when the signal comes: a function, SIG_DFL, SIG_IGN, or None for what is not a script's.
Result<Value> handler_of(Vm& vm, int number)
{
    if (Found kept = TRY(dict_find(vm, as<Dict>(state(vm, Handlers)), Value::small(number))); kept.value)
        return *kept.value;
    struct sigaction action {
    };
    if (::sigaction(number, nullptr, &action) != 0)
        return None;
    if (action.sa_handler == SIG_DFL)
        return Value::small(0);
    if (action.sa_handler == SIG_IGN)
        return Value::small(1);
    return number == SIGINT && vm.interrupts->has_signal() ? state(vm, DefaultHandler) : None;
}
Result<Value> get_signal(Vm& vm, Value number) { return handler_of(vm, TRY(take_signal(vm, number))); }

/// Calls the function of a signal that came.
Result<void> serve_signal(Vm& vm, int number)
{
    Value handler = TRY(handler_of(vm, number));
    if (!is_callable(vm, handler))
        return {};
    Result<Value> frame = running_frame(vm, 0);
    if (frame.failed())
        vm.take_pending();
    TRY(call(vm, handler, { Value::small(number), frame.ok() ? frame.value() : None }));
    return {};
}

Result<Value> set_signal(Vm& vm, Value number_value, Value handler)
{
    int number = TRY(to_c_int(vm, number_value));
    if (!is_main_thread(vm))
        return vm.raise(Error::ValueError, "signal only works in main thread of the main interpreter");
    if (number < 1 || number >= most_signals)
        return vm.raise(Error::ValueError, "signal number out of range");
    bool is_function = is_callable(vm, handler);
    int64_t constant = is_int(handler) ? int_to_int64(handler).value_or(-1) : -1;
    bool is_default = constant == 0, is_ignored = constant == 1;
    if (!is_function && !is_default && !is_ignored)
        return vm.raise(
            Error::TypeError, "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
    // What came until now is served by the old handler.
    TRY(serve_poll(vm));
    Value old = TRY(handler_of(vm, number));
    vm.interrupts->on_signal = serve_signal;
    if (is_function) {
        bool is_interrupt = number == SIGINT && handler == state(vm, DefaultHandler);
        if (!(is_interrupt ? vm.interrupts->restore_interrupt() : vm.interrupts->watch(number))) {
            if (errno == EBUSY)
                return vm.raise(Error::ValueError, "signal only works in main thread of the main interpreter");
            return posix::raise_errno(vm);
        }
    } else {
        vm.interrupts->forget(number);
        if (::signal(number, is_default ? SIG_DFL : SIG_IGN) == SIG_ERR)
            return posix::raise_errno(vm);
    }
    TRY(dict_set(vm, as<Dict>(state(vm, Handlers)), Value::small(number), handler));
    return old;
}

Result<void> raise_signal(Vm& vm, Value number_value)
{
    int number = TRY(to_c_int(vm, number_value));
    if (::raise(number) != 0)
        return posix::raise_errno(vm);
    return serve_poll(vm);
}
Result<Value> signal_text(Vm& vm, Value number_value)
{
    int number = TRY(take_signal(vm, number_value));
    const char* text = ::strsignal(number);
    if (!text || std::strncmp(text, "Unknown signal", 14) == 0)
        return None;
    return Value::cell(TRY(make_str(vm, text)));
}
Result<void> set_restart(Vm& vm, Value number_value, Value flag)
{
    int number = TRY(take_signal(vm, number_value));
    bool interrupts = TRY(to_c_int(vm, flag)) != 0;
    struct sigaction action {
    };
    if (::sigaction(number, nullptr, &action) != 0)
        return posix::raise_errno(vm);
    action.sa_flags = interrupts ? action.sa_flags & ~SA_RESTART : action.sa_flags | SA_RESTART;
    if (::sigaction(number, &action, nullptr) != 0)
        return posix::raise_errno(vm);
    return {};
}
Result<void> pause_thread(Vm& vm)
{
    uint64_t before = vm.interrupts->signal_count();
    while (vm.interrupts->signal_count() == before)
        TRY(sleep_once(vm, Deadline::never()));
    return {};
}
Result<void> signal_thread(Vm& vm, Value thread, Value number_value)
{
    std::optional<uint64_t> identity = int_to_uint64(TRY(to_int_object(vm, thread)));
    int number = TRY(to_c_int(vm, number_value));
    if (!identity)
        return vm.raise(Error::OverflowError, "int too big to convert");
    // An identity that no thread has is not for the C library, which takes it for an address.
    bool is_known = vm.interpreter->main_thread().ident == *identity || vm.interpreter->current()->ident == *identity;
    if (!is_known)
        return raise_os_error(vm, ESRCH, Value());
    if (int error = ::pthread_kill(pthread_t(*identity), number))
        return raise_os_error(vm, error, Value());
    return serve_poll(vm);
}

// Timers

timeval time_of(double seconds)
{
    double whole = std::floor(seconds);
    timeval time{ time_t(whole), suseconds_t((seconds - whole) * 1e6) };
    // What is more than nothing does not become nothing.
    if (seconds > 0 && time.tv_sec == 0 && time.tv_usec == 0)
        time.tv_usec = 1;
    return time;
}
Result<Value> timer_value(Vm& vm, const itimerval& timer)
{
    auto seconds = [](const timeval& time) { return double(time.tv_sec) + double(time.tv_usec) * 1e-6; };
    Value left = TRY(make_float(vm, seconds(timer.it_value)));
    return Value::cell(TRY(make_pair(vm, left, TRY(make_float(vm, seconds(timer.it_interval))))));
}
Raised raise_timer_error(Vm& vm)
{
    int number = errno;
    Value reason = Value::cell(TRY(make_str(vm, std::strerror(number))));
    return vm.raise_exception(TRY(call(vm, state(vm, TimerError), { Value::small(number), reason })));
}
Result<Value> set_timer(Vm& vm, Value which_value, Value seconds, Value interval)
{
    int which = TRY(to_c_int(vm, which_value));
    double first = TRY(to_seconds(vm, seconds)), next = TRY(to_seconds(vm, interval));
    itimerval timer{ time_of(next), time_of(first) }, old;
    if (::setitimer(__itimer_which_t(which), &timer, &old) != 0)
        return raise_timer_error(vm);
    return timer_value(vm, old);
}
Result<Value> get_timer(Vm& vm, Value which_value)
{
    int which = TRY(to_c_int(vm, which_value));
    itimerval timer;
    if (::getitimer(__itimer_which_t(which), &timer) != 0)
        return raise_timer_error(vm);
    return timer_value(vm, timer);
}
Result<int64_t> set_alarm(Vm& vm, Value seconds) { return int64_t(::alarm(unsigned(TRY(to_c_int(vm, seconds))))); }

// Sets of signals

Result<sigset_t> take_set(Vm& vm, Value given)
{
    sigset_t set;
    ::sigemptyset(&set);
    TRY(for_each(vm, given, [&](Value each) -> Result<bool> {
        int64_t number = TRY(to_index(vm, each));
        if (number < 1 || number >= most_signals)
            return vm.raise(
                Error::ValueError, "signal number {} out of range [1; {}]", number, int64_t(most_signals - 1));
        ::sigaddset(&set, int(number));
        return true;
    }));
    return set;
}
Result<Value> set_value(Vm& vm, const sigset_t& set)
{
    List* numbers = TRY(make_list(vm));
    for (int i = 1; i < most_signals; i++)
        if (::sigismember(&set, i) == 1)
            TRY(list_append(vm, numbers, Value::small(i)));
    return call(vm, Value::cell(vm.classes->set), { Value::cell(numbers) });
}
Result<Value> set_mask(Vm& vm, Value how_value, Value given)
{
    int how = TRY(to_c_int(vm, how_value));
    sigset_t set = TRY(take_set(vm, given)), old;
    if (int number = ::pthread_sigmask(how, &set, &old))
        return raise_os_error(vm, number, Value());
    // Signals that are let through have come.
    TRY(serve_poll(vm));
    return set_value(vm, old);
}
Result<Value> pending_signals(Vm& vm)
{
    sigset_t set;
    if (::sigpending(&set) != 0)
        return posix::raise_errno(vm);
    return set_value(vm, set);
}
Result<Value> valid_signals(Vm& vm)
{
    sigset_t set;
    ::sigemptyset(&set);
    for (int i = 1; i < most_signals; i++)
        ::sigaddset(&set, i);
    // The C library keeps these to itself.
    for (int i = __SIGRTMIN; i < SIGRTMIN; i++)
        ::sigdelset(&set, i);
    return set_value(vm, set);
}

/// Waits for one of the signals; in pieces, as the VM's end must be seen. Nothing when it is not there until then.
Result<std::optional<siginfo_t>> wait_for_signal(Vm& vm, const sigset_t& set, Deadline until)
{
    constexpr int64_t piece = 50'000'000;
    for (;;) {
        int64_t left = until.is_never() ? piece : std::min(until.left(), piece);
        timespec time{ time_t(left / 1'000'000'000), long(left % 1'000'000'000) };
        siginfo_t information;
        if (posix::outside(vm, [&] { return ::sigtimedwait(&set, &information, &time); }) >= 0)
            return std::optional(information);
        if (errno != EAGAIN && errno != EINTR)
            return posix::raise_errno(vm);
        TRY(serve_poll(vm));
        if (until.has_come())
            return std::optional<siginfo_t>();
    }
}
Result<Value> information_value(Vm& vm, const siginfo_t& from)
{
    return make_struct(vm, as<Class>(state(vm, Information)),
        { Value::small(from.si_signo), Value::small(from.si_code), Value::small(from.si_errno),
            Value::small(from.si_pid), Value::small(from.si_uid), Value::small(from.si_status),
            Value::small(from.si_band) });
}
Result<int64_t> wait_signal(Vm& vm, Value given)
{
    sigset_t set = TRY(take_set(vm, given));
    return int64_t(TRY(wait_for_signal(vm, set, Deadline::never()))->si_signo);
}
Result<Value> wait_information(Vm& vm, Value given)
{
    sigset_t set = TRY(take_set(vm, given));
    return information_value(vm, *TRY(wait_for_signal(vm, set, Deadline::never())));
}
Result<Value> wait_information_until(Vm& vm, Value given, Value timeout)
{
    sigset_t set = TRY(take_set(vm, given));
    double seconds = TRY(to_seconds(vm, timeout));
    if (seconds < 0)
        return vm.raise(Error::ValueError, "timeout must be non-negative");
    std::optional<siginfo_t> found = TRY(wait_for_signal(vm, set, Deadline::after(seconds)));
    if (!found)
        return None;
    return information_value(vm, *found);
}

Result<int64_t> set_wakeup(Vm& vm, Value given, bool)
{
    int fd = TRY(to_c_int(vm, given));
    if (!is_main_thread(vm))
        return vm.raise(Error::ValueError, "set_wakeup_fd only works in main thread of the main interpreter");
    if (fd >= 0) {
        TRY(check_authority(vm, Authority::Files));
        int flags = ::fcntl(fd, F_GETFL);
        if (flags < 0)
            return posix::raise_errno(vm);
        if (!(flags & O_NONBLOCK))
            return vm.raise(Error::ValueError, "the fd {} must be in non-blocking mode", int64_t(fd));
    }
    return int64_t(vm.interrupts->wakeup_descriptor.exchange(std::max(fd, -1)));
}
Result<void> signal_process(Vm& vm, Value given, Value number_value, Value information, Value flags_value)
{
    TRY(check_authority(vm, Authority::Processes));
    int fd = TRY(to_c_int(vm, given)), number = TRY(to_c_int(vm, number_value));
    auto flags = unsigned(TRY(to_c_int(vm, flags_value)));
    if (!information.is_none())
        return vm.raise(Error::TypeError, "siginfo must be None");
    if (::syscall(SYS_pidfd_send_signal, fd, number, nullptr, flags) != 0)
        return posix::raise_errno(vm);
    return serve_poll(vm);
}

constexpr NativeDef default_def = def<"default_int_handler(signalnum, frame, /)", default_handler>(
    "The default handler for SIGINT: it raises KeyboardInterrupt.");
constexpr NativeDef definitions[] = {
    def<"signal(signalnum, handler, /)", set_signal>("Set the action for the given signal."),
    def<"getsignal(signalnum, /)", get_signal>("The current action for the given signal."),
    def<"raise_signal(signalnum, /)", raise_signal>("Send a signal to the executing process."),
    def<"strsignal(signalnum, /)", signal_text>("The system description of the given signal."),
    def<"siginterrupt(signalnum, flag, /)", set_restart>("Change system call restart behaviour."),
    def<"pause()", pause_thread>("Wait until a signal arrives."),
    def<"pthread_kill(thread_id, signalnum, /)", signal_thread>("Send a signal to a thread."),
    def<"pthread_sigmask(how, mask, /)", set_mask>("Fetch and/or change the signal mask of the calling thread."),
    def<"sigpending()", pending_signals>("The signals that are pending for the calling thread."),
    def<"valid_signals()", valid_signals>("A set of valid signal numbers on this platform."),
    def<"sigwait(sigset, /)", wait_signal>("Wait for a signal."),
    def<"sigwaitinfo(sigset, /)", wait_information>("Wait synchronously until one of the signals is delivered."),
    def<"sigtimedwait(sigset, timeout, /)", wait_information_until>("Like sigwaitinfo(), but with a timeout."),
    def<"setitimer(which, seconds, interval=0, /)", set_timer>("Sets given itimer."),
    def<"getitimer(which, /)", get_timer>("The current value of the timer."),
    def<"alarm(seconds, /)", set_alarm>("Arrange for SIGALRM to arrive after the given number of seconds."),
    def<"set_wakeup_fd(fd, /, *, warn_on_full_buffer=True)", set_wakeup>(
        "Sets the fd to be written to (with the signal number) when a signal comes in."),
    def<"pidfd_send_signal(pidfd, signalnum, siginfo=None, flags=0, /)", signal_process>(
        "Send a signal to a process referred to by a pid file descriptor."),
};

Result<void> prepare(Vm& vm, Module* module)
{
    const std::pair<std::string_view, int64_t> constants[] = {
        { "ITIMER_PROF", ITIMER_PROF },
        { "ITIMER_REAL", ITIMER_REAL },
        { "ITIMER_VIRTUAL", ITIMER_VIRTUAL },
        { "SIGABRT", SIGABRT },
        { "SIGALRM", SIGALRM },
        { "SIGBUS", SIGBUS },
        { "SIGCHLD", SIGCHLD },
        { "SIGCLD", SIGCLD },
        { "SIGCONT", SIGCONT },
        { "SIGFPE", SIGFPE },
        { "SIGHUP", SIGHUP },
        { "SIGILL", SIGILL },
        { "SIGINT", SIGINT },
        { "SIGIO", SIGIO },
        { "SIGIOT", SIGIOT },
        { "SIGKILL", SIGKILL },
        { "SIGPIPE", SIGPIPE },
        { "SIGPOLL", SIGPOLL },
        { "SIGPROF", SIGPROF },
        { "SIGPWR", SIGPWR },
        { "SIGQUIT", SIGQUIT },
        { "SIGRTMAX", SIGRTMAX },
        { "SIGRTMIN", SIGRTMIN },
        { "SIGSEGV", SIGSEGV },
        { "SIGSTKFLT", SIGSTKFLT },
        { "SIGSTOP", SIGSTOP },
        { "SIGSYS", SIGSYS },
        { "SIGTERM", SIGTERM },
        { "SIGTRAP", SIGTRAP },
        { "SIGTSTP", SIGTSTP },
        { "SIGTTIN", SIGTTIN },
        { "SIGTTOU", SIGTTOU },
        { "SIGURG", SIGURG },
        { "SIGUSR1", SIGUSR1 },
        { "SIGUSR2", SIGUSR2 },
        { "SIGVTALRM", SIGVTALRM },
        { "SIGWINCH", SIGWINCH },
        { "SIGXCPU", SIGXCPU },
        { "SIGXFSZ", SIGXFSZ },
        { "SIG_BLOCK", SIG_BLOCK },
        { "SIG_SETMASK", SIG_SETMASK },
        { "SIG_UNBLOCK", SIG_UNBLOCK },
        { "SIG_DFL", 0 },
        { "SIG_IGN", 1 },
        { "NSIG", NSIG },
    };
    auto put = [&](std::string_view name, Value value) {
        return dict_set_str(vm, module->dict, intern(vm, name), value);
    };
    for (const auto& [name, value] : constants)
        TRY(put(name, Value::small(value)));
    Value handler = TRY(make_native_function(vm, default_def, Value(), module->name));
    Dict* dict = TRY(make_dict(vm));
    TRY(dict_set_str(vm, dict, vm.names->module, Value::cell(intern(vm, "signal"))));
    Tuple* bases = TRY(make_tuple(vm, { Value::cell(vm.error_class(Error::OSError)) }));
    Class* timer_error = TRY(make_class(vm, vm.classes->type, intern(vm, "itimer_error"), bases, dict));
    Class* information = TRY(make_struct_class<information_kind>(vm));
    Dict* handlers = TRY(make_dict(vm));
    vm.modules->state_of(_signal_module) = Value::cell(
        TRY(make_tuple(vm, { Value::cell(handlers), handler, Value::cell(timer_error), Value::cell(information) })));
    TRY(put("default_int_handler", handler));
    TRY(put("ItimerError", Value::cell(timer_error)));
    return put("struct_siginfo", Value::cell(information));
}

} // namespace

const NativeModule _signal_module{ "_signal", definitions, prepare,
    "Signals: what comes to the process from outside." };

} // namespace coil::internal
