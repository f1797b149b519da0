// Terminals.
#include <climits>
#include <cstdlib>
#include <pty.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utmp.h>

#include "stdlib/system/posix/posix.h"

namespace coil::internal::posix
{

namespace
{

constexpr AttributeDef size_fields[] = {
    { "columns", struct_field<0>, nullptr, "width of the terminal window in characters" },
    { "lines", struct_field<1>, nullptr, "height of the terminal window in characters" },
};
constexpr StructSequence size_kind{ "os", "terminal_size", size_fields, 2,
    "A tuple of (columns, lines) for holding terminal window size" };

Result<Value> terminal_size(Vm& vm, Value given)
{
    int fd = given.is_empty() ? TRY(take_descriptor(vm, Value::small(1))) : TRY(take_descriptor(vm, given));
    winsize size;
    if (::ioctl(fd, TIOCGWINSZ, &size) != 0)
        return raise_errno(vm);
    return make_struct(vm, class_named(vm, TerminalSize), { Value::small(size.ws_col), Value::small(size.ws_row) });
}
Result<bool> is_terminal(Vm& vm, Value given) { return ::isatty(TRY(take_descriptor(vm, given))) == 1; }
Result<Value> terminal_name(Vm& vm, Value given)
{
    int fd = TRY(take_descriptor(vm, given));
    char name[4096];
    if (int number = ::ttyname_r(fd, name, sizeof(name)))
        return raise_os_error(vm, number, Value());
    return give_text(vm, name, false);
}
Result<Value> controlling_terminal(Vm& vm)
{
    TRY(check_authority(vm, Authority::Files));
    char name[L_ctermid];
    return give_text(vm, ::ctermid(name), false);
}
Result<int64_t> foreground_group(Vm& vm, Value given)
{
    pid_t group = ::tcgetpgrp(TRY(take_descriptor(vm, given)));
    if (group < 0)
        return raise_errno(vm);
    return int64_t(group);
}
Result<void> set_foreground_group(Vm& vm, Value given, Value group)
{
    int fd = TRY(take_descriptor(vm, given));
    TRY(check_authority(vm, Authority::Processes));
    if (::tcsetpgrp(fd, pid_t(TRY(to_c_int(vm, group)))) < 0)
        return raise_errno(vm);
    return {};
}

Result<Value> open_terminal(Vm& vm)
{
    TRY(check_authority(vm, Authority::Files));
    int master, slave;
    if (outside(vm, [&] { return ::openpty(&master, &slave, nullptr, nullptr, nullptr); }) != 0)
        return raise_errno(vm);
    for (int fd : { master, slave })
        ::fcntl(fd, F_SETFD, FD_CLOEXEC);
    return Value::cell(TRY(make_pair(vm, Value::small(master), Value::small(slave))));
}
Result<void> log_in(Vm& vm, Value given)
{
    int fd = TRY(take_file_number(vm, given));
    TRY(check_authority(vm, Authority::Processes));
    if (::login_tty(fd) != 0)
        return raise_errno(vm);
    return {};
}

Result<int64_t> open_master(Vm& vm, Value flags)
{
    TRY(check_authority(vm, Authority::Files));
    int fd = ::posix_openpt(TRY(to_c_int(vm, flags)) | O_CLOEXEC);
    if (fd < 0)
        return raise_errno(vm);
    return int64_t(fd);
}
template <int (*function)(int)> Result<void> prepare_slave(Vm& vm, Value given)
{
    int fd = TRY(take_file_number(vm, given));
    if (function(fd) != 0)
        return raise_errno(vm);
    return {};
}
Result<Value> slave_name(Vm& vm, Value given)
{
    int fd = TRY(take_file_number(vm, given));
    char name[256];
    if (int number = ::ptsname_r(fd, name, sizeof(name)))
        return raise_os_error(vm, number, Value());
    return give_text(vm, name, false);
}

constexpr NativeDef functions[] = {
    def<"get_terminal_size(fd=, /)", terminal_size>("The size of the terminal window as (columns, lines)."),
    def<"isatty(fd, /)", is_terminal>("Return True if the fd is connected to a terminal."),
    def<"ttyname(fd, /)", terminal_name>("The name of the terminal device connected to 'fd'."),
    def<"ctermid()", controlling_terminal>("The name of the controlling terminal for this process."),
    def<"tcgetpgrp(fd, /)", foreground_group>("The process group associated with the terminal specified by fd."),
    def<"tcsetpgrp(fd, pgid, /)", set_foreground_group>("Set the process group associated with the terminal."),
    def<"openpty()", open_terminal>("Open a pseudo-terminal."),
    def<"login_tty(fd, /)", log_in>("Prepare the tty of which fd is a file descriptor for a new login session."),
    def<"posix_openpt(oflag, /)", open_master>("Open and return a descriptor of a master pseudo-terminal device."),
    def<"grantpt(fd, /)", prepare_slave<::grantpt>>("Grant access to the slave pseudo-terminal device."),
    def<"unlockpt(fd, /)", prepare_slave<::unlockpt>>("Unlock a pseudo-terminal master/slave pair."),
    def<"ptsname(fd, /)", slave_name>("The name of the slave pseudo-terminal device."),
};

} // namespace

const std::span<const NativeDef> terminal_functions = functions;

Result<void> define_terminals(Vm& vm, Module* module)
{
    return keep_class(vm, module, TerminalSize, TRY(make_struct_class<size_kind>(vm)));
}

} // namespace coil::internal::posix
