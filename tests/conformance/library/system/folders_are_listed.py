"""scandir tells what entries of a folder are; it can be left early, and closed."""

import os

base = f"/tmp/coil_scan_{os.getpid()}"
os.mkdir(base)
os.mkdir(base + "/folder")
os.close(os.open(base + "/file", os.O_CREAT | os.O_WRONLY))
os.symlink("file", base + "/link")
os.symlink("nothing", base + "/broken")
os.symlink("folder", base + "/folder_link")
try:
    with os.scandir(base) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        print(
            entry, entry.is_dir(), entry.is_dir(follow_symlinks=False), entry.is_file(), entry.is_symlink(),
            entry.path == f"{base}/{entry.name}", os.fspath(entry) == entry.path, entry.inode() == os.lstat(entry.path).st_ino,
            entry.stat(follow_symlinks=False) == os.lstat(entry.path),
        )
    try:
        found[0].stat()
    except OSError as error:
        print(type(error).__name__, error.filename == base + "/broken")
    entries = os.scandir(os.fsencode(base))
    entry = next(entries)
    print(type(entry.name), type(entry.path), entry.path.startswith(os.fsencode(base)))
    entries.close()
    entries.close()
    print(list(entries))
    folder = os.open(base, os.O_RDONLY)
    print(sorted((entry.name, entry.path) for entry in os.scandir(folder)))
    print(sorted(entry.is_file() for entry in os.scandir(folder)))
    print(len(os.listdir(folder)), len(os.listdir(folder)))
    os.close(folder)
    try:
        os.DirEntry()
    except TypeError as error:
        print(type(error).__name__)
    print(os.DirEntry[str], type(entries).__name__)
    entries = os.scandir(base)
    os.rmdir(base + "/folder")
    print([entry.is_dir() for entry in entries if entry.name == "folder_link"])
finally:
    for name in os.listdir(base):
        os.remove(f"{base}/{name}")
    os.rmdir(base)
