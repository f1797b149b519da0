"""Sets of named constants."""

__all__ = ("Enum", "EnumMeta", "EnumType", "Flag", "IntEnum", "IntFlag", "ReprEnum", "StrEnum", "auto", "member",
           "nonmember", "property", "unique")

_property = property


class auto:
    """A value that the class chooses itself."""

    def __init__(self, value=None):
        self.value = value

    def __repr__(self):
        return f"auto({self.value!r})"


class nonmember:
    """Keeps a value in the class body from becoming a member."""

    def __init__(self, value):
        self.value = value


class member:
    """Makes a member of something in the class body that would not become one."""

    def __init__(self, value):
        self.value = value


class property(_property):
    """A property of members that does not hide a member of the same name on the class."""

    def __set_name__(self, owner, name):
        self._name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            found = owner._member_map_.get(self._name) if "_member_map_" in owner.__dict__ else None
            return self if found is None else found
        return super().__get__(instance, owner)


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def _is_private(class_name, name):
    return name.startswith(f"_{class_name.lstrip('_')}__") and not name.endswith("__")


_RESERVED = ("_missing_", "_ignore_", "_generate_next_value_", "_order_", "_add_alias_", "_add_value_alias_",
             "_numeric_repr_", "_iter_member_", "_iter_member_by_value_")


class EnumDict(dict):
    """The namespace of an enumeration's body: it knows which names become members."""

    def __init__(self, cls_name, next_value):
        super().__init__()
        self._cls_name = cls_name
        self._names = []
        self._values = []
        self._ignored = ()
        self._next_value = next_value

    @_property
    def member_names(self):
        return list(self._names)

    def __setitem__(self, name, value):
        if _is_private(self._cls_name, name) or _is_dunder(name):
            pass
        elif _is_sunder(name):
            if name == "_generate_next_value_":
                if self._names:
                    raise TypeError("_generate_next_value_ must be defined before members")
                self._next_value = getattr(value, "__func__", value)
            elif name == "_ignore_":
                self._ignored = value.replace(",", " ").split() if isinstance(value, str) else list(value)
                value = self._ignored
            elif name not in _RESERVED:
                raise ValueError(f"_sunder_ names, such as {name!r}, are reserved for future Enum use.")
        elif name in self._names:
            raise TypeError(f"{name!r} already defined as {self[name]!r}")
        elif name in self._ignored:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, member) or not _is_descriptor(value):
            if name in self:
                raise TypeError(f"{name!r} already defined as {self[name]!r}")
            value = self._chosen(name, value.value if isinstance(value, member) else value)
            self._names.append(name)
            self._values.append(value)
        super().__setitem__(name, value)

    def _chosen(self, name, value):
        """The value with every auto() in it replaced."""
        if isinstance(value, auto):
            if value.value is None:
                value.value = self._next_value(name, 1, len(self._names), self._values[:])
            return value.value
        if type(value) is tuple and any([isinstance(item, auto) for item in value]):
            return tuple([self._chosen(name, item) for item in value])
        return value

    def update(self, members, **more):
        for name, value in (members.items() if hasattr(members, "items") else members):
            self[name] = value
        for name, value in more.items():
            self[name] = value


def _is_descriptor(value):
    kind = type(value)
    return hasattr(kind, "__get__") or hasattr(kind, "__set__") or hasattr(kind, "__delete__")


def _data_type(bases):
    """The class that members are made of besides Enum: int for IntEnum, object for Enum."""
    for base in bases:
        for one in base.__mro__:
            if one is object or isinstance(one, EnumType):
                if "_member_type_" in one.__dict__ and one._member_type_ is not object:
                    return one._member_type_
                continue
            if "__new__" in one.__dict__ or any(["__new__" in above.__dict__ for above in one.__mro__[:-1]]):
                return one
    return object


