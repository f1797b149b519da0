"""What os takes for paths, descriptors, times and ids, and what it says of others."""

import os


class Named:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        return self.path


def says(function, *arguments, **keywords):
    try:
        return function(*arguments, **keywords)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


print(os.fspath("a"), os.fspath(b"a"), os.fspath(Named("b")))
print(says(os.fspath, 3), says(os.fspath, Named(3)))
print(says(os.stat, Named("/nothing")), says(os.stat, Named(b"/nothing")), says(os.stat, Named(None)))
print(says(os.stat, 1.5), says(os.open, 1, 2), says(os.mkdir, None), says(os.listdir, []))
print(says(os.rename, 1, "a"), says(os.rename, "a", 1))
print(says(os.stat, "/", dir_fd="x"), says(os.stat, 0, dir_fd=1))
print(says(os.stat, 2**40), says(os.stat, -(2**40)), says(os.close, "a"), says(os.fsync, "a"), says(os.fsync, -1))
print(says(os.chown, "/", "a", 0), says(os.chown, "/", 2**40, 0), says(os.chown, "/", 0, -2))
print(says(os.utime, "/", 1), says(os.utime, "/", (1, 2), ns=(1, 2)), says(os.utime, "/", ns=1))
print(says(os.open, "/nothing/\udc80", 0), says(os.open, "/\ud800", 0))
print(says(os.stat, 99999), says(os.listdir, 99999), says(os.read, 99999, 1), says(os.read, 0, -1))
print(os.fsencode("a\udcff"), os.fsdecode(b"a\xff") == "a\udcff")
print(says(os.execv, "/", ()), says(os.execv, "/", ("",)), says(os.execv, "/", "a"), says(os.execv, "/nothing", ["a"]))
print(says(os.execve, "/nothing", ["a"], 3), says(os.execve, "/nothing", ["a"], {"a=b": "c"}))
print(says(os.putenv, "a=b", "c"), says(os.putenv, "", "c"), says(os.unsetenv, ""))
print(says(os.sysconf, "x"), says(os.sysconf, 1.5), os.sysconf("SC_PAGESIZE") == os.sysconf(os.sysconf_names["SC_PAGESIZE"]))
print(says(os.urandom, -1), len(os.urandom(10)), os.strerror(2), says(os.register_at_fork), says(os.register_at_fork, before=1))
