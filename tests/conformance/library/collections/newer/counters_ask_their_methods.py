"""Counter's operations: what they give, in which order, and which methods of a subclass they call."""
from collections import Counter, UserDict
from types import MappingProxyType

calls = []


def noted(name):
    own = getattr(dict, name) if name != "__missing__" else Counter.__missing__

    def method(self, *args):
        calls.append(name + repr(args))
        return own(self, *args)
    return method


class Noting(Counter):
    for _name in ("__getitem__", "__setitem__", "__delitem__", "__contains__", "__missing__", "get", "items", "__iter__", "keys", "values"):
        locals()[_name] = noted(_name)


def show(label, action):
    calls.clear()
    try:
        result = action()
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    shown = f"{type(result).__name__} {dict.__repr__(result)}" if isinstance(result, dict) else repr(result)
    print(label, "->", shown)
    if calls:
        print("   ", *calls)


one = {"a": 3, "b": 0, "c": -2, "d": 1}
two = {"d": 2, "a": 1, "e": -4, "f": 5, "b": -1}
for label, operation in {
    "+": lambda x, y: x + y, "-": lambda x, y: x - y, "|": lambda x, y: x | y, "&": lambda x, y: x & y,
    "==": lambda x, y: x == y, "!=": lambda x, y: x != y, "<": lambda x, y: x < y, "<=": lambda x, y: x <= y,
    ">": lambda x, y: x > y, ">=": lambda x, y: x >= y,
    "+=": lambda x, y: x.__iadd__(y), "-=": lambda x, y: x.__isub__(y), "|=": lambda x, y: x.__ior__(y), "&=": lambda x, y: x.__iand__(y),
    "update": lambda x, y: x.update(y) or x, "subtract": lambda x, y: x.subtract(y) or x,
}.items():
    show(label, lambda: operation(Counter(one), Counter(two)))
    show("noting " + label, lambda: operation(Noting(one), Noting(two)))
    show("dict " + label, lambda: operation(Counter(one), two))
    show("empty " + label, lambda: operation(Counter(), Counter(two)))
    show("to nothing " + label, lambda: operation(Counter(one), Counter()))

for label, operation in {
    "pos": lambda x: +x, "neg": lambda x: -x, "copy": lambda x: x.copy(), "total": lambda x: x.total(),
    "most_common": lambda x: x.most_common(), "most_common(2)": lambda x: x.most_common(2), "most_common(0)": lambda x: x.most_common(0),
    "most_common(-1)": lambda x: x.most_common(-1), "most_common(1)": lambda x: x.most_common(1), "elements": lambda x: list(x.elements()),
    "type of elements": lambda x: type(x.elements()).__name__, "repr": repr, "del": lambda x: x.__delitem__("a"), "del nothing": lambda x: x.__delitem__("z"),
    "missing": lambda x: x["z"], "reduce": lambda x: x.__reduce__()[1], "update with list": lambda x: x.update("aab") or x,
    "subtract list": lambda x: x.subtract("aab") or x, "update with words": lambda x: x.update(a=2, self=1, iterable=4) or x,
    "subtract words": lambda x: x.subtract("z", a=2, self=1, iterable=4) or x, "update with None": lambda x: x.update(None) or x,
    "update with number": lambda x: x.update(5), "subtract a number": lambda x: x.subtract(5), "update with two": lambda x: x.update(1, 2),
    "init with two": lambda x: Counter(1, 2), "fromkeys": lambda x: Counter.fromkeys("ab"), "hash": hash,
    "update with UserDict": lambda x: x.update(UserDict(a=1)) or x, "with a proxy": lambda x: x.subtract(MappingProxyType({"a": 5})) or x,
    "init of dict": lambda x: type(x)({"a": "text"}), "setdefault": lambda x: x.setdefault("q", 5), "bad in-place": lambda x: x.__iadd__(4),
    "unions with dict": lambda x: ({"z": 1} | x, x.__ror__({"z": 1})),
}.items():
    show(label, lambda: operation(Counter(one)))
    show("noting " + label, lambda: operation(Noting(one)))

# Counts may be anything that adds and compares.
show("fractions", lambda: Counter(a=1.5, b=0.25) + Counter(a=-1.5, b=0.5))
show("huge", lambda: Counter(a=2**63 - 1) + Counter(a=1, b=2**100))
show("texts", lambda: Counter(a="x") + Counter(a="y"))
show("lists", lambda: Counter({"a": [1]}).update({"a": [2]}))


class Left(int):
    def __add__(self, other):
        calls.append(f"add to {other!r}")
        return int(self) + other

    __radd__ = __add__


counter = Counter(a=1)
show("the new count is first", lambda: counter.update({"a": Left(5)}) or counter)
nan = float("nan")
show("nan", lambda: (Counter(a=nan) == Counter(a=nan), Counter(a=nan) <= Counter(a=nan), Counter(a=nan) + Counter()))
show("inside itself", lambda: Counter(a=1) == Counter(a=1, b=0, c=0))
print(Counter.__module__, Counter.__qualname__)
changing = Counter("abc")
show("changed while counted", lambda: changing.update(changing.pop(element) and element for element in list(changing)) or changing)
