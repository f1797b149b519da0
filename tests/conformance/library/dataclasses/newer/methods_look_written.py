"""The methods that @dataclass gives a class have its module, their names, and the code of a text that was written."""
import dataclasses
import pickle


def make():
    @dataclasses.dataclass(order=True, frozen=True)
    class Local:
        a: int
        b: list = dataclasses.field(default_factory=list, compare=False)

    return Local


@dataclasses.dataclass
class Plain:
    a: int
    b: int = 2


for cls in make(), Plain:
    for name in "__init__", "__repr__", "__eq__", "__lt__", "__le__", "__gt__", "__ge__", "__hash__", "__setattr__", "__delattr__":
        method = cls.__dict__.get(name)
        if method is None:
            print(cls.__name__, name, None)
            continue
        code = method.__code__
        print(method.__module__, method.__qualname__, method.__name__, *([] if name == "__repr__" else [code.co_filename, code.co_name, code.co_argcount]))
one, other = make(), make()
print(one(1) == one(1), one(1) == other(1), one(1) < one(2), hash(one(3)) == hash(other(3)), repr(one(1, [2])), one.__eq__.__code__ == other.__eq__.__code__)
print(pickle.loads(pickle.dumps(Plain(1))), Plain.__eq__(Plain(1), 1))
for change in lambda: setattr(one(1), "a", 2), lambda: delattr(other(1), "b"), lambda: one(1) < other(1), lambda: Plain(), lambda: hash(Plain(1)):
    try:
        print(change())
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
