"""Classes made of annotations: NamedTuple and TypedDict."""

import sys

from _annotations import FORWARDREF, STRING, VALUE, call_annotate_function, make_reference, type_repr
from _typing_aliases import _AnnotatedAlias, _GenericAlias, checked
from _typing_forms import NotRequired, ReadOnly, Required
from _typing_generic import Generic


def _class_annotate(namespace):
    """The annotate function in the namespace of a class that is being made, or None."""
    return namespace["__annotate__"] if "__annotate__" in namespace else namespace.get("__annotate_func__")


def _caller():
    return sys._getframe(2).f_globals.get("__name__", "__main__")


def _as_text(annotations):
    return {name: kind if isinstance(kind, str) else type_repr(kind) for name, kind in annotations.items()}


def _checked_fields(annotations):
    return {name: checked(kind, f"field {name} annotation must be a type") for name, kind in annotations.items()}


def _annotate_with(annotations):
    """An annotate function for annotations that are there."""
    kinds = _checked_fields(annotations)

    def annotate(format):
        if format not in (VALUE, FORWARDREF, STRING):
            raise NotImplementedError(format)
        return _as_text(annotations) if format == STRING else kinds
    return annotate


def _annotate_again(original):
    """An annotate function for those of a class body."""
    def annotate(format):
        found = call_annotate_function(original, format)
        return found if format == STRING else _checked_fields(found)
    return annotate


_TUPLE_NAMES = frozenset(("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_field_types",
                          "_make", "_replace", "_asdict", "_source"))
_NOT_COPIED = frozenset(("__module__", "__name__", "__annotations__", "__annotate__", "__annotate_func__",
                         "__annotations_cache__", "__conditional_annotations__"))


class NamedTupleMeta(type):
    __module__ = "typing"

    def __new__(mcls, typename, bases, ns):
        if "__classcell__" in ns:
            raise TypeError("uses of super() and __class__ are unsupported in methods of NamedTuple subclasses")
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError("can only inherit from a NamedTuple type and Generic")
        original = _class_annotate(ns)
        if "__annotations__" in ns:
            kinds = ns["__annotations__"]
            annotate = _annotate_with(kinds)
        elif original is not None:
            kinds = call_annotate_function(original, FORWARDREF)
            for kind in kinds.values():
                checked(kind, "field annotation must be a type")
            annotate = _annotate_again(original)
        else:
            kinds, annotate = {}, _annotate_with({})
        defaults = []
        for field in kinds:
            if field in ns:
                defaults.append(field)
            elif defaults:
                plural = "s" if len(defaults) > 1 else ""
                raise TypeError(f"Non-default namedtuple field {field} cannot follow default field{plural} "
                                f"{', '.join(defaults)}")
        cls = _make_named_tuple(typename, kinds, annotate, [ns[field] for field in defaults], ns["__module__"])
        cls.__bases__ = tuple([tuple if base is _NamedTuple else base for base in bases])
        if Generic in bases:
            cls.__class_getitem__ = Generic.__dict__["__class_getitem__"]
        _fill(cls, typename, ns)
        if Generic in bases:
            cls.__init_subclass__()
        return cls


def _fill(cls, typename, ns):
    """Gives a named tuple class what stands in its body beside the fields."""
    for key, value in ns.items():
        if key in _TUPLE_NAMES:
            raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
        if key in _NOT_COPIED:
            continue
        if key not in cls._fields:
            setattr(cls, key, value)
        hook = getattr(type(value), "__set_name__", None)
        if hook is not None:
            try:
                hook(value, cls, key)
            except BaseException as error:
                error.add_note(f"Error calling __set_name__ on {type(value).__name__!r} instance {key!r} in {typename!r}")
                raise


def _make_named_tuple(name, fields, annotate, defaults, module):
    from collections import namedtuple
    cls = namedtuple(name, list(fields), defaults=defaults, module=module)
    cls.__annotate__ = cls.__new__.__annotate__ = annotate
    return cls


_MISSING = object()


def _warn_of_fields(thing, advice):
    from warnings import warn
    warn(f"{thing} is deprecated and will be disallowed in Python 3.15. {advice}", DeprecationWarning, stacklevel=3)


def NamedTuple(typename, fields=_MISSING, /, **kwargs):
    """A namedtuple class from (name, type) pairs; as a base class, from its annotations."""
    empty = "To create a NamedTuple class with 0 fields using the functional syntax, pass an empty list, e.g. " \
        f"`{typename} = NamedTuple({typename!r}, [])`."
    if fields is _MISSING and kwargs:
        _warn_of_fields("Creating NamedTuple classes using keyword arguments",
                        "Use the class-based or functional syntax instead.")
    elif fields is _MISSING:
        _warn_of_fields("Failing to pass a value for the 'fields' parameter", empty)
    elif fields is None:
        if kwargs:
            raise TypeError("Cannot pass `None` as the 'fields' parameter and also specify fields using keyword arguments")
        _warn_of_fields("Passing `None` as the 'fields' parameter", empty)
    elif kwargs:
        raise TypeError("Either list of fields or keywords can be provided to NamedTuple, not both")
    pairs = list(kwargs.items() if fields is None or fields is _MISSING else fields)
    annotate = _annotate_with({name: kind for name, kind in pairs})
    cls = _make_named_tuple(typename, [name for name, kind in pairs], annotate, (), _caller())
    cls.__orig_bases__ = (NamedTuple,)
    return cls


