"""The class of enumerations: how the names in a class body become members."""

import sys
from types import DynamicClassAttribute, MappingProxyType

from _enum_body import EnumDict, is_descriptor, is_single_bit, property

__all__ = ("EnumType", "introduce")

_plain_property = type(EnumDict.member_names)
_NOT_GIVEN = type("_not_given", (), {"__repr__": lambda self: "<not given>"})()
_OPERATORS = ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__")
_makes_new = type.__new__
# The first enumerations, which `introduce` makes known as they are made by EnumType.
Enum = Flag = ReprEnum = None


def introduce(**classes):
    """Makes Enum, Flag or ReprEnum known here."""
    globals().update(classes)


# The enumerations of which a member is being made, the innermost last.
making = []


class _Draft:
    """Stands for a member in the namespace until the class is there to make it of."""

    def __init__(self, value):
        self.value = value

    def __set_name__(self, cls, name):
        delattr(cls, name)
        kind = cls._member_type_
        arguments = self.value if isinstance(self.value, tuple) and kind is not tuple else (self.value,)
        making.append(cls)
        try:
            made = cls._new_member_(cls, *arguments) if cls._use_args_ else cls._new_member_(cls)
        finally:
            making.pop()
        if not hasattr(made, "_value_"):
            made._value_ = self.value if kind is object else self._as_data(kind, arguments)
        made._name_ = name
        made.__objclass__ = cls
        made.__init__(*arguments)
        made._sort_order_ = len(cls._member_names_)
        value = made._value_
        is_flag = Flag is not None and issubclass(cls, Flag)
        if is_flag and isinstance(value, int):
            cls._flag_mask_ |= value
            if is_single_bit(value):
                cls._singles_mask_ |= value
            cls._all_bits_ = (1 << cls._flag_mask_.bit_length()) - 1
        known = _find(cls, value)
        if known is not None:
            made = known
        elif not is_flag or isinstance(value, int) and is_single_bit(value):
            cls._member_names_.append(name)
        cls._add_member_(name, made)
        _remember_value(cls, value, made, name)

    def _as_data(self, kind, arguments):
        """The value of a member that is made of `kind` besides Enum."""
        try:
            return kind(*arguments)
        except Exception as cause:
            raise TypeError("_value_ not set in __new__, unable to create it") from cause


def _find(cls, value):
    """The member of that value, or None."""
    try:
        return cls._value2member_map_.get(value)
    except TypeError:
        for one in cls._member_map_.values():
            if one._value_ == value:
                return one
    return None


def _remember_value(cls, value, one, name):
    """Lets a member be found by a value."""
    try:
        cls._value2member_map_.setdefault(value, one)
        if value not in cls._hashable_values_:
            cls._hashable_values_.append(value)
    except TypeError:
        cls._unhashable_values_.append(value)
        cls._unhashable_values_map_.setdefault(name, []).append(value)


def constants_of(scope, filter):
    """The (name, value) pairs of some names, by value if that can be."""
    members = [(key, scope[key]) for key in scope if filter(key)]
    try:
        members.sort(key=lambda pair: (pair[1], pair[0]))
    except TypeError:
        members.sort(key=lambda pair: pair[0])
    return members


