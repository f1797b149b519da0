"""References that do not keep their object alive, and containers of them."""

from _weakref import ReferenceType, ref

__all__ = ("ReferenceType", "WeakKeyDictionary", "WeakMethod", "WeakSet", "WeakValueDictionary", "finalize", "ref")


class WeakMethod(ref):
    """A weak reference to a bound method, which is made anew when it is asked for."""

    def __new__(cls, meth, callback=None):
        try:
            instance, function = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None
        self = ref.__new__(cls, instance, None if callback is None else lambda _: callback(self))
        self._function = function
        self._kind = type(meth)
        return self

    def __init__(self, meth, callback=None):
        pass

    def __call__(self):
        instance = ref.__call__(self)
        return None if instance is None else self._kind(self._function, instance)


class WeakValueDictionary:
    """A mapping whose entries vanish with their values."""

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

    def update(self, other=(), /, **keywords):
        """Adds the items of a mapping or of an iterable of pairs."""
        for key, value in (other.items() if hasattr(other, "items") else other):
            self[key] = value
        for key, value in keywords.items():
            self[key] = value

    def clear(self):
        """Takes everything out."""
        self._refs.clear()

    def copy(self):
        """A new mapping with the same items."""
        return type(self)(self.items())


class WeakKeyDictionary:
    """A mapping whose entries vanish with their keys."""

    def __init__(self, other=(), /):
        self._values = values = {}
        self._gone = lambda reference: values.pop(reference, None)
        self.update(other)

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

    def update(self, other=(), /):
        """Adds the items of a mapping or of an iterable of pairs."""
        for key, value in (other.items() if hasattr(other, "items") else other):
            self[key] = value

    def clear(self):
        """Takes everything out."""
        self._values.clear()

    def copy(self):
        """A new mapping with the same items."""
        return type(self)(self.items())


class WeakSet:
    """A set whose items vanish when nothing else holds them."""

    def __init__(self, data=None):
        self._refs = refs = set()
        self._gone = lambda reference: refs.discard(reference)
        if data is not None:
            self.update(data)

    def __iter__(self):
        for reference in list(self._refs):
            item = reference()
            if item is not None:
                yield item

    def __len__(self):
        return len(self._refs)

    def __contains__(self, item):
        try:
            return ref(item) in self._refs
        except TypeError:
            return False

    def __repr__(self):
        return repr(set(self))

    def add(self, item):
        """Adds an item."""
        self._refs.add(ref(item, self._gone))

    def discard(self, item):
        """Takes an item out if it is there."""
        self._refs.discard(ref(item))

    def remove(self, item):
        """Takes an item out; a KeyError when it is not there."""
        self._refs.remove(ref(item))

    def pop(self):
        """Takes any item out."""
        while True:
            try:
                item = self._refs.pop()()
            except KeyError:
                raise KeyError("pop from empty WeakSet") from None
            if item is not None:
                return item

    def clear(self):
        """Takes everything out."""
        self._refs.clear()

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


class finalize:
    """Calls func(*args, **kwargs) when an object dies, or when it is called itself, once."""

    _alive = {}

    def __init__(self, obj, func, /, *args, **kwargs):
        alive = finalize._alive
        reference = ref(obj, lambda _: self())
        alive[self] = reference, func, args, kwargs
        self.atexit = True

    def __call__(self, _=None):
        entry = finalize._alive.pop(self, None)
        if entry is not None:
            _, func, args, kwargs = entry
            return func(*args, **kwargs)

    def _entry(self):
        entry = finalize._alive.get(self)
        if entry is not None:
            obj = entry[0]()
            if obj is not None:
                return obj, *entry[1:]

    def detach(self):
        """Forgets the call. Returns (obj, func, args, kwargs), or None when it is over."""
        entry = self._entry()
        finalize._alive.pop(self, None)
        return entry

    def peek(self):
        """(obj, func, args, kwargs), or None when it is over."""
        return self._entry()

    @property
    def alive(self):
        """Whether the call is still to come."""
        return self in finalize._alive

    def __repr__(self):
        entry = self._entry()
        if entry is None:
            return f"<finalize object at {id(self):#x}; dead>"
        return f"<finalize object at {id(self):#x}; for {type(entry[0]).__name__!r} at {id(entry[0]):#x}>"
