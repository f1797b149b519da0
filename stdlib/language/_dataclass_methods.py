"""The methods that @dataclass writes, and the text that it documents a class with."""

import sys


class FrozenInstanceError(AttributeError):
    """A field of a frozen instance was to be changed."""

    __module__ = "dataclasses"


class _MISSING_TYPE:
    __module__ = "dataclasses"


class _FactoryMark:
    def __repr__(self):
        return "<factory>"


class _FieldKind:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


MISSING = _MISSING_TYPE()
DEFAULT_FACTORY = _FactoryMark()
PLAIN, CLASS_VARIABLE, INIT_ONLY = _FieldKind("_FIELD"), _FieldKind("_FIELD_CLASSVAR"), _FieldKind("_FIELD_INITVAR")


def make_init(cls, accepted, frozen):
    """__init__ of a class, with a parameter for each field that wants one."""
    positional = [one for one in accepted if one.init and not one.kw_only]
    keyword = [one for one in accepted if one.init and one.kw_only]
    seen_default = None
    for one in positional:
        if one.default is not MISSING or one.default_factory is not MISSING:
            seen_default = one
        elif seen_default is not None:
            raise TypeError(f"non-default argument {one.name!r} follows default argument {seen_default.name!r}")
    own = "__dataclass_self__" if "self" in [one.name for one in accepted] else "self"
    # Names that no field has: what stands in the text of the function.
    names = {"__dataclass_factory__": DEFAULT_FACTORY, "__dataclass_set__": object.__setattr__}
    parameters = [own, *[_parameter(one, names) for one in positional]]
    if keyword:
        parameters += ["*", *[_parameter(one, names) for one in keyword]]
    lines = _assignments(accepted, own, frozen, names)
    if hasattr(cls, "__post_init__"):
        passed = ", ".join([one.name for one in accepted if one._field_type is INIT_ONLY])
        lines.append(f"{own}.__post_init__({passed})")
    # The function sees the globals of the class's module; what its text names beside them comes from a function around it.
    scope = getattr(sys.modules.get(cls.__module__), "__dict__", {})
    made = {}
    exec(f"def make({', '.join(names)}):\n def __init__({', '.join(parameters)}):\n  " +
         "\n  ".join(lines or ["pass"]) + "\n return __init__", scope, made)
    method = made["make"](**names)
    method.__annotations__ = {one.name: one.type for one in (*positional, *keyword)} | {"return": None}
    return method


def _parameter(one, names):
    """A field as it stands between the parentheses of __init__."""
    if one.default is not MISSING:
        names[f"__dataclass_default_{one.name}__"] = one.default
        return f"{one.name}=__dataclass_default_{one.name}__"
    return one.name if one.default_factory is MISSING else f"{one.name}=__dataclass_factory__"


def _assignments(accepted, own, frozen, names):
    """The lines of __init__ that set the fields."""
    lines = []
    for one in accepted:
        if one._field_type is INIT_ONLY:
            continue
        value = one.name if one.init else None
        if one.default_factory is not MISSING:
            make = f"__dataclass_make_{one.name}__"
            names[make] = one.default_factory
            value = f"{make}() if {value} is __dataclass_factory__ else {value}" if value else f"{make}()"
        elif value is None and one.default is not MISSING and one.in_slots:
            value = f"__dataclass_default_{one.name}__"
            names[value] = one.default
        if value is not None:
            lines.append(f"__dataclass_set__({own}, {one.name!r}, {value})" if frozen else f"{own}.{one.name} = {value}")
    return lines


_being_shown = set()


def without_recursion(show):
    """A __repr__ that gives ... for an object that is being shown already."""
    def __repr__(self):
        if id(self) in _being_shown:
            return "..."
        _being_shown.add(id(self))
        try:
            return show(self)
        finally:
            _being_shown.discard(id(self))
    __repr__.__qualname__, __repr__.__wrapped__ = show.__qualname__, show
    return __repr__


def make_repr(names):
    """__repr__ that shows the fields of these names."""
    @without_recursion
    def __repr__(self):
        return f"{type(self).__qualname__}({', '.join([f'{name}={getattr(self, name)!r}' for name in names])})"
    return __repr__


def values_of(instance, names):
    """The fields of these names, as a tuple."""
    return tuple([getattr(instance, name) for name in names])


def make_eq(names):
    """__eq__ that compares the fields of these names."""
    def __eq__(self, other):
        if self is other:
            return True
        if other.__class__ is not self.__class__:
            return NotImplemented
        for name in names:
            if not getattr(self, name) == getattr(other, name):
                return False
        return True
    return __eq__


def make_order(name, names):
    """__lt__ or another order, by the fields of these names."""
    compare = {"__lt__": lambda a, b: a < b, "__le__": lambda a, b: a <= b,
               "__gt__": lambda a, b: a > b, "__ge__": lambda a, b: a >= b}[name]

    def method(self, other):
        if other.__class__ is self.__class__:
            return compare(values_of(self, names), values_of(other, names))
        return NotImplemented
    return method


def make_frozen_set(cls, names):
    """__setattr__ of a frozen class."""
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)
    return __setattr__


def make_frozen_delete(cls, names):
    """__delattr__ of a frozen class."""
    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)
    return __delattr__


def _shown_annotation(kind):
    """A type as it stands in a signature."""
    if isinstance(kind, type) and not hasattr(kind, "__args__"):
        return kind.__qualname__ if kind.__module__ in ("builtins", "__main__") and kind.__module__ == "builtins" else \
            f"{kind.__module__}.{kind.__qualname__}"
    shown = repr(kind)
    return shown if isinstance(kind, str) else shown.replace("typing.", "")


def signature_text(accepted):
    """The parameters of __init__ as inspect.signature would show them."""
    shown = []
    for only_keyword in (False, True):
        some = [one for one in accepted if one.init and bool(one.kw_only) is only_keyword]
        if only_keyword and some:
            shown.append("*")
        for one in some:
            text = f"{one.name}: {_shown_annotation(one.type)}"
            if one.default is not MISSING:
                text += f" = {one.default!r}"
            elif one.default_factory is not MISSING:
                text += " = <factory>"
            shown.append(text)
    return f"({', '.join(shown)})"
