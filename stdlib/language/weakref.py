"""References that do not keep their object alive, and containers of them."""

from _weak_containers import WeakKeyDictionary, WeakSet, WeakValueDictionary
from _weak_proxy import CallableProxyType, ProxyType, ProxyTypes, proxy
from _weakref import ReferenceType, getweakrefcount, getweakrefs, ref

__all__ = ("CallableProxyType", "ProxyType", "ProxyTypes", "ReferenceType", "WeakKeyDictionary", "WeakMethod", "WeakSet",
           "WeakValueDictionary", "finalize", "getweakrefcount", "getweakrefs", "proxy", "ref")


class WeakMethod(ref):
    """A weak reference to a bound method, which is made anew when it is asked for."""

    def __new__(cls, meth, callback=None):
        try:
            instance, function = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None
        # The reference would be kept alive by a callback that holds it.
        self = ref.__new__(cls, instance, None if callback is None else lambda reference: callback(reference))
        self._function = function
        self._kind = type(meth)
        return self

    def __init__(self, meth, callback=None):
        pass

    def __call__(self):
        instance = ref.__call__(self)
        return None if instance is None else self._kind(self._function, instance)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        mine, theirs = ref.__call__(self), ref.__call__(other)
        if mine is None or theirs is None:
            return self is other
        return mine is theirs and self._function == other._function

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    __hash__ = ref.__hash__


class finalize:
    """Calls func(*args, **kwargs) when an object dies, or when it is called itself, once."""

    _alive = {}

    def __init__(self, obj, func, /, *args, **kwargs):
        alive = finalize._alive
        reference = ref(obj, lambda _: self())
        alive[self] = reference, func, args, kwargs
        self._atexit = True

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
    def atexit(self):
        """Whether the call is to be made when the program ends."""
        return self._atexit and self.alive

    @atexit.setter
    def atexit(self, value):
        if self.alive:
            self._atexit = bool(value)

    @property
    def alive(self):
        """Whether the call is still to come."""
        return self in finalize._alive

    def __repr__(self):
        entry = self._entry()
        if entry is None:
            return f"<finalize object at {id(self):#x}; dead>"
        return f"<finalize object at {id(self):#x}; for {type(entry[0]).__name__!r} at {id(entry[0]):#x}>"
