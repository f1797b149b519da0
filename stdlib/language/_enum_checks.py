"""Decorators of enumerations: what tests them, and what makes their members names of a module."""

import sys

import _enum_type
from _enum_body import bits_of, is_single_bit

__all__ = ("global_enum", "global_enum_repr", "global_flag_repr",
           "global_str", "pickle_by_enum_name", "pickle_by_global_name", "show_flag_values", "unique", "verify")


def _aliases(enumeration):
    """The names that are not those of their members."""
    return ", ".join([f"{name} -> {one._name_}" for name, one in enumeration._member_map_.items() if name != one._name_])


def unique(enumeration):
    """Refuses an enumeration in which a value has two names."""
    aliases = _aliases(enumeration)
    if aliases:
        raise ValueError(f"duplicate values found in {enumeration!r}: {aliases}")
    return enumeration


class verify:
    """Refuses an enumeration that does not pass some tests."""

    __module__ = "enum"

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        for check in self.checks:
            if check.name == "UNIQUE":
                aliases = _aliases(enumeration)
                if aliases:
                    raise ValueError(f"aliases found in {enumeration!r}: {aliases}")
            elif check.name == "CONTINUOUS":
                _require_continuous(enumeration)
            elif check.name == "NAMED_FLAGS":
                _require_named_flags(enumeration)
        return enumeration


def _require_continuous(enumeration):
    """Refuses an enumeration that has no member for a number between the smallest and the largest."""
    values = {one._value_ for one in enumeration}
    if len(values) < 2:
        return
    low, high = min(values), max(values)
    if issubclass(enumeration, _enum_type.Flag):
        kind = "flag"
        missing = [1 << bit for bit in range(low.bit_length(), high.bit_length() - 1) if 1 << bit not in values]
    else:
        kind = "enum"
        missing = [number for number in range(low + 1, high) if number not in values]
    if missing:
        shown = ", ".join(map(str, missing))
        raise ValueError(f"invalid {kind} {enumeration.__name__!r}: missing values {shown}"[:256])


def _require_named_flags(enumeration):
    """Refuses a flag in which a name for several bits has bits without a name."""
    values = {one._value_ for one in enumeration}
    names, missing = [], 0
    for name, one in enumeration._member_map_.items():
        if name in enumeration._member_names_ or one._value_ < 0:
            continue
        missed = [bit for bit in bits_of(one._value_) if bit not in values]
        if missed:
            names.append(name)
            for bit in missed:
                missing |= bit
    if not names:
        return
    who = f"alias {names[0]} is missing" if len(names) == 1 else \
        f"aliases {', '.join(names[:-1])} and {names[-1]} are missing"
    what = f"value 0x{missing:x}" if is_single_bit(missing) else f"combined values of 0x{missing:x}"
    raise ValueError(f"invalid Flag {enumeration.__name__!r}: {who} {what} "
                     "[use enum.show_flag_values(value) for details]")


def show_flag_values(value):
    """The powers of two in a number or a flag."""
    return list(bits_of(value))


def _module_of(one):
    return one.__class__.__module__.split(".")[-1]


def global_enum_repr(self):
    """The repr of a member whose name stands in its module."""
    return f"{_module_of(self)}.{self._name_}"


def global_flag_repr(self):
    """The repr of a flag whose name stands in its module."""
    module = _module_of(self)
    if self._name_ is None:
        return f"{module}.{self.__class__.__name__}({self._value_!r})"
    if is_single_bit(self._value_):
        return f"{module}.{self._name_}"
    keeps = self._boundary_ == "keep"
    return "|".join([name if keeps and name[0].isdigit() else f"{module}.{name}" for name in self._name_.split("|")])


def global_str(self):
    """The str of a member whose name stands in its module."""
    return f"{self.__class__.__name__}({self._value_!r})" if self._name_ is None else self._name_


def global_enum(cls, update_str=False):
    """Makes the members of an enumeration names of its module, and shows them as such."""
    cls.__repr__ = global_flag_repr if issubclass(cls, _enum_type.Flag) else global_enum_repr
    if not issubclass(cls, _enum_type.ReprEnum) or update_str:
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls


def pickle_by_global_name(self, proto):
    """A __reduce_ex__ for members that are names of their module."""
    return self.name


def pickle_by_enum_name(self, proto):
    """A __reduce_ex__ for members that are found by their name in their class."""
    return getattr, (self.__class__, self._name_)


def _make_class_unpicklable(obj):
    """Makes pickling the members of an enumeration, or the instances of a class, a TypeError."""
    def refuse(self, proto):
        raise TypeError(f"{self!r} cannot be pickled")
    obj.__reduce_ex__ = refuse
    obj.__module__ = "<unknown>"


def _keep():
    from enum import KEEP
    return KEEP


def _old_convert_(etype, name, module, filter, source=None, *, boundary=None):
    """An enumeration of the constants of a module, which keeps them: what _convert_ makes is compared with that."""
    scope = sys.modules[module].__dict__ if source is None else source.__dict__
    return etype(name, _enum_type.constants_of(scope, filter), module=module, boundary=boundary or _keep())


def _simple_enum(etype=None, *, boundary=None, use_args=None):
    """Makes an enumeration of a plain class."""
    base = _enum_type.Enum if etype is None else etype

    def convert(cls):
        metacls = type(base)
        namespace = metacls.__prepare__(cls.__name__, (base,))
        for name, value in cls.__dict__.items():
            if name not in ("__dict__", "__weakref__"):
                namespace[name] = value
        return metacls(cls.__name__, (base,), namespace, boundary=boundary)
    return convert


def _test_simple_enum(checked_enum, simple_enum):
    """Raises TypeError with what is different in an enumeration made by `_simple_enum` from one made by a class statement."""
    ignored = {"__static_attributes__", "__firstlineno__", "__doc__", "__module__", "__dict__", "__weakref__", "_member_map_",
               "_value2member_map_", "_hashable_values_", "_unhashable_values_", "_unhashable_values_map_"}
    problems = []
    if checked_enum.__dict__ != simple_enum.__dict__:
        names = checked_enum._member_names_
        if names != simple_enum._member_names_:
            problems.append(f"members: {names} / {simple_enum._member_names_}")
        for name in sorted({*checked_enum.__dict__, *simple_enum.__dict__} - ignored - {*names}):
            if name not in simple_enum.__dict__:
                problems.append(f"missing key: {name!r}")
            elif name not in checked_enum.__dict__:
                problems.append(f"extra key: {name!r}")
            else:
                checked, simple = checked_enum.__dict__[name], simple_enum.__dict__[name]
                if not callable(checked) and not isinstance(checked, (classmethod, staticmethod, property)) and checked != simple:
                    problems.append(f"{name!r}: {checked!r} / {simple!r}")
        for name in names:
            checked, simple = checked_enum._member_map_[name], simple_enum._member_map_.get(name)
            if simple is None or (checked.name, checked.value) != (simple.name, simple.value):
                problems.append(f"{name!r} member mismatch")
    if problems:
        raise TypeError("enum mismatch:\n  " + "\n  ".join(problems))
