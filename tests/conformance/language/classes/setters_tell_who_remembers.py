"""Class attributes that have setters of their own: instances and loops that remembered what was there see the change."""
import gc


class C:
    """first"""

    def __annotate_func__(self):
        return 5


class D:
    def __doc__(self):
        return "method"


def calls(o):
    return o.__annotate_func__()


def doc(o):
    return o.__doc__


def module(o):
    return o.__module__


c, d = C(), D()
for _ in range(50):
    calls(c), doc(c), doc(d), module(c)
C.__doc__ = "second"
C.__module__ = "elsewhere"
D.__doc__ = "now text"
C.__annotate_func__ = None
gc.collect()
junk = [[i] * 3 for i in range(10000)]
print(doc(c), doc(d), module(c), C.__doc__, C.__module__)
try:
    print(calls(c))
except TypeError as error:
    print(error)
