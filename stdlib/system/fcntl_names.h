#pragma once
// The constants of the module fcntl.
#include <cstdint>
#include <fcntl.h>
#include <linux/fs.h>
#include <string_view>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <utility>

namespace coil::internal
{

inline constexpr std::pair<std::string_view, int64_t> fcntl_names[] = {
    { "DN_ACCESS", int64_t(DN_ACCESS) },
    { "DN_ATTRIB", int64_t(DN_ATTRIB) },
    { "DN_CREATE", int64_t(DN_CREATE) },
    { "DN_DELETE", int64_t(DN_DELETE) },
    { "DN_MODIFY", int64_t(DN_MODIFY) },
    { "DN_MULTISHOT", int64_t(DN_MULTISHOT) },
    { "DN_RENAME", int64_t(DN_RENAME) },
    { "FASYNC", int64_t(FASYNC) },
    { "FD_CLOEXEC", int64_t(FD_CLOEXEC) },
    { "F_ADD_SEALS", int64_t(F_ADD_SEALS) },
    { "F_DUPFD", int64_t(F_DUPFD) },
    { "F_DUPFD_CLOEXEC", int64_t(F_DUPFD_CLOEXEC) },
    { "F_EXLCK", int64_t(F_EXLCK) },
    { "F_GETFD", int64_t(F_GETFD) },
    { "F_GETFL", int64_t(F_GETFL) },
    { "F_GETLEASE", int64_t(F_GETLEASE) },
    { "F_GETLK", int64_t(F_GETLK) },
    { "F_GETLK64", int64_t(F_GETLK64) },
    { "F_GETOWN", int64_t(F_GETOWN) },
    { "F_GETOWN_EX", int64_t(F_GETOWN_EX) },
    { "F_GETPIPE_SZ", int64_t(F_GETPIPE_SZ) },
    { "F_GETSIG", int64_t(F_GETSIG) },
    { "F_GET_SEALS", int64_t(F_GET_SEALS) },
    { "F_NOTIFY", int64_t(F_NOTIFY) },
    { "F_OFD_GETLK", int64_t(F_OFD_GETLK) },
    { "F_OFD_SETLK", int64_t(F_OFD_SETLK) },
    { "F_OFD_SETLKW", int64_t(F_OFD_SETLKW) },
    { "F_RDLCK", int64_t(F_RDLCK) },
    { "F_SEAL_GROW", int64_t(F_SEAL_GROW) },
    { "F_SEAL_SEAL", int64_t(F_SEAL_SEAL) },
    { "F_SEAL_SHRINK", int64_t(F_SEAL_SHRINK) },
    { "F_SEAL_WRITE", int64_t(F_SEAL_WRITE) },
    { "F_SETFD", int64_t(F_SETFD) },
    { "F_SETFL", int64_t(F_SETFL) },
    { "F_SETLEASE", int64_t(F_SETLEASE) },
    { "F_SETLK", int64_t(F_SETLK) },
    { "F_SETLK64", int64_t(F_SETLK64) },
    { "F_SETLKW", int64_t(F_SETLKW) },
    { "F_SETLKW64", int64_t(F_SETLKW64) },
    { "F_SETOWN", int64_t(F_SETOWN) },
    { "F_SETPIPE_SZ", int64_t(F_SETPIPE_SZ) },
    { "F_SETSIG", int64_t(F_SETSIG) },
    { "F_SHLCK", int64_t(F_SHLCK) },
    { "F_UNLCK", int64_t(F_UNLCK) },
    { "F_WRLCK", int64_t(F_WRLCK) },
    { "LOCK_EX", int64_t(LOCK_EX) },
    { "LOCK_MAND", int64_t(LOCK_MAND) },
    { "LOCK_NB", int64_t(LOCK_NB) },
    { "LOCK_READ", int64_t(LOCK_READ) },
    { "LOCK_RW", int64_t(LOCK_RW) },
    { "LOCK_SH", int64_t(LOCK_SH) },
    { "LOCK_UN", int64_t(LOCK_UN) },
    { "LOCK_WRITE", int64_t(LOCK_WRITE) },
};

} // namespace coil::internal
