"""Classes made of annotations: NamedTuple and TypedDict."""

import sys

from _annotations import FORWARDREF, ForwardRef, call_annotate_function
from _typing_forms import NotRequired, ReadOnly, Required, _AnnotatedAlias, _checked
from _typing_generic import Generic

_ANNOTATION_NAMES = ("__annotations__", "__annotate__", "__annotate_func__", "__conditional_annotations__")


def _namespace_annotations(namespace):
    """The annotations in the namespace of a class that is being made."""
    if "__annotations__" in namespace:
        return dict(namespace["__annotations__"])
    annotate = namespace.get("__annotate__") or namespace.get("__annotate_func__")
    return {} if annotate is None else dict(call_annotate_function(annotate, FORWARDREF))


def _caller():
    return sys._getframe(2).f_globals.get("__name__", "__main__")


_TUPLE_NAMES = frozenset(("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_field_types",
                          "_make", "_replace", "_asdict", "_source"))


class _NamedTupleMeta(type):
    __module__ = "typing"

    def __new__(mcls, name, bases, namespace):
        if "__classcell__" in namespace:
            raise TypeError("uses of super() and __class__ are unsupported in methods of NamedTuple subclasses")
        for base in bases:
            if base is not _named_tuple and base is not Generic:
                raise TypeError("can only inherit from a NamedTuple type and Generic")
        annotations = _namespace_annotations(namespace)
        names, defaults = list(annotations), {}
        for field in names:
            if field in namespace:
                defaults[field] = namespace[field]
            elif defaults:
                plural = "s" if len(defaults) > 1 else ""
                raise TypeError(f"Non-default namedtuple field {field} cannot follow default field{plural} "
                                f"{', '.join(defaults)}")
        types = {field: _checked(kind, f"field {field} annotation must be a type") for field, kind in annotations.items()}
        cls = _make_named_tuple(name, types, defaults.values(), namespace.get("__module__"))
        for key, value in namespace.items():
            if key in _TUPLE_NAMES:
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in (*_ANNOTATION_NAMES, "__module__") and key not in names:
                setattr(cls, key, value)
                hook = getattr(type(value), "__set_name__", None)
                if hook is not None:
                    hook(value, cls, key)
        if Generic in bases:
            cls.__bases__ = (tuple, Generic)
            cls.__init_subclass__()
        return cls


def _make_named_tuple(name, types, defaults, module):
    from collections import namedtuple
    cls = namedtuple(name, list(types), defaults=list(defaults), module=module)
    cls.__annotations__ = types
    return cls


def NamedTuple(typename, fields=None, /, **kwargs):
    """A namedtuple class from (name, type) pairs; as a base class, from its annotations."""
    pairs = kwargs.items() if fields is None else fields
    types = {name: _checked(kind, f"field {name} annotation must be a type") for name, kind in pairs}
    cls = _make_named_tuple(typename, types, (), _caller())
    cls.__orig_bases__ = (NamedTuple,)
    return cls


_named_tuple = type.__new__(_NamedTupleMeta, "NamedTuple", (), {})
NamedTuple.__mro_entries__ = lambda bases: (_named_tuple,)
NamedTuple.__module__ = "typing"


def _qualifiers(kind):
    """The forms around the type of a key: Required, NotRequired, ReadOnly."""
    found = []
    while True:
        origin = getattr(kind, "__origin__", None)
        if isinstance(kind, _AnnotatedAlias):
            kind = origin
        elif origin is Required or origin is NotRequired or origin is ReadOnly:
            found.append(origin)
            kind = kind.__args__[0]
        else:
            return found


class _TypedDictMeta(type):
    __module__ = "typing"

    def __new__(mcls, name, bases, namespace, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError("cannot inherit from both a TypedDict type and a non-TypedDict base class")
        is_generic = any([issubclass(base, Generic) for base in bases])
        annotations = _namespace_annotations(namespace)
        body = {key: value for key, value in namespace.items() if key not in _ANNOTATION_NAMES}
        body.setdefault("__orig_bases__", bases)
        cls = type.__new__(_TypedDictMeta, name, (Generic, dict) if is_generic else (dict,), body)
        message = "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"
        own = {key: ForwardRef(kind, module=cls.__module__, owner=cls) if isinstance(kind, str) else
               _checked(kind, message) for key, kind in annotations.items()}
        cls._set_keys(bases, own, total)
        return cls

    def _set_keys(cls, bases, own, total):
        """Tells keys apart by what is said around their types."""
        merged, required, optional, fixed, mutable = {}, set(), set(), set(), set()
        for base in bases:
            for every, name in ((required, "__required_keys__"), (optional, "__optional_keys__"),
                                (fixed, "__readonly_keys__"), (mutable, "__mutable_keys__")):
                every |= base.__dict__.get(name, set())
            merged.update(base.__dict__.get("__typed_keys__", {}))
        for key, kind in own.items():
            found = _qualifiers(kind)
            is_required = Required in found or total and NotRequired not in found
            (required if is_required else optional).add(key)
            (optional if is_required else required).discard(key)
            (fixed if ReadOnly in found else mutable).add(key)
            (mutable if ReadOnly in found else fixed).discard(key)
        merged.update(own)
        cls.__typed_keys__ = cls.__annotations__ = merged
        cls.__required_keys__, cls.__optional_keys__ = frozenset(required), frozenset(optional)
        cls.__readonly_keys__, cls.__mutable_keys__ = frozenset(fixed), frozenset(mutable)
        cls.__total__ = total

    def __call__(cls, /, *args, **keywords):
        return dict(*args, **keywords)

    def __instancecheck__(cls, instance):
        raise TypeError("TypedDict does not support instance and class checks")

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")


def TypedDict(typename, fields=None, /, *, total=True):
    """A dict whose keys have types of their own; as a base class, from its annotations."""
    namespace = {"__annotations__": dict(fields or {}), "__module__": _caller()}
    cls = _TypedDictMeta(typename, (), namespace, total=total)
    cls.__orig_bases__ = (TypedDict,)
    return cls


_typed_dict = type.__new__(_TypedDictMeta, "TypedDict", (), {})
TypedDict.__mro_entries__ = lambda bases: (_typed_dict,)
TypedDict.__module__ = "typing"


def is_typeddict(tp):
    """Whether a class is a TypedDict."""
    return isinstance(tp, _TypedDictMeta)