class EnumType(type):
    """The class of enumerations."""

    __module__ = "enum"

    @classmethod
    def __prepare__(metacls, cls, bases, **options):
        metacls._check_for_existing_members_(cls, bases)
        namespace = EnumDict(cls)
        _, first = metacls._get_mixins_(cls, bases)
        if first is not None:
            namespace["_generate_next_value_"] = getattr(first, "_generate_next_value_", None)
        return namespace

    def __new__(metacls, cls, bases, namespace, *, boundary=None, _simple=False, **options):
        if _simple:
            return _makes_new(metacls, cls, bases, namespace, **options)
        names = list(namespace._member_names)
        wrong = [name for name in names if name in ("mro", "")]
        if wrong:
            raise ValueError(f"invalid enum member name(s) {','.join(map(repr, wrong))}")
        body = dict(namespace)
        order = body.pop("_order_", None)
        for name in body.pop("_ignore_", ()):
            body.pop(name, None)
        next_value = body.get("_generate_next_value_")
        if next_value is not None and not isinstance(next_value, staticmethod):
            body["_generate_next_value_"] = staticmethod(next_value)
        kind, first = metacls._get_mixins_(cls, bases)
        maker, own_maker, use_arguments = metacls._find_new_(body, kind, first)
        for name in names:
            body[name] = _Draft(body[name])
        body.update(
            _member_names_=[], _member_map_={}, _value2member_map_={}, _hashable_values_=[], _unhashable_values_=[],
            _unhashable_values_map_={}, _member_type_=kind, _new_member_=maker, _use_args_=use_arguments,
            _value_repr_=metacls._find_data_repr_(cls, bases))
        if Flag is not None and any([issubclass(base, Flag) for base in bases]):
            body.update(_boundary_=boundary or first._boundary_, _flag_mask_=0, _singles_mask_=0, _all_bits_=0,
                        _inverted_=None)
        try:
            new = _makes_new(metacls, cls, bases, body, **options)
        except Exception as error:
            # What a member could not be made of is the author's own error, not one of a descriptor.
            if hasattr(error, "__notes__"):
                del error.__notes__
            raise
        _set_methods(new, body, kind, first, own_maker)
        if order is not None:
            _check_order(new, order)
        if Flag is not None and issubclass(new, Flag):
            values = [one._value_ for one in new]
            if values != sorted(values):
                new._iter_member_ = new._iter_member_by_def_
        return new

    def __call__(cls, value, names=_NOT_GIVEN, *values, module=None, qualname=None, type=None, start=1, boundary=None):
        if cls._member_map_:
            if names is not _NOT_GIVEN:
                value = (value, names, *values)
            return cls.__new__(cls, value)
        if names is _NOT_GIVEN and type is None:
            raise TypeError(f"{cls} has no members; specify `names=()` if you meant to create a new, empty, enum")
        return cls._create_(value, None if names is _NOT_GIVEN else names, module=module, qualname=qualname, type=type,
                            start=start, boundary=boundary)

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        if issubclass(cls, Flag):
            try:
                return isinstance(cls._missing_(value), cls)
            except ValueError:
                pass
        try:
            return value in cls._value2member_map_
        except TypeError:
            return value in cls._unhashable_values_

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __dir__(cls):
        names = {"__contains__", "__getitem__", "__iter__", "__len__", "__members__", "__module__", "__name__",
                 "__qualname__", *cls._member_names_}
        if cls._new_member_ is not object.__new__:
            names.add("__new__")
        if cls._member_type_ is object:
            return sorted(names | {"__class__", "__doc__", "__init_subclass__"})
        return sorted(names.union(dir(cls._member_type_)))

    @_plain_property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    @_plain_property
    def __signature__(cls):
        return "(*values)" if cls._member_names_ else \
            "(new_class_name, /, names, *, module=None, qualname=None, type=None, start=1, boundary=None)"

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

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1, boundary=None):
        """An enumeration from a call: Enum("Color", "RED GREEN")."""
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        _, first = metacls._get_mixins_(class_name, bases)
        namespace = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            given, names, values = names, [], []
            for count, name in enumerate(given):
                values.append(first._generate_next_value_(name, start, count, values[:]))
                names.append((name, values[-1]))
        for item in () if names is None else names:
            name, value = (item, names[item]) if isinstance(item, str) else item
            namespace[name] = value
        if module is None:
            # The frame of who called the class: this one's caller is EnumType.__call__.
            module = sys._getframe(2).f_globals.get("__name__")
        namespace["__module__"] = module
        if qualname is not None:
            namespace["__qualname__"] = qualname
        return metacls.__new__(metacls, class_name, bases, namespace, boundary=boundary)

    def _convert_(cls, name, module, filter, source=None, *, boundary=None, as_global=False):
        """Makes an enumeration of the constants of a module, and puts its members in their places."""
        scope = sys.modules[module].__dict__
        members = constants_of(scope if source is None else source.__dict__, filter)
        from enum import KEEP
        new = cls(name, members, module=module, boundary=boundary or KEEP)
        if as_global:
            from enum import global_enum
            global_enum(new)
        else:
            scope.update(new.__members__)
        scope[name] = new
        return new

    @classmethod
    def _check_for_existing_members_(metacls, class_name, bases):
        for base in bases:
            for one in base.__mro__:
                if isinstance(one, EnumType) and one._member_names_:
                    raise TypeError(f"<enum {class_name!r}> cannot extend {one!r}")

    @classmethod
    def _get_mixins_(metacls, class_name, bases):
        """The class that members are made of besides Enum (object if none), and the base that is an enumeration."""
        if not bases:
            return object, Enum
        if not isinstance(bases[-1], EnumType):
            raise TypeError("new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`")
        return metacls._find_data_type_(class_name, bases) or object, bases[-1]

    @classmethod
    def _find_data_repr_(metacls, class_name, bases):
        """The repr of values, of the first base that has one."""
        for base in bases:
            for one in base.__mro__:
                if one is object:
                    continue
                if isinstance(one, EnumType):
                    return one._value_repr_
                if "__repr__" in one.__dict__:
                    params = one.__dict__.get("__dataclass_params__")
                    return _dataclass_repr if params is not None and params.repr else one.__dict__["__repr__"]
        return None

    @classmethod
    def _find_data_type_(metacls, class_name, bases):
        found = []
        for base in bases:
            candidate = None
            for one in base.__mro__:
                if one is object:
                    continue
                if isinstance(one, EnumType):
                    kind = one._member_type_ if one._member_type_ is not object else None
                elif "__new__" in one.__dict__ or "__dataclass_fields__" in one.__dict__:
                    kind = candidate or one
                else:
                    candidate = candidate or one
                    continue
                if kind is not None:
                    found += [kind] if kind not in found else []
                    break
        if len(found) > 1:
            raise TypeError(f"too many data types for {class_name!r}: {set(found)!r}")
        return found[0] if found else None

    @classmethod
    def _find_new_(metacls, namespace, kind, first):
        """What makes a member, whether it is to be kept as __new_member__, and whether it takes the value."""
        maker = namespace.get("__new__")
        if maker is not None:
            return maker, first is not None, first is not None
        plain = (None, object.__new__, getattr(Enum, "__new__", None))
        for owner, name in ((kind, "__new_member__"), (first, "__new_member__"), (kind, "__new__"), (first, "__new__")):
            found = getattr(owner, name, None)
            if owner is not None and found not in plain:
                return found, False, first is not None
        return object.__new__, False, False

    def _add_member_(cls, name, one):
        """Makes a member an attribute of its class, in front of what its name stands for in the bases."""
        known = cls._member_map_.get(name)
        if known is not None and known is not one:
            raise NameError(f"{name!r} is already bound: {known!r}")
        inherited = None
        for base in cls.__mro__[1:]:
            found = base.__dict__.get(name)
            if found is not None and (inherited is None or isinstance(found, (property, DynamicClassAttribute))):
                inherited = found
                if isinstance(found, (property, DynamicClassAttribute)):
                    break
        if inherited is None:
            type.__setattr__(cls, name, one)
        else:
            redirect = property(getattr(inherited, "fget", None), getattr(inherited, "fset", None),
                                getattr(inherited, "fdel", None))
            redirect.member = one
            redirect._hides_method = is_descriptor(inherited)
            redirect.__set_name__(cls, name)
            type.__setattr__(cls, name, redirect)
        cls._member_map_[name] = one


