"""The annotations of objects with all that stands in strings evaluated."""

import sys
from types import GenericAlias

from _annotations import FORWARDREF, STRING, VALUE, ForwardRef, annotations_of
from _typing_forms import Annotated, NotRequired, ReadOnly, Required, _GenericAlias, _AnnotatedAlias
from _types import CallableAlias, Union, callable_with


def _with_arguments(kind, arguments):
    """A type with other arguments."""
    if isinstance(kind, CallableAlias):
        return callable_with(kind, arguments)
    if isinstance(kind, GenericAlias):
        return type(kind)(kind.__origin__, tuple(arguments))
    return Union[tuple(arguments)] if isinstance(kind, Union) else kind._with(arguments)


def _changed(kind, change):
    """A type with a function applied to its arguments."""
    if not isinstance(kind, (GenericAlias, Union, _GenericAlias)):
        return kind
    before = kind.__args__
    after = [[change(one) for one in each] if isinstance(each, list) else change(each) for each in before]
    if all([new is old for new, old in zip(after, before)]):
        return kind
    return _with_arguments(kind, after)


def _evaluated(kind, names, format):
    """A type with the references in it evaluated; `names`: the globals and locals to look in."""
    if isinstance(kind, ForwardRef):
        scope, inner = names
        found = kind.evaluate(globals=scope, locals=inner, format=format)
        if found is kind:
            return kind
        kind = type(None) if found is None else ForwardRef(found) if isinstance(found, str) else found
        return _evaluated(kind, names, format)
    is_builtin = isinstance(kind, GenericAlias)

    def evaluate(one):
        return _evaluated(ForwardRef(one) if is_builtin and isinstance(one, str) else one, names, format)

    return _changed(kind, evaluate)


def _stripped(kind):
    """A type without Annotated, Required, NotRequired and ReadOnly."""
    if isinstance(kind, _AnnotatedAlias):
        return _stripped(kind.__origin__)
    if isinstance(kind, _GenericAlias) and kind.__origin__ in (Required, NotRequired, ReadOnly):
        return _stripped(kind.__args__[0])
    return _changed(kind, _stripped)


def _hints(annotations, names, format, is_class):
    found = {}
    for name, kind in annotations.items():
        if kind is None:
            kind = type(None)
        elif isinstance(kind, str):
            kind = ForwardRef(kind, is_argument=not is_class, is_class=is_class)
        found[name] = _evaluated(kind, names, format)
    return found


def _of_class(cls, scope, inner, format):
    hints = {}
    for base in reversed(cls.__mro__):
        if not hasattr(base, "__annotations__"):
            continue
        module = getattr(sys.modules.get(base.__module__), "__dict__", {})
        names = (module if scope is None else scope, dict(vars(base)) if inner is None else inner)
        annotations = annotations_of(base) if format == FORWARDREF else base.__annotations__
        hints.update(_hints(annotations, names, format, True))
    return hints


def get_type_hints(obj, globalns=None, localns=None, include_extras=False, *, format=VALUE):
    """The annotations of a function, class or module, with strings evaluated."""
    if getattr(obj, "__no_type_check__", None):
        return {}
    if format == STRING:
        return _as_strings(obj)
    if isinstance(obj, type):
        hints = _of_class(obj, globalns, localns, format)
    else:
        hints = _of_object(obj, globalns, localns, format)
    return hints if include_extras else {name: _stripped(kind) for name, kind in hints.items()}


def _of_object(obj, scope, inner, format):
    import annotationlib
    annotations = annotationlib.get_annotations(obj, format=format)
    if scope is None:
        if isinstance(obj, type(sys)):
            scope = obj.__dict__
        else:
            innermost = obj
            while hasattr(innermost, "__wrapped__"):
                innermost = innermost.__wrapped__
            scope = getattr(innermost, "__globals__", {})
    return _hints(annotations, (scope, inner), format, isinstance(obj, type(sys)))


def _as_strings(obj):
    import annotationlib
    hints = {}
    for one in reversed(obj.__mro__) if isinstance(obj, type) else (obj,):
        hints.update(annotationlib.get_annotations(one, format=STRING))
    return hints


def evaluate_forward_ref(forward_ref, *, owner=None, globals=None, locals=None, type_params=None, format=VALUE):
    """What a reference means, with all references inside of it."""
    if format == STRING:
        return forward_ref.__forward_arg__
    found = forward_ref.evaluate(globals=globals, locals=locals, type_params=type_params, owner=owner, format=format)
    if found is forward_ref:
        return found
    kind = type(None) if found is None else ForwardRef(found) if isinstance(found, str) else found
    scope = forward_ref._globals_for(globals, owner or forward_ref.__owner__)
    return _evaluated(kind, (scope, locals), format)
