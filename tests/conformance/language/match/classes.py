"""Class patterns test for instances and match attributes by position and by name."""


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


class Point3(Point):
    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z


class Empty:
    pass


def show(value):
    match value:
        case Point(0, 0):
            return "origin"
        case Point(x, y=0):
            return "on x", x
        case Point3(x, z=z) if z:
            return "in space", x, z
        case Point(x=a, y=b):
            return "point", a, b
        case Point(missing=_):
            return "wrong"
        case Empty():
            return "empty"
        case bool(b):
            return "bool", b
        case int(n) | float(n):
            return "number", n
        case str() as s:
            return "text", s
        case tuple((a, *_)):
            return "tuple", a
        case list([]) | dict({}) | set(_) | frozenset(_) | bytes(_) | bytearray(_):
            return "container"
        case other:
            return "else", other


for value in [Point(0, 0), Point(1, 0), Point(1, 2), Point3(1, 2, 3), Point3(1, 2, 0), Empty(), True, 5, 2.5, "s", (1, 2),
              (), [], {}, set(), frozenset(), b"", bytearray(), None]:
    print(show(value))


class Number(int):
    pass


class Meters(float):
    __match_args__ = ("real",)


match Number(7):
    case Number(seven):
        print(seven, type(seven).__name__)
match Meters(2.5):
    case Meters(inner):
        print(inner, type(inner).__name__)


class AnyInstance(type):
    def __instancecheck__(cls, instance):
        print("instance check")
        return True


class Everything(metaclass=AnyInstance):
    pass


match 5:
    case Everything(real=r):
        print(r)


class Loud:
    @property
    def wrong(self):
        raise ValueError("property")

    @property
    def missing(self):
        raise AttributeError("missing")


match Loud():
    case Loud(missing=_):
        print("wrong")
    case _:
        print("attribute missing")
try:
    match Loud():
        case Loud(wrong=_):
            print("wrong")
except ValueError as error:
    print(error)
