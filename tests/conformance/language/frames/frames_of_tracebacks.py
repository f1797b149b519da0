"""Frames of tracebacks have the variables that were there: closures, parameters, locals, class bodies; traceback.clear_frames."""
import sys
import traceback


def outer(a, *rest, key=None, **more):
    cell = [a]

    def inner(x):
        y = x * 2
        if key:
            never = 1
        for i in range(3):
            if i == 2:
                raise ValueError(y, cell)

    z = 5
    inner(a)
    later = 6


def shown():
    try:
        outer(1, 2, extra=3)
    except ValueError as error:
        tb = error.__traceback__.tb_next
        while tb:
            names = {k: v for k, v in sorted(tb.tb_frame.f_locals.items()) if k != "inner"}
            print(tb.tb_frame.f_code.co_name, tb.tb_lineno - outer.__code__.co_firstlineno, names)
            tb = tb.tb_next
        return error


error = shown()
summary = traceback.TracebackException.from_exception(error, capture_locals=True)
print([sorted(k for k in frame.locals if k != "inner") for frame in summary.stack][1:])
traceback.clear_frames(error.__traceback__)
print(dict(error.__traceback__.tb_next.tb_frame.f_locals))

try:
    class Body:
        attribute = 1
        1 / 0
except ZeroDivisionError as error:
    frame = error.__traceback__.tb_next.tb_frame
    print(frame.f_locals["attribute"], frame.f_code.co_name)


def caller():
    before = "b"
    return callee()


def callee():
    return sorted(sys._getframe(1).f_locals)


print(caller())
