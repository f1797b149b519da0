"""os makes, names, links, changes and removes files and folders; also below an open folder."""

import os
import stat


def says(function, *arguments, **keywords):
    try:
        return function(*arguments, **keywords)
    except OSError as error:
        return f"{type(error).__name__}: {error.errno} {error.strerror} {error.filename!r} {error.filename2!r}"


base = f"/tmp/coil_test_{os.getpid()}"
os.mkdir(base)
os.chdir(base)
try:
    os.close(os.open("one", os.O_CREAT | os.O_WRONLY, 0o600))
    print(sorted(os.listdir()), os.listdir(b"."))
    print(says(os.mkdir, "one"), says(os.rmdir, "none"), says(os.unlink, b"none"))
    print(says(os.rename, "none", "other"), says(os.link, "one", "one"), says(os.symlink, "a", "one"))
    os.rename("one", "two")
    os.replace("two", "three")
    os.link("three", "linked")
    os.symlink("three", "pointer")
    print(os.readlink("pointer"), os.readlink(b"pointer"), says(os.readlink, "three"))
    print(os.stat("three").st_nlink, os.path.samefile("three", "linked"), os.path.islink("pointer"))
    os.chmod("three", 0o640)
    print(stat.filemode(os.stat("three").st_mode), stat.filemode(os.lstat("pointer").st_mode))
    os.truncate("three", 100)
    print(os.stat("three").st_size)
    os.utime("three", (1.5, 2.25))
    print(os.stat("three").st_atime, os.stat("three").st_mtime_ns)
    os.utime("three", ns=(10**9 + 1, -1))
    print(os.stat("three").st_atime_ns, os.stat("three").st_mtime_ns)
    os.mkfifo("pipe")
    print(stat.S_ISFIFO(os.stat("pipe").st_mode))
    os.makedirs("a/b/c")
    os.makedirs("a/b/c", exist_ok=True)
    folder = os.open("a", os.O_RDONLY)
    os.mkdir("below", dir_fd=folder)
    os.close(os.open("file", os.O_CREAT | os.O_WRONLY, dir_fd=folder))
    os.rename("file", "moved", src_dir_fd=folder)
    print(os.path.exists("moved"), sorted(os.listdir(folder)), sorted(os.listdir("a")))
    print(os.access("b", os.F_OK, dir_fd=folder), os.access("b", os.F_OK), os.stat("b", dir_fd=folder).st_mode == os.stat("a/b").st_mode)
    os.close(folder)
    print([(path, sorted(folders), sorted(names)) for path, folders, names in os.walk("a")])
    os.removedirs("a/b/c")
    print(os.path.exists("a/b"))
finally:
    os.chdir("/")
    for path, folders, names in os.walk(base, topdown=False):
        for name in names:
            os.remove(os.path.join(path, name))
        os.rmdir(path)
print(os.path.exists(base), says(os.chdir, base) == f"FileNotFoundError: 2 No such file or directory {base!r} None")
