"""Descriptors of builtin classes refuse objects of other classes, asked directly or from another class's dict."""
class Holder:
    taken = BaseException.__dict__['args']
class Slotted:
    __slots__ = ('a',)
def attempt(act):
    try: print(act())
    except (TypeError, AttributeError) as error: print(type(error).__name__, error)
args, name = BaseException.__dict__['args'], type.__dict__['__name__']
attempt(lambda: args.__get__(5))
attempt(lambda: args.__set__(5, (1,)))
attempt(lambda: name.__get__(5))
attempt(lambda: name.__set__(5, 'x'))
attempt(lambda: Holder().taken)
attempt(lambda: setattr(Holder(), 'taken', ()))
attempt(lambda: Slotted.a.__set__(5, 1))
attempt(lambda: args.__get__(ValueError(1, 2)))
slotted = Slotted()
Slotted.a.__set__(slotted, 7)
print(slotted.a)
Slotted.a.__delete__(slotted)
attempt(lambda: slotted.a)
attempt(lambda: type(lambda: 0).__dict__['__code__'].__get__(5))
attempt(lambda: classmethod(lambda c: c).__get__(None, 5)())
attempt(lambda: classmethod(lambda c: c).__get__(1)())
attempt(lambda: classmethod(lambda c: c).__get__(None, None))