_NamedTuple = type.__new__(NamedTupleMeta, "NamedTuple", (), {"__module__": "typing"})


def _named_tuple_entries(bases):
    return (_NamedTuple,)


NamedTuple.__mro_entries__ = _named_tuple_entries
NamedTuple.__module__ = "typing"


def _qualifiers(kind):
    """The forms around the type of a key: Required, NotRequired, ReadOnly."""
    found = []
    while True:
        origin = getattr(kind, "__origin__", None)
        if isinstance(kind, _AnnotatedAlias):
            kind = origin
        elif isinstance(kind, _GenericAlias) and origin in (Required, NotRequired, ReadOnly):
            found.append(origin)
            kind, = kind.__args__
        else:
            return found


class _TypedDictMeta(type):
    __module__ = "typing"

    def __new__(mcls, name, bases, ns, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError("cannot inherit from both a TypedDict type and a non-TypedDict base class")
        generic = (Generic,) if any([issubclass(base, Generic) for base in bases]) else ()
        body = dict(ns)
        given = body.pop("__annotations__", None)
        cls = type.__new__(_TypedDictMeta, name, (*generic, dict), body)
        if not hasattr(cls, "__orig_bases__"):
            cls.__orig_bases__ = bases
        annotate = None if given is not None else _class_annotate(body)
        if given is None:
            given = {} if annotate is None else call_annotate_function(annotate, FORWARDREF, owner=cls)
        cls._set_keys(bases, _checked_keys(cls, given, cls), total)
        cls.__annotate__ = _annotate_keys(cls, bases, annotate, given)
        return cls

    def _set_keys(cls, bases, own, total):
        """Tells keys apart by what is said around their types."""
        required, optional, fixed, mutable = set(), set(), set(), set()
        for base in bases:
            theirs = base.__dict__
            for some, others, name in ((required, optional, "__required_keys__"), (optional, required, "__optional_keys__")):
                keys = theirs.get(name, set())
                some |= keys
                others -= keys
            fixed |= theirs.get("__readonly_keys__", set())
            mutable |= theirs.get("__mutable_keys__", set())
        for key, kind in own.items():
            found = _qualifiers(kind)
            is_required = Required in found or total and NotRequired not in found
            (required if is_required else optional).add(key)
            (optional if is_required else required).discard(key)
            if ReadOnly in found:
                if key in mutable:
                    raise TypeError(f"Cannot override mutable key {key!r} with read-only key")
                fixed.add(key)
            else:
                mutable.add(key)
                fixed.discard(key)
        cls.__required_keys__, cls.__optional_keys__ = frozenset(required), frozenset(optional)
        cls.__readonly_keys__, cls.__mutable_keys__ = frozenset(fixed), frozenset(mutable)
        cls.__total__ = total

    def __call__(cls, /, *args, **keywords):
        return dict(*args, **keywords)

    def __instancecheck__(cls, instance):
        raise TypeError("TypedDict does not support instance and class checks")

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")


def _checked_keys(cls, annotations, owner=None):
    """The types of a TypedDict's keys; what stands in strings are references in its module."""
    message = "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"
    return {key: make_reference(kind, module=cls.__module__, owner=owner) if isinstance(kind, str) else
            checked(kind, message, module=cls.__module__) for key, kind in annotations.items()}


def _annotate_keys(cls, bases, original, given):
    """The annotate function of a TypedDict: its bases' keys and its own."""
    def __annotate__(format):
        found = {}
        for base in bases:
            inherited = None if base is Generic else base.__annotate__
            if inherited is not None:
                found.update(call_annotate_function(inherited, format, owner=base))
        if original is not None:
            own = call_annotate_function(original, format, owner=cls)
            found.update(own if format == STRING else _checked_keys(cls, own))
        elif format == STRING:
            found.update(_as_text(given))
        elif format in (VALUE, FORWARDREF):
            found.update(_checked_keys(cls, given, cls))
        else:
            raise NotImplementedError(format)
        return found
    return __annotate__


def TypedDict(typename, fields=_MISSING, /, *, total=True):
    """A dict whose keys have types of their own; as a base class, from its annotations."""
    if fields is _MISSING or fields is None:
        thing = "Passing `None` as the 'fields' parameter" if fields is None else \
            "Failing to pass a value for the 'fields' parameter"
        _warn_of_fields(thing, "To create a TypedDict class with 0 fields using the functional syntax, pass an empty "
                        f"dictionary, e.g. `{typename} = TypedDict({typename!r}, {{}})`.")
        fields = {}
    ns = {"__annotations__": dict(fields)}
    module = _caller()
    if module is not None:
        ns["__module__"] = module
    cls = _TypedDictMeta(typename, (), ns, total=total)
    cls.__orig_bases__ = (TypedDict,)
    return cls


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {"__module__": "typing"})


def _typed_dict_entries(bases):
    return (_TypedDict,)


TypedDict.__mro_entries__ = _typed_dict_entries
TypedDict.__module__ = "typing"


def is_typeddict(tp):
    """Whether a class is a TypedDict."""
    return isinstance(tp, _TypedDictMeta)
