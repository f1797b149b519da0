"""Names for the classes of the machine's own objects."""

import sys as _sys


def _function():
    cell = None

    def inner():
        return cell
    return inner


async def _coroutine():
    pass


async def _async_generator():
    yield


class _Class:
    __slots__ = ("slot",)

    def method(self):
        pass


FunctionType = LambdaType = type(_function)
CodeType = type(_function.__code__)
CellType = type(_function().__closure__[0])
MethodType = type(_Class().method)
GeneratorType = type((_ for _ in ()))
_awaitable = _coroutine()
CoroutineType = type(_awaitable)
_awaitable.close()
AsyncGeneratorType = type(_async_generator())
BuiltinFunctionType = BuiltinMethodType = type(len)
MethodDescriptorType = type(str.join)
ClassMethodDescriptorType = type(dict.__dict__["fromkeys"])
WrapperDescriptorType = type(object.__init__)
MethodWrapperType = type(object().__str__)
MappingProxyType = type(type.__dict__)
MemberDescriptorType = type(_Class.__dict__["slot"])
GetSetDescriptorType = type(FunctionType.__code__)
ModuleType = type(_sys)
SimpleNamespace = type(_sys.implementation)
NoneType = type(None)
NotImplementedType = type(NotImplemented)
EllipsisType = type(...)
try:
    raise TypeError
except TypeError as _error:
    TracebackType = type(_error.__traceback__)
    FrameType = type(_error.__traceback__.tb_frame)

del _function, _coroutine, _async_generator, _Class, _awaitable


def new_class(name, bases=(), kwds=None, exec_body=None):
    """A class made as by a class statement whose body is exec_body(namespace)."""
    resolved = resolve_bases(bases)
    metaclass, namespace, options = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved is not bases:
        namespace["__orig_bases__"] = bases
    return metaclass(name, resolved, namespace, **options)


def resolve_bases(bases):
    """Bases with those that are no classes replaced by what their __mro_entries__ gives."""
    resolved = []
    changed = False
    for base in bases:
        entries = None if isinstance(base, type) else getattr(base, "__mro_entries__", None)
        if entries is None:
            resolved.append(base)
        else:
            entries = entries(bases)
            if not isinstance(entries, tuple):
                raise TypeError("__mro_entries__ must return a tuple")
            resolved.extend(entries)
            changed = True
    return tuple(resolved) if changed else bases


def prepare_class(name, bases=(), kwds=None):
    """The (metaclass, namespace, keywords) that a class statement would use."""
    keywords = dict(kwds) if kwds else {}
    metaclass = keywords.pop("metaclass", None) or (type(bases[0]) if bases else type)
    if isinstance(metaclass, type):
        for base in bases:
            if issubclass(type(base), metaclass):
                metaclass = type(base)
            elif not issubclass(metaclass, type(base)):
                raise TypeError("metaclass conflict: the metaclass of a derived class must be a (non-strict) "
                                "subclass of the metaclasses of all its bases")
    prepare = getattr(metaclass, "__prepare__", None)
    namespace = {} if prepare is None else prepare(name, bases, **keywords)
    return metaclass, namespace, keywords


def get_original_bases(cls, /):
    """The bases as they stood in the class statement."""
    try:
        return cls.__dict__.get("__orig_bases__", cls.__bases__)
    except AttributeError:
        raise TypeError(f"Expected an instance of type, not {type(cls).__name__!r}") from None


class DynamicClassAttribute:
    """A property of instances whose name on the class goes to the metaclass's __getattr__."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.__doc__ = doc or getattr(fget, "__doc__", None)
        self.overwrite_doc = doc is None
        self.__isabstractmethod__ = bool(getattr(fget, "__isabstractmethod__", False))

    def __get__(self, instance, owner=None):
        if instance is None:
            if self.__isabstractmethod__:
                return self
            raise AttributeError
        if self.fget is None:
            raise AttributeError("unreadable attribute")
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("can't delete attribute")
        self.fdel(instance)

    def _changed(self, fget, fset, fdel):
        changed = type(self)(fget, fset, fdel, None if self.overwrite_doc and fget is not self.fget else self.__doc__)
        changed.overwrite_doc = self.overwrite_doc
        return changed

    def getter(self, fget):
        return self._changed(fget, self.fset, self.fdel)

    def setter(self, fset):
        return self._changed(self.fget, fset, self.fdel)

    def deleter(self, fdel):
        return self._changed(self.fget, self.fset, fdel)


_GENERATOR, _COROUTINE, _ITERABLE_COROUTINE = 0x20, 0x80, 0x100  # of co_flags


def coroutine(func):
    """Makes the generators of a generator function awaitable."""
    if not callable(func):
        raise TypeError("types.coroutine() expects a callable")
    if type(func) is FunctionType:
        code = func.__code__
        if code.co_flags & (_COROUTINE | _ITERABLE_COROUTINE):
            return func
        if code.co_flags & _GENERATOR:
            func.__code__ = code.replace(co_flags=code.co_flags | _ITERABLE_COROUTINE)
            return func
    from collections.abc import Coroutine, Generator
    from functools import wraps

    @wraps(func)
    def wrapped(*args, **keywords):
        result = func(*args, **keywords)
        if result.__class__ is CoroutineType or result.__class__ is GeneratorType and \
                result.gi_code.co_flags & _ITERABLE_COROUTINE:
            return result
        if isinstance(result, Generator) and not isinstance(result, Coroutine):
            return _GeneratorWrapper(result)
        return result
    return wrapped


def _field_of_generator(name):
    """A property: what a generator has as gi_NAME."""
    return property(lambda self: getattr(self._generator, f"gi_{name}"))


class _GeneratorWrapper:
    """A generator, or what has its methods, that can be awaited."""

    def __init__(self, generator):
        self._generator = generator
        self._is_generator = generator.__class__ is GeneratorType
        self.__name__ = getattr(generator, "__name__", None)
        self.__qualname__ = getattr(generator, "__qualname__", None)

    def send(self, value):
        return self._generator.send(value)

    def throw(self, kind, *rest):
        return self._generator.throw(kind, *rest)

    def close(self):
        return self._generator.close()

    gi_code = cr_code = _field_of_generator("code")
    gi_frame = cr_frame = _field_of_generator("frame")
    gi_running = cr_running = _field_of_generator("running")
    gi_yieldfrom = cr_await = _field_of_generator("yieldfrom")

    def __next__(self):
        return next(self._generator)

    def __iter__(self):
        return self._generator if self._is_generator else self

    __await__ = __iter__


try:
    from _types import GenericAlias, UnionType
except ImportError:
    pass

__all__ = [_name for _name in globals() if not _name.startswith("_")]
