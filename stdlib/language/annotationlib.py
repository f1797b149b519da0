"""Annotations of functions, classes and modules in several formats: values, references to later names, text."""

import sys
from enum import IntEnum
from types import ModuleType

import _annotations
from _annotations import ForwardRef, type_repr

__all__ = ("Format", "ForwardRef", "call_annotate_function", "call_evaluate_function", "get_annotate_from_class_namespace",
           "get_annotations", "annotations_to_string", "type_repr")


type_repr.__module__ = "annotationlib"


class Format(IntEnum):
    """What annotations are wanted as."""

    VALUE = 1
    VALUE_WITH_FAKE_GLOBALS = 2
    FORWARDREF = 3
    STRING = 4


def call_annotate_function(annotate, format, *, owner=None):
    """What an annotate function gives in a format, also when it knows VALUE only."""
    return _annotations.call_annotate_function(annotate, Format(format), owner=owner)


def call_evaluate_function(evaluate, format, *, owner=None):
    """What an evaluate function, of a type alias or a type variable, gives in a format."""
    return _annotations.call_annotate_function(evaluate, Format(format), owner=owner)


def get_annotate_from_class_namespace(namespace, /):
    """The annotate function in the namespace of a class that is being made, or None."""
    return namespace["__annotate__"] if "__annotate__" in namespace else namespace.get("__annotate_func__")


def annotations_to_string(annotations, /):
    """Annotations as text."""
    return {name: value if isinstance(value, str) else type_repr(value) for name, value in annotations.items()}


def _found(obj, format):
    """The annotations of an object in a format; None when it has none at all."""
    if format == Format.VALUE:
        return _checked(obj, getattr(obj, "__annotations__", None))
    annotate = getattr(obj, "__annotate__", None)
    if format == Format.FORWARDREF:
        try:
            return _checked(obj, getattr(obj, "__annotations__", None))
        except Exception:
            if annotate is None:
                raise
            return call_annotate_function(annotate, format, owner=obj)
    if annotate is not None:
        return call_annotate_function(annotate, format, owner=obj)
    found = _checked(obj, getattr(obj, "__annotations__", None))
    return None if found is None else annotations_to_string(found)


def _checked(obj, found):
    if obj is type:
        # It has the descriptor for the annotations of other classes, and none itself.
        return None
    if found is not None and not isinstance(found, dict):
        raise ValueError(f"{obj!r}.__annotations__ is neither a dict nor None")
    return found


def get_annotations(obj, *, globals=None, locals=None, eval_str=False, format=Format.VALUE):
    """The annotations of a function, class or module, as a dict of the caller's own."""
    if eval_str and format != Format.VALUE:
        raise ValueError("eval_str=True is only supported with format=Format.VALUE")
    if format == Format.VALUE_WITH_FAKE_GLOBALS:
        raise ValueError("The VALUE_WITH_FAKE_GLOBALS format is for internal use only")
    if format not in (Format.VALUE, Format.FORWARDREF, Format.STRING):
        raise ValueError(f"Unsupported format {format!r}")
    found = _found(obj, format)
    if found is None:
        if isinstance(obj, (type, ModuleType)) or callable(obj):
            return {}
        raise TypeError(f"{obj!r} does not have annotations")
    if not eval_str or not found:
        return dict(found)
    return _evaluated(obj, found, globals, locals)


def _evaluated(obj, found, globals, locals):
    """Annotations with their strings evaluated where the object was defined."""
    if isinstance(obj, type):
        scope, names = getattr(sys.modules.get(obj.__module__), "__dict__", {}), dict(vars(obj))
    elif isinstance(obj, ModuleType):
        scope, names = vars(obj), None
    else:
        inner = obj
        while hasattr(inner, "__wrapped__") or hasattr(inner, "func"):
            inner = inner.__wrapped__ if hasattr(inner, "__wrapped__") else inner.func
        scope, names = getattr(inner, "__globals__", {}), None
    scope = scope if globals is None else globals
    names = names if locals is None else locals
    parameters = {one.__name__: one for one in getattr(obj, "__type_params__", ())}
    names = {**parameters, **(names or {})}
    return {name: eval(value, scope, names) if isinstance(value, str) else value for name, value in found.items()}
