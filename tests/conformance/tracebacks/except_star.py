"""Tracebacks of what except* raises."""


def inner():
    raise ExceptionGroup("top", [ValueError(1), TypeError(2), OSError(3)])


def outer():
    try:
        inner()
    except* ValueError as group:
        raise LookupError("from the clause")
    except* TypeError:
        pass


import traceback

try:
    outer()
except ExceptionGroup:
    traceback.print_exc()
try:
    raise ValueError("alone")
except* ValueError as group:
    traceback.print_exception(group)
try:
    try:
        raise KeyError("alone")
    except* 3:
        pass
except TypeError:
    traceback.print_exc()
try:
    try:
        raise ValueError("again")
    except* ValueError:
        raise
except ExceptionGroup:
    traceback.print_exc()
try:
    raise ValueError("one")
except* TypeError:
    pass
