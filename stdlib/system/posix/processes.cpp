// Processes: waiting for children, signals to others, fork, the end of this one.
#include <csignal>
#include <cstdlib>
#include <pty.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/times.h>
#include <sys/wait.h>
#include <unistd.h>

#include "runtime/machine/blocking.h"
#include "runtime/machine/import.h"
#include "runtime/reports/unraisable.h"
#include "stdlib/system/posix/posix.h"
#include "stdlib/system/posix/processes.h"
#include "stdlib/system/resource.h"

namespace coil::internal::posix
{

namespace
{

constexpr AttributeDef times_fields[] = {
    { "user", struct_field<0>, nullptr, "user time" },
    { "system", struct_field<1>, nullptr, "system time" },
    { "children_user", struct_field<2>, nullptr, "user time of children" },
    { "children_system", struct_field<3>, nullptr, "system time of children" },
    { "elapsed", struct_field<4>, nullptr, "elapsed time since an arbitrary point in the past" },
};
constexpr StructSequence times_kind{ "posix", "times_result", times_fields, 5, "Result from os.times()." };

constexpr AttributeDef wait_fields[] = {
    { "si_pid", struct_field<0>, nullptr, nullptr },
    { "si_uid", struct_field<1>, nullptr, nullptr },
    { "si_signo", struct_field<2>, nullptr, nullptr },
    { "si_status", struct_field<3>, nullptr, nullptr },
    { "si_code", struct_field<4>, nullptr, nullptr },
};
constexpr StructSequence wait_kind{ "posix", "waitid_result", wait_fields, 5, "Result from os.waitid()." };

Result<pid_t> take_process(Vm& vm, Value value)
{
    TRY(check_authority(vm, Authority::Processes));
    return pid_t(TRY(to_c_int(vm, value)));
}

// Waiting. No call of the system waits here, as nothing but a signal would wake it: the thread waits for the child's
// descriptor, or where there is none (any child, stopped ones) asks now and then.

constexpr double first_pause = 0.0005, longest_pause = 0.01;

/// Asks until there is an answer: ask() gives what the system does with WNOHANG, 0 for none. `fd` is readable when the
/// child has ended, or negative.
template <class Ask> Result<int> ask_until_ended(Vm& vm, int fd, Ask&& ask)
{
    for (double pause = first_pause;; pause = std::min(pause * 2, longest_pause)) {
        int answer = ask();
        if (answer != 0)
            return answer;
        if (fd >= 0)
            TRY(wait_for_events(vm, fd, POLLIN));
        else
            TRY(sleep_once(vm, Deadline::after(pause)));
    }
}
/// A descriptor that is open while this lives, or -1.
struct ProcessFile {
    int fd;
    explicit ProcessFile(pid_t pid)
        : fd(pid > 0 ? int(::syscall(SYS_pidfd_open, pid, 0)) : -1)
    {
    }
    ~ProcessFile()
    {
        if (fd >= 0)
            ::close(fd);
    }
    ProcessFile(const ProcessFile&) = delete;
    ProcessFile& operator=(const ProcessFile&) = delete;
};

struct Ended {
    pid_t pid = 0;
    int status = 0;
    rusage usage{};
};
Result<Ended> wait_for_child(Vm& vm, pid_t pid, int options)
{
    Ended ended;
    auto ask = [&] { return ::wait4(pid, &ended.status, options | WNOHANG, &ended.usage); };
    bool only_ends = !(options & (WUNTRACED | WCONTINUED));
    if (options & WNOHANG) {
        ended.pid = ask();
    } else {
        ended.pid = ask();
        if (ended.pid == 0) {
            ProcessFile file(only_ends ? pid : 0);
            ended.pid = TRY(ask_until_ended(vm, file.fd, ask));
        }
    }
    if (ended.pid < 0)
        return raise_errno(vm);
    return ended;
}
Result<Value> wait_for_process(Vm& vm, Value pid, Value options)
{
    pid_t process = TRY(take_process(vm, pid));
    Ended ended = TRY(wait_for_child(vm, process, TRY(to_c_int(vm, options))));
    return Value::cell(TRY(make_pair(vm, Value::small(ended.pid), Value::small(ended.status))));
}
Result<Value> wait_for_any(Vm& vm)
{
    TRY(check_authority(vm, Authority::Processes));
    Ended ended = TRY(wait_for_child(vm, -1, 0));
    return Value::cell(TRY(make_pair(vm, Value::small(ended.pid), Value::small(ended.status))));
}
Result<Value> wait_with_usage(Vm& vm, pid_t process, int options)
{
    Ended ended = TRY(wait_for_child(vm, process, options));
    Value usage = TRY(resource_usage(vm, ended.usage));
    return Value::cell(TRY(make_tuple(vm, { Value::small(ended.pid), Value::small(ended.status), usage })));
}
Result<Value> wait_three(Vm& vm, Value options)
{
    TRY(check_authority(vm, Authority::Processes));
    return wait_with_usage(vm, -1, TRY(to_c_int(vm, options)));
}
Result<Value> wait_four(Vm& vm, Value pid, Value options)
{
    pid_t process = TRY(take_process(vm, pid));
    return wait_with_usage(vm, process, TRY(to_c_int(vm, options)));
}
Result<Value> wait_for_id(Vm& vm, Value kind_value, Value id_value, Value options_value)
{
    TRY(check_authority(vm, Authority::Processes));
    int kind = TRY(to_c_int(vm, kind_value)), options = TRY(to_c_int(vm, options_value));
    pid_t id = TRY(take_process(vm, id_value));
    siginfo_t info{};
    auto ask = [&] {
        info.si_pid = 0;
        return ::waitid(idtype_t(kind), id_t(id), &info, options | WNOHANG) < 0 ? -1 : int(info.si_pid);
    };
    int answer = ask();
    if (answer == 0 && !(options & WNOHANG)) {
        bool only_ends = !(options & (WSTOPPED | WCONTINUED));
        ProcessFile file(kind == P_PID && only_ends ? id : 0);
        answer = TRY(ask_until_ended(vm, kind == P_PIDFD && only_ends ? id : file.fd, ask));
    }
    if (answer < 0)
        return raise_errno(vm);
    if (answer == 0)
        return None;
    return make_struct(vm, class_named(vm, WaitResult),
        { Value::small(info.si_pid), Value::small(info.si_uid), Value::small(info.si_signo),
            Value::small(info.si_status), Value::small(info.si_code) });
}

// What a status says

template <auto function> Result<int64_t> status_number(Vm& vm, Value status)
{
    return int64_t(function(TRY(to_c_int(vm, status))));
}
template <auto function> Result<bool> status_test(Vm& vm, Value status)
{
    return function(TRY(to_c_int(vm, status))) != 0;
}
Result<int64_t> exit_code_of(Vm& vm, Value status_value)
{
    int status = TRY(to_c_int(vm, status_value));
    if (WIFEXITED(status))
        return int64_t(WEXITSTATUS(status));
    if (WIFSIGNALED(status)) {
        int number = WTERMSIG(status);
        if (number <= 0)
            return vm.raise(Error::ValueError, "invalid signal number in status: {}", number);
        return int64_t(-number);
    }
    if (WIFSTOPPED(status))
        return vm.raise(Error::ValueError, "process stopped by delivery of signal {}", int64_t(WSTOPSIG(status)));
    return vm.raise(Error::ValueError, "invalid wait status: {}", int64_t(status));
}

// Others

Result<void> kill_process(Vm& vm, Value pid, Value number)
{
    pid_t process = TRY(take_process(vm, pid));
    if (::kill(process, TRY(to_c_int(vm, number))) != 0)
        return raise_errno(vm);
    // A signal to this process may have come already.
    return serve_poll(vm);
}
Result<void> kill_group(Vm& vm, Value group, Value number)
{
    pid_t process = TRY(take_process(vm, group));
    if (::killpg(process, TRY(to_c_int(vm, number))) != 0)
        return raise_errno(vm);
    return serve_poll(vm);
}
Result<int64_t> open_process(Vm& vm, Value pid, Value flags)
{
    pid_t process = TRY(take_process(vm, pid));
    int fd = int(::syscall(SYS_pidfd_open, process, unsigned(TRY(to_c_int(vm, flags)))));
    if (fd < 0)
        return raise_errno(vm);
    return int64_t(fd);
}
/// Runs a shell's command. SIGINT is the child's meanwhile, as the C library has it.
Result<Value> run_command(Vm& vm, Value command_value)
{
    TRY(check_authority(vm, Authority::Processes));
    std::string command = TRY(take_text(vm, command_value));
    if (!vm.permissions.allows_program(command))
        return check_authority(vm, Authority::Processes).ok() ? Result<Value>(None) : Result<Value>(Raised{});
    int status = outside(vm, [&] { return ::system(command.c_str()); });
    if (status < 0)
        return raise_errno(vm);
    return Value::small(status);
}

Result<Value> process_times(Vm& vm)
{
    TRY(check_authority(vm, Authority::Processes));
    struct tms parts;
    clock_t elapsed = ::times(&parts);
    if (elapsed == clock_t(-1))
        return raise_errno(vm);
    auto ticks = double(::sysconf(_SC_CLK_TCK));
    return make_struct(vm, class_named(vm, TimesResult),
        { TRY(make_float(vm, double(parts.tms_utime) / ticks)), TRY(make_float(vm, double(parts.tms_stime) / ticks)),
            TRY(make_float(vm, double(parts.tms_cutime) / ticks)),
            TRY(make_float(vm, double(parts.tms_cstime) / ticks)), TRY(make_float(vm, double(elapsed) / ticks)) });
}

Result<void> exit_now(Vm& vm, Value status)
{
    TRY(check_authority(vm, Authority::Processes));
    ::_exit(TRY(to_c_int(vm, status)));
}
Result<void> abort_now(Vm& vm)
{
    TRY(check_authority(vm, Authority::Processes));
    ::abort();
}

// fork

/// Tells on stderr of the exception of a hook, which nobody can catch.
void report_hook(Vm& vm) { report_unraisable(vm, "Exception ignored in a function of os.register_at_fork"); }

/// Calls what register_at_fork was given; what fails is reported.
void run_hooks(Vm& vm, StateName name, bool backwards)
{
    auto* hooks = as<List>(state(vm, name));
    // What a hook registers is for the next time.
    for (size_t i = 0, count = hooks->size; i < count; i++) {
        size_t index = backwards ? count - 1 - i : i;
        if (index >= hooks->size)
            continue;
        Value hook = hooks->array->data[index];
        if (call(vm, hook, std::initializer_list<Value>{}).failed())
            report_hook(vm);
    }
}
Result<void> register_at_fork(Vm& vm, Value before, Value in_child, Value in_parent)
{
    if (before.is_empty() && in_child.is_empty() && in_parent.is_empty())
        return vm.raise(Error::TypeError, "At least one argument is required.");
    const std::pair<const char*, Value> given[] = { { "before", before }, { "after_in_child", in_child },
        { "after_in_parent", in_parent } };
    for (const auto& [name, hook] : given)
        if (!hook.is_empty() && !is_callable(vm, hook))
            return vm.raise(Error::TypeError, "'{}' must be callable, not {}", name, type_name(vm, hook));
    const std::pair<StateName, Value> kept[] = { { BeforeFork, before }, { AfterForkInChild, in_child },
        { AfterForkInParent, in_parent } };
    for (const auto& [name, hook] : kept)
        if (!hook.is_empty())
            TRY(list_append(vm, as<List>(state(vm, name)), hook));
    return {};
}

/// DeprecationWarning in a process with more than one thread.
Result<void> warn_of_threads(Vm& vm, const char* function)
{
    if (!vm.threads || vm.threads->living() == 0)
        return {};
    Value warn = TRY(get_attribute(vm, TRY(import_absolute(vm, "warnings")), intern(vm, "warn")));
    std::string text = format_text("This process (pid={}) is multi-threaded, use of {}() may lead to deadlocks in the "
                                   "child.",
        { int64_t(::getpid()), function });
    TRY(call(vm, warn,
        { Value::cell(TRY(make_str(vm, text))), Value::cell(vm.error_class(Error::DeprecationWarning)),
            Value::small(1) }));
    return {};
}

Result<int64_t> fork_process(Vm& vm)
{
    TRY(check_authority(vm, Authority::Processes));
    pid_t pid = TRY(fork_with_hooks(vm, "fork", [] { return ::fork(); }));
    return int64_t(pid);
}
Result<Value> fork_terminal(Vm& vm)
{
    TRY(check_authority(vm, Authority::Processes));
    TRY(check_authority(vm, Authority::Files));
    int master = -1;
    pid_t pid = TRY(fork_with_hooks(vm, "forkpty", [&] { return ::forkpty(&master, nullptr, nullptr, nullptr); }));
    return Value::cell(TRY(make_pair(vm, Value::small(pid), Value::small(master))));
}

// The C library has macros for these.
int core_dumped(int status) { return WCOREDUMP(status); }
int continued(int status) { return WIFCONTINUED(status); }
int stopped(int status) { return WIFSTOPPED(status); }
int signaled(int status) { return WIFSIGNALED(status); }
int exited(int status) { return WIFEXITED(status); }
int exit_status(int status) { return WEXITSTATUS(status); }
int ending_signal(int status) { return WTERMSIG(status); }
int stopping_signal(int status) { return WSTOPSIG(status); }

constexpr NativeDef functions[] = {
    def<"wait()", wait_for_any>("Wait for completion of a child process: a tuple of its pid and its status."),
    def<"waitpid(pid, options, /)", wait_for_process>("Wait for completion of a given child process."),
    def<"wait3(options)", wait_three>("Wait for completion of a child process, with what it used."),
    def<"wait4(pid, options)", wait_four>("Wait for completion of a specific child process, with what it used."),
    def<"waitid(idtype, id, options, /)", wait_for_id>("The result of waiting for a process or processes."),
    def<"WCOREDUMP(status, /)", status_test<core_dumped>>("Whether the process was dumped to a core file."),
    def<"WIFCONTINUED(status)", status_test<continued>>("Whether the process was continued from a stop."),
    def<"WIFSTOPPED(status)", status_test<stopped>>("Whether the process was stopped."),
    def<"WIFSIGNALED(status)", status_test<signaled>>("Whether the process was terminated by a signal."),
    def<"WIFEXITED(status)", status_test<exited>>("Whether the process exited via exit()."),
    def<"WEXITSTATUS(status)", status_number<exit_status>>("The process return code from status."),
    def<"WTERMSIG(status)", status_number<ending_signal>>("The signal that terminated the process."),
    def<"WSTOPSIG(status)", status_number<stopping_signal>>("The signal that stopped the process."),
    def<"waitstatus_to_exitcode(status)", exit_code_of>("Convert a wait status to an exit code."),
    def<"kill(pid, signal, /)", kill_process>("Kill a process with a signal."),
    def<"killpg(pgid, signal, /)", kill_group>("Kill a process group with a signal."),
    def<"pidfd_open(pid, flags=0)", open_process>("A file descriptor referring to the process pid."),
    def<"system(command)", run_command>("Execute the command in a subshell."),
    def<"times()", process_times>("A collection containing process timing information."),
    def<"_exit(status)", exit_now>("Exit to the system with specified status, without normal exit processing."),
    def<"abort()", abort_now>("Abort the interpreter immediately."),
    def<"fork()", fork_process>("Fork a child process: 0 in the child, its pid in the parent."),
    def<"forkpty()", fork_terminal>("Fork a new process with a new pseudo-terminal as controlling tty."),
    def<"register_at_fork(*, before=<unset>, after_in_child=<unset>, after_in_parent=<unset>)", register_at_fork>(
        "Register callables to be called when forking a new process."),
};

} // namespace

Result<pid_t> fork_with_hooks(Vm& vm, const char* function, const std::function<pid_t()>& fork)
{
    run_hooks(vm, BeforeFork, true);
    // The lock of the VM's threads is held: in the child, where there are no others, it stays so.
    pid_t pid = vm.threads ? vm.threads->fork(fork) : fork();
    int number = errno;
    if (pid == 0) {
        run_hooks(vm, AfterForkInChild, false);
        return pid;
    }
    run_hooks(vm, AfterForkInParent, false);
    if (pid < 0)
        return raise_os_error(vm, number, Value());
    TRY(warn_of_threads(vm, function));
    return pid;
}

const std::span<const NativeDef> process_functions = functions;

Result<void> define_processes(Vm& vm, Module* module)
{
    TRY(keep_class(vm, module, TimesResult, TRY(make_struct_class<times_kind>(vm))));
    return keep_class(vm, module, WaitResult, TRY(make_struct_class<wait_kind>(vm)));
}

} // namespace coil::internal::posix
