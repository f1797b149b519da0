"""A loop over a builtin that gives a script's own iterator leaves that alone when it ends."""
import types
import weakref


def check(iterator, wanted):
    keep = [object() for _ in range(100)], [range(i) for i in range(50)], [iter([i]) for i in range(50)]
    print(type(iterator).__name__ == wanted, next(iterator, "end"), list(iterator), len(keep))


class Mapping:
    def __getitem__(self, key):
        return 1

    def keys(self):
        return d.keys()

    def __iter__(self):
        return kept


class Dict(dict):
    def __iter__(self):
        return kept


class Weak:
    def __iter__(self):
        return kept


d = {"a": 1, "b": 2}
for make, wanted in ((lambda: iter(d), "dict_keyiterator"), (lambda: iter([1, 2]), "list_iterator"), (lambda: iter((1, 2)), "tuple_iterator"),
                     (lambda: iter(range(3)), "range_iterator"), (lambda: iter({7}), "set_iterator"), (lambda: iter("xy"), "str_ascii_iterator"),
                     (lambda: reversed([1]), "list_reverseiterator"), (lambda: enumerate("a"), "enumerate")):
    for source in (types.MappingProxyType(Mapping()), types.MappingProxyType(Dict(a=1)), Dict(b=1), Weak()):
        kept = make()
        for x in source:
            pass
        print(type(kept).__name__.replace("str_ascii_iterator", "str_iterator"), end=" ")
        check(kept, wanted if "str" not in wanted else type(iter("a")).__name__)
weak = Weak()
kept = iter([1, 2, 3])
for x in weakref.proxy(weak):
    print(x, end=" ")
check(kept, "list_iterator")