class EnumType(type):
    """The class of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **options):
        if Enum is not None:
            _check_bases(cls, bases)
            base = bases[-1] if bases else None
            next_value = base._generate_next_value_ if isinstance(base, EnumType) else None
        else:
            next_value = None
        return EnumDict(cls, next_value)

    def __new__(metacls, cls, bases, namespace, *, boundary=None, _simple=False, **options):
        names = namespace.member_names if isinstance(namespace, EnumDict) else []
        body = dict(namespace)
        values = [body.pop(name) for name in names]
        for name in (*body.pop("_ignore_", ()), "_order_"):
            body.pop(name, None)
        if "_generate_next_value_" in body and not isinstance(body["_generate_next_value_"], staticmethod):
            body["_generate_next_value_"] = staticmethod(body["_generate_next_value_"])
        body["_member_names_"] = []
        body["_member_map_"] = {}
        body["_value2member_map_"] = {}
        body["_unhashable_values_"] = []
        own_new = None if Enum is None else body.pop("__new__", None)
        new = type.__new__(metacls, cls, bases, body, **options)
        new._member_type_ = _data_type(bases) if bases else object
        if Enum is None:
            return new
        if own_new is not None:
            new.__new_member__ = own_new if isinstance(own_new, staticmethod) else staticmethod(own_new)
        # What a mixed-in class says about itself is not what a member says.
        for name in ("__repr__", "__str__", "__format__"):
            if name not in body and getattr(new, name) is getattr(new._member_type_, name) is not getattr(object, name):
                type.__setattr__(new, name, getattr(Enum, name))
        if names and ReprEnum is not None and new._member_type_ is not object and ReprEnum in new.__mro__ \
                and not any(["__str__" in base.__dict__ for base in new.__mro__[:new.__mro__.index(ReprEnum)]]):
            new.__str__, new.__format__ = new._member_type_.__str__, new._member_type_.__format__
        for name, value in zip(names, values):
            _add_member(new, name, value)
        if Flag is not None and issubclass(new, Flag):
            new._all_bits_ = _all_bits(new)
        new.__new__ = Enum.__new__
        return new

    def __call__(cls, value, names=None, *values, module=None, qualname=None, type=None, start=1, boundary=None):
        if cls._member_map_ or (names is None and not values):
            if names is not None:
                value = (value, names, *values)
            return cls.__new__(cls, value)
        return _create(cls, value, names, module, qualname, type, start)

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        try:
            cls(value)
            return True
        except ValueError:
            return False

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return iter([cls._member_map_[name] for name in cls._member_names_])

    def __reversed__(cls):
        return iter([cls._member_map_[name] for name in reversed(cls._member_names_)])

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    @_property
    def __members__(cls):
        return dict(cls._member_map_)

    def __repr__(cls):
        return f"<{'flag' if Flag is not None and issubclass(cls, Flag) else 'enum'} {cls.__name__!r}>"

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __delattr__(cls, name):
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
        super().__delattr__(name)


EnumMeta = EnumType
Enum = Flag = None


def _check_bases(cls, bases):
    for base in bases:
        if isinstance(base, EnumType) and base._member_names_:
            raise TypeError(f"<enum {cls!r}> cannot extend {base!r}")


def _add_member(cls, name, value):
    """Makes one member, or one more name of a member with the same value."""
    arguments = value if isinstance(value, tuple) else (value,)
    kind = cls._member_type_
    maker = getattr(cls, "__new_member__", None)
    if maker is not None:
        instance = maker(cls, *arguments)
    elif kind is object:
        instance = object.__new__(cls)
    elif kind is tuple:
        instance = kind.__new__(cls, value)
    else:
        instance = kind.__new__(cls, *arguments)
    if "_value_" not in instance.__dict__:
        if kind is object:
            instance._value_ = value
        else:
            try:
                instance._value_ = kind(value) if kind is tuple else kind(*arguments)
            except Exception:
                instance._value_ = value
    value = instance._value_
    known = _find(cls, value)
    if known is not None and not (Flag is not None and issubclass(cls, Flag) and known._name_ is None):
        instance = known
    else:
        instance._name_ = name
        instance.__objclass__ = cls
        instance._sort_order_ = len(cls._member_names_)
        if type(instance).__init__ not in (object.__init__, kind.__init__, Enum.__init__):
            instance.__init__(*arguments)
        if not (Flag is not None and issubclass(cls, Flag)) or isinstance(value, int) and _is_single_bit(value):
            cls._member_names_.append(name)
    cls._member_map_[name] = instance
    type.__setattr__(cls, name, instance)
    try:
        cls._value2member_map_.setdefault(value, instance)
    except TypeError:
        cls._unhashable_values_.append(value)


def _find(cls, value):
    try:
        return cls._value2member_map_.get(value)
    except TypeError:
        for one in cls._member_map_.values():
            if one._value_ == value:
                return one
    return None


def _create(base, name, names, module, qualname, kind, start):
    """An enumeration from a call: Enum("Color", "RED GREEN")."""
    bases = (base,) if kind is None else (kind, base)
    namespace = EnumType.__prepare__(name, bases)
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    if isinstance(names, (list, tuple)) and (not names or isinstance(names[0], str)):
        chosen = []
        for number, one in enumerate(names):
            value = base._generate_next_value_(one, start, number, chosen[:])
            chosen.append(value)
            namespace[one] = value
    else:
        for one, value in (names.items() if hasattr(names, "items") else names):
            namespace[one] = value
    namespace["__module__"] = "__main__" if module is None else module
    if qualname is not None:
        namespace["__qualname__"] = qualname
    return EnumType(name, bases, namespace)


class Enum(metaclass=EnumType):
    """The base of enumerations."""

    def __new__(cls, value):
        if type(value) is cls:
            return value
        found = _find(cls, value)
        if found is not None:
            return found
        if not cls._member_map_:
            if getattr(cls, "_member_names_", None) is not None and cls in (Enum,):
                raise TypeError("do not use `super().__new__; call the appropriate __new__ directly")
            raise TypeError(f"{cls!r} has no members")
        found = cls._missing_(value)
        if isinstance(found, cls):
            return found
        if found is None:
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        raise TypeError(f"error in {cls.__name__}._missing_: returned {found!r} instead of None or a valid member")

    def __init__(self, *args, **keywords):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            return max(last_values) + 1
        except TypeError:
            raise TypeError("unable to sort non-numeric values") from None

    @classmethod
    def _missing_(cls, value):
        return None

    @property
    def name(self):
        """The name of the member."""
        return self._name_

    @property
    def value(self):
        """The value of the member."""
        return self._value_

    def __repr__(self):
        return f"<{type(self).__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        return f"{type(self).__name__}.{self._name_}"

    def __format__(self, spec):
        return format(str(self), spec)

    def __dir__(self):
        return ["__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value"]

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, protocol):
        return type(self), (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


ReprEnum = None


class ReprEnum(Enum):
    """The base of enumerations whose str() and format() are those of their values."""


class IntEnum(int, ReprEnum):
    """An enumeration whose members are ints."""

    def __str__(self):
        return int.__repr__(self)

    def __format__(self, spec):
        return int.__format__(self, spec)

    __hash__ = int.__hash__


class StrEnum(str, ReprEnum):
    """An enumeration whose members are strs; auto() is the name in lower case."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        for value in values:
            if not isinstance(value, str):
                raise TypeError(f"{value!r} is not a string")
        text = str(*values)
        self = str.__new__(cls, text)
        self._value_ = text
        return self

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __str__(self):
        return self._value_

    def __format__(self, spec):
        return str.__format__(self._value_, spec)

    __hash__ = str.__hash__


