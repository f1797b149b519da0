"""Names for the classes of the machine's own objects."""


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
ModuleType = type(__import__("sys"))
NoneType = type(None)
NotImplementedType = type(NotImplemented)
EllipsisType = type(...)
try:
    raise TypeError
except TypeError as _error:
    TracebackType = type(_error.__traceback__)
    FrameType = type(_error.__traceback__.tb_frame)

del _function, _coroutine, _async_generator, _Class, _awaitable


class SimpleNamespace:
    """An object with the given attributes, and a repr and == that show them."""

    __slots__ = ("__dict__",)  # but no weak references, as in CPython

    def __init__(self, mapping_or_iterable=(), /, **attributes):
        self.__dict__.update(mapping_or_iterable)
        self.__dict__.update(attributes)

    def __repr__(self):
        name = "namespace" if type(self) is SimpleNamespace else type(self).__name__
        return f"{name}({', '.join([f'{key}={value!r}' for key, value in self.__dict__.items()])})"

    def __eq__(self, other):
        if isinstance(self, SimpleNamespace) and isinstance(other, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented

    __hash__ = None

    def __replace__(self, /, **changes):
        new = type(self)(self.__dict__)
        new.__dict__.update(changes)
        return new


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
    from functools import wraps

    @wraps(func)
    def wrapped(*args, **keywords):
        result = func(*args, **keywords)
        if type(result) is GeneratorType and not result.gi_code.co_flags & _ITERABLE_COROUTINE:
            return _AwaitableGenerator(result)
        return result
    return wrapped


class _AwaitableGenerator:
    """A generator that can be awaited."""

    def __init__(self, generator):
        self._generator = generator
        self.send, self.throw, self.close = generator.send, generator.throw, generator.close

    def __await__(self):
        return self._generator

    def __iter__(self):
        return self._generator

    def __next__(self):
        return next(self._generator)


try:
    from _types import GenericAlias, UnionType
except ImportError:
    pass
