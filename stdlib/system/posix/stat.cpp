// What the system says of files: stat and its relatives, statvfs, access.
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "stdlib/system/posix/posix.h"

namespace coil::internal::posix
{

namespace
{

constexpr AttributeDef stat_fields[] = {
    { "st_mode", struct_field<0>, nullptr, "protection bits" },
    { "st_ino", struct_field<1>, nullptr, "inode" },
    { "st_dev", struct_field<2>, nullptr, "device" },
    { "st_nlink", struct_field<3>, nullptr, "number of hard links" },
    { "st_uid", struct_field<4>, nullptr, "user ID of owner" },
    { "st_gid", struct_field<5>, nullptr, "group ID of owner" },
    { "st_size", struct_field<6>, nullptr, "total size, in bytes" },
    { "st_atime", extra_field<0>, nullptr, "time of last access" },
    { "st_mtime", extra_field<1>, nullptr, "time of last modification" },
    { "st_ctime", extra_field<2>, nullptr, "time of last change" },
    { "st_atime_ns", extra_field<3>, nullptr, "time of last access in nanoseconds" },
    { "st_mtime_ns", extra_field<4>, nullptr, "time of last modification in nanoseconds" },
    { "st_ctime_ns", extra_field<5>, nullptr, "time of last change in nanoseconds" },
    { "st_blksize", extra_field<6>, nullptr, "blocksize for filesystem I/O" },
    { "st_blocks", extra_field<7>, nullptr, "number of blocks allocated" },
    { "st_rdev", extra_field<8>, nullptr, "device type (if inode device)" },
};
/// Times that were not given are those among the items.
void complete_stat(Tuple* made)
{
    auto* extras = reinterpret_cast<Value*>(attribute_words(made) + 1);
    for (size_t i = 0; i < 3; i++)
        if (extras[i].is_empty() || extras[i].is_none())
            extras[i] = made->items[7 + i];
}
constexpr StructSequence stat_kind{ "os", "stat_result", stat_fields, 10,
    "Result from stat, fstat, or lstat: a tuple of ten numbers, with attributes for these and more.", 3,
    complete_stat };

constexpr AttributeDef file_system_fields[] = {
    { "f_bsize", struct_field<0>, nullptr, nullptr },
    { "f_frsize", struct_field<1>, nullptr, nullptr },
    { "f_blocks", struct_field<2>, nullptr, nullptr },
    { "f_bfree", struct_field<3>, nullptr, nullptr },
    { "f_bavail", struct_field<4>, nullptr, nullptr },
    { "f_files", struct_field<5>, nullptr, nullptr },
    { "f_ffree", struct_field<6>, nullptr, nullptr },
    { "f_favail", struct_field<7>, nullptr, nullptr },
    { "f_flag", struct_field<8>, nullptr, nullptr },
    { "f_namemax", struct_field<9>, nullptr, nullptr },
    { "f_fsid", extra_field<0>, nullptr, nullptr },
};
constexpr StructSequence file_system_kind{ "os", "statvfs_result", file_system_fields, 10,
    "Result from statvfs or fstatvfs." };

Result<Value> nanoseconds(Vm& vm, const timespec& time)
{
    int64_t total;
    if (!__builtin_mul_overflow(int64_t(time.tv_sec), int64_t(1'000'000'000), &total) &&
        !__builtin_add_overflow(total, int64_t(time.tv_nsec), &total))
        return make_int(vm, total);
    Value seconds = TRY(int_mul(vm, TRY(make_int(vm, time.tv_sec)), Value::small(1'000'000'000)));
    return int_add(vm, seconds, Value::small(time.tv_nsec));
}
Result<Value> fractional(Vm& vm, const timespec& time)
{
    return make_float(vm, double(time.tv_sec) + 1e-9 * double(time.tv_nsec));
}

Result<Value> stat(Vm& vm, Value given, Value dir_fd, bool follow)
{
    Path path = TRY(take_path(vm, given, { .function = "stat", .takes_descriptor = true }));
    int folder = TRY(take_folder(vm, dir_fd));
    TRY(check_folder(vm, "stat", path, folder));
    TRY(check_follow(vm, "stat", path, follow));
    if (!path.is_descriptor)
        return stat_at(vm, folder, path.name(), follow, path.shown);
    struct stat info;
    if (outside(vm, [&] { return ::fstat(path.descriptor, &info); }) != 0)
        return raise_errno(vm, path);
    return stat_result(vm, info);
}
Result<Value> link_stat(Vm& vm, Value given, Value dir_fd)
{
    Path path = TRY(take_path(vm, given, { .function = "lstat" }));
    return stat_at(vm, TRY(take_folder(vm, dir_fd)), path.name(), false, path.shown);
}
Result<Value> file_stat(Vm& vm, Value given)
{
    int fd = TRY(take_descriptor(vm, given));
    struct stat info;
    if (TRY(retried(vm, [&] { return ::fstat(fd, &info); })) != 0)
        return raise_errno(vm);
    return stat_result(vm, info);
}

Result<Value> file_system_result(Vm& vm, const struct statvfs& info)
{
    uint64_t numbers[] = { info.f_bsize, info.f_frsize, info.f_blocks, info.f_bfree, info.f_bavail, info.f_files,
        info.f_ffree, info.f_favail, info.f_flag, info.f_namemax, info.f_fsid };
    constexpr size_t count = std::size(numbers);
    Value values[count];
    for (size_t i = 0; i < count; i++)
        values[i] = TRY(make_int_unsigned(vm, numbers[i]));
    return make_struct(vm, class_named(vm, FileSystemResult), { values, count - 1 }, { values + count - 1, 1 });
}
Result<Value> file_system(Vm& vm, Value given)
{
    Path path = TRY(take_path(vm, given, { .function = "statvfs", .takes_descriptor = true }));
    struct statvfs info;
    int status = outside(
        vm, [&] { return path.is_descriptor ? ::fstatvfs(path.descriptor, &info) : ::statvfs(path.name(), &info); });
    if (status != 0)
        return raise_errno(vm, path);
    return file_system_result(vm, info);
}
Result<Value> file_system_of(Vm& vm, Value given)
{
    int fd = TRY(take_descriptor(vm, given));
    struct statvfs info;
    if (TRY(retried(vm, [&] { return ::fstatvfs(fd, &info); })) != 0)
        return raise_errno(vm);
    return file_system_result(vm, info);
}

Result<bool> access(Vm& vm, Value given, Value mode_value, Value dir_fd, bool effective, bool follow)
{
    Path path = TRY(take_path(vm, given, { .function = "access" }));
    int mode = TRY(to_c_int(vm, mode_value));
    int folder = TRY(take_folder(vm, dir_fd));
    int flags = (follow ? 0 : AT_SYMLINK_NOFOLLOW) | (effective ? AT_EACCESS : 0);
    return outside(vm, [&] { return ::faccessat(folder, path.name(), mode, flags); }) == 0;
}

/// A number of a device, or a part of one; -1 is all bits.
Result<uint64_t> take_device(Vm& vm, Value value)
{
    Value integer = TRY(to_int_object(vm, value));
    if (std::optional<int64_t> number = int_to_int64(integer); number && *number >= -1)
        return uint64_t(*number);
    if (std::optional<uint64_t> number = int_to_uint64(integer))
        return *number;
    return vm.raise(Error::OverflowError,
        int_sign(integer) < 0 ? "can't convert negative int to unsigned" : "int too big to convert");
}
Result<Value> major_number(Vm& vm, Value device) { return make_int_unsigned(vm, major(TRY(take_device(vm, device)))); }
Result<Value> minor_number(Vm& vm, Value device) { return make_int_unsigned(vm, minor(TRY(take_device(vm, device)))); }
Result<Value> make_device(Vm& vm, Value major_value, Value minor_value)
{
    auto high = uint32_t(TRY(take_device(vm, major_value)));
    return make_int_unsigned(vm, makedev(high, uint32_t(TRY(take_device(vm, minor_value)))));
}

constexpr NativeDef functions[] = {
    def<"stat(path, *, dir_fd=None, follow_symlinks=True)", stat>("Perform a stat system call on the given path."),
    def<"lstat(path, *, dir_fd=None)", link_stat>("As stat, without following a symbolic link."),
    def<"fstat(fd)", file_stat>("Perform a stat system call on the given file descriptor."),
    def<"statvfs(path)", file_system>("Perform a statvfs system call on the given path."),
    def<"fstatvfs(fd, /)", file_system_of>("Perform an fstatvfs system call on the given fd."),
    def<"access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)", access>(
        "Whether the process may use the path so: F_OK, or a combination of R_OK, W_OK and X_OK."),
    def<"major(device, /)", major_number>("The major device number of a raw device number."),
    def<"minor(device, /)", minor_number>("The minor device number of a raw device number."),
    def<"makedev(major, minor, /)", make_device>("A raw device number of major and minor device numbers."),
};

} // namespace

Result<Value> stat_result(Vm& vm, const struct stat& info)
{
    Value items[] = {
        Value::small(info.st_mode),
        TRY(make_int_unsigned(vm, info.st_ino)),
        TRY(make_int_unsigned(vm, info.st_dev)),
        TRY(make_int_unsigned(vm, info.st_nlink)),
        Value::small(info.st_uid),
        Value::small(info.st_gid),
        TRY(make_int(vm, info.st_size)),
        TRY(make_int(vm, info.st_atim.tv_sec)),
        TRY(make_int(vm, info.st_mtim.tv_sec)),
        TRY(make_int(vm, info.st_ctim.tv_sec)),
    };
    Value extras[] = {
        TRY(fractional(vm, info.st_atim)),
        TRY(fractional(vm, info.st_mtim)),
        TRY(fractional(vm, info.st_ctim)),
        TRY(nanoseconds(vm, info.st_atim)),
        TRY(nanoseconds(vm, info.st_mtim)),
        TRY(nanoseconds(vm, info.st_ctim)),
        Value::small(info.st_blksize),
        TRY(make_int(vm, info.st_blocks)),
        TRY(make_int_unsigned(vm, info.st_rdev)),
    };
    return make_struct(vm, class_named(vm, StatResult), items, extras);
}

Result<Value> stat_at(Vm& vm, int folder, const char* name, bool follow, Value shown)
{
    struct stat info;
    int flags = follow ? 0 : AT_SYMLINK_NOFOLLOW;
    if (outside(vm, [&] { return ::fstatat(folder, name, &info, flags); }) != 0)
        return raise_os_error(vm, errno, shown);
    return stat_result(vm, info);
}

const std::span<const NativeDef> stat_functions = functions;

Result<void> define_stat(Vm& vm, Module* module)
{
    TRY(keep_class(vm, module, StatResult, TRY(make_struct_class<stat_kind>(vm))));
    return keep_class(vm, module, FileSystemResult, TRY(make_struct_class<file_system_kind>(vm)));
}

} // namespace coil::internal::posix
