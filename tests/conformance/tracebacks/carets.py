"""Carets mark the part of a line that failed."""
class C:
    value = None
def index(d):
    return d['a']['b'] + d['a']['missing'] + 1
def attribute(c):
    return c.value.name.upper()
def call(f):
    return (1 + f(1, 2)) * 2
def binary(a, b):
    return (a * 2) + (b + 'text') - 5
def attempt(f, *args):
    try:
        f(*args)
    except Exception as e:
        raise RuntimeError('next') from e
def all_of_them():
    try:
        attempt(index, {'a': {'b': 1}})
    except RuntimeError:
        try:
            attempt(attribute, C())
        except RuntimeError:
            try:
                attempt(call, lambda x: x)
            except RuntimeError:
                attempt(binary, 1, 2)
all_of_them()
