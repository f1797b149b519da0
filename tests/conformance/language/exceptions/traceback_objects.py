"""A traceback is a chain from where the exception was caught to where it was raised."""
import sys
def inner():
    raise ValueError('x')
def middle():
    inner()
def lines(tb):
    out = []
    while tb is not None:
        out.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    return out
try:
    middle()
except ValueError as e:
    print(lines(e.__traceback__))
    saved = e
try:
    raise saved
except ValueError as e:
    print(lines(e.__traceback__))
try:
    raise saved.with_traceback(None)
except ValueError as e:
    print(lines(e.__traceback__), e is saved)
def reraise():
    try:
        inner()
    except ValueError:
        raise
try:
    reraise()
except ValueError as e:
    print(lines(e.__traceback__))
print(ValueError().__traceback__)
try:
    saved.__traceback__ = 5
except TypeError as e:
    print(e)
saved.__traceback__ = None
print(saved.__traceback__)
def gen():
    yield 1
    inner()
try:
    list(gen())
except ValueError as e:
    print(lines(e.__traceback__))
