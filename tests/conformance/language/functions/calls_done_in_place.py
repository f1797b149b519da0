"""len(), isinstance(), type(), list.append() and list.pop(), which a call instruction may do by itself: as any other call."""


class Sized(list):
    def __len__(self):
        return 42


class Liar:
    @property
    def __class__(self):
        return int


class Meta(type):
    def __instancecheck__(cls, instance):
        return instance == 5


class Checked(metaclass=Meta):
    pass


def attempt(act):
    try:
        print(act())
    except Exception as error:
        print(type(error).__name__, error)


for thing in ([1], (), "é", {1: 2}, {3}, b"ab", bytearray(3), range(4), frozenset(), Sized(), memoryview(b"a"), {}.keys()):
    print(len(thing), end=" ")
print(len(Sized([1])), isinstance(5, Checked), isinstance(Checked(), Checked), isinstance(Liar(), int), isinstance(True, int), type(Liar()).__name__)
print(type(1), type(type), type(None), type(len), type([].append), isinstance(1, (str, int)), isinstance(1, int | str), isinstance(int, type), isinstance(type, type))
items = [1, 2]
print(items.append(3), items.pop(), items, items.pop(0), items.pop(-1), items)
for act in (lambda: len(), lambda: len(1, 2), lambda: len(1), lambda: len(obj=[]), lambda: isinstance(1), lambda: isinstance(1, 2), lambda: [].pop(), lambda: [1].pop(5),
            lambda: [].append(), lambda: [].append(1, 2), lambda: [1].pop("x"), lambda: list.append((), 1), lambda: list.pop({}), lambda: list.append([]), lambda: type(1, 2),
            lambda: [].append(object=1), lambda: list.append(items, 9), lambda: list.pop(items)):
    attempt(act)


class Holder:
    append = list.append
    pop = list.pop


attempt(lambda: Holder().append(1))
attempt(lambda: Holder().pop())


class Items(list):
    def append(self, item):
        list.append(self, item * 2)


own = Items([1])
own.append(4)
own.extend([5])
super(Items, own).append(7)
print(own, own.pop(), own, len(own))
for i in items:
    if len(items) < 20:
        items.append(i)
print(items)
stack = [1, 2, 3]
for x in stack:
    stack.pop()
print(stack)
len = lambda thing: "mine"
print(len([1]))
del len
print(len([1]))
import builtins
kept = builtins.len
builtins.len = lambda thing: -1
print(len([]))
builtins.len = kept
print(len([]))
