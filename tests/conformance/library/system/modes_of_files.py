"""stat tells kinds and permissions of files from their modes."""
import stat

for kind in range(16):
    mode = kind << 12
    print(oct(mode), stat.filemode(mode | 0o7777), stat.filemode(mode | 0o1640), [name for name in (
        "S_ISDIR", "S_ISCHR", "S_ISBLK", "S_ISREG", "S_ISFIFO", "S_ISLNK", "S_ISSOCK", "S_ISDOOR", "S_ISPORT", "S_ISWHT")
        if getattr(stat, name)(mode)])
print(oct(stat.S_IMODE(0o107644)), oct(stat.S_IFMT(0o107644)), stat.S_ISDIR.__module__)
for wrong in ("x", -1, 2**33, 2**70, 1.5):
    for function in (stat.S_ISDIR, stat.S_IMODE, stat.filemode):
        try:
            print(function(wrong))
        except (TypeError, OverflowError) as error:
            print(type(error).__name__, error)
