"""Classes that are mainly their fields: @dataclass writes __init__, __repr__, comparisons and more from annotations."""

__all__ = ("FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "Field", "asdict", "astuple", "dataclass", "field",
           "fields", "is_dataclass", "make_dataclass", "replace")


class FrozenInstanceError(AttributeError):
    """A field of a frozen instance was to be changed."""


class _Mark:
    def __init__(self, name):
        self._name = name

    def __repr__(self):
        return self._name


class _MissingType:
    def __repr__(self):
        return "<dataclasses._MISSING_TYPE object>"


MISSING = _MissingType()
_DEFAULT_FACTORY = _Mark("<factory>")
KW_ONLY = _Mark("KW_ONLY")
_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"
_PLAIN, _CLASS_VARIABLE, _INIT_ONLY = "_FIELD", "_FIELD_CLASSVAR", "_FIELD_INITVAR"


class InitVar:
    """Annotates a parameter of __init__ that is passed on to __post_init__ and not kept."""

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f"dataclasses.InitVar[{name}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """What is known about one field."""

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only, doc=None):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = {} if metadata is None else metadata
        self.kw_only = kw_only
        self.doc = doc
        self._field_type = None

    def __repr__(self):
        return (f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
                f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},hash={self.hash!r},"
                f"compare={self.compare!r},metadata={self.metadata!r},kw_only={self.kw_only!r},doc={self.doc!r},"
                f"_field_type={self._field_type})")

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


def _is_class_variable(annotation):
    if isinstance(annotation, str):
        return annotation.split("[")[0].strip() in ("ClassVar", "typing.ClassVar", "t.ClassVar")
    return getattr(annotation, "_name", None) == "ClassVar" or \
        getattr(getattr(annotation, "__origin__", None), "_name", None) == "ClassVar"


def _is_init_only(annotation):
    if isinstance(annotation, str):
        return annotation.split("[")[0].strip() in ("InitVar", "dataclasses.InitVar")
    return annotation is InitVar or isinstance(annotation, InitVar)


def _own_annotations(cls):
    return cls.__dict__.get("__annotations__") or (cls.__annotations__ if "__annotate__" in cls.__dict__ or
                                                   "__annotate_func__" in cls.__dict__ else {})


def _make_field(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        one = default
    else:
        if type(default).__name__ in ("member_descriptor", "SlotDescriptor"):
            default = MISSING
        one = field(default=default)
    one.name, one.type = name, annotation
    one._field_type = (_CLASS_VARIABLE if _is_class_variable(annotation) else
                       _INIT_ONLY if _is_init_only(annotation) else _PLAIN)
    if one._field_type is not _PLAIN and one.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if one.kw_only is MISSING:
        one.kw_only = kw_only and one._field_type is not _CLASS_VARIABLE
    elif one._field_type is _CLASS_VARIABLE:
        raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    if one._field_type is _PLAIN and one.default is not MISSING and one.default.__class__.__hash__ is None:
        raise ValueError(f"mutable default {type(one.default)} for field {name} is not allowed: use default_factory")
    return one


def _collect_fields(cls, params):
    """All fields by name, the bases' first."""
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
        if annotation is KW_ONLY or isinstance(annotation, str) and annotation in ("KW_ONLY", "dataclasses.KW_ONLY"):
            if seen_mark:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            kw_only = seen_mark = True
            continue
        one = found[name] = _make_field(cls, name, annotation, kw_only)
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
    plain = [one for one in all_fields.values() if one._field_type is _PLAIN]
    accepted = [one for one in all_fields.values() if one._field_type is not _CLASS_VARIABLE]
    if params.init:
        _set_new(cls, "__init__", _make_init(cls, accepted, params.frozen))
    if params.repr:
        _set_new(cls, "__repr__", _make_repr([one.name for one in plain if one.repr]))
    compared = [one.name for one in plain if one.compare]
    if params.eq:
        _set_new(cls, "__eq__", _make_eq(compared))
    if params.order:
        if not params.eq:
            raise ValueError("eq must be true if order is true")
        for name in ("__lt__", "__le__", "__gt__", "__ge__"):
            if not _set_new(cls, name, _make_order(name, compared)):
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}. "
                                "Consider using functools.total_ordering")
    if params.frozen:
        names = frozenset([one.name for one in plain])
        for name, method in (("__setattr__", _make_frozen_set(cls, names)), ("__delattr__", _make_frozen_delete(cls, names))):
            if not _set_new(cls, name, method):
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}")
    _set_hash(cls, params, [one.name for one in plain if (one.compare if one.hash is None else one.hash)])
    if params.match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple([one.name for one in accepted if one.init and not one.kw_only])
    if not hasattr(cls, "__replace__"):
        cls.__replace__ = _replace
    if hasattr(cls, "__abstractmethods__"):
        from abc import update_abstractmethods
        update_abstractmethods(cls)
    if params.slots:
        return _with_slots(cls, params, [one.name for one in plain])
    if params.weakref_slot:
        raise TypeError("weakref_slot is True but slots is False")
    return cls


def _set_new(cls, name, method):
    """Gives the class a method unless it defines it itself. Whether it did."""
    if name in cls.__dict__:
        return False
    method.__name__ = name
    method.__qualname__ = f"{cls.__qualname__}.{name}"
    setattr(cls, name, method)
    return True


