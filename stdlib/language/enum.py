"""Sets of named constants."""

from _enum_body import (
    EnumDict, auto, bits_of, is_descriptor as _is_descriptor, is_dunder as _is_dunder, is_private as _is_private,
    is_single_bit as _is_single_bit, is_sunder as _is_sunder, member, nonmember, property, shown_bits as bin)
from _enum_checks import (
    _make_class_unpicklable, _old_convert_, _simple_enum, _test_simple_enum, global_enum, global_enum_repr,
    global_flag_repr, global_str, pickle_by_enum_name, pickle_by_global_name, show_flag_values, unique, verify)
from _enum_type import EnumType, introduce, making as _making

__all__ = (
    "EnumType", "EnumMeta", "EnumDict", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto", "unique",
    "property", "verify", "member", "nonmember", "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP", "global_flag_repr",
    "global_enum_repr", "global_str", "global_enum", "EnumCheck", "CONTINUOUS", "NAMED_FLAGS", "UNIQUE",
    "pickle_by_global_name", "pickle_by_enum_name")

EnumMeta = EnumType
_EnumDict = EnumDict
_iter_bits_lsb = bits_of
_reduce_ex_by_global_name = pickle_by_global_name
# The first enumerations are made without them.
introduce(Enum=None, Flag=None, ReprEnum=None)


