"""pwd, grp, resource and fcntl."""

import fcntl
import grp
import os
import pwd
import resource
import struct


def says(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


root = pwd.getpwuid(0)
print(root.pw_name, root.pw_uid, root[2], root == pwd.getpwnam("root"), root in pwd.getpwall(), type(root))
print(says(pwd.getpwnam, "no such user"), says(pwd.getpwuid, 2**31 - 5), says(pwd.getpwuid, 2**80).split(":")[0], says(pwd.getpwnam, 1).split(":")[0])
print(grp.getgrgid(0).gr_name, grp.getgrnam("root").gr_mem, says(grp.getgrnam, "no such group"), len(grp.getgrall()) > 3)

usage = resource.getrusage(resource.RUSAGE_SELF)
print(usage.ru_utime >= 0, usage.ru_maxrss > 0, len(usage), says(resource.getrusage, 1000))
soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
print(resource.getrlimit(resource.RLIMIT_CORE)[0], says(resource.getrlimit, 1000), says(resource.setrlimit, 0, (1,)))
print(resource.prlimit(0, resource.RLIMIT_CORE)[0], resource.getpagesize() == os.sysconf("SC_PAGESIZE"))

reader, writer = os.pipe()
print(fcntl.fcntl(reader, fcntl.F_GETFD) == fcntl.FD_CLOEXEC, fcntl.fcntl(reader, fcntl.F_SETFL, os.O_NONBLOCK))
print(fcntl.fcntl(reader, fcntl.F_GETFL) & os.O_NONBLOCK == os.O_NONBLOCK)
os.write(writer, b"12345")
room = bytearray(4)
FIONREAD = 0x541B
print(fcntl.ioctl(reader, FIONREAD, room), struct.unpack("i", room), struct.unpack("i", fcntl.ioctl(reader, FIONREAD, bytes(4))))
print(says(fcntl.fcntl, 99999, fcntl.F_GETFD), says(fcntl.fcntl, "a", 1))
file = os.memfd_create("locked")
fcntl.flock(file, fcntl.LOCK_EX)
fcntl.flock(file, fcntl.LOCK_UN)
fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
print(says(fcntl.lockf, file, 0))
