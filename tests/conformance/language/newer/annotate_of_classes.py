"""__annotate__ and __annotations__ of classes: what is stored, set, deleted, and asked for."""
def attempt(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
class A:
    x: int
class B(A): pass
class D(A):
    y: str
attempt(lambda: A.__annotate__(1)); attempt(lambda: B.__annotate__); attempt(lambda: D.__annotate__(1)); attempt(lambda: int.__annotate__)
attempt(lambda: sorted(k for k in A.__dict__ if 'annot' in k))
A.__annotations__
attempt(lambda: sorted(k for k in A.__dict__ if 'annot' in k))
attempt(lambda: sorted(k for k in B.__dict__ if 'annot' in k))
B.__annotations__
attempt(lambda: sorted(k for k in B.__dict__ if 'annot' in k))
A.__annotations__ = {"q": 1}
attempt(lambda: A.__annotate__)
attempt(lambda: sorted(k for k in A.__dict__ if 'annot' in k))
D.__annotate__ = lambda format: {"z": format}
attempt(lambda: D.__annotations__)
attempt(lambda: setattr(D, "__annotate__", 5))
attempt(lambda: setattr(int, "__annotate__", None))
attempt(lambda: delattr(D, "__annotate__"))
D.__annotate__ = None
attempt(lambda: D.__annotations__); attempt(lambda: D.__annotate__)
attempt(lambda: sorted(k for k in D.__dict__ if 'annot' in k))
class M(type):
    m: int
class E(metaclass=M): pass
attempt(lambda: E.__annotations__); attempt(lambda: E.__annotate__)
del A.__annotations__
attempt(lambda: A.__annotations__); attempt(lambda: A.__annotate__)
attempt(lambda: type.__dict__['__annotate__'])
E2 = type("E2", (), {"__annotate__": lambda f: {"own": f}})
attempt(lambda: E2.__annotations__); attempt(lambda: E2.__annotate__(1))
E3 = type("E3", (), {"__annotations__": {"a": 1}})
attempt(lambda: E3.__annotations__); attempt(lambda: E3.__annotate__); attempt(lambda: sorted(k for k in E3.__dict__ if 'annot' in k))


def make():
    class Local:
        x: int

    return Local.__annotate__


attempt(lambda: make()(1))
attempt(lambda: make()(2))
attempt(lambda: make()(3))
