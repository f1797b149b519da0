"""defaultdict, OrderedDict and ChainMap."""

from _thread import get_ident
from sys import modules

_shown = set()  # factories whose repr is being made, each with its thread


class defaultdict(dict):
    """A dict that makes what is missing by calling its default_factory."""

    def __init__(self, default_factory=None, /, *args, **keywords):
        if default_factory is not None and not callable(default_factory):
            raise TypeError("first argument must be callable or None")
        super().__init__(*args, **keywords)
        self.default_factory = default_factory

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        value = self[key] = self.default_factory()
        return value

    def __repr__(self):
        factory = "..."
        # The factory may be a method of this one.
        showing = id(self.default_factory), get_ident()
        if showing not in _shown:
            _shown.add(showing)
            try:
                factory = repr(self.default_factory)
            finally:
                _shown.discard(showing)
        return f"{type(self).__name__}({factory}, {dict.__repr__(self)})"

    def copy(self):
        """A new defaultdict with the same items."""
        return type(self)(self.default_factory, self)

    __copy__ = copy

    def __reduce__(self):
        return type(self), (self.default_factory,), None, None, iter(self.items())

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = self.copy()
        new.update(other)
        return new

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = type(self)(self.default_factory, other)
        new.update(self)
        return new


_REQUIRED = object()


class OrderedDict(dict):
    """A dict whose order can be changed, and counts when two are compared."""

    def move_to_end(self, key, last=True):
        """Moves a key to the end, or to the front."""
        # What subclasses have in place of dict's methods is not asked.
        value = dict.pop(self, key)
        if last:
            dict.__setitem__(self, key, value)
        else:
            others = list(dict.items(self))
            dict.clear(self)
            dict.__setitem__(self, key, value)
            dict.update(self, others)

    def popitem(self, last=True):
        """Takes the last item out, or the first. Returns (key, value)."""
        if not self:
            raise KeyError("dictionary is empty")
        key = next(reversed(self) if last else iter(self))
        return key, dict.pop(self, key)

    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return dict.__eq__(self, other) and list(self) == list(other)
        return dict.__eq__(self, other)

    def __ne__(self, other):
        equal = self == other
        return equal if equal is NotImplemented else not equal

    __hash__ = None

    def __repr__(self):
        return f"{type(self).__name__}({dict.__repr__(self) if self else ''})"

    def copy(self):
        """A new OrderedDict with the same items."""
        return type(self)(self)

    def __reduce__(self):
        return type(self), (), self.__getstate__(), None, iter(self.items())

    def pop(self, key, default=_REQUIRED):
        """Takes a key out and returns its value; `default` when it is not there, else KeyError."""
        if default is not _REQUIRED:
            return dict.pop(self, key, default)
        if key not in self:
            return self.__missing__(key) if hasattr(type(self), "__missing__") else dict.pop(self, key)
        return dict.pop(self, key)

    def setdefault(self, key, default=None):
        """The key's value, which is set to `default` if there is none."""
        return dict.setdefault(self, key, default)

    @classmethod
    def fromkeys(cls, iterable, value=None):
        """An OrderedDict with the keys of an iterable, all with one value."""
        new = cls()
        for key in iterable:
            new[key] = value
        return new

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = self.copy()
        new.update(other)
        return new

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = type(self)(other)
        new.update(self)
        return new


def _is_mapping(value):
    from collections.abc import Mapping
    return isinstance(value, Mapping)


class ChainMap:
    """Several mappings as one: the first that has a key answers, and changes go to the first of all."""

    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        for mapping in self.maps:
            try:
                return mapping[key]
            except KeyError:
                pass
        return self.__missing__(key)

    def get(self, key, default=None):
        """The value of a key, or a default."""
        return self[key] if key in self else default

    def __contains__(self, key):
        return any([key in mapping for mapping in self.maps])

    def _merged(self):
        merged = {}
        for mapping in reversed(self.maps):
            merged.update(mapping)
        return merged

    def __len__(self):
        return len(self._merged())

    def __bool__(self):
        return any([bool(mapping) for mapping in self.maps])

    def __iter__(self):
        return iter(dict.fromkeys(self._merged()))

    def keys(self):
        """The keys of all mappings."""
        return dict.fromkeys(self._merged()).keys()

    def values(self):
        """The values of the keys."""
        return {key: self[key] for key in self}.values()

    def items(self):
        """The (key, value) pairs."""
        return {key: self[key] for key in self}.items()

    def __repr__(self):
        return f"{type(self).__name__}({', '.join([repr(mapping) for mapping in self.maps])})"

    def __eq__(self, other):
        if isinstance(other, ChainMap):
            other = dict(other.items())
        return dict(self.items()) == other if isinstance(other, dict) else NotImplemented

    __hash__ = None

    @classmethod
    def fromkeys(cls, iterable, value=None):
        """A ChainMap of one dict with these keys."""
        return cls(dict.fromkeys(iterable, value))

    def __or__(self, other):
        if not _is_mapping(other):
            return NotImplemented
        merged = self.copy()
        merged.maps[0].update(other)
        return merged

    def __ror__(self, other):
        if not _is_mapping(other):
            return NotImplemented
        merged = dict(other)
        for mapping in reversed(self.maps):
            merged.update(mapping)
        return type(self)(merged)

    def __ior__(self, other):
        self.maps[0].update(other)
        return self

    def copy(self):
        """A ChainMap with a copy of the first mapping."""
        return type(self)(self.maps[0].copy(), *self.maps[1:])

    __copy__ = copy

    def new_child(self, m=None, **keywords):
        """A ChainMap with one more mapping in front."""
        m = keywords if m is None else {**m, **keywords} if keywords else m
        return type(self)(m, *self.maps)

    @property
    def parents(self):
        """A ChainMap without the first mapping."""
        return type(self)(*self.maps[1:])

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        try:
            del self.maps[0][key]
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}") from None

    def setdefault(self, key, default=None):
        """The value of a key, which is put there where it is missing."""
        if key in self:
            return self[key]
        self[key] = default
        return default

    def update(self, *args, **keywords):
        """Changes the first mapping."""
        self.maps[0].update(*args, **keywords)

    def pop(self, key, *default):
        """Takes a key out of the first mapping."""
        try:
            return self.maps[0].pop(key, *default)
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}") from None

    def popitem(self):
        """Takes an item out of the first mapping."""
        try:
            return self.maps[0].popitem()
        except KeyError:
            raise KeyError("No keys found in the first mapping.") from None

    def clear(self):
        """Empties the first mapping."""
        self.maps[0].clear()


for _cls in (defaultdict, OrderedDict, ChainMap):
    _cls.__module__ = "collections"


# Whichever of the two modules is imported last registers it.
if "collections.abc" in modules:
    modules["collections.abc"].MutableMapping.register(ChainMap)