def _dataclass_repr(self):
    """The fields of a value that is a dataclass."""
    shown = [f"{name}={getattr(self, name)!r}" for name, field in self.__dataclass_fields__.items() if field.repr]
    return ", ".join(shown)


def _set_methods(cls, body, kind, first, own_maker):
    """Puts methods of Enum in place of those that the class has from what it is mixed of."""
    if Enum is not None:
        for name in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
            # Classes of the machine may have no __reduce_ex__.
            foreign = [getattr(base, name) for base in (kind, object) if hasattr(base, name)]
            if name not in body and getattr(cls, name) in foreign:
                setattr(cls, name, getattr(first, name))
        if ReprEnum is not None and ReprEnum in cls.__bases__:
            if kind is object:
                raise TypeError("ReprEnum subclasses must be mixed with a data type (i.e. int, str, float, etc.)")
            if "__format__" not in body:
                cls.__format__ = kind.__format__
            if "__str__" not in body:
                cls.__str__ = kind.__repr__ if kind.__str__ is object.__str__ else kind.__str__
        if Flag is not None and issubclass(cls, Flag):
            for name in _OPERATORS:
                if name not in body:
                    setattr(cls, name, getattr(Flag, name))
        if own_maker:
            cls.__new_member__ = body["__new__"]
        cls.__new__ = Enum.__new__


def _check_order(cls, order):
    """Refuses a class whose members do not come as its _order_ says."""
    order = order.replace(",", " ").split() if isinstance(order, str) else list(order)
    if Flag is not None and issubclass(cls, Flag):
        order = [name for name in order if name in cls._member_names_ or name not in cls._member_map_]
    else:
        order = [name for name in order if cls._member_map_.get(name) is None or name == cls._member_map_[name]._name_]
    if order != cls._member_names_:
        raise TypeError(f"member order does not match _order_:\n  {cls._member_names_!r}\n  {order!r}")
