"""Mappings and sets that do not keep alive what they refer to."""

from collections.abc import Mapping, MutableMapping, MutableSet

from _weakref import ref


class WeakValueDictionary(MutableMapping):
    """A mapping whose entries vanish with their values."""

    __module__ = "weakref"

    def __init__(self, other=(), /, **keywords):
        self._refs = {}
        self.update(other, **keywords)

    def _drop(self, key):
        refs = self._refs

        def gone(reference):
            if refs.get(key) is reference:
                del refs[key]
        return gone

    def __setitem__(self, key, value):
        self._refs[key] = ref(value, self._drop(key))

    def __getitem__(self, key):
        value = self._refs[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __delitem__(self, key):
        del self._refs[key]

    def __contains__(self, key):
        reference = self._refs.get(key)
        return reference is not None and reference() is not None

    def __len__(self):
        return len(self._refs)

    def __iter__(self):
        return self.keys()

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x}>"

    def keys(self):
        """The keys whose values are alive."""
        for key, reference in list(self._refs.items()):
            if reference() is not None:
                yield key

    def values(self):
        """The values that are alive."""
        for reference in list(self._refs.values()):
            value = reference()
            if value is not None:
                yield value

    def items(self):
        """The (key, value) pairs whose values are alive."""
        for key, reference in list(self._refs.items()):
            value = reference()
            if value is not None:
                yield key, value

    def valuerefs(self):
        """The weak references to the values."""
        return list(self._refs.values())

    def itervaluerefs(self):
        """The weak references to the values, one by one."""
        yield from self.valuerefs()

    def get(self, key, default=None):
        """The value of a key, or a default."""
        reference = self._refs.get(key)
        value = None if reference is None else reference()
        return default if value is None else value

    def setdefault(self, key, default=None):
        """The value of a key, which is put there where it is missing."""
        value = self.get(key)
        if value is None:
            self[key] = value = default
        return value

    def pop(self, key, *default):
        """Takes a key out and returns its value."""
        reference = self._refs.pop(key, None)
        value = None if reference is None else reference()
        if value is not None:
            return value
        if default:
            return default[0]
        raise KeyError(key)

    def popitem(self):
        """Takes an item out. Returns (key, value)."""
        while True:
            key, reference = self._refs.popitem()
            value = reference()
            if value is not None:
                return key, value

    def update(self, other=None, /, **keywords):
        """Adds the items of a mapping or of an iterable of pairs."""
        if other is not None:
            for key, value in (other if hasattr(other, "items") else dict(other)).items():
                self[key] = value
        for key, value in keywords.items():
            self[key] = value

    def clear(self):
        """Takes everything out."""
        self._refs.clear()

    def copy(self):
        """A new mapping with the same items."""
        return type(self)(self.items())

    def __copy__(self):
        return self.copy()

    def __deepcopy__(self, memo):
        from copy import deepcopy
        return type(self)([(deepcopy(key, memo), value) for key, value in self.items()])

    def __or__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        joined = self.copy()
        joined.update(other)
        return joined

    def __ror__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        joined = type(self)(other)
        joined.update(self)
        return joined

    def __ior__(self, other):
        self.update(other)
        return self


