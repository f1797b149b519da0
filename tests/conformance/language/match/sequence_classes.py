"""Classes under collections.abc.Sequence, and those registered with it, are matched by sequence patterns."""
import collections
import collections.abc


class Countdown(collections.abc.Sequence):
    def __init__(self, start):
        self.start = start

    def __len__(self):
        print("len")
        return self.start

    def __getitem__(self, index):
        print("item", index)
        if not 0 <= index < self.start:
            raise IndexError(index)
        return self.start - index


class Looks:
    def __len__(self):
        return 1

    def __getitem__(self, index):
        if index:
            raise IndexError
        return "item"


class Derived(Looks):
    pass


class Mixed(str, collections.abc.Sequence):
    pass


class Both(collections.abc.Mapping, collections.abc.Sequence):
    def __len__(self):
        return 0

    def __getitem__(self, index):
        raise KeyError(index)

    def __iter__(self):
        return iter(())


def show(value):
    match value:
        case [first, *_, last]:
            print("ends", first, last)
        case [one]:
            print("one", one)
        case []:
            print("empty sequence")
        case {}:
            print("mapping")
        case _:
            print("neither")


show(Countdown(3))
show(Countdown(0))
match Countdown(2):
    case [a, b]:
        print(a, b)
show(Looks())
show(Derived())
collections.abc.Sequence.register(Looks)
show(Looks())
show(Derived())
show(Mixed("x"))
show(Both())
show(collections.deque([1, 2]))
show("no")
point = collections.namedtuple("Point", "x y")
show(point(3, 4))
