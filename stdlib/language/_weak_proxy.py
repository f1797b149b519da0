"""Proxies: they stand for an object as long as it is alive."""

import operator

from _weakref import ref

__all__ = ("CallableProxyType", "ProxyType", "ProxyTypes", "proxy")

_get, _set, _new = object.__getattribute__, object.__setattr__, object.__new__


def _target(one):
    """What a proxy stands for; anything else is itself."""
    if type(one) is not ProxyType and type(one) is not CallableProxyType:
        return one
    target = _get(one, "_reference")()
    if target is None:
        raise ReferenceError("weakly-referenced object no longer exists")
    return target


class _Proxy:
    """What both kinds of proxies do: everything goes to the object."""

    __slots__ = ("_reference", "__weakref__")

    def __new__(cls, *args, **keywords):
        raise TypeError(f"cannot create 'weakref.{cls.__name__}' instances")

    def __getattribute__(self, name):
        return getattr(_target(self), name)

    def __setattr__(self, name, value):
        setattr(_target(self), name, value)

    def __delattr__(self, name):
        delattr(_target(self), name)

    def __repr__(self):
        target = _get(self, "_reference")()
        shown = "dead" if target is None else f"to {type(target).__name__!r} at {id(target):#x}"
        return f"<weakproxy at {id(self):#x}; {shown}>"

    def __str__(self):
        return str(_target(self))

    def __hash__(self):
        raise TypeError(f"unhashable type: 'weakref.{type(self).__name__}'")

    def __bool__(self):
        return bool(_target(self))

    def __len__(self):
        return len(_target(self))

    def __iter__(self):
        return iter(_target(self))

    def __next__(self):
        return next(_target(self))

    def __contains__(self, item):
        return item in _target(self)

    def __getitem__(self, key):
        return _target(self)[key]

    def __setitem__(self, key, value):
        _target(self)[key] = value

    def __delitem__(self, key):
        del _target(self)[key]

    def __reversed__(self):
        return reversed(_target(self))

    def __bytes__(self):
        return bytes(_target(self))

    def __pow__(self, other, modulus=None):
        if modulus is None:
            return _target(self) ** _target(other)
        return pow(_target(self), _target(other), _target(modulus))

    def __rpow__(self, other):
        return _target(other) ** _target(self)

    def __divmod__(self, other):
        return divmod(_target(self), _target(other))

    def __rdivmod__(self, other):
        return divmod(_target(other), _target(self))


def _give_operators(cls):
    """Gives the class the operators that take one or two objects."""
    def unary(function):
        return lambda self: function(_target(self))

    def binary(function):
        return (lambda self, other: function(_target(self), _target(other)),
                lambda self, other: function(_target(other), _target(self)))

    for name in ("neg", "pos", "abs", "invert", "index"):
        setattr(cls, f"__{name}__", unary(getattr(operator, name)))
    for name, function in (("int", int), ("float", float), ("complex", complex)):
        setattr(cls, f"__{name}__", unary(function))
    for name in ("lt", "le", "eq", "ne", "gt", "ge"):
        setattr(cls, f"__{name}__", binary(getattr(operator, name))[0])
    for name in ("add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "lshift", "rshift", "and", "or", "xor"):
        method, reflected = binary(getattr(operator, f"__{name}__"))
        setattr(cls, f"__{name}__", method)
        setattr(cls, f"__r{name}__", reflected)
        setattr(cls, f"__i{name}__", binary(getattr(operator, f"__i{name}__"))[0])


_give_operators(_Proxy)


class ProxyType(_Proxy):
    """A proxy of an object that can't be called."""

    __slots__ = ()
    __module__ = "weakref"


class CallableProxyType(_Proxy):
    """A proxy of an object that can be called."""

    __slots__ = ()
    __module__ = "weakref"

    def __call__(self, /, *args, **keywords):
        return _target(self)(*args, **keywords)


ProxyTypes = (ProxyType, CallableProxyType)


def proxy(object, callback=None, /):
    """A stand-in for an object, which does not keep it alive."""
    made = _new(CallableProxyType if callable(object) else ProxyType)
    _set(made, "_reference", ref(object, None if callback is None else lambda reference: callback(made)))
    return made
