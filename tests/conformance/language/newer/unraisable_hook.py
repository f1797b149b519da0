"""What nobody can catch goes to sys.unraisablehook, or is written to stderr."""

import gc
import io
import re
import sys
import weakref


class Failing:
    def __del__(self):
        raise ValueError("in del")


class Plain:
    pass


def generator():
    try:
        yield
    finally:
        raise KeyError("in finally")


def drop_all():
    failing = Failing()
    del failing
    gc.collect()
    plain = Plain()
    reference = weakref.ref(plain, lambda dead: 1 / 0)
    del plain
    gc.collect()
    suspended = generator()
    next(suspended)
    del suspended
    gc.collect()


def shown(text):
    return re.sub("0x[0-9a-f]+", "0x", text)


def hook(unraisable):
    print(type(unraisable).__name__, unraisable.exc_type, unraisable.exc_value, shown(unraisable.err_msg),
          unraisable.object, unraisable.exc_traceback.tb_frame.f_code.co_name)


sys.unraisablehook = hook
drop_all()


def written(hook):
    sys.unraisablehook = hook
    stderr, sys.stderr = sys.stderr, io.StringIO()
    failing = Failing()
    del failing
    gc.collect()
    text, sys.stderr = sys.stderr.getvalue(), stderr
    return [line for line in shown(text).splitlines() if line[:1] not in (" ", "")]


def fails(unraisable):
    raise OSError("in the hook")


print(written(sys.__unraisablehook__))
print(written(None))
print(written(fails))
for bad in (1, None, (1, 2, 3, 4, 5)):
    try:
        sys.__unraisablehook__(bad)
    except TypeError as error:
        print(error)