class WeakKeyDictionary(MutableMapping):
    """A mapping whose entries vanish with their keys."""

    __module__ = "weakref"

    def __init__(self, dict=None):
        self._values = values = {}
        self._gone = lambda reference: values.pop(reference, None)
        if dict is not None:
            self.update(dict)

    def __setitem__(self, key, value):
        self._values[ref(key, self._gone)] = value

    def __getitem__(self, key):
        return self._values[ref(key)]

    def __delitem__(self, key):
        del self._values[ref(key)]

    def __contains__(self, key):
        try:
            return ref(key) in self._values
        except TypeError:
            return False

    def __len__(self):
        return len(self._values)

    def __iter__(self):
        return self.keys()

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x}>"

    def keys(self):
        """The keys that are alive."""
        for reference in list(self._values):
            key = reference()
            if key is not None:
                yield key

    def values(self):
        """The values whose keys are alive."""
        for key, value in self.items():
            yield value

    def items(self):
        """The (key, value) pairs whose keys are alive."""
        for reference, value in list(self._values.items()):
            key = reference()
            if key is not None:
                yield key, value

    def keyrefs(self):
        """The weak references to the keys."""
        return list(self._values)

    def get(self, key, default=None):
        """The value of a key, or a default."""
        return self._values.get(ref(key), default)

    def setdefault(self, key, default=None):
        """The value of a key, which is put there where it is missing."""
        return self._values.setdefault(ref(key, self._gone), default)

    def pop(self, key, *default):
        """Takes a key out and returns its value."""
        return self._values.pop(ref(key), *default)

    def popitem(self):
        """Takes an item out. Returns (key, value)."""
        while True:
            reference, value = self._values.popitem()
            key = reference()
            if key is not None:
                return key, value

    def clear(self):
        """Takes everything out."""
        self._values.clear()

    def __deepcopy__(self, memo):
        from copy import deepcopy
        return type(self)([(key, deepcopy(value, memo)) for key, value in self.items()])

    # What rests on items() and [] alone is the same.
    update = WeakValueDictionary.update
    copy = WeakValueDictionary.copy
    __copy__ = WeakValueDictionary.__copy__
    __or__ = WeakValueDictionary.__or__
    __ror__ = WeakValueDictionary.__ror__
    __ior__ = WeakValueDictionary.__ior__


class WeakSet(MutableSet):
    """A set whose items vanish when nothing else holds them."""

    __module__ = "weakref"

    def __init__(self, data=None):
        self.data = refs = set()
        self._gone = lambda reference: refs.discard(reference)
        if data is not None:
            self.update(data)

    def __iter__(self):
        for reference in list(self.data):
            item = reference()
            if item is not None:
                yield item

    def __len__(self):
        return len(self.data)

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def __repr__(self):
        return repr(self.data)

    def add(self, item):
        """Adds an item."""
        self.data.add(ref(item, self._gone))

    def discard(self, item):
        """Takes an item out if it is there."""
        self.data.discard(ref(item))

    def remove(self, item):
        """Takes an item out; a KeyError when it is not there."""
        self.data.remove(ref(item))

    def pop(self):
        """Takes any item out."""
        while True:
            try:
                item = self.data.pop()()
            except KeyError:
                raise KeyError("pop from empty WeakSet") from None
            if item is not None:
                return item

    def clear(self):
        """Takes everything out."""
        self.data.clear()

    def update(self, other):
        """Adds the items of an iterable."""
        for item in other:
            self.add(item)

    def copy(self):
        """A new set with the same items."""
        return type(self)(self)

    def union(self, other):
        return type(self)([*self, *other])

    def intersection(self, other):
        return type(self)([item for item in other if item in self])

    def difference(self, other):
        others = set(other)
        return type(self)([item for item in self if item not in others])

    def symmetric_difference(self, other):
        return self.difference(other).union(type(self)(other).difference(self))

    def difference_update(self, other):
        """Takes the items of an iterable out."""
        for item in list(other):
            self.discard(item)

    def intersection_update(self, other):
        """Keeps only what is in an iterable too."""
        self.difference_update(self.difference(other))

    def symmetric_difference_update(self, other):
        """Keeps what is in just one of both."""
        new = self.symmetric_difference(other)
        self.clear()
        self.update(new)

    def issubset(self, other):
        return set(self) <= set(other)

    def issuperset(self, other):
        return set(self) >= set(other)

    def isdisjoint(self, other):
        return set(self).isdisjoint(set(other))

    def __or__(self, other):
        return self.union(other)

    def __and__(self, other):
        return self.intersection(other)

    def __sub__(self, other):
        return self.difference(other)

    def __xor__(self, other):
        return self.symmetric_difference(other)

    def __ior__(self, other):
        self.update(other)
        return self

    def __iand__(self, other):
        self.intersection_update(other)
        return self

    def __isub__(self, other):
        self.difference_update(other)
        return self

    def __ixor__(self, other):
        self.symmetric_difference_update(other)
        return self

    def __le__(self, other):
        return self.issubset(other)

    def __ge__(self, other):
        return self.issuperset(other)

    def __lt__(self, other):
        return set(self) < set(other)

    def __gt__(self, other):
        return set(self) > set(other)

    def __eq__(self, other):
        return set(self) == set(other) if isinstance(other, WeakSet) else NotImplemented

    __hash__ = None
