"""weakref.ref and proxy: death, callbacks, comparison, hashes, what is counted and what is refused."""
import gc
import weakref
from weakref import CallableProxyType, ProxyType, ProxyTypes, ReferenceType, getweakrefcount, getweakrefs, proxy, ref


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


class Thing:
    def __init__(self, name="thing"):
        self.name = name

    def __eq__(self, other):
        return isinstance(other, Thing) and self.name == other.name

    def __hash__(self):
        return hash(self.name)

    def method(self, *args, **keywords):
        return self.name, args, keywords

    def __len__(self):
        return 3

    def __getitem__(self, key):
        return key

    def __contains__(self, item):
        return item == 1

    def __iter__(self):
        return iter((1, 2))

    def __add__(self, other):
        return "added", type(other).__name__

    def __radd__(self, other):
        return "radded", type(other).__name__

    def __iadd__(self, other):
        return self

    def __neg__(self):
        return "neg"

    def __int__(self):
        return 7

    def __index__(self):
        return 2

    def __bool__(self):
        return False

    def __str__(self):
        return "a thing"

    def __call__(self, *args):
        return "called", args

    def __lt__(self, other):
        return True


class Quiet:
    pass


def dead_reference(callback=None):
    return ref(Quiet(), callback) if callback else ref(Quiet())


thing = Thing()
one = ref(thing)
same, different = Thing(), Thing("other")
print(one() is thing, type(one) is ReferenceType, one == ref(same), one == ref(thing), one != ref(different), hash(one) == hash(thing))
print(one.__callback__, callable(one), ReferenceType is ref)
seen = []
gone = dead_reference(lambda reference: seen.append(reference))
gc.collect()
print(gone(), len(seen), seen[0] is gone, gone == gone, gone == one, repr(gone).endswith("; dead>"))
attempt(lambda: hash(gone))
dying = Thing("dying")
remembered = ref(dying)
hash(remembered)
del dying
gc.collect()
print(remembered() is None, hash(remembered) == hash("dying"), remembered == ref(thing))
for wrong in (5, "text", (1,), None, 1.5):
    attempt(lambda: ref(wrong))


class Keyed(ref):
    __slots__ = ("key",)

    def __new__(cls, target, callback=None, key=None):
        self = super().__new__(cls, target, callback)
        self.key = key
        return self

    def __init__(self, target, callback=None, key=None):
        super().__init__(target, callback)


keyed = Keyed(thing, None, "key")
print(keyed() is thing, keyed.key, keyed == one)
print(getweakrefcount(Quiet()), getweakrefs(Quiet()), getweakrefcount(5))
counted = Quiet()
first, second = ref(counted), ref(counted, print)
print(getweakrefcount(counted), set(map(id, getweakrefs(counted))) == {id(first), id(second)})
del first, second
gc.collect()
print(getweakrefcount(counted))
shadow = proxy(thing)
print(shadow.name, shadow.method(1, a=2), len(shadow), shadow[5], 1 in shadow, list(shadow), shadow + 1, 1 + shadow, -shadow, int(shadow), bool(shadow), str(shadow))
print([0, 1, 2][shadow], shadow == thing, shadow == proxy(same), shadow < 5, shadow(3), isinstance(shadow, Thing), shadow.__class__ is Thing)
print(type(shadow) is CallableProxyType, type(proxy(counted)) is ProxyType, ProxyTypes == (ProxyType, CallableProxyType), shadow + shadow)
shadow.name = "changed"
print(thing.name)
shadow.extra = 5
del shadow.extra
attempt(lambda: shadow.extra)
attempt(lambda: hash(shadow))
attempt(lambda: len(proxy(counted)))
attempt(lambda: proxy(counted) + 1)
attempt(lambda: proxy(5))
shadow += 1
print(type(shadow).__name__, repr(proxy(thing)).split(" at ")[0], repr(proxy(thing)).split("; ")[1].split(" at ")[0])
lost = proxy(Quiet(), lambda reference: seen.append("proxy"))
gc.collect()
attempt(lambda: lost.name)
attempt(lambda: setattr(lost, "name", 1))
attempt(lambda: str(lost))
attempt(lambda: bool(lost))
attempt(lambda: lost == 1)
print(seen[1:], repr(ref(thing)).split("; ")[1].split(" at ")[0])


def function():
    pass


print(repr(ref(function)).split("; ")[1].split(" at ")[0], ref(function)() is function, ref(Quiet)() is Quiet, ref({1}) is not None)
