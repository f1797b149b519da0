// Entries of folders: making, naming, removing and changing them; and the current folder.
#include <algorithm>
#include <cmath>
#include <sys/stat.h>

#include <unistd.h>

#include "runtime/operations/operators.h"
#include "stdlib/system/posix/posix.h"

namespace coil::internal::posix
{

namespace
{

/// What every function of one path does: the call, and an OSError with the path when it fails.
template <class Call> Result<void> change(Vm& vm, const Path& path, Call&& call)
{
    if (outside(vm, call) != 0)
        return raise_errno(vm, path);
    return {};
}

Result<mode_t> take_mode(Vm& vm, Value mode) { return mode_t(TRY(to_c_int(vm, mode))); }

Result<void> make_folder(Vm& vm, Value given, Value mode_value, Value dir_fd)
{
    Path path = TRY(take_path(vm, given, { .function = "mkdir" }));
    mode_t mode = TRY(take_mode(vm, mode_value));
    int folder = TRY(take_folder(vm, dir_fd));
    return change(vm, path, [&] { return ::mkdirat(folder, path.name(), mode); });
}
Result<void> remove_folder(Vm& vm, Value given, Value dir_fd)
{
    Path path = TRY(take_path(vm, given, { .function = "rmdir" }));
    int folder = TRY(take_folder(vm, dir_fd));
    return change(vm, path, [&] { return ::unlinkat(folder, path.name(), AT_REMOVEDIR); });
}
Result<void> remove_entry(Vm& vm, Value given, Value dir_fd, const char* function)
{
    Path path = TRY(take_path(vm, given, { .function = function }));
    int folder = TRY(take_folder(vm, dir_fd));
    return change(vm, path, [&] { return ::unlinkat(folder, path.name(), 0); });
}
Result<void> unlink(Vm& vm, Value path, Value dir_fd) { return remove_entry(vm, path, dir_fd, "unlink"); }
Result<void> remove(Vm& vm, Value path, Value dir_fd) { return remove_entry(vm, path, dir_fd, "remove"); }

Result<void> rename_entry(Vm& vm, Value source, Value target, Value source_fd, Value target_fd, const char* function)
{
    Path from = TRY(take_path(vm, source, { .function = function, .argument = "src" }));
    Path to = TRY(take_path(vm, target, { .function = function, .argument = "dst" }));
    int from_folder = TRY(take_folder(vm, source_fd));
    int to_folder = TRY(take_folder(vm, target_fd));
    if (outside(vm, [&] { return ::renameat(from_folder, from.name(), to_folder, to.name()); }) != 0)
        return raise_os_error(vm, errno, from.shown, to.shown);
    return {};
}
Result<void> rename(Vm& vm, Value source, Value target, Value source_fd, Value target_fd)
{
    return rename_entry(vm, source, target, source_fd, target_fd, "rename");
}
Result<void> replace(Vm& vm, Value source, Value target, Value source_fd, Value target_fd)
{
    return rename_entry(vm, source, target, source_fd, target_fd, "replace");
}

Result<void> link(Vm& vm, Value source, Value target, Value source_fd, Value target_fd, bool follow)
{
    Path from = TRY(take_path(vm, source, { .function = "link", .argument = "src" }));
    Path to = TRY(take_path(vm, target, { .function = "link", .argument = "dst" }));
    int from_folder = TRY(take_folder(vm, source_fd));
    int to_folder = TRY(take_folder(vm, target_fd));
    int flags = follow ? AT_SYMLINK_FOLLOW : 0;
    if (outside(vm, [&] { return ::linkat(from_folder, from.name(), to_folder, to.name(), flags); }) != 0)
        return raise_os_error(vm, errno, from.shown, to.shown);
    return {};
}
Result<void> symbolic_link(Vm& vm, Value source, Value target, bool, Value dir_fd)
{
    Path from = TRY(take_path(vm, source, { .function = "symlink", .argument = "src" }));
    Path to = TRY(take_path(vm, target, { .function = "symlink", .argument = "dst" }));
    int folder = TRY(take_folder(vm, dir_fd));
    if (outside(vm, [&] { return ::symlinkat(from.name(), folder, to.name()); }) != 0)
        return raise_os_error(vm, errno, from.shown, to.shown);
    return {};
}
Result<Value> read_link(Vm& vm, Value given, Value dir_fd)
{
    Path path = TRY(take_path(vm, given, { .function = "readlink" }));
    int folder = TRY(take_folder(vm, dir_fd));
    char text[4097];
    ssize_t size = outside(vm, [&] { return ::readlinkat(folder, path.name(), text, sizeof(text) - 1); });
    if (size < 0)
        return raise_errno(vm, path);
    return give_text(vm, { text, size_t(size) }, path.is_bytes);
}

Result<void> truncate(Vm& vm, Value given, Value length)
{
    Path path = TRY(take_path(vm, given, { .function = "truncate", .takes_descriptor = true }));
    int64_t size = TRY(take_offset(vm, length));
    return change(vm, path,
        [&] { return path.is_descriptor ? ::ftruncate(path.descriptor, size) : ::truncate(path.name(), size); });
}

Result<void> change_mode(Vm& vm, Value given, Value mode_value, Value dir_fd, bool follow)
{
    Path path = TRY(take_path(vm, given, { .function = "chmod", .takes_descriptor = true }));
    mode_t mode = TRY(take_mode(vm, mode_value));
    int folder = TRY(take_folder(vm, dir_fd));
    int status = outside(vm, [&] {
        return path.is_descriptor ? ::fchmod(path.descriptor, mode)
                                  : ::fchmodat(folder, path.name(), mode, follow ? 0 : AT_SYMLINK_NOFOLLOW);
    });
    if (status == 0)
        return {};
    if (!follow && (errno == ENOTSUP || errno == EOPNOTSUPP)) {
        if (folder != AT_FDCWD)
            return vm.raise(Error::ValueError, "chmod: cannot use dir_fd and follow_symlinks together");
        return vm.raise(Error::NotImplementedError, "chmod: follow_symlinks unavailable on this platform");
    }
    return raise_errno(vm, path);
}
Result<void> change_mode_of(Vm& vm, Value given, Value mode_value)
{
    int fd = TRY(take_descriptor(vm, given));
    mode_t mode = TRY(take_mode(vm, mode_value));
    if (TRY(retried(vm, [&] { return ::fchmod(fd, mode); })) != 0)
        return raise_errno(vm);
    return {};
}

Result<void> change_owner(Vm& vm, Value given, Value user, Value group, Value dir_fd, bool follow)
{
    Path path = TRY(take_path(vm, given, { .function = "chown", .takes_descriptor = true }));
    uid_t uid = TRY(take_identity(vm, user, "uid"));
    gid_t gid = TRY(take_identity(vm, group, "gid"));
    int folder = TRY(take_folder(vm, dir_fd));
    TRY(check_folder(vm, "chown", path, folder));
    TRY(check_follow(vm, "chown", path, follow));
    return change(vm, path, [&] {
        return path.is_descriptor ? ::fchown(path.descriptor, uid, gid)
                                  : ::fchownat(folder, path.name(), uid, gid, follow ? 0 : AT_SYMLINK_NOFOLLOW);
    });
}
Result<void> change_link_owner(Vm& vm, Value given, Value user, Value group)
{
    Path path = TRY(take_path(vm, given, { .function = "lchown" }));
    uid_t uid = TRY(take_identity(vm, user, "uid"));
    gid_t gid = TRY(take_identity(vm, group, "gid"));
    return change(vm, path, [&] { return ::lchown(path.name(), uid, gid); });
}
Result<void> change_owner_of(Vm& vm, Value given, Value user, Value group)
{
    int fd = TRY(take_descriptor(vm, given));
    uid_t uid = TRY(take_identity(vm, user, "uid"));
    gid_t gid = TRY(take_identity(vm, group, "gid"));
    if (TRY(retried(vm, [&] { return ::fchown(fd, uid, gid); })) != 0)
        return raise_errno(vm);
    return {};
}

/// Seconds as an int or a float.
Result<timespec> time_of_seconds(Vm& vm, Value value)
{
    constexpr const char* out_of_range = "timestamp out of range for platform time_t";
    if (!is_float(value)) {
        std::optional<int64_t> whole = int_to_int64(TRY(to_int_object(vm, value)));
        if (!whole)
            return vm.raise(Error::OverflowError, out_of_range);
        return timespec{ time_t(*whole), 0 };
    }
    double seconds = float_of(value);
    if (std::isnan(seconds))
        return vm.raise(Error::ValueError, "Invalid value NaN (not a number)");
    double whole = std::floor(seconds);
    if (std::fabs(whole) >= 9.2e18)
        return vm.raise(Error::OverflowError, out_of_range);
    auto rest = long(std::floor((seconds - whole) * 1e9));
    return timespec{ time_t(whole), std::min(rest, 999'999'999L) };
}
Result<timespec> time_of_nanoseconds(Vm& vm, Value value)
{
    Value divisor = Value::small(1'000'000'000);
    Value parts = TRY(divmod_operation(vm, value, divisor));
    auto* pair = as_if<Tuple>(parts);
    if (!pair || pair->size != 2)
        return vm.raise(Error::TypeError, "{}.__divmod__() must return a 2-tuple, not {}", type_name(vm, value),
            type_name(vm, parts));
    int64_t seconds = TRY(take_offset(vm, pair->items[0]));
    return timespec{ time_t(seconds), long(TRY(take_offset(vm, pair->items[1]))) };
}
Result<void> set_times(Vm& vm, Value given, Value times, Value ns, Value dir_fd, bool follow)
{
    Path path = TRY(take_path(vm, given, { .function = "utime", .takes_descriptor = true }));
    if (!times.is_none() && !ns.is_empty())
        return vm.raise(Error::ValueError, "utime: you may specify either 'times' or 'ns' but not both");
    timespec both[2];
    bool is_now = times.is_none() && ns.is_empty();
    if (!is_now) {
        auto* pair = as_if<Tuple>(ns.is_empty() ? times : ns);
        if (!pair || pair->size != 2)
            return vm.raise(Error::TypeError,
                ns.is_empty() ? "utime: 'times' must be either a tuple of two ints or None"
                              : "utime: 'ns' must be a tuple of two ints");
        for (size_t i = 0; i < 2; i++)
            both[i] =
                ns.is_empty() ? TRY(time_of_seconds(vm, pair->items[i])) : TRY(time_of_nanoseconds(vm, pair->items[i]));
    }
    int folder = TRY(take_folder(vm, dir_fd));
    TRY(check_folder(vm, "utime", path, folder));
    TRY(check_follow(vm, "utime", path, follow));
    const timespec* set = is_now ? nullptr : both;
    return change(vm, path, [&] {
        return path.is_descriptor ? ::futimens(path.descriptor, set)
                                  : ::utimensat(folder, path.name(), set, follow ? 0 : AT_SYMLINK_NOFOLLOW);
    });
}

Result<void> make_fifo(Vm& vm, Value given, Value mode_value, Value dir_fd)
{
    Path path = TRY(take_path(vm, given, { .function = "mkfifo" }));
    mode_t mode = TRY(take_mode(vm, mode_value));
    int folder = TRY(take_folder(vm, dir_fd));
    return change(vm, path, [&] { return ::mkfifoat(folder, path.name(), mode); });
}
Result<void> make_node(Vm& vm, Value given, Value mode_value, Value device_value, Value dir_fd)
{
    Path path = TRY(take_path(vm, given, { .function = "mknod" }));
    mode_t mode = TRY(take_mode(vm, mode_value));
    auto device = dev_t(TRY(take_offset(vm, device_value)));
    int folder = TRY(take_folder(vm, dir_fd));
    return change(vm, path, [&] { return ::mknodat(folder, path.name(), mode, device); });
}

Result<void> change_folder(Vm& vm, Value given)
{
    Path path = TRY(take_path(vm, given, { .function = "chdir", .takes_descriptor = true }));
    return change(vm, path, [&] { return path.is_descriptor ? ::fchdir(path.descriptor) : ::chdir(path.name()); });
}
Result<void> change_folder_to(Vm& vm, Value fd)
{
    int folder = TRY(take_file_number(vm, fd));
    if (TRY(retried(vm, [&] { return ::fchdir(folder); })) != 0)
        return raise_errno(vm);
    return {};
}
Result<void> change_root(Vm& vm, Value given)
{
    Path path = TRY(take_path(vm, given, { .function = "chroot" }));
    TRY(check_authority(vm, Authority::Processes));
    return change(vm, path, [&] { return ::chroot(path.name()); });
}
Result<Value> current_folder(Vm& vm, bool as_bytes)
{
    TRY(check_authority(vm, Authority::Files));
    std::string text(1024, '\0');
    while (!::getcwd(text.data(), text.size())) {
        if (errno != ERANGE || text.size() > (1 << 20))
            return raise_errno(vm);
        text.resize(text.size() * 2);
    }
    return give_text(vm, text.c_str(), as_bytes);
}
Result<Value> current_text(Vm& vm) { return current_folder(vm, false); }
Result<Value> current_bytes(Vm& vm) { return current_folder(vm, true); }

Result<void> synchronise(Vm& vm)
{
    TRY(check_authority(vm, Authority::Files));
    outside(vm, [] { return ::sync(), 0; });
    return {};
}

constexpr NativeDef functions[] = {
    def<"mkdir(path, mode=511, *, dir_fd=None)", make_folder>("Create a directory."),
    def<"rmdir(path, *, dir_fd=None)", remove_folder>("Remove a directory."),
    def<"unlink(path, *, dir_fd=None)", unlink>("Remove a file (same as remove())."),
    def<"remove(path, *, dir_fd=None)", remove>("Remove a file (same as unlink())."),
    def<"rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", rename>("Rename a file or directory."),
    def<"replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", replace>(
        "Rename a file or directory, overwriting the destination."),
    def<"link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)", link>(
        "Create a hard link to a file."),
    def<"symlink(src, dst, target_is_directory=False, *, dir_fd=None)", symbolic_link>(
        "Create a symbolic link pointing to src named dst."),
    def<"readlink(path, *, dir_fd=None)", read_link>("The path to which the symbolic link points."),
    def<"truncate(path, length)", truncate>("Truncate a file, specified by path, to a specific length."),
    def<"chmod(path, mode, *, dir_fd=None, follow_symlinks=True)", change_mode>("Change the access permissions."),
    def<"fchmod(fd, mode)", change_mode_of>("Change the access permissions of the file given by a descriptor."),
    def<"chown(path, uid, gid, *, dir_fd=None, follow_symlinks=True)", change_owner>(
        "Change the owner and group id of path to the numeric uid and gid."),
    def<"lchown(path, uid, gid)", change_link_owner>("As chown, without following symbolic links."),
    def<"fchown(fd, uid, gid)", change_owner_of>("Change the owner and group id of the file given by a descriptor."),
    def<"utime(path, times=None, *, ns=<unset>, dir_fd=None, follow_symlinks=True)", set_times>(
        "Set the access and modified time of path."),
    def<"mkfifo(path, mode=438, *, dir_fd=None)", make_fifo>("Create a FIFO (a POSIX named pipe)."),
    def<"mknod(path, mode=384, device=0, *, dir_fd=None)", make_node>("Create a node in the file system."),
    def<"chdir(path)", change_folder>("Change the current working directory to the specified path."),
    def<"fchdir(fd)", change_folder_to>("Change to the directory of the given file descriptor."),
    def<"chroot(path)", change_root>("Change root directory to path."),
    def<"getcwd()", current_text>("A string that is the current working directory."),
    def<"getcwdb()", current_bytes>("A bytes string that is the current working directory."),
    def<"sync()", synchronise>("Force write of everything to disk."),
};

} // namespace

const std::span<const NativeDef> entry_functions = functions;

} // namespace coil::internal::posix
