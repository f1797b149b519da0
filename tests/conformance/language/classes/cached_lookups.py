"""An attribute, a method and a class attribute are found anew after everything that changes what they are."""
import math
import types


def read(x):
    return x.a


def call(x):
    return x.m()


def write(x, value):
    x.a = value


class A:
    __slots__ = ("a",)

    def m(self):
        return "A.m"


class B:
    a = "B.a"

    def m(self):
        return "B.m"


class C:
    @property
    def a(self):
        return "C.a"

    @classmethod
    def m(cls):
        return cls.__name__ + ".m"


class D(B):
    pass


class E(D):
    pass


module = types.ModuleType("module")
module.a = "module.a"
module.m = lambda: "module.m"


def show(*objects):
    for x in objects:
        for f in (read, call):
            try:
                print(f(x), end=" ")
            except AttributeError as error:
                print(f"<{error}>", end=" ")
    print()


everything = [A(), B(), C(), D(), E(), module]
show(*everything)
show(*everything)
write(everything[0], "slot")
for x in (everything[1], everything[3], everything[4], module):
    write(x, "own")
try:
    write(everything[2], 1)
except AttributeError as error:
    print(error)
show(*everything)
del everything[0].a
del everything[1].a
del module.a
show(*everything)
B.m = lambda self: "new B.m"
D.a = property(lambda self: "D.a")
C.a = 5
C.m = staticmethod(lambda: "static")
show(*everything, C)
everything[3].m = lambda: "own m"
module.m = lambda: "new module.m"
show(*everything)
everything[4].__class__ = B
show(everything[4])


class Meta(type):
    @property
    def late(cls):
        return "from the metaclass"


class F(metaclass=Meta):
    late = "own"
    early = 1


def late(cls):
    return cls.late, cls.early


class G:
    late = early = 0


for _ in range(3):
    print(late(F), late(G))
del Meta.late
print(late(F))
Meta.early = property(lambda cls: 2)
print(late(F))


class Base:
    def m(self):
        return 1


class Derived(Base):
    pass


base, derived = Base(), Derived()
print(call(base), call(base))
Base.m = lambda self: 2
print(call(base), call(base), call(derived), call(derived))
Base.m = lambda self: 3
print(call(derived), call(base))
Derived.m = lambda self: 4
print(call(derived), call(base))
del Derived.m
print(call(derived), call(base))
for name in ("floor", "ceil"):
    for _ in range(3):
        print(getattr(math, name)(1.5), math.floor(2.5), math.pi > 3)
saved = math.floor
math.floor = lambda x: "patched"
print(math.floor(1))
del math.floor
try:
    math.floor(1)
except AttributeError as error:
    print(error)
math.floor = saved
print(math.floor(1.5))
