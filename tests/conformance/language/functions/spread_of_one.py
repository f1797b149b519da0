"""A call with one starred tuple and one mapping hands them over without tying the callee's to the caller's."""


def change(*args, **names):
    names["added"] = 1
    names.pop("x", None)
    return args, sorted(names.items())


items = (1, 2)
mapping = {"x": 1, "y": 2}
print(change(*items, **mapping), items, mapping)
print(change(*[3, 4], **{}), change(*"ab"), change(*{5: 6}), change(*()), change(**mapping))


class Names(dict):
    def keys(self):
        return ["x", "y", "z"]

    def __getitem__(self, key):
        return key * 2


class Items(tuple):
    def __iter__(self):
        return iter("subclass")


print(change(*Items((1, 2)), **Names(q=1)))
for call in (lambda: change(*5), lambda: change(**5), lambda: change(**{1: 2}), lambda: len(*None), lambda: print(**[])):
    try:
        call()
    except TypeError as error:
        print(str(error).rpartition(".")[2])


class Raising:
    def __iter__(self):
        yield 1
        raise KeyError("inside")

    def keys(self):
        raise ValueError("keys")


for call in (lambda: change(*Raising()), lambda: change(**Raising())):
    try:
        call()
    except (KeyError, ValueError) as error:
        print(repr(error))
