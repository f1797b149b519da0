"""WeakValueDictionary, WeakKeyDictionary and WeakSet: entries vanish with what they refer to."""
import copy
import gc
from collections.abc import MutableMapping, MutableSet
from weakref import WeakKeyDictionary, WeakSet, WeakValueDictionary, ref


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"T{self.name}"


def things(*names):
    return [Thing(name) for name in names]


def fill(mapping):
    mapping["lost"] = Thing("lost")


a, b, c = kept = things("a", "b", "c")
values = WeakValueDictionary(a=a)
values["b"] = b
fill(values)
gc.collect()
print(sorted(values), len(values), "lost" in values, "a" in values, values["a"], values.get("lost"), values.get("lost", 5), values.get("b"))
attempt(lambda: values["lost"])
attempt(lambda: values.pop("lost"))
attempt(lambda: values.__delitem__("lost"))
attempt(lambda: values.__setitem__("five", 5))
print(values.pop("lost", 7), values.pop("b"), values.setdefault("b", b), values.setdefault("b", c), sorted(values.items()), sorted(map(repr, values.values())))
print(sorted(reference().name for reference in values.valuerefs()), len(list(values.itervaluerefs())), isinstance(values, MutableMapping))
print(values == {"a": a, "b": b}, values == WeakValueDictionary({"a": a}), values != {}, dict(values) == {"a": a, "b": b}, bool(values), bool(WeakValueDictionary()))
print(sorted((values | {"c": c}).items()), sorted(({"c": c} | values).items()), type({"c": c} | values).__name__, values.copy() == values, copy.copy(values) == values)
values |= {"c": c}
print(sorted(values), sorted(values.keys()))
values.update([("z", a)], y=b)
print(sorted(values), len(values))
print(values.popitem()[1] in kept, len(values))
values.clear()
attempt(lambda: values.popitem())
attempt(lambda: WeakValueDictionary(1))
attempt(lambda: WeakValueDictionary({}, {}))
attempt(lambda: hash(values))
print(repr(values).startswith("<WeakValueDictionary at 0x"), WeakValueDictionary({"self": a}, other=b)["other"])
keys = WeakKeyDictionary({a: 1})
keys[b] = 2
keys[Thing("lost")] = 3
gc.collect()
print(sorted(keys.values()), len(keys), a in keys, c in keys, 5 in keys, keys[a], keys.get(c), keys.get(c, 5))
attempt(lambda: keys[c] if c in keys else "missing")
attempt(lambda: keys[5])
attempt(lambda: keys.__setitem__(5, 1))
attempt(lambda: keys.get(5))
attempt(lambda: 5 in keys)
print(keys.setdefault(a, 9), keys.setdefault(c, 9), keys.pop(c), keys.pop(c, "none"), sorted(keys.items(), key=lambda item: item[1]))
print(len(keys.keyrefs()), isinstance(keys, MutableMapping), keys == {a: 1, b: 2}, keys.copy() == keys, sorted(each.name for each in keys))
print(len(keys | {c: 3}), len({c: 3} | keys), type({c: 3} | keys).__name__)
keys |= {c: 3}
keys.update({a: 10})
print(sorted(keys.values()))
del keys[c]
print(len(keys), keys.popitem()[0] in kept, len(keys))
copied = copy.deepcopy(WeakKeyDictionary({a: [1]}))
print(copied[a], len(copied))
members = WeakSet([a, b])
members.add(Thing("lost"))
gc.collect()
print(sorted(each.name for each in members), len(members), a in members, 5 in members, isinstance(members, MutableSet))
members.add(a), members.discard(c), members.add(c), members.remove(c)
attempt(lambda: members.add(5))
other = WeakSet([b, c])


def named(some):
    return sorted(each.name for each in some), type(some).__name__


print(named(members | other), named(members & other), named(members - other), named(members ^ other), named(members.union([c])), named(members.intersection([a])))
print(members <= members | other, members < members, members >= WeakSet(), members.isdisjoint(WeakSet([c])), members.issubset([a, b, c]), members == WeakSet([b, a]), members == {a, b}, members != other)
members |= other
members &= WeakSet([a, c])
print(named(members))
members -= WeakSet([a])
members ^= WeakSet([a, b])
print(named(members), members.pop() in kept, len(members))
members.clear()
attempt(lambda: members.pop())
attempt(lambda: hash(members))
members.update([a, b])
print(named(members.copy()), bool(members), bool(WeakSet()), repr(WeakSet()))
later = things("x", "y", "z")
members = WeakSet(later)
names = []
for each in members:
    names.append(each.name)
    del later[:]
    each = None
    gc.collect()
print(len(names) >= 1, len(members) <= 1)
later = things("x", "y", "z")
values = WeakValueDictionary((each.name, each) for each in later)
iterator = iter(values.items())
print(next(iterator)[0])
del later[:]
gc.collect()
print(len(list(iterator)) <= 2)
