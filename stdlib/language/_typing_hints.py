"""The annotations of objects with all that stands in strings evaluated."""

import sys
from types import GenericAlias, ModuleType

from _annotations import FORWARDREF, STRING, VALUE, ForwardRef, make_reference
from _types import Union, _CallableGenericAlias, callable_with
from _typing_aliases import _AnnotatedAlias, _GenericAlias
from _typing_forms import NotRequired, ReadOnly, Required, Unpack


def _with_arguments(kind, arguments):
    """A type with other arguments."""
    if isinstance(kind, _CallableGenericAlias):
        return callable_with(kind, arguments)
    if isinstance(kind, GenericAlias):
        return type(kind)(kind.__origin__, arguments)
    return Union[arguments] if isinstance(kind, Union) else kind.copy_with(arguments)


def _changed(kind, change):
    """A type with a function applied to its arguments."""
    if not isinstance(kind, (GenericAlias, Union, _GenericAlias)):
        return kind
    before = kind.__args__
    after = tuple([[change(one) for one in each] if isinstance(each, list) else change(each) for each in before])
    return kind if after == before else _with_arguments(kind, after)


class _Scope:
    """Where references are evaluated."""

    def __init__(self, scope, names, format, owner=None, type_params=None, *, parent=None, prefers_module=False):
        self.scope, self.names, self.format = scope, names, format
        self.owner, self.type_params = owner, type_params
        self.parent = parent  # the reference that was evaluated to what is evaluated now
        self.prefers_module = prefers_module  # of references that know where they were written

    def evaluated(self, kind, seen=frozenset()):
        """A type with the references in it evaluated; `seen`: the texts of those that it stands in."""
        if isinstance(kind, ForwardRef):
            return self.of_reference(kind, seen)
        if isinstance(kind, GenericAlias):
            if kind.__unpacked__:
                kind = Unpack[GenericAlias(kind.__origin__, tuple(map(self._reference, kind.__args__)))]
            else:
                kind = _changed(kind, self._reference)
        return _changed(kind, lambda one: self.evaluated(one, seen))

    def _reference(self, kind):
        """In list["int"] the string is one; elsewhere it has been made a reference."""
        if not isinstance(kind, str):
            return kind
        parent = self.parent
        if parent is None:
            return make_reference(kind)
        return make_reference(kind, module=parent.__forward_module__, owner=parent.__owner__,
                              is_argument=parent.__forward_is_argument__, is_class=parent.__forward_is_class__)

    def of_reference(self, reference, seen=frozenset()):
        """What a reference means."""
        if self.format == STRING:
            return reference.__forward_arg__
        if reference.__forward_arg__ in seen:
            return reference
        found = reference.evaluate(globals=self._globals_for(reference), locals=self.names, type_params=self.type_params, owner=self.owner,
                                   format=self.format)
        if isinstance(found, ForwardRef) and self.format == FORWARDREF:
            return found
        if isinstance(found, str):
            found = make_reference(
                found, module=reference.__forward_module__, owner=self.owner or reference.__owner__,
                is_argument=reference.__forward_is_argument__, is_class=reference.__forward_is_class__)
        elif found is None:
            found = type(None)
        owner = reference.__owner__ if self.owner is None else self.owner
        inner = _Scope(self.scope, self.names, self.format, owner, self.type_params, parent=reference,
                       prefers_module=self.prefers_module)
        return inner.evaluated(found, seen | {reference.__forward_arg__})

    def _globals_for(self, reference):
        """Globals for a reference; None: it knows them itself."""
        if not self.prefers_module or reference.__forward_module__ is None:
            return self.scope
        parameters = getattr(self.owner, "__type_params__", ())
        module = getattr(sys.modules.get(reference.__forward_module__), "__dict__", None)
        if not parameters or module is None:
            return None
        return {**module, **{one.__name__: one for one in parameters}}


def _stripped(kind):
    """A type without Annotated, Required, NotRequired and ReadOnly."""
    if isinstance(kind, _AnnotatedAlias):
        return _stripped(kind.__origin__)
    if isinstance(kind, _GenericAlias) and kind.__origin__ in (Required, NotRequired, ReadOnly):
        return _stripped(kind.__args__[0])
    return _changed(kind, _stripped)


def _hints(annotations, where, is_argument, is_class):
    found = {}
    for name, kind in annotations.items():
        if isinstance(kind, str):
            kind = make_reference(kind, is_argument=is_argument, is_class=is_class)
        kind = where.evaluated(kind)
        found[name] = type(None) if kind is None else kind
    return found


def _with_parameters(owner, scope, names, is_class=False):
    """Globals and locals with an object's type parameters, which hide all but what is in the body of its class."""
    parameters = getattr(owner, "__type_params__", ())
    if parameters:
        scope, names = dict(scope), dict(names)
    for one in parameters:
        if not is_class or one.__name__ not in scope:
            scope[one.__name__] = one
            names.pop(one.__name__, None)
    return scope, names


def _of_class(cls, scope, names, format):
    from annotationlib import get_annotations
    hints = {}
    for base in reversed(cls.__mro__):
        annotations = get_annotations(base, format=format)
        if format == STRING:
            hints.update(annotations)
            continue
        module = getattr(sys.modules.get(base.__module__), "__dict__", {}) if scope is None else scope
        inner = dict(vars(base)) if names is None else names
        if scope is None and names is None:
            # A name of the module wins over one of the class with the same name, as it always has.
            module, inner = inner, module
        where = _Scope(*_with_parameters(base, module, inner, True), format, cls, (), prefers_module=True)
        hints.update(_hints(annotations, where, False, True))
    return hints


def _of_object(obj, scope, names, format):
    from annotationlib import get_annotations
    annotations = get_annotations(obj, format=format)
    if not annotations and not isinstance(obj, ModuleType) and not callable(obj) and \
            not hasattr(obj, "__annotations__") and not hasattr(obj, "__annotate__"):
        raise TypeError(f"{obj!r} is not a module, class, or callable.")
    if format == STRING:
        return annotations
    if scope is None:
        innermost = obj
        while hasattr(innermost, "__wrapped__"):
            innermost = innermost.__wrapped__
        scope = obj.__dict__ if isinstance(obj, ModuleType) else getattr(innermost, "__globals__", {})
    where = _Scope(*_with_parameters(obj, scope, scope if names is None else names), format, obj, (), prefers_module=True)
    return _hints(annotations, where, not isinstance(obj, ModuleType), False)


def get_type_hints(obj, globalns=None, localns=None, include_extras=False, *, format=VALUE):
    """The annotations of a function, class or module, with strings evaluated."""
    if getattr(obj, "__no_type_check__", None):
        return {}
    format = VALUE if format is None else format
    hints = (_of_class if isinstance(obj, type) else _of_object)(obj, globalns, localns, format)
    return hints if include_extras or format == STRING else {name: _stripped(kind) for name, kind in hints.items()}


def evaluate_forward_ref(forward_ref, *, owner=None, globals=None, locals=None, type_params=None, format=VALUE,
                         _recursive_guard=frozenset()):
    """What a reference means, with all references inside of it."""
    format = VALUE if format is None else format
    return _Scope(globals, locals, format, owner, type_params).of_reference(forward_ref, frozenset(_recursive_guard))


def _eval_type(t, globalns, localns, type_params=None, *, recursive_guard=frozenset(), format=VALUE, owner=None):
    """A type with the references in it evaluated. What packages call that read annotations themselves."""
    return _Scope(globalns, localns, format, owner, type_params).evaluated(t, recursive_guard)
