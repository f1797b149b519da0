"""Classes that are mainly their fields: @dataclass writes __init__, __repr__, comparisons and more from annotations."""

import sys
from types import FunctionType, GenericAlias, MappingProxyType, MemberDescriptorType

import _dataclass_methods as methods
from _dataclass_methods import CLASS_VARIABLE, INIT_ONLY, MISSING, PLAIN, FrozenInstanceError

__all__ = ("FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "Field", "asdict", "astuple", "dataclass", "field",
           "fields", "is_dataclass", "make_dataclass", "replace")


class _KW_ONLY_TYPE:
    pass


KW_ONLY = _KW_ONLY_TYPE()
_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"


class InitVar:
    """Annotates a parameter of __init__ that is passed on to __post_init__ and not kept."""

    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f"dataclasses.InitVar[{name}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """What is known about one field."""

    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata", "kw_only",
                 "doc", "_field_type", "in_slots")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only, doc=None):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = MappingProxyType({} if metadata is None else metadata)
        self.kw_only = kw_only
        self.doc = doc
        self._field_type = None
        self.in_slots = False

    @methods.without_recursion
    def __repr__(self):
        return (f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
                f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},hash={self.hash!r},"
                f"compare={self.compare!r},metadata={self.metadata!r},kw_only={self.kw_only!r},doc={self.doc!r},"
                f"_field_type={self._field_type})")

    __class_getitem__ = classmethod(GenericAlias)

    def __set_name__(self, owner, name):
        hook = getattr(type(self.default), "__set_name__", None)
        if hook:
            hook(self.default, owner, name)


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING, doc=None):
    """Says more about a field than its annotation and default can."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only, doc)


class _Params:
    def __init__(self, **options):
        self.__dict__.update(options)

    def __repr__(self):
        return f"_DataclassParams({','.join([f'{key}={value!r}' for key, value in self.__dict__.items()])})"


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """Adds methods to a class that follow from its annotated fields."""
    params = _Params(init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                     match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)
    if cls is None:
        return lambda cls: _process(cls, params)
    return _process(cls, params)


def _leading_word(text):
    """The identifier that a text begins with, and what follows after it, without spaces around."""
    text = text.lstrip()
    end = 0
    while end < len(text) and (text[end].isalnum() or text[end] == "_"):
        end += 1
    return text[:end], text[end:].lstrip()


def _named(annotation, scope, module):
    """What a string that begins with a name, or with the name of `module` and one, means in the module of a class."""
    first, rest = _leading_word(annotation)
    second = _leading_word(rest[1:])[0] if rest.startswith(".") else ""
    if not second:
        return scope.get(first)
    return getattr(module, second, None) if scope.get(first) is module else None


def _is_class_variable(annotation, scope):
    typing = sys.modules.get("typing")
    if typing is None:
        return False
    if isinstance(annotation, str):
        annotation = _named(annotation, scope, typing)
    return annotation is typing.ClassVar or getattr(annotation, "__origin__", None) is typing.ClassVar


def _is_of_this_module(annotation, scope, is_wanted):
    if isinstance(annotation, str):
        annotation = _named(annotation, scope, sys.modules[__name__])
    return is_wanted(annotation)


def _is_init_only(annotation, scope):
    return _is_of_this_module(annotation, scope, lambda kind: kind is InitVar or type(kind) is InitVar)


def _is_keyword_mark(annotation, scope):
    return _is_of_this_module(annotation, scope, lambda kind: kind is KW_ONLY)


def _own_annotations(cls):
    try:
        return cls.__annotations__
    except Exception:
        # A name may be defined later than the class.
        from _annotations import annotations_of
        return annotations_of(cls)


def _make_field(cls, name, annotation, kw_only, scope):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        one = default
    else:
        if isinstance(default, MemberDescriptorType):
            default = MISSING
        one = field(default=default)
    one.name, one.type = name, annotation
    one._field_type = (CLASS_VARIABLE if _is_class_variable(annotation, scope) else
                       INIT_ONLY if _is_init_only(annotation, scope) else PLAIN)
    if one._field_type is not PLAIN and one.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if one.kw_only is MISSING:
        one.kw_only = kw_only and one._field_type is not CLASS_VARIABLE
    elif one._field_type is CLASS_VARIABLE:
        raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    if one._field_type is PLAIN and one.default is not MISSING and one.default.__class__.__hash__ is None:
        raise ValueError(f"mutable default {type(one.default)} for field {name} is not allowed: use default_factory")
    return one


