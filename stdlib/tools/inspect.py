"""Looks into live objects: classes, functions, frames, source, signatures.

CPython's own pure Python (borrowed as _py_inspect, of whatever version the build found), with what the versions up to 3.14
added.
"""

import _py_inspect
import _thread
import annotationlib
import enum
import functools
import types
from _py_inspect import *
from annotationlib import Format, get_annotations

globals().update({name: value for name, value in vars(_py_inspect).items()
                  if name not in globals() and not name.startswith('__')})

__all__ = sorted({*_py_inspect.__all__, 'AGEN_CLOSED', 'AGEN_CREATED', 'AGEN_RUNNING', 'AGEN_SUSPENDED', 'BufferFlags',
                  'getasyncgenlocals', 'getasyncgenstate', 'ispackage', 'markcoroutinefunction'})

for _value in list(vars(_py_inspect).values()):
    if getattr(_value, '__module__', None) == '_py_inspect':
        try:
            _value.__module__ = 'inspect'
        except (AttributeError, TypeError):
            pass
del _value


class BufferFlags(enum.IntFlag):
    """What a buffer is asked for with: the flags of object.__buffer__."""

    SIMPLE = 0x0
    WRITABLE = 0x1
    FORMAT = 0x4
    ND = 0x8
    STRIDES = 0x10 | ND
    C_CONTIGUOUS = 0x20 | STRIDES
    F_CONTIGUOUS = 0x40 | STRIDES
    ANY_CONTIGUOUS = 0x80 | STRIDES
    INDIRECT = 0x100 | STRIDES
    CONTIG = ND | WRITABLE
    CONTIG_RO = ND
    STRIDED = STRIDES | WRITABLE
    STRIDED_RO = STRIDES
    RECORDS = STRIDES | WRITABLE | FORMAT
    RECORDS_RO = STRIDES | FORMAT
    FULL = INDIRECT | WRITABLE | FORMAT
    FULL_RO = INDIRECT | FORMAT
    READ = 0x100
    WRITE = 0x200


def ispackage(object):
    """Whether the object is a package: a module that has submodules."""
    return isinstance(object, types.ModuleType) and hasattr(object, '__path__')


_is_coroutine_mark = object()


def markcoroutinefunction(func):
    """Makes iscoroutinefunction() say yes to a function that returns awaitables without being one."""
    getattr(func, '__func__', func)._is_coroutine_mark = _is_coroutine_mark
    return func


def iscoroutinefunction(obj):
    """Whether the object is a function made by `async def`, or marked as such."""
    if _py_inspect.iscoroutinefunction(obj):
        return True
    while True:
        inner = getattr(obj, '__func__', None) if ismethod(obj) else obj.func if isinstance(obj, functools.partial) else None
        if inner is None:
            break
        obj = inner
    return getattr(obj, '_is_coroutine_mark', None) is _is_coroutine_mark


AGEN_CREATED = 'AGEN_CREATED'
AGEN_RUNNING = 'AGEN_RUNNING'
AGEN_SUSPENDED = 'AGEN_SUSPENDED'
AGEN_CLOSED = 'AGEN_CLOSED'


def getasyncgenstate(agen):
    """The state of an async generator: AGEN_CREATED, AGEN_RUNNING, AGEN_SUSPENDED or AGEN_CLOSED."""
    if agen.ag_running:
        return AGEN_RUNNING
    if agen.ag_suspended:
        return AGEN_SUSPENDED
    return AGEN_CLOSED if agen.ag_frame is None else AGEN_CREATED


def getasyncgenlocals(agen):
    """The variables of an async generator, by name; nothing when it is closed."""
    if not isasyncgen(agen):
        raise TypeError(f'{agen!r} is not a Python async generator')
    frame = getattr(agen, 'ag_frame', None)
    return frame.f_locals if frame is not None else {}


# The format of annotations that a thread's signature() asked for.
_formats = {}


def _annotations_in_format(obj, *, globals=None, locals=None, eval_str=False):
    format = _formats.get(_thread.get_ident(), Format.VALUE)
    return get_annotations(obj, globals=globals, locals=locals, eval_str=eval_str, format=format)


_py_inspect.get_annotations = _annotations_in_format

# A partial binds in classes, since 3.14, and is no builtin for all that.
_is_builtin = _py_inspect._signature_is_builtin
_py_inspect._signature_is_builtin = lambda obj: not isinstance(obj, functools.partial) and _is_builtin(obj)


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False, annotation_format=Format.VALUE):
    """The signature of a callable, its annotations in a format of annotationlib."""
    if annotation_format == Format.VALUE:
        return _py_inspect.signature(
            obj, follow_wrapped=follow_wrapped, globals=globals, locals=locals, eval_str=eval_str)
    thread = _thread.get_ident()
    before = _formats.get(thread)
    _formats[thread] = annotation_format
    try:
        return _py_inspect.signature(
            obj, follow_wrapped=follow_wrapped, globals=globals, locals=locals, eval_str=eval_str)
    finally:
        if before is None:
            del _formats[thread]
        else:
            _formats[thread] = before


def _format(self, *, max_width=None, quote_annotation_strings=True):
    """The signature as text; a parameter to a line where it is wider than `max_width`."""
    texts, seen_star, last_kind = [], False, None
    for parameter in self.parameters.values():
        text = str(parameter)
        if not quote_annotation_strings and isinstance(parameter.annotation, str):
            text = text.replace(f': {parameter.annotation!r}', f': {parameter.annotation}', 1)
        if last_kind == Parameter.POSITIONAL_ONLY != parameter.kind:
            texts.append('/')
        last_kind = parameter.kind
        if last_kind == Parameter.VAR_POSITIONAL:
            seen_star = True
        elif last_kind == Parameter.KEYWORD_ONLY and not seen_star:
            texts.append('*')
            seen_star = True
        texts.append(text)
    if last_kind == Parameter.POSITIONAL_ONLY:
        texts.append('/')
    shown = f"({', '.join(texts)})"
    if max_width is not None and len(shown) > max_width:
        shown = '(\n    {}\n)'.format(',\n    '.join(texts))
    if self.return_annotation is not Signature.empty:
        annotation = self.return_annotation
        is_text = isinstance(annotation, str) and not quote_annotation_strings
        shown += f' -> {annotation if is_text else formatannotation(annotation)}'
    return shown


if not hasattr(Signature, 'format'):
    Signature.format = _format