def _make_init(cls, accepted, frozen):
    positional = [one for one in accepted if one.init and not one.kw_only]
    keyword = [one for one in accepted if one.init and one.kw_only]
    names = {"_factory": _DEFAULT_FACTORY, "_set": object.__setattr__}
    seen_default = None
    for one in positional:
        if one.default is not MISSING or one.default_factory is not MISSING:
            seen_default = one
        elif seen_default is not None:
            raise TypeError(f"non-default argument {one.name!r} follows default argument {seen_default.name!r}")
    own = "__dataclass_self__" if "self" in [one.name for one in accepted] else "self"

    def parameter(one):
        if one.default is not MISSING:
            names[f"_default_{one.name}"] = one.default
            return f"{one.name}=_default_{one.name}"
        return f"{one.name}=_factory" if one.default_factory is not MISSING else one.name

    lines = []
    for one in accepted:
        if one._field_type is _INIT_ONLY:
            continue
        value = one.name if one.init else None
        if one.default_factory is not MISSING:
            names[f"_make_{one.name}"] = one.default_factory
            value = f"_make_{one.name}() if {value} is _factory else {value}" if value else f"_make_{one.name}()"
        if value is not None:
            lines.append(f"_set({own}, {one.name!r}, {value})" if frozen else f"{own}.{one.name} = {value}")
    if hasattr(cls, "__post_init__"):
        passed = ", ".join([one.name for one in accepted if one._field_type is _INIT_ONLY])
        lines.append(f"{own}.__post_init__({passed})")
    parameters = [own, *[parameter(one) for one in positional]]
    if keyword:
        parameters += ["*", *[parameter(one) for one in keyword]]
    source = f"def __init__({', '.join(parameters)}):\n " + "\n ".join(lines or ["pass"])
    exec(source, names)
    method = names["__init__"]
    method.__annotations__ = {one.name: one.type for one in (*positional, *keyword)} | {"return": None}
    method.__module__ = cls.__module__
    return method


_being_shown = set()


def _make_repr(names):
    def __repr__(self):
        if id(self) in _being_shown:
            return "..."
        _being_shown.add(id(self))
        try:
            return f"{type(self).__qualname__}({', '.join([f'{name}={getattr(self, name)!r}' for name in names])})"
        finally:
            _being_shown.discard(id(self))
    return __repr__


def _values(instance, names):
    return tuple([getattr(instance, name) for name in names])


def _make_eq(names):
    def __eq__(self, other):
        if self is other:
            return True
        if other.__class__ is not self.__class__:
            return NotImplemented
        for name in names:
            mine, theirs = getattr(self, name), getattr(other, name)
            if not (mine is theirs or mine == theirs):
                return False
        return True
    return __eq__


def _make_order(name, names):
    compare = {"__lt__": lambda a, b: a < b, "__le__": lambda a, b: a <= b,
               "__gt__": lambda a, b: a > b, "__ge__": lambda a, b: a >= b}[name]

    def method(self, other):
        if other.__class__ is self.__class__:
            return compare(_values(self, names), _values(other, names))
        return NotImplemented
    return method


def _make_frozen_set(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)
    return __setattr__


def _make_frozen_delete(cls, names):
    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)
    return __delattr__


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
        return hash(_values(self, names))

    __hash__.__qualname__ = f"{cls.__qualname__}.__hash__"
    cls.__hash__ = __hash__


def _with_slots(cls, params, names):
    """The class made again with __slots__."""
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    inherited = set()
    for base in cls.__mro__[1:-1]:
        slots = base.__dict__.get("__slots__", ())
        inherited.update([slots] if isinstance(slots, str) else slots)
    namespace = dict(cls.__dict__)
    namespace["__slots__"] = tuple([name for name in names if name not in inherited] +
                                   (["__weakref__"] if params.weakref_slot and "__weakref__" not in inherited else []))
    for name in names:
        namespace.pop(name, None)
    namespace.pop("__dict__", None)
    namespace.pop("__weakref__", None)
    new = type(cls)(cls.__name__, cls.__bases__, namespace)
    new.__qualname__ = cls.__qualname__
    return new


def fields(class_or_instance):
    """The fields of a dataclass or of its instance."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple([one for one in found.values() if one._field_type is _PLAIN])


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
        if hasattr(kind, "default_factory"):
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
        if one._field_type is _CLASS_VARIABLE:
            continue
        if not one.init:
            if one.name in changes:
                raise TypeError(f"field {one.name} is declared with init=False, it cannot be specified with replace()")
        elif one.name not in changes:
            if one._field_type is _INIT_ONLY and one.default is MISSING:
                raise TypeError(f"InitVar {one.name!r} must be specified with replace()")
            changes[one.name] = getattr(self, one.name)
    return self.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, module=None, decorator=dataclass, **options):
    """A new dataclass from names, (name, type) and (name, type, field) tuples."""
    body = dict(namespace or {})
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, "typing.Any"
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, body[item[0]] = item
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = kind
    body["__annotations__"] = annotations
    from types import new_class
    cls = new_class(cls_name, bases, {}, lambda target: target.update(body))
    if module is not None:
        cls.__module__ = module
    return decorator(cls, **options)