def _collect_fields(cls, params):
    """All fields by name, the bases' first."""
    scope = getattr(sys.modules.get(cls.__module__), "__dict__", {})
    found = {}
    frozen_bases = set()
    for base in cls.__mro__[-1:0:-1]:
        base_fields = base.__dict__.get(_FIELDS)
        if base_fields is not None:
            found.update(base_fields)
            frozen_bases.add(base.__dict__[_PARAMS].frozen)
    if True in frozen_bases and not params.frozen:
        raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
    if False in frozen_bases and params.frozen:
        raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    kw_only, seen_mark = params.kw_only, False
    for name, annotation in _own_annotations(cls).items():
        if _is_keyword_mark(annotation, scope):
            if seen_mark:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            kw_only = seen_mark = True
            continue
        one = found[name] = _make_field(cls, name, annotation, kw_only, scope)
        one.in_slots = params.slots
        if isinstance(cls.__dict__.get(name), Field):
            if one.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, one.default)
    own = _own_annotations(cls)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in own:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return found


def _process(cls, params):
    all_fields = _collect_fields(cls, params)
    setattr(cls, _FIELDS, all_fields)
    setattr(cls, _PARAMS, params)
    plain = [one for one in all_fields.values() if one._field_type is PLAIN]
    accepted = [one for one in all_fields.values() if one._field_type is not CLASS_VARIABLE]
    if params.init:
        _set_new(cls, "__init__", methods.make_init(cls, accepted, params.frozen))
    if params.repr:
        _set_new(cls, "__repr__", methods.make_repr([one.name for one in plain if one.repr]))
    compared = [one.name for one in plain if one.compare]
    if params.eq:
        _set_new(cls, "__eq__", methods.make_eq(compared))
    if params.order:
        if not params.eq:
            raise ValueError("eq must be true if order is true")
        for name in ("__lt__", "__le__", "__gt__", "__ge__"):
            if not _set_new(cls, name, methods.make_order(name, compared)):
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__} "
                                "Consider using functools.total_ordering")
    if params.frozen:
        names = frozenset([one.name for one in plain])
        frozen_methods = (("__setattr__", methods.make_frozen_set(cls, names)),
                          ("__delattr__", methods.make_frozen_delete(cls, names)))
        for name, method in frozen_methods:
            if not _set_new(cls, name, method):
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}")
    _set_hash(cls, params, [one.name for one in plain if (one.compare if one.hash is None else one.hash)])
    if params.match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple([one.name for one in accepted if one.init and not one.kw_only])
    if "__replace__" not in cls.__dict__:
        cls.__replace__ = _replace
    if not cls.__doc__:
        cls.__doc__ = cls.__name__ + _signature_text(cls, accepted)
    if hasattr(cls, "__abstractmethods__"):
        from abc import update_abstractmethods
        update_abstractmethods(cls)
    if params.slots:
        return _with_slots(cls, params, plain)
    if params.weakref_slot:
        raise TypeError("weakref_slot is True but slots is False")
    return cls


def _signature_text(cls, accepted):
    """The parameters of a class as its documentation shows them."""
    if all(["__call__" not in kind.__dict__ for kind in type(cls).__mro__ if kind not in (type, object)]):
        return methods.signature_text(accepted)
    # How instances are made is for its metaclass to say.
    from inspect import signature
    try:
        return str(signature(cls)).replace(" -> None", "")
    except (TypeError, ValueError):
        return ""


def _set_new(cls, name, method):
    """Gives the class a method unless it defines it itself. Whether it did."""
    if name in cls.__dict__:
        return False
    setattr(cls, name, _as_own(cls, name, method))
    return True


_written = {}


def _as_own(cls, name, method):
    """The method, made to look like one of the class whose text was written: pytest tells methods of @dataclass by that."""
    method.__name__ = name
    method.__qualname__ = f"{cls.__qualname__}.{name}"
    method.__module__ = cls.__module__
    if method.__code__.co_filename != "<string>":
        if name not in _written:
            _written[name] = method.__code__.replace(co_filename="<string>", co_name=name)
        method.__code__ = _written[name]
    return method


def _set_hash(cls, params, names):
    explicit = cls.__dict__.get("__hash__", MISSING)
    # A class that defines only __eq__ gets __hash__ None by itself: that is no wish of its author.
    has_own = not (explicit is MISSING or explicit is None and "__eq__" in cls.__dict__)
    if params.unsafe_hash:
        if has_own:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    elif has_own or not params.eq:
        return
    elif not params.frozen:
        cls.__hash__ = None
        return

    def __hash__(self):
        return hash(methods.values_of(self, names))

    cls.__hash__ = _as_own(cls, "__hash__", __hash__)


def _inherited_slots(cls):
    """The names that instances have slots for by the bases."""
    names = set()
    for base in cls.__mro__[1:-1]:
        slots = base.__dict__.get("__slots__")
        if slots is None:
            # A class without __slots__, but for the machine's own, takes weak references.
            names.update(["__weakref__"] if base.__module__ != "builtins" else [])
        elif isinstance(slots, str):
            names.add(slots)
        elif hasattr(slots, "__next__"):
            raise TypeError(f"Slots of '{base.__name__}' cannot be determined")
        else:
            names.update(slots)
    return names


