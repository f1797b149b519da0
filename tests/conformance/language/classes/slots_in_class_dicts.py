"""A class's dict has __dict__ and __weakref__ where its instances got them, and slots named so can be asked of the class."""
import weakref


class Plain:
    pass


class Weak:
    __slots__ = ("a", "__weakref__")


class WithDict:
    __slots__ = ("__dict__",)


class Below(Plain):
    pass


class Neither:
    __slots__ = ()


for cls in Plain, Weak, WithDict, Below, Neither:
    print(cls.__name__, *[(name in vars(cls), type(vars(cls).get(name)).__name__) for name in ("__dict__", "__weakref__")])
print(Weak.__weakref__, Plain.__weakref__, {name: type(getattr(Weak, name)).__name__ for name in Weak.__slots__}, hasattr(Neither, "__weakref__"))
weak, plain = Weak(), Plain()
print(weak.__weakref__, plain.__weakref__)
reference = weakref.ref(weak)
print(weak.__weakref__ is reference, Weak.__weakref__.__get__(weak) is reference)
plain.x = 1
print(Plain.__dict__["__dict__"].__get__(plain), Plain.__dict__["__dict__"].__objclass__ is Plain)
for wrong in lambda: setattr(weak, "__weakref__", None), lambda: Neither().__weakref__:
    try:
        wrong()
    except AttributeError as error:
        print(type(error).__name__)
