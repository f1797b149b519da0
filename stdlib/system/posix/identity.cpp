// Who the process is: its ids, those of its user, groups, session.
#include <grp.h>
#include <unistd.h>

#include "stdlib/system/posix/posix.h"

namespace coil::internal::posix
{

namespace
{

/// A function without arguments that gives a number and can't fail.
template <auto function> Result<int64_t> number(Vm& vm)
{
    TRY(check_authority(vm, Authority::Processes));
    return int64_t(function());
}
Result<Value> checked(Vm& vm, int64_t status)
{
    if (status < 0)
        return raise_errno(vm);
    return make_int(vm, status);
}
Result<void> succeeded(Vm& vm, int status)
{
    if (status != 0)
        return raise_errno(vm);
    return {};
}

/// pid_t: an int.
Result<pid_t> take_process(Vm& vm, Value value)
{
    TRY(check_authority(vm, Authority::Processes));
    return pid_t(TRY(to_c_int(vm, value)));
}

template <int (*function)(uid_t)> Result<void> set_user(Vm& vm, Value uid)
{
    TRY(check_authority(vm, Authority::Processes));
    return succeeded(vm, function(TRY(take_identity(vm, uid, "uid"))));
}
template <int (*function)(gid_t)> Result<void> set_group(Vm& vm, Value gid)
{
    TRY(check_authority(vm, Authority::Processes));
    return succeeded(vm, function(TRY(take_identity(vm, gid, "gid"))));
}
template <int (*function)(uid_t, uid_t)> Result<void> set_users(Vm& vm, Value real, Value effective)
{
    TRY(check_authority(vm, Authority::Processes));
    uid_t first = TRY(take_identity(vm, real, "uid"));
    return succeeded(vm, function(first, TRY(take_identity(vm, effective, "uid"))));
}
Result<void> set_group_pair(Vm& vm, Value real, Value effective)
{
    TRY(check_authority(vm, Authority::Processes));
    gid_t first = TRY(take_identity(vm, real, "gid"));
    return succeeded(vm, ::setregid(first, TRY(take_identity(vm, effective, "gid"))));
}
Result<void> set_three_users(Vm& vm, Value real, Value effective, Value saved)
{
    TRY(check_authority(vm, Authority::Processes));
    uid_t first = TRY(take_identity(vm, real, "uid")), second = TRY(take_identity(vm, effective, "uid"));
    return succeeded(vm, ::setresuid(first, second, TRY(take_identity(vm, saved, "uid"))));
}
Result<void> set_three_groups(Vm& vm, Value real, Value effective, Value saved)
{
    TRY(check_authority(vm, Authority::Processes));
    gid_t first = TRY(take_identity(vm, real, "gid")), second = TRY(take_identity(vm, effective, "gid"));
    return succeeded(vm, ::setresgid(first, second, TRY(take_identity(vm, saved, "gid"))));
}
template <auto function> Result<Value> three_ids(Vm& vm)
{
    TRY(check_authority(vm, Authority::Processes));
    uint32_t real, effective, saved;
    TRY(succeeded(vm, function(&real, &effective, &saved)));
    return Value::cell(TRY(make_tuple(vm, { Value::small(real), Value::small(effective), Value::small(saved) })));
}

Result<Value> list_of_groups(Vm& vm, std::span<const gid_t> groups)
{
    List* list = TRY(make_list(vm));
    for (gid_t each : groups)
        TRY(list_append(vm, list, Value::small(each)));
    return Value::cell(list);
}
Result<Value> get_groups(Vm& vm)
{
    TRY(check_authority(vm, Authority::Processes));
    int count = ::getgroups(0, nullptr);
    std::vector<gid_t> groups(size_t(std::max(count, 0)));
    if (count < 0 || (count = ::getgroups(count, groups.data())) < 0)
        return raise_errno(vm);
    return list_of_groups(vm, { groups.data(), size_t(count) });
}
Result<void> set_groups(Vm& vm, Value given)
{
    TRY(check_authority(vm, Authority::Processes));
    List* list = TRY(list_of(vm, given));
    std::vector<gid_t> groups;
    for (size_t i = 0; i < list->size; i++) {
        if (groups.size() == 65536)
            return vm.raise(Error::ValueError, "too many groups");
        groups.push_back(TRY(take_identity(vm, list->array->data[i], "gid")));
    }
    return succeeded(vm, ::setgroups(groups.size(), groups.data()));
}
Result<Value> group_list(Vm& vm, Value user, Value group)
{
    TRY(check_authority(vm, Authority::Processes));
    std::string name = TRY(take_text(vm, user));
    gid_t gid = TRY(take_identity(vm, group, "gid"));
    std::vector<gid_t> groups(64);
    for (int count = 64;; count = int(groups.size())) {
        int asked = count;
        if (outside(vm, [&] { return ::getgrouplist(name.c_str(), gid, groups.data(), &count); }) >= 0)
            return list_of_groups(vm, { groups.data(), size_t(count) });
        if (asked >= 1 << 20)
            return vm.raise_memory_error();
        groups.resize(size_t(std::max(count, asked * 2)));
    }
}
Result<void> init_groups(Vm& vm, Value user, Value group)
{
    TRY(check_authority(vm, Authority::Processes));
    std::string name = TRY(take_text(vm, user));
    gid_t gid = TRY(take_identity(vm, group, "gid"));
    return succeeded(vm, outside(vm, [&] { return ::initgroups(name.c_str(), gid); }));
}

Result<Value> get_process_group(Vm& vm, Value pid) { return checked(vm, ::getpgid(TRY(take_process(vm, pid)))); }
Result<Value> get_session(Vm& vm, Value pid) { return checked(vm, ::getsid(TRY(take_process(vm, pid)))); }
Result<void> set_process_group(Vm& vm, Value pid, Value group)
{
    pid_t process = TRY(take_process(vm, pid));
    return succeeded(vm, ::setpgid(process, TRY(take_process(vm, group))));
}
Result<void> set_own_group(Vm& vm)
{
    TRY(check_authority(vm, Authority::Processes));
    return succeeded(vm, ::setpgid(0, 0));
}
Result<void> start_session(Vm& vm)
{
    TRY(check_authority(vm, Authority::Processes));
    if (::setsid() < 0)
        return raise_errno(vm);
    return {};
}
Result<Value> login_name(Vm& vm)
{
    TRY(check_authority(vm, Authority::Processes));
    char name[256];
    if (int number = outside(vm, [&] { return ::getlogin_r(name, sizeof(name)); }))
        return raise_os_error(vm, number, Value());
    return give_text(vm, name, false);
}

constexpr NativeDef functions[] = {
    def<"getpid()", number<::getpid>>("The current process id."),
    def<"getppid()", number<::getppid>>("The parent's process id."),
    def<"getuid()", number<::getuid>>("The current process's user id."),
    def<"geteuid()", number<::geteuid>>("The current process's effective user id."),
    def<"getgid()", number<::getgid>>("The current process's group id."),
    def<"getegid()", number<::getegid>>("The current process's effective group id."),
    def<"getpgrp()", number<::getpgrp>>("The current process group id."),
    def<"getpgid(pid)", get_process_group>("Call the system call getpgid()."),
    def<"getsid(pid, /)", get_session>("Call the system call getsid(pid)."),
    def<"setpgid(pid, pgrp, /)", set_process_group>("Call the system call setpgid(pid, pgrp)."),
    def<"setpgrp()", set_own_group>("Make the current process the leader of its process group."),
    def<"setsid()", start_session>("Call the system call setsid()."),
    def<"setuid(uid, /)", set_user<::setuid>>("Set the current process's user id."),
    def<"seteuid(euid, /)", set_user<::seteuid>>("Set the current process's effective user id."),
    def<"setgid(gid, /)", set_group<::setgid>>("Set the current process's group id."),
    def<"setegid(egid, /)", set_group<::setegid>>("Set the current process's effective group id."),
    def<"setreuid(ruid, euid, /)", set_users<::setreuid>>("Set the real and effective user ids."),
    def<"setregid(rgid, egid, /)", set_group_pair>("Set the real and effective group ids."),
    def<"setresuid(ruid, euid, suid, /)", set_three_users>("Set the real, effective, and saved user ids."),
    def<"setresgid(rgid, egid, sgid, /)", set_three_groups>("Set the real, effective, and saved group ids."),
    def<"getresuid()", three_ids<::getresuid>>("A tuple of the real, effective, and saved user ids."),
    def<"getresgid()", three_ids<::getresgid>>("A tuple of the real, effective, and saved group ids."),
    def<"getgroups()", get_groups>("List of supplemental group IDs for the process."),
    def<"setgroups(groups, /)", set_groups>("Set the groups of the current process to list."),
    def<"getgrouplist(user, group, /)", group_list>("List of groups to which a user belongs."),
    def<"initgroups(username, gid, /)", init_groups>("Initialize the group access list."),
    def<"getlogin()", login_name>("The actual login name."),
};

} // namespace

const std::span<const NativeDef> identity_functions = functions;

} // namespace coil::internal::posix