def _with_slots(cls, params, own):
    """The class made again with __slots__."""
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    inherited = _inherited_slots(cls)
    docs = {one.name: one.doc for one in own if one.name not in inherited}
    if params.weakref_slot and "__weakref__" not in inherited:
        docs["__weakref__"] = None
    namespace = dict(cls.__dict__)
    namespace["__slots__"] = tuple(docs) if all([doc is None for doc in docs.values()]) else docs
    for one in own:
        namespace.pop(one.name, None)
    namespace.pop("__dict__", None)
    namespace.pop("__weakref__", None)
    if params.frozen:
        # Without __dict__ a frozen instance can't be set up by the usual way.
        namespace.setdefault("__getstate__", _dataclass_getstate)
        namespace.setdefault("__setstate__", _dataclass_setstate)
    new = type(cls)(cls.__name__, cls.__bases__, namespace)
    new.__qualname__ = cls.__qualname__
    for value in new.__dict__.values():
        functions = (value.fget, value.fset, value.fdel) if isinstance(value, property) else (value,)
        if any([_moved_class_cell(function, cls, new) for function in functions]):
            break
    return new


def _moved_class_cell(function, old, new):
    """Lets super() and __class__ in the methods of a class mean its successor. Whether the function shows the cell."""
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    function = getattr(function, "__func__", function)
    if not isinstance(function, FunctionType) or "__class__" not in function.__code__.co_freevars:
        return False
    cell = function.__closure__[function.__code__.co_freevars.index("__class__")]
    if cell.cell_contents is not old:
        return False
    cell.cell_contents = new
    return True


def _dataclass_getstate(self):
    return [getattr(self, one.name) for one in fields(self)]


def _dataclass_setstate(self, state):
    for one, value in zip(fields(self), state):
        object.__setattr__(self, one.name, value)


def fields(class_or_instance):
    """The fields of a dataclass or of its instance."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple([one for one in found.values() if one._field_type is PLAIN])


def is_dataclass(obj):
    """Whether it is a dataclass or an instance of one."""
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


def _converted(value, convert):
    if _is_instance(value):
        return convert(value)
    kind = type(value)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return kind(*[_converted(item, convert) for item in value])
    if isinstance(value, (list, tuple)):
        return kind([_converted(item, convert) for item in value])
    if isinstance(value, dict):
        items = [(_converted(key, convert), _converted(item, convert)) for key, item in value.items()]
        if hasattr(value, "default_factory"):
            new = kind(value.default_factory)
            new.update(items)
            return new
        return kind(items)
    if kind in (int, str, float, bool, type(None), bytes, complex):
        return value
    from copy import deepcopy
    return deepcopy(value)


def asdict(obj, *, dict_factory=dict):
    """A dict of the fields, of dataclasses inside them too."""
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")

    def convert(instance):
        return dict_factory([(one.name, _converted(getattr(instance, one.name), convert)) for one in fields(instance)])
    return convert(obj)


def astuple(obj, *, tuple_factory=tuple):
    """A tuple of the fields' values, of dataclasses inside them too."""
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")

    def convert(instance):
        return tuple_factory([_converted(getattr(instance, one.name), convert) for one in fields(instance)])
    return convert(obj)


def replace(obj, /, **changes):
    """A new instance with some fields changed."""
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    return _replace(obj, **changes)


def _replace(self, /, **changes):
    for one in getattr(self, _FIELDS).values():
        if one._field_type is CLASS_VARIABLE:
            continue
        if not one.init:
            if one.name in changes:
                raise TypeError(f"field {one.name} is declared with init=False, it cannot be specified with replace()")
        elif one.name not in changes:
            if one._field_type is INIT_ONLY and one.default is MISSING:
                raise TypeError(f"InitVar {one.name!r} must be specified with replace()")
            changes[one.name] = getattr(self, one.name)
    return self.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False,
                   unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False,
                   module=None, decorator=dataclass):
    """A new dataclass from names, (name, type) and (name, type, field) tuples."""
    body = {} if namespace is None else dict(namespace)
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, None
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, body[item[0]] = item
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if _is_keyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = kind
    if None in annotations.values():
        from typing import Any
        annotations = {name: Any if kind is None else kind for name, kind in annotations.items()}
    body["__annotations__"] = annotations
    from types import new_class
    cls = new_class(cls_name, bases, {}, lambda target: target.update(body))
    # The class belongs to the module that asks for it.
    cls.__module__ = sys._getframe(1).f_globals.get("__name__", "__main__") if module is None else module
    return decorator(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                     match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)


def _is_keyword(name):
    try:
        compile(f"{name} = 0", "", "exec")
    except SyntaxError:
        return True
    return False
