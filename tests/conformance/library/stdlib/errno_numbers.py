"""errno has the numbers of the system's errors by name, and their names by number."""
import errno

names = sorted(name for name in dir(errno) if name.startswith("E"))
print(len(names), [(name, getattr(errno, name)) for name in names])
print(sorted(errno.errorcode.items()))
