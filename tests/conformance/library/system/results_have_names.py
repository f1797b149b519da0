"""Results of os are tuples whose items have names: they are made of sequences, and show themselves."""

import copy
import os
import time


def says(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


made = os.stat_result(range(10))
print(made, made.st_mode, made.st_atime, made.st_blocks, made[7], len(made))
print(os.stat_result(range(16)).st_mtime, os.stat_result(range(10), {"st_atime": 1.5}).st_atime)
print(made == tuple(range(10)), made.n_fields >= 16, made.n_sequence_fields, made.n_unnamed_fields, isinstance(made, tuple))
for wrong in (range(3), range(40), 3):
    print(says(os.stat_result, wrong).split(":")[0])
print(says(setattr, made, "st_mode", 1).split(":")[0], says(setattr, made, "other", 1).split(":")[0])
print(says(lambda: made.other).split(":")[0], says(lambda: made[10]))
kind, arguments = made.__reduce__()
print(kind is os.stat_result, kind(*arguments) == made, copy.copy(made) == made)
print(os.terminal_size((80, 25)), os.terminal_size((80, 25)).columns, os.terminal_size.__match_args__)
print(type(os.uname()).__name__, os.uname().sysname, os.uname()[0] == os.uname().sysname)
print([type(each).__name__ for each in os.times()])
info = os.stat(os.getcwd())
print(info.st_mtime == info.st_mtime_ns / 1e9 or abs(info.st_mtime - info.st_mtime_ns / 1e9) < 1e-3, info[8] == int(info.st_mtime))
match os.terminal_size((1, 2)):
    case os.terminal_size(columns, lines):
        print(columns, lines)
