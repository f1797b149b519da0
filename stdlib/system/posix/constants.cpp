// The constants of the module.
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <fcntl.h>
#include <linux/limits.h>
#include <linux/magic.h>
#include <linux/memfd.h>
#include <sched.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/timerfd.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <sysexits.h>
#include <unistd.h>

#include "stdlib/system/posix/posix.h"

namespace coil::internal::posix
{

namespace
{

struct Constant {
    const char* name;
    int64_t value;
};
constexpr Constant constants[] = {
    { "CLD_CONTINUED", int64_t(CLD_CONTINUED) },
    { "CLD_DUMPED", int64_t(CLD_DUMPED) },
    { "CLD_EXITED", int64_t(CLD_EXITED) },
    { "CLD_KILLED", int64_t(CLD_KILLED) },
    { "CLD_STOPPED", int64_t(CLD_STOPPED) },
    { "CLD_TRAPPED", int64_t(CLD_TRAPPED) },
    { "CLONE_FILES", int64_t(CLONE_FILES) },
    { "CLONE_FS", int64_t(CLONE_FS) },
    { "CLONE_NEWCGROUP", int64_t(CLONE_NEWCGROUP) },
    { "CLONE_NEWIPC", int64_t(CLONE_NEWIPC) },
    { "CLONE_NEWNET", int64_t(CLONE_NEWNET) },
    { "CLONE_NEWNS", int64_t(CLONE_NEWNS) },
    { "CLONE_NEWPID", int64_t(CLONE_NEWPID) },
    { "CLONE_NEWTIME", int64_t(CLONE_NEWTIME) },
    { "CLONE_NEWUSER", int64_t(CLONE_NEWUSER) },
    { "CLONE_NEWUTS", int64_t(CLONE_NEWUTS) },
    { "CLONE_SIGHAND", int64_t(CLONE_SIGHAND) },
    { "CLONE_SYSVSEM", int64_t(CLONE_SYSVSEM) },
    { "CLONE_THREAD", int64_t(CLONE_THREAD) },
    { "CLONE_VM", int64_t(CLONE_VM) },
    { "EFD_CLOEXEC", int64_t(EFD_CLOEXEC) },
    { "EFD_NONBLOCK", int64_t(EFD_NONBLOCK) },
    { "EFD_SEMAPHORE", int64_t(EFD_SEMAPHORE) },
    { "EX_CANTCREAT", int64_t(EX_CANTCREAT) },
    { "EX_CONFIG", int64_t(EX_CONFIG) },
    { "EX_DATAERR", int64_t(EX_DATAERR) },
    { "EX_IOERR", int64_t(EX_IOERR) },
    { "EX_NOHOST", int64_t(EX_NOHOST) },
    { "EX_NOINPUT", int64_t(EX_NOINPUT) },
    { "EX_NOPERM", int64_t(EX_NOPERM) },
    { "EX_NOUSER", int64_t(EX_NOUSER) },
    { "EX_OK", int64_t(EX_OK) },
    { "EX_OSERR", int64_t(EX_OSERR) },
    { "EX_OSFILE", int64_t(EX_OSFILE) },
    { "EX_PROTOCOL", int64_t(EX_PROTOCOL) },
    { "EX_SOFTWARE", int64_t(EX_SOFTWARE) },
    { "EX_TEMPFAIL", int64_t(EX_TEMPFAIL) },
    { "EX_UNAVAILABLE", int64_t(EX_UNAVAILABLE) },
    { "EX_USAGE", int64_t(EX_USAGE) },
    { "F_LOCK", int64_t(F_LOCK) },
    { "F_OK", int64_t(F_OK) },
    { "F_TEST", int64_t(F_TEST) },
    { "F_TLOCK", int64_t(F_TLOCK) },
    { "F_ULOCK", int64_t(F_ULOCK) },
    { "GRND_NONBLOCK", int64_t(GRND_NONBLOCK) },
    { "GRND_RANDOM", int64_t(GRND_RANDOM) },
    { "MFD_ALLOW_SEALING", int64_t(MFD_ALLOW_SEALING) },
    { "MFD_CLOEXEC", int64_t(MFD_CLOEXEC) },
    { "MFD_HUGETLB", int64_t(MFD_HUGETLB) },
    { "O_ACCMODE", int64_t(O_ACCMODE) },
    { "O_APPEND", int64_t(O_APPEND) },
    { "O_ASYNC", int64_t(O_ASYNC) },
    { "O_CLOEXEC", int64_t(O_CLOEXEC) },
    { "O_CREAT", int64_t(O_CREAT) },
    { "O_DIRECT", int64_t(O_DIRECT) },
    { "O_DIRECTORY", int64_t(O_DIRECTORY) },
    { "O_DSYNC", int64_t(O_DSYNC) },
    { "O_EXCL", int64_t(O_EXCL) },
    { "O_FSYNC", int64_t(O_FSYNC) },
    { "O_LARGEFILE", int64_t(O_LARGEFILE) },
    { "O_NDELAY", int64_t(O_NDELAY) },
    { "O_NOATIME", int64_t(O_NOATIME) },
    { "O_NOCTTY", int64_t(O_NOCTTY) },
    { "O_NOFOLLOW", int64_t(O_NOFOLLOW) },
    { "O_NONBLOCK", int64_t(O_NONBLOCK) },
    { "O_PATH", int64_t(O_PATH) },
    { "O_RDONLY", int64_t(O_RDONLY) },
    { "O_RDWR", int64_t(O_RDWR) },
    { "O_RSYNC", int64_t(O_RSYNC) },
    { "O_SYNC", int64_t(O_SYNC) },
    { "O_TMPFILE", int64_t(O_TMPFILE) },
    { "O_TRUNC", int64_t(O_TRUNC) },
    { "O_WRONLY", int64_t(O_WRONLY) },
    { "POSIX_FADV_DONTNEED", int64_t(POSIX_FADV_DONTNEED) },
    { "POSIX_FADV_NOREUSE", int64_t(POSIX_FADV_NOREUSE) },
    { "POSIX_FADV_NORMAL", int64_t(POSIX_FADV_NORMAL) },
    { "POSIX_FADV_RANDOM", int64_t(POSIX_FADV_RANDOM) },
    { "POSIX_FADV_SEQUENTIAL", int64_t(POSIX_FADV_SEQUENTIAL) },
    { "POSIX_FADV_WILLNEED", int64_t(POSIX_FADV_WILLNEED) },
    { "PRIO_PGRP", int64_t(PRIO_PGRP) },
    { "PRIO_PROCESS", int64_t(PRIO_PROCESS) },
    { "PRIO_USER", int64_t(PRIO_USER) },
    { "P_ALL", int64_t(P_ALL) },
    { "P_PGID", int64_t(P_PGID) },
    { "P_PID", int64_t(P_PID) },
    { "P_PIDFD", int64_t(P_PIDFD) },
    { "RTLD_DEEPBIND", int64_t(RTLD_DEEPBIND) },
    { "RTLD_GLOBAL", int64_t(RTLD_GLOBAL) },
    { "RTLD_LAZY", int64_t(RTLD_LAZY) },
    { "RTLD_LOCAL", int64_t(RTLD_LOCAL) },
    { "RTLD_NODELETE", int64_t(RTLD_NODELETE) },
    { "RTLD_NOLOAD", int64_t(RTLD_NOLOAD) },
    { "RTLD_NOW", int64_t(RTLD_NOW) },
    { "R_OK", int64_t(R_OK) },
    { "SCHED_BATCH", int64_t(SCHED_BATCH) },
    { "SCHED_DEADLINE", int64_t(SCHED_DEADLINE) },
    { "SCHED_FIFO", int64_t(SCHED_FIFO) },
    { "SCHED_IDLE", int64_t(SCHED_IDLE) },
    { "SCHED_OTHER", int64_t(SCHED_OTHER) },
    { "SCHED_RESET_ON_FORK", int64_t(SCHED_RESET_ON_FORK) },
    { "SCHED_RR", int64_t(SCHED_RR) },
    { "SEEK_DATA", int64_t(SEEK_DATA) },
    { "SEEK_HOLE", int64_t(SEEK_HOLE) },
    { "SPLICE_F_MORE", int64_t(SPLICE_F_MORE) },
    { "SPLICE_F_MOVE", int64_t(SPLICE_F_MOVE) },
    { "SPLICE_F_NONBLOCK", int64_t(SPLICE_F_NONBLOCK) },
    { "ST_APPEND", int64_t(ST_APPEND) },
    { "ST_MANDLOCK", int64_t(ST_MANDLOCK) },
    { "ST_NOATIME", int64_t(ST_NOATIME) },
    { "ST_NODEV", int64_t(ST_NODEV) },
    { "ST_NODIRATIME", int64_t(ST_NODIRATIME) },
    { "ST_NOEXEC", int64_t(ST_NOEXEC) },
    { "ST_NOSUID", int64_t(ST_NOSUID) },
    { "ST_RDONLY", int64_t(ST_RDONLY) },
    { "ST_RELATIME", int64_t(ST_RELATIME) },
    { "ST_SYNCHRONOUS", int64_t(ST_SYNCHRONOUS) },
    { "ST_WRITE", int64_t(ST_WRITE) },
    { "TFD_CLOEXEC", int64_t(TFD_CLOEXEC) },
    { "TFD_NONBLOCK", int64_t(TFD_NONBLOCK) },
    { "TFD_TIMER_ABSTIME", int64_t(TFD_TIMER_ABSTIME) },
    { "TFD_TIMER_CANCEL_ON_SET", int64_t(TFD_TIMER_CANCEL_ON_SET) },
    { "TMP_MAX", int64_t(TMP_MAX) },
    { "WCONTINUED", int64_t(WCONTINUED) },
    { "WEXITED", int64_t(WEXITED) },
    { "WNOHANG", int64_t(WNOHANG) },
    { "WNOWAIT", int64_t(WNOWAIT) },
    { "WSTOPPED", int64_t(WSTOPPED) },
    { "WUNTRACED", int64_t(WUNTRACED) },
    { "W_OK", int64_t(W_OK) },
    { "XATTR_CREATE", int64_t(XATTR_CREATE) },
    { "XATTR_REPLACE", int64_t(XATTR_REPLACE) },
    { "X_OK", int64_t(X_OK) },
    { "PIDFD_NONBLOCK", 2048 },
    { "POSIX_SPAWN_CLOSE", 1 },
    { "POSIX_SPAWN_CLOSEFROM", 3 },
    { "POSIX_SPAWN_DUP2", 2 },
    { "POSIX_SPAWN_OPEN", 0 },
    { "SCHED_NORMAL", 0 },
    { "MFD_HUGETLB", int64_t(MFD_HUGETLB) },
    { "MFD_HUGE_16GB", int64_t(MFD_HUGE_16GB) },
    { "MFD_HUGE_16MB", int64_t(MFD_HUGE_16MB) },
    { "MFD_HUGE_1GB", int64_t(MFD_HUGE_1GB) },
    { "MFD_HUGE_1MB", int64_t(MFD_HUGE_1MB) },
    { "MFD_HUGE_256MB", int64_t(MFD_HUGE_256MB) },
    { "MFD_HUGE_2GB", int64_t(MFD_HUGE_2GB) },
    { "MFD_HUGE_2MB", int64_t(MFD_HUGE_2MB) },
    { "MFD_HUGE_32MB", int64_t(MFD_HUGE_32MB) },
    { "MFD_HUGE_512KB", int64_t(MFD_HUGE_512KB) },
    { "MFD_HUGE_512MB", int64_t(MFD_HUGE_512MB) },
    { "MFD_HUGE_64KB", int64_t(MFD_HUGE_64KB) },
    { "MFD_HUGE_8MB", int64_t(MFD_HUGE_8MB) },
    { "MFD_HUGE_MASK", int64_t(MFD_HUGE_MASK) },
    { "MFD_HUGE_SHIFT", int64_t(MFD_HUGE_SHIFT) },
    { "NGROUPS_MAX", int64_t(NGROUPS_MAX) },
    { "RWF_APPEND", int64_t(RWF_APPEND) },
    { "RWF_DSYNC", int64_t(RWF_DSYNC) },
    { "RWF_HIPRI", int64_t(RWF_HIPRI) },
    { "RWF_NOWAIT", int64_t(RWF_NOWAIT) },
    { "RWF_SYNC", int64_t(RWF_SYNC) },
    { "XATTR_SIZE_MAX", int64_t(XATTR_SIZE_MAX) },
    { "RWF_DONTCACHE", 0x80 },
    { "RWF_ATOMIC", 0x40 },
};

} // namespace

Result<void> define_constants(Vm& vm, Module* module)
{
    for (const Constant& each : constants)
        TRY(dict_set_str(vm, module->dict, intern(vm, each.name), Value::small(each.value)));
    return {};
}

} // namespace coil::internal::posix
