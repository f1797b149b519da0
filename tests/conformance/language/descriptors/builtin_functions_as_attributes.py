"""Builtin functions and bound methods as attributes of classes are what they are; methods of builtin classes are bound."""
class C:
    push = [].append
    up = "abc".upper
    size = len
    hexed = bytes.fromhex
    make = object.__new__
    __getitem__ = [5, 6].__getitem__
    __call__ = "{}-{}".format
    __iter__ = [1, 2].__iter__
    __enter__ = [1].copy
    __exit__ = lambda *args: None


c = C()
print(c.push(1), c.up(), c.size([1, 2]), c.hexed("0a"), type(c.make(C)).__name__)
print(C.push(2), C.up(), C.size("abc"))
print(c[0], c[1], c(3, 4), list(c), [x for x in c])
with c as entered:
    print(entered)
for name in ("push", "up", "size", "hexed"):
    print(getattr(c, name).__name__, getattr(c, name) is getattr(C, name) if name == "size" else "")


class Words(str):
    shout = str.upper
    first = str.__getitem__


class Table(dict):
    __missing__ = [9, 8].__getitem__
    look = dict.get


print(Words("hi").shout(), Words("hi").first(1), Table(a=1)["a"], Table()[1], Table(b=2).look("b"))


class Attributes:
    __getattr__ = {"a": 5}.get
    __str__ = "text".__str__


class Counting:
    __next__ = iter([1, 2, 3]).__next__

    def __iter__(self):
        return self


print(Attributes().a, Attributes().b, str(Attributes()), list(Counting()))


class Bad:
    __len__ = len
    __init__ = [].append
    kind = classmethod(type)


for act in (lambda: Bad(), lambda: Bad(1, 2), lambda: len(Bad(7)), lambda: str.upper(5), lambda: C().size(), lambda: C().push()):
    try:
        print(type(act()).__name__)
    except TypeError as error:
        print(error)


class Made:
    __init__ = print


try:
    Made(1, 2)
except TypeError as error:
    print(error)
print("%d %i %x" % tuple(type("N", (), {"__int__": lambda self: 11, "__index__": lambda self: 10})() for _ in range(3)))
print("abc" % b"x", "abc" % {}, "abc" % [1], b"abc" % {})
