"""Annotations before all of their names are there: references to what is defined later, and the text of annotations."""

import builtins
import sys
from types import CellType, FunctionType, GenericAlias, ModuleType

VALUE, VALUE_WITH_FAKE_GLOBALS, FORWARDREF, STRING = 1, 2, 3, 4


class ForwardRef:
    """An annotation that could not be evaluated yet, as text."""

    __module__ = "annotationlib"

    def __init__(self, arg, *, module=None, owner=None, is_argument=True, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        self.__forward_arg__ = arg
        self.__forward_module__ = module
        self.__owner__ = owner
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__globals__ = None
        self.__extra_names__ = None
        self._code = None

    def __init_subclass__(cls, /, *args, **keywords):
        raise TypeError("Cannot subclass ForwardRef")

    def evaluate(self, *, globals=None, locals=None, type_params=None, owner=None, format=VALUE):
        """What the text means now."""
        if format == STRING:
            return self.__forward_arg__
        if format not in (VALUE, FORWARDREF):
            raise NotImplementedError(format)
        owner = self.__owner__ if owner is None else owner
        scope = self._globals_for(globals, owner)
        names = locals
        if names is None:
            names = dict(vars(owner)) if isinstance(owner, type) else {}
        type_params = getattr(owner, "__type_params__", ()) if type_params is None else type_params
        if type_params:
            names = {**{one.__name__: one for one in type_params}, **names}
        if self.__extra_names__:
            names = {**names, **self.__extra_names__}
        from keyword import iskeyword
        text = self.__forward_arg__
        code = None if text.isidentifier() and not iskeyword(text) else self.__forward_code__
        try:
            return _named(text, names, scope) if code is None else eval(code, scope, names)
        except Exception:
            if format == FORWARDREF:
                return self
            raise

    @property
    def __forward_code__(self):
        code = self._code
        if code is None:
            text = self.__forward_arg__
            try:
                code = compile(f"({text},)[0]" if text.startswith("*") else text, "<string>", "eval")
            except SyntaxError:
                raise SyntaxError(f"Forward reference must be an expression -- got {text!r}") from None
            self._code = code
        return code

    def _evaluate(self, globalns, localns, type_params=(), *, recursive_guard):
        from typing import evaluate_forward_ref
        return evaluate_forward_ref(self, globals=globalns, locals=localns, type_params=type_params,
                                    _recursive_guard=recursive_guard)

    def _globals_for(self, given, owner):
        if given is not None:
            return given
        module = self.__forward_module__
        if isinstance(module, dict):
            return module
        if module is not None:
            found = getattr(sys.modules.get(module) if isinstance(module, str) else module, "__dict__", None)
            if found is not None:
                return found
        if self.__globals__ is not None:
            return self.__globals__
        if isinstance(owner, type):
            return getattr(sys.modules.get(owner.__module__), "__dict__", {})
        return vars(owner) if isinstance(owner, ModuleType) else getattr(owner, "__globals__", None) or {}

    def _compared(self):
        return (self.__forward_arg__, self.__forward_module__, self.__forward_is_class__, id(self.__globals__),
                self.__owner__, tuple(sorted(self.__extra_names__ or ())))

    def __eq__(self, other):
        return self._compared() == other._compared() if isinstance(other, ForwardRef) else NotImplemented

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __or__(self, other):
        from typing import Union
        return Union[self, other]

    def __ror__(self, other):
        from typing import Union
        return Union[other, self]

    def __repr__(self):
        more = ""
        if self.__forward_module__ is not None:
            more += f", module={self.__forward_module__!r}"
        if self.__forward_is_class__:
            more += ", is_class=True"
        if self.__owner__ is not None:
            more += f", owner={self.__owner__!r}"
        return f"ForwardRef({self.__forward_arg__!r}{more})"


def make_reference(text, **options):
    """A reference, if the text can be one. Raises SyntaxError."""
    made = ForwardRef(text, **options)
    if not text.isidentifier():
        made.__forward_code__
    return made


def _named(name, names, scope):
    """What a name means in some locals and globals, or among builtins."""
    for where in (names, scope):
        if name in where:
            return where[name]
    if hasattr(builtins, name):
        return getattr(builtins, name)
    raise NameError(f"name {name!r} is not defined", name=name)


def _text_of(part):
    """How a part of an expression was written, as far as can be told."""
    if part is ...:
        return "..."
    if isinstance(part, _Unfinished):
        return part.__forward_arg__
    if type(part) is slice:
        bounds = ["" if bound is None else _text_of(bound) for bound in (part.start, part.stop)]
        return ":".join(bounds if part.step is None else [*bounds, _text_of(part.step)])
    if type(part) is tuple:
        inner = ", ".join([_text_of(one) for one in part])
        return f"({inner},)" if len(part) == 1 else f"({inner})"
    if type(part) is list:
        return f"[{', '.join([_text_of(one) for one in part])}]"
    if type(part) is dict:
        return f"{{{', '.join([f'{_text_of(key)}: {_text_of(value)}' for key, value in part.items()])}}}"
    return repr(part)


_BINARY = {"add": "+", "sub": "-", "mul": "*", "matmul": "@", "truediv": "/", "mod": "%", "lshift": "<<", "rshift": ">>",
           "or": "|", "xor": "^", "and": "&", "floordiv": "//", "pow": "**"}
_COMPARISONS = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==", "ne": "!="}
_UNARY = {"invert": "~", "pos": "+", "neg": "-"}


def _unfinished_type():
    """A ForwardRef that grows by what is done with it. It becomes a plain one when the expression is over."""
    subclass_check = ForwardRef.__dict__["__init_subclass__"]
    del ForwardRef.__init_subclass__

    class Unfinished(ForwardRef):
        def _grown(self, text, is_atom=False):
            made = _new_unfinished(text, self.__context__)
            made.__is_atom__ = is_atom
            return made

        def _atom(self):
            return self.__forward_arg__ if self.__is_atom__ else f"({self.__forward_arg__})"

        def __getattr__(self, name):
            if name.startswith("__") and name.endswith("__"):
                raise AttributeError(name)
            return self._grown(f"{self._atom()}.{name}", True)

        def __getitem__(self, key):
            if type(key) is tuple:
                inner = ", ".join([_text_of(one) for one in key])
                inner += "," if len(key) == 1 else ""
            else:
                inner = _text_of(key)
            return self._grown(f"{self._atom()}[{inner}]", True)

        def __call__(self, *args, **keywords):
            inner = [_text_of(one) for one in args] + [f"{name}={_text_of(one)}" for name, one in keywords.items()]
            return self._grown(f"{self._atom()}({', '.join(inner)})", True)

        def __iter__(self):
            yield self._grown(f"*{self._atom()}", True)

        __hash__ = ForwardRef.__hash__

    def binary(sign):
        def method(self, other):
            return self._grown(f"{self.__forward_arg__} {sign} {_text_of(other)}")

        def reflected(self, other):
            return self._grown(f"{_text_of(other)} {sign} {self.__forward_arg__}")
        return method, reflected

    def unary(sign):
        return lambda self: self._grown(f"{sign}{self._atom()}")

    for name, sign in _BINARY.items():
        method, reflected = binary(sign)
        setattr(Unfinished, f"__{name}__", method)
        setattr(Unfinished, f"__r{name}__", reflected)
    for name, sign in _COMPARISONS.items():
        setattr(Unfinished, f"__{name}__", binary(sign)[0])
    for name, sign in _UNARY.items():
        setattr(Unfinished, f"__{name}__", unary(sign))
    ForwardRef.__init_subclass__ = subclass_check
    # Packages find out by it what a reference has. (Slots they are not: an unfinished reference becomes a plain one.)
    ForwardRef.__slots__ = tuple(vars(ForwardRef("x")))
    return Unfinished


_Unfinished = _unfinished_type()


def _new_unfinished(text, context):
    made = object.__new__(_Unfinished)
    ForwardRef.__init__(made, text, owner=context.owner, is_argument=False,
                        is_class=isinstance(context.owner, type))
    made.__globals__ = context.globals
    made.__context__ = context
    made.__is_atom__ = True
    context.made.append(made)
    return made


class _Context:
    """What is known while annotations are evaluated whose names may be missing."""

    def __init__(self, function, owner):
        self.globals = function.__globals__
        self.owner = owner
        self.made = []

    def finish(self):
        """Makes plain references of all that were made."""
        for one in self.made:
            del one.__context__, one.__is_atom__
            one.__class__ = ForwardRef


def _closure_with(function, replace):
    """The cells of a function, those replaced for which `replace` has another."""
    names = function.__code__.co_freevars
    return tuple([replace(name, cell) for name, cell in zip(names, function.__closure__ or ())])


def _run_with_missing(function, scope, closure, context):
    """Calls an annotate function in a scope that gets a reference for every name that is missing."""
    while True:
        try:
            return FunctionType(function.__code__, scope, closure=closure, argdefs=function.__defaults__)(
                VALUE_WITH_FAKE_GLOBALS)
        except NameError as error:
            if error.name is None or error.name in scope:
                raise
            scope[error.name] = _new_unfinished(error.name, context)


def call_annotate_function(annotate, format, *, owner=None):
    """What an annotate function gives in a format, also when it knows VALUE only."""
    if format == VALUE_WITH_FAKE_GLOBALS:
        raise ValueError("The VALUE_WITH_FAKE_GLOBALS format is for internal use only")
    try:
        return annotate(format)
    except NotImplementedError:
        pass
    if format == STRING:
        return _as_strings(annotate)
    if format == FORWARDREF:
        return _as_references(annotate, owner)
    if format == VALUE:
        raise RuntimeError("annotate function does not support VALUE format")
    raise ValueError(f"Invalid format: {format!r}")


def _as_references(annotate, owner):
    try:
        # Mostly all names are there.
        return annotate(VALUE)
    except Exception:
        pass
    context = _Context(annotate, owner)

    def replace(name, cell):
        try:
            cell.cell_contents
        except ValueError:
            return CellType(_new_unfinished(name, context))
        return cell

    try:
        return _run_with_missing(annotate, dict(annotate.__globals__), _closure_with(annotate, replace), context)
    finally:
        context.finish()


def _as_strings(annotate):
    context = _Context(annotate, None)

    def replace(name, cell):
        if name == "__classdict__":
            return CellType({})
        return cell if name.startswith("__") else CellType(_new_unfinished(name, context))

    scope = {"__builtins__": {}}
    if "__conditional_annotations__" in annotate.__globals__:
        scope["__conditional_annotations__"] = annotate.__globals__["__conditional_annotations__"]
    found = _run_with_missing(annotate, scope, _closure_with(annotate, replace), context)
    shown = {name: value if isinstance(value, str) else _text_of(value) for name, value in found.items()}
    context.finish()
    return shown


def type_repr(value):
    """A type as annotations show it."""
    if isinstance(value, (type, FunctionType, type(len))) and not isinstance(value, GenericAlias):
        if value.__module__ == "builtins":
            return value.__qualname__
        return f"{value.__module__}.{value.__qualname__}"
    return "..." if value is ... else repr(value)


def annotations_of(cls):
    """The annotations of a class itself, with references for names that are not there yet."""
    try:
        # Builtin classes have none; type itself has the descriptor for those of others.
        found = cls.__annotations__
        return found if isinstance(found, dict) else {}
    except Exception:
        annotate = getattr(cls, "__annotate__", None)
        if annotate is None:
            return {}
        return call_annotate_function(annotate, FORWARDREF, owner=cls)