def _is_single_bit(value):
    return value > 0 and value & value - 1 == 0


def _all_bits(cls):
    bits = 0
    for one in cls._member_map_.values():
        if isinstance(one._value_, int):
            bits |= one._value_
    return bits


class Flag(Enum):
    """An enumeration of bits that can be combined."""

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return 1 if start is None else start
        return 1 << max(last_values).bit_length()

    @classmethod
    def _missing_(cls, value):
        """A member for a combination of bits."""
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        known = cls._all_bits_
        if value < 0:
            value &= known if not issubclass(cls, int) else (1 << known.bit_length()) - 1
        if value & ~known and not issubclass(cls, int):
            width = max(value.bit_length(), known.bit_length())
            raise ValueError(f"{cls!r} invalid value {value!r}\n    given {_bits(value, width)}\n"
                             f"  allowed {_bits(known, width)}")
        found = cls._value2member_map_.get(value)
        if found is not None:
            return found
        kind = cls._member_type_
        found = object.__new__(cls) if kind is object else kind.__new__(cls, value)
        found._value_ = value
        names = [one._name_ for one in cls._bits_of(value)]
        rest = value & ~known
        if rest:
            names.append(str(rest))
        found._name_ = "|".join(names) if names else None
        found.__objclass__ = cls
        cls._value2member_map_[value] = found
        return found

    @classmethod
    def _bits_of(cls, value):
        return [one for one in cls if one._value_ & value]

    def __iter__(self):
        return iter(type(self)._bits_of(self._value_))

    def __len__(self):
        return self._value_.bit_count()

    def __bool__(self):
        return bool(self._value_)

    def __contains__(self, other):
        if not isinstance(other, type(self)):
            raise TypeError(f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and "
                            f"{type(self).__qualname__!r}")
        return other._value_ & self._value_ == other._value_

    def __repr__(self):
        name = type(self).__name__
        return f"<{name}: {self._value_!r}>" if self._name_ is None else f"<{name}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        name = type(self).__name__
        return f"{name}({self._value_!r})" if self._name_ is None else f"{name}.{self._name_}"

    def _other(self, other):
        if isinstance(other, type(self)):
            return other._value_
        return other if isinstance(other, int) and isinstance(self, int) else None

    def __or__(self, other):
        bits = self._other(other)
        return NotImplemented if bits is None else type(self)(self._value_ | bits)

    def __and__(self, other):
        bits = self._other(other)
        return NotImplemented if bits is None else type(self)(self._value_ & bits)

    def __xor__(self, other):
        bits = self._other(other)
        return NotImplemented if bits is None else type(self)(self._value_ ^ bits)

    def __invert__(self):
        return type(self)(~self._value_ & type(self)._all_bits_)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__


def _bits(value, width):
    return f"0b0 {value:0{width}b}"


class IntFlag(int, ReprEnum, Flag):
    """An enumeration of bits whose members are ints."""

    def __str__(self):
        return int.__repr__(self)

    def __format__(self, spec):
        return int.__format__(self, spec)

    __hash__ = int.__hash__
    __or__, __and__, __xor__ = Flag.__or__, Flag.__and__, Flag.__xor__
    __ror__, __rand__, __rxor__ = Flag.__or__, Flag.__and__, Flag.__xor__
    __invert__ = Flag.__invert__
    __repr__ = Flag.__repr__
    __bool__ = Flag.__bool__


def unique(enumeration):
    """Refuses an enumeration in which a value has two names."""
    aliases = [f"{name} -> {one._name_}" for name, one in enumeration._member_map_.items() if name != one._name_]
    if aliases:
        raise ValueError(f"duplicate values found in {enumeration!r}: {', '.join(aliases)}")
    return enumeration
