"""What stands in the body of an enumeration: its namespace, auto(), member, nonmember, property; arithmetic of bits."""

from types import DynamicClassAttribute

_plain_property = property
_AUTO = type("_auto_null", (), {"__repr__": lambda self: "_auto_null"})()
_RESERVED = frozenset((
    "_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_", "_iter_member_",
    "_iter_member_by_value_", "_iter_member_by_def_", "_add_alias_", "_add_value_alias_"))


class nonmember:
    """Keeps a value in the class body from becoming a member."""

    __module__ = "enum"

    def __init__(self, value):
        self.value = value


class member:
    """Makes a member of something in the class body that would not become one."""

    __module__ = "enum"

    def __init__(self, value):
        self.value = value


class auto:
    """A value that the class chooses itself."""

    __module__ = "enum"

    def __init__(self, value=_AUTO):
        self.value = value

    def __repr__(self):
        return f"auto({self.value!r})"


class property(DynamicClassAttribute):
    """A property of members that does not hide a member of the same name on the class."""

    __module__ = "enum"
    name = clsname = None
    # Set by the class for a member whose name stands for something in its bases as well.
    member = None
    _hides_method = False

    def __set_name__(self, owner, name):
        self.name = name
        self.clsname = owner.__name__

    def __get__(self, instance, owner=None):
        if instance is None:
            if self.member is None:
                raise AttributeError(f"{owner!r} has no attribute {self.name!r}")
            return self.member
        if self.fget is not None:
            return self.fget(instance)
        if self._hides_method:
            return getattr(instance._value_, self.name)
        if self.member is not None:
            return self.member
        raise AttributeError(f"{owner!r} member has no attribute {self.name!r}")

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot set attribute {self.name!r}")
        return self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot delete attribute {self.name!r}")
        return self.fdel(instance)


def is_dunder(name):
    """Whether a name looks like __this__."""
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def is_sunder(name):
    """Whether a name looks like _this_."""
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def is_private(class_name, name):
    """Whether a name is what __this becomes in the body of a class."""
    prefix = f"_{class_name}__"
    return name.startswith(prefix) and len(name) > len(prefix) and not name.endswith("__")


def is_descriptor(value):
    """Whether a value is one that a class does something with: a function, a property …"""
    return hasattr(value, "__get__") or hasattr(value, "__set__") or hasattr(value, "__delete__")


def _is_inner_class(class_name, value):
    """Whether a value is a class that was defined in the body of the class of that name."""
    if class_name is None or not isinstance(value, type):
        return False
    return value.__qualname__ == f"{class_name}.{value.__name__}" or \
        value.__qualname__.endswith(f".{class_name}.{value.__name__}")


class EnumDict(dict):
    """The namespace of an enumeration's body: it knows which names become members."""

    __module__ = "enum"

    def __init__(self, cls_name=None):
        super().__init__()
        self._cls_name = cls_name
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._auto_called = False

    @_plain_property
    def member_names(self):
        return list(self._member_names)

    def __setitem__(self, name, value):
        if self._cls_name is not None and is_private(self._cls_name, name):
            pass
        elif is_sunder(name):
            value = self._special(name, value)
        elif is_dunder(name):
            if name == "__order__":
                name = "_order_"
        elif name in self._member_names:
            raise TypeError(f"{name!r} already defined as {self[name]!r}")
        elif name in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, member) or not (is_descriptor(value) or _is_inner_class(self._cls_name, value)):
            if name in self:
                raise TypeError(f"{name!r} already defined as {self[name]!r}")
            value = self._chosen(name, value.value if isinstance(value, member) else value)
            self._member_names[name] = None
        super().__setitem__(name, value)

    def _special(self, name, value):
        """What to keep for a _name_."""
        if name not in _RESERVED:
            raise ValueError(f"_sunder_ names, such as {name!r}, are reserved for future Enum use")
        if name == "_generate_next_value_":
            if self._auto_called:
                raise TypeError("_generate_next_value_ must be defined before members")
            self._generate_next_value = getattr(value, "__func__", value)
        elif name == "_ignore_":
            value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
            self._ignore = value
            already = set(value) & self._member_names.keys()
            if already:
                raise ValueError(f"_ignore_ cannot specify already set names: {already!r}")
        return value

    def _chosen(self, name, value):
        """The value with every auto() in it replaced."""
        if isinstance(value, auto):
            return self._generated(name, value)
        if not isinstance(value, tuple) or not any([isinstance(item, auto) for item in value]):
            self._last_values.append(value)
            return value
        items = [self._generated(name, item) if isinstance(item, auto) else item for item in value]
        try:
            return type(value)(items)
        except TypeError:
            return type(value)(*items)

    def _generated(self, name, automatic):
        """The value of one auto()."""
        if automatic.value is _AUTO:
            automatic.value = self._generate_next_value(name, 1, len(self._member_names), self._last_values[:])
            self._auto_called = True
        self._last_values.append(automatic.value)
        return automatic.value

    def update(self, members, **more_members):
        for name, value in (members.items() if hasattr(members, "keys") else members):
            self[name] = value
        for name, value in more_members.items():
            self[name] = value


def is_single_bit(value):
    """Whether a number is a power of two."""
    return value > 0 and value & value - 1 == 0


def bits_of(value):
    """The powers of two in a number, the smallest first."""
    value = getattr(value, "_value_", value)
    if value < 0:
        raise ValueError(f"{value!r} is not a positive integer")
    while value:
        lowest = value & -value
        yield lowest
        value ^= lowest


def shown_bits(value, max_bits=None):
    """A number in two's complement, its sign set apart: 0b0 101."""
    width = max(value.bit_length(), max_bits or 0)
    sign = "0" if value >= 0 else "1"
    return f"0b{sign} {value & (1 << width) - 1:0{width}b}" if width else "0b0 "
