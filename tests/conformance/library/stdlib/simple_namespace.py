"""types.SimpleNamespace: what it takes, shows, compares and refuses; it is what sys.implementation is."""
import copy
import pickle
import sys
import types
from types import SimpleNamespace


def show(function, *arguments, **keywords):
    try:
        print(repr(function(*arguments, **keywords)))
    except Exception as error:
        print(type(error).__name__, str(error).replace("types.", ""))


class Named(SimpleNamespace):
    pass


class Own(SimpleNamespace):
    def __init__(self):
        super().__init__(given=1)


show(SimpleNamespace)
show(SimpleNamespace, a=1, b="two")
show(Own)
show(type(sys.implementation), x=1)
print(type(sys.implementation) is SimpleNamespace, SimpleNamespace.__module__, SimpleNamespace)
inner = SimpleNamespace(a=1)
inner.b = inner
named = Named(x=1, z=inner)
named.y = named
print(inner, named)
odd = SimpleNamespace()
vars(odd).update({5: 6, "": 7, "shown": 8})
print(odd, vars(odd))
print(SimpleNamespace(a=1) == SimpleNamespace(a=1), SimpleNamespace(a=1) != Named(a=1), SimpleNamespace(a=1) == 1, SimpleNamespace() == types)
for compare in (lambda: SimpleNamespace(a=1) < SimpleNamespace(a=1), lambda: SimpleNamespace() < 1, lambda: hash(SimpleNamespace())):
    show(compare)
show(SimpleNamespace(a=1).__reduce__)
print(copy.copy(named).x, copy.deepcopy(inner).b.a, pickle.loads(pickle.dumps(SimpleNamespace(a=[1], b=None))))
space = SimpleNamespace(a=1, b=2)
del space.a
print(space, hasattr(space, "a"), vars(space))
show(delattr, space, "a")
show(getattr, space, "a")
show(setattr, SimpleNamespace, "x", 1)
space.__init__(c=3)
print(space, SimpleNamespace.__new__(SimpleNamespace, 1, x=2))
vars(space)["d"] = 4
print(space.d, sorted(vars(space)))
