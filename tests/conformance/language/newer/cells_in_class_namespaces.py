"""The cells that the compiler leaves in a class's namespace are not its attributes; type() takes no bases that are no classes."""


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


class Plain:
    x: int

    def method(self):
        return __class__


print(sorted(name for name in vars(Plain) if "cell" in name), Plain().method() is Plain)


class Meta(type):
    def __new__(metacls, name, bases, namespace):
        print(sorted(key for key in namespace if "cell" in key))
        return super().__new__(metacls, name, bases, namespace)


class Made(metaclass=Meta):
    x: int

    def method(self):
        return __class__


print(sorted(name for name in vars(Made) if "cell" in name), Made.__annotate__(1))


class Changing:
    x: kind
    kind = int


Changing.kind = str
print(Changing.__annotations__)


class Entries:
    def __mro_entries__(self, bases):
        return (int,)


attempt(lambda: type("X", (Entries(),), {}))
attempt(lambda: type("X", (5,), {}))
attempt(lambda: type("X", (list[int],), {}))
attempt(lambda: type("X", (), {"__classcell__": 5}))
attempt(lambda: type("X", (), {"__classdictcell__": 5}))
