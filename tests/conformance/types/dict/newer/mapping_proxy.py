"""A read-only view of a mapping shows, hashes and joins as what is behind it, and refuses what is no mapping."""
from types import MappingProxyType as M
m = M({"a": 1})
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class L(dict):
    def __str__(self): return "text"
    def __repr__(self): return "repr"
attempt(lambda: str(m)); attempt(lambda: repr(m)); attempt(lambda: f"{m}"); attempt(lambda: (str(M(L())), repr(M(L()))))
attempt(lambda: M(5)); attempt(lambda: M([1])); attempt(lambda: M((1,))); attempt(lambda: M("x")); attempt(lambda: M()); attempt(lambda: M(int))
attempt(lambda: m | {"b": 2}); attempt(lambda: {"b": 2} | m); attempt(lambda: m | 5); attempt(lambda: list(reversed(m)));attempt(lambda: m|m)
def ior():
    x = M({})
    x |= {"a": 1}
attempt(ior)
attempt(lambda: hash(m)); attempt(lambda: M[int, str]); attempt(lambda: m == {"a": 1}); attempt(lambda: m != m)
attempt(lambda: type("S", (M,), {}))
attempt(lambda: m["z"]); attempt(lambda: m.__setitem__); attempt(lambda: len(m)); attempt(lambda: m.get("z", 4)); attempt(lambda: M(mapping={1:2}))
attempt(lambda: M(m) == m); attempt(lambda: setattr(m, "x", 1)); attempt(lambda: m.copy()); attempt(lambda: "a" in m)
def it():
    m["q"]=1
attempt(it)
attempt(lambda: m | __import__("collections").OrderedDict(b=2)); 
