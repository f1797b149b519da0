"""breakpoint() calls what sys.breakpointhook says; getsizeof() what __sizeof__ says."""

import os
import sys
import warnings


def stop(*args, **kws):
    print("stopped", args, kws)
    return 5


sys.breakpointhook = stop
print(breakpoint(1, 2, key=3))
del sys.breakpointhook
try:
    breakpoint()
except RuntimeError as error:
    print(error)
sys.breakpointhook = sys.__breakpointhook__
os.environ["PYTHONBREAKPOINT"] = "0"
print(breakpoint())
os.environ["PYTHONBREAKPOINT"] = "builtins.len"
print(breakpoint([1, 2]))
os.environ["PYTHONBREAKPOINT"] = "int"
print(breakpoint("12"))
for name in ("nosuch.module", "os.nosuch", ".", "nosuch"):
    os.environ["PYTHONBREAKPOINT"] = name
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        print(breakpoint(), [str(one.message) for one in caught])


class Sized:
    def __init__(self, answer):
        self.answer = answer

    def __sizeof__(self):
        return self.answer() if callable(self.answer) else self.answer


print(sys.getsizeof(Sized(100)) >= 100, sys.getsizeof(Sized("x"), "default"))
for answer in (-1, "x", lambda: 1 / 0):
    try:
        sys.getsizeof(Sized(answer))
    except (TypeError, ValueError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
print(sys.call_tracing(max, (1, 2)), sys.float_repr_style, sys.thread_info.name, len(sys.thread_info))
try:
    sys.call_tracing(max, 1)
except TypeError as error:
    print(error)
print(sys.getrefcount(None) > 1)
