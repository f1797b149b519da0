"""The body of an enumeration: what becomes a member, member and nonmember, reserved and ignored names, auto()."""
from collections import namedtuple
from enum import Enum, EnumDict, Flag, IntEnum, StrEnum, auto, member, nonmember


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, str(error).split(" at 0x")[0])


class Mixed(Enum):
    A = 1
    plain = nonmember(5)
    made = member(lambda: 3)
    B = "b", 2

    def method(self):
        return self

    function = lambda self: 4

    @staticmethod
    def static():
        return "static"

    @classmethod
    def of_class(cls):
        return cls.A

    @property
    def shown(self):
        return self.name

    class Inner:
        pass

    C = int


print([each.name for each in Mixed], Mixed.plain, Mixed.made.value(), Mixed.A.function(), Mixed.static(), Mixed.of_class(), Mixed.A.shown)
print(isinstance(Mixed.Inner, type), Mixed.C.value, Mixed.A.method(), Mixed.A.B, Mixed.A.B.A)


class Private(Enum):
    __hidden = 5
    _Private__also = 6
    _Other__member = 7
    _single = 8


print(list(Private), Private._Private__hidden)


class Ignoring(Enum):
    _ignore_ = "i j"
    for i in range(3):
        j = i * i
        vars()[f"N{i}"] = j


print(list(Ignoring), hasattr(Ignoring, "i"), hasattr(Ignoring, "_ignore_"))


def sunder():
    class Bad(Enum):
        _odd_ = 1


def twice():
    class Bad(Enum):
        A = 1
        A = 2


def method_then_member():
    class Bad(Enum):
        def A(self):
            pass

        A = 1


def member_then_method():
    class Bad(Enum):
        A = 1

        def A(self):
            pass


def late_generator():
    class Bad(Enum):
        A = auto()

        @staticmethod
        def _generate_next_value_(name, start, count, last):
            return name


def ignore_late():
    class Bad(Enum):
        A = 1
        _ignore_ = "A"


def mro_member():
    class Bad(Enum):
        mro = 1


def unordered_auto():
    class Bad(Enum):
        A = "a"
        B = 1
        C = auto()


def auto_after_text():
    class Bad(Enum):
        A = "a"
        C = auto()


def flag_after_text():
    class Bad(Flag):
        A = "a"
        C = auto()


for each in (sunder, twice, method_then_member, member_then_method, late_generator, ignore_late, mro_member, unordered_auto,
             auto_after_text, flag_after_text):
    attempt(each)


class Next(Enum):
    A = auto()
    B = 10
    C = auto()
    D = 5
    E = auto()
    F = auto(), "label"
    G = 30, auto()


print([(each.name, each.value) for each in Next])
Pair = namedtuple("Pair", "x y")


class Pairs(Enum):
    P = Pair(auto(), 5)


print(Pairs.P.value)


class Text(StrEnum):
    Upper = auto()
    lower = "x"


print(list(Text), auto(), auto(7))


class Order(Enum):
    _order_ = "A, B"
    A = 1
    B = 2
    C = 1


def disordered():
    class Bad(Enum):
        _order_ = "B A C"
        A = 1
        B = 2
        C = 1


def flags_disordered():
    class Bad(Flag):
        __order__ = "B A"
        A = 1
        B = 2
        AB = 3


print(list(Order), hasattr(Order, "_order_"))
attempt(disordered)
attempt(flags_disordered)
space = EnumDict("Space")
space._generate_next_value = lambda name, start, count, last: f"{name}{count}{last}"
space["a"] = 1
space["b"] = auto()
space.update({"c": 3}, d=4)
space["_Space__p"] = 9
space["__dunder__"] = 9
print(space.member_names, dict(space))