class Enum(metaclass=EnumType):
    """The base of enumerations."""

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for name, values in cls._unhashable_values_map_.items():
                if value in values:
                    return cls[name]
        if cls in _making:
            raise TypeError("do not use `super().__new__; call the appropriate __new__ directly")
        if not cls._member_map_:
            raise TypeError(f"{cls!r} has no members defined")
        return _missed(cls, value)

    def __init__(self, *args, **keywords):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            last = max(last_values)
        except TypeError:
            raise TypeError("unable to sort non-numeric values") from None
        try:
            return last + 1
        except TypeError:
            raise TypeError(f"unable to increment {last!r}") from None

    @classmethod
    def _missing_(cls, value):
        return None

    def _add_alias_(self, name):
        self.__class__._add_member_(name, self)

    def _add_value_alias_(self, value):
        cls = self.__class__
        try:
            known = cls._value2member_map_.get(value, self)
            if known is not self:
                raise ValueError(f"{value!r} is already bound: {known!r}")
            cls._value2member_map_[value] = self
            cls._hashable_values_.append(value)
        except TypeError:
            for one in cls._member_map_.values():
                if one._value_ == value and one is not self:
                    raise ValueError(f"{value!r} is already bound: {one!r}") from None
            cls._unhashable_values_.append(value)
            cls._unhashable_values_map_.setdefault(self._name_, []).append(value)

    @property
    def name(self):
        """The name of the Enum member."""
        return self._name_

    @property
    def value(self):
        """The value of the Enum member."""
        return self._value_

    def __repr__(self):
        shown = self.__class__._value_repr_ or repr
        return f"<{self.__class__.__name__}.{self._name_}: {shown(self._value_)}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __dir__(self):
        cls = self.__class__
        kind = cls._member_type_
        names = {"__class__", "__doc__", "__eq__", "__hash__", "__module__"} if kind is object else set(object.__dir__(self))
        names.update([name for name in getattr(self, "__dict__", ()) if name[0] != "_" and name not in cls._member_map_])
        for base in cls.__mro__:
            for name, found in base.__dict__.items():
                if name[0] == "_":
                    continue
                if isinstance(found, property):
                    shown = found.fget is not None or name not in cls._member_map_
                    names.add(name) if shown else names.discard(name)
                elif name not in cls._member_map_ and base not in (object, kind):
                    names.add(name)
        return sorted(names)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, protocol):
        return self.__class__, (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _missed(cls, value):
    """What _missing_ makes of a value that is none of a member."""
    refusal = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
    found = error = None
    try:
        found = cls._missing_(value)
    except Exception as raised:
        error = raised
    try:
        if error is not None:
            if not isinstance(error, ValueError):
                error.__context__ = refusal
            raise error
        if isinstance(found, cls):
            return found
        if isinstance(found, int) and getattr(cls, "_boundary_", None) is EJECT:
            return found
        if found is None:
            raise refusal
        error = TypeError(f"error in {cls.__name__}._missing_: returned {found!r} instead of None or a valid member")
        error.__context__ = refusal
        raise error
    finally:
        # The frame would hold the error, and the error the frame.
        error = refusal = None


introduce(Enum=Enum)


class ReprEnum(Enum):
    """The base of enumerations whose str() and format() are those of their values."""


introduce(ReprEnum=ReprEnum)


class IntEnum(int, ReprEnum):
    """An enumeration whose members are ints."""


class StrEnum(str, ReprEnum):
    """An enumeration whose members are strs; auto() is the name in lower case."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError(f"{values[0]!r} is not a string")
        for name, value in zip(("encoding", "errors"), values[1:]):
            if not isinstance(value, str):
                raise TypeError(f"{name} must be a string, not {value!r}")
        text = str(*values)
        self = str.__new__(cls, text)
        self._value_ = text
        return self

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class FlagBoundary(StrEnum):
    """What a flag does with bits that no member has."""

    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum):
    """An enumeration of bits that can be combined."""

    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return 1 if start is None else start
        last = max(last_values)
        try:
            return 1 << last.bit_length()
        except Exception:
            raise TypeError(f"invalid flag value {last!r}") from None

    @classmethod
    def _iter_member_by_value_(cls, value):
        """The members whose bits are in a value, in the order of their values."""
        for bit in bits_of(value & cls._flag_mask_):
            yield cls._value2member_map_[bit]

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        """The members whose bits are in a value, in the order in which they were defined."""
        yield from sorted(cls._iter_member_by_value_(value), key=lambda one: one._sort_order_)

    @classmethod
    def _missing_(cls, value):
        """A member for a combination of bits."""
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        given = value
        value, is_ejected = _bounded(cls, value)
        if is_ejected:
            return value
        known = cls._value2member_map_.get(value)
        if known is None:
            known = cls._value2member_map_.setdefault(value, _combined(cls, value))
        if given < 0:
            cls._value2member_map_[given] = known
        return known

    def __iter__(self):
        """The members whose bits are in this one."""
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __bool__(self):
        return bool(self._value_)

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and "
                            f"{self.__class__.__qualname__!r}")
        return other._value_ & self._value_ == other._value_

    def __repr__(self):
        shown = self.__class__._value_repr_ or repr
        name = self.__class__.__name__ if self._name_ is None else f"{self.__class__.__name__}.{self._name_}"
        return f"<{name}: {shown(self._value_)}>"

    def __str__(self):
        name = self.__class__.__name__
        return f"{name}({self._value_!r})" if self._name_ is None else f"{name}.{self._name_}"

    def _get_value(self, flag):
        """The bits of an operand, or NotImplemented."""
        if isinstance(flag, self.__class__):
            return flag._value_
        kind = self._member_type_
        return flag if kind is not object and isinstance(flag, kind) else NotImplemented

    def __or__(self, other):
        bits = _operand(self, other, "|")
        return NotImplemented if bits is NotImplemented else self.__class__(self._value_ | bits)

    def __and__(self, other):
        bits = _operand(self, other, "&")
        return NotImplemented if bits is NotImplemented else self.__class__(self._value_ & bits)

    def __xor__(self, other):
        bits = _operand(self, other, "^")
        return NotImplemented if bits is NotImplemented else self.__class__(self._value_ ^ bits)

    def __invert__(self):
        if self._get_value(self) is None:
            raise TypeError(f"'{self}' cannot be inverted")
        if self._inverted_ is None:
            if self._boundary_ in (EJECT, KEEP):
                self._inverted_ = self.__class__(~self._value_)
            else:
                self._inverted_ = self.__class__(self._singles_mask_ & ~self._value_)
        return self._inverted_

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__


def _bounded(cls, value):
    """A value without the bits that the class does not want, by its boundary; not an int for what is ejected."""
    boundary, mask, all_bits = cls._boundary_, cls._flag_mask_, cls._all_bits_
    if not ~all_bits <= value <= all_bits or value & (all_bits ^ mask):
        if boundary is STRICT:
            width = max(value.bit_length(), mask.bit_length())
            raise ValueError(f"{cls!r} invalid value {value!r}\n    given {bin(value, width)}\n"
                             f"  allowed {bin(mask, width)}")
        if boundary is CONFORM:
            value &= mask
        elif boundary is EJECT:
            return value, True
        elif boundary is not KEEP:
            raise ValueError(f"{cls!r} unknown flag boundary {boundary!r}")
        elif value < 0:
            value += max(all_bits + 1, 1 << value.bit_length())
    if value < 0:
        value = all_bits + 1 + value if boundary in (EJECT, KEEP) else cls._singles_mask_ & value
    return value, False


def _combined(cls, value):
    """A new member without a place of its own, for several bits, or none."""
    kind = cls._member_type_
    made = object.__new__(cls) if kind is object else kind.__new__(cls, value)
    if not hasattr(made, "_value_"):
        made._value_ = value
    made._name_ = None
    parts = list(cls._iter_member_(value & cls._singles_mask_))
    if value & ~cls._singles_mask_:
        parts += [one for one in cls._member_map_.values()
                  if one not in parts and one._value_ and one._value_ & value == one._value_]
    covered = 0
    for one in parts:
        covered |= one._value_
    unnamed = value ^ covered
    if covered:
        if unnamed and cls._boundary_ is STRICT:
            raise ValueError(f"{cls!r}: no members with value {unnamed!r}")
        names = [one._name_ for one in parts]
        made._name_ = "|".join(names + [cls._numeric_repr_(unnamed)] if unnamed else names)
    return made


def _operand(self, other, operator):
    """The bits of the other operand of a binary operator, or NotImplemented."""
    bits = self._get_value(other)
    if bits is None or self._value_ is None:
        raise TypeError(f"'{self if self._value_ is None else other}' cannot be combined with other flags with {operator}")
    return bits


Flag._boundary_ = STRICT
Flag._flag_mask_ = Flag._singles_mask_ = Flag._all_bits_ = 0
Flag._inverted_ = None
introduce(Flag=Flag)


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """An enumeration of bits whose members are ints."""



class EnumCheck(StrEnum):
    """What verify() can test."""

    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


for _one in (global_enum, global_enum_repr, global_flag_repr, global_str, pickle_by_enum_name, pickle_by_global_name, unique):
    _one.__module__ = "enum"
