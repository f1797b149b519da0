"""add_note collects notes in __notes__ and refuses what is not a string."""
e = ValueError('v')
print(hasattr(e, '__notes__'))
e.add_note('first')
e.add_note('second\nline')
print(e.__notes__, e, repr(e))
try:
    e.add_note(5)
except TypeError as t:
    print(type(t).__name__)
try:
    e.add_note()
except TypeError as t:
    print(t)
try:
    try:
        raise KeyError('k')
    except KeyError as k:
        k.add_note('while looking')
        raise
except KeyError as k:
    print(k.__notes__)
e.__notes__.append('direct')
print(e.__notes__)
e.__notes__ = ['replaced']
e.add_note('after')
print(e.__notes__, e.__dict__)
f = ValueError('w')
f.__notes__ = 'not a list'
try:
    f.add_note('x')
except TypeError as t:
    print(t)
del e.__notes__
print(hasattr(e, '__notes__'))
class C(Exception): pass
c = C(1)
c.add_note('on subclass')
print(c.__notes__, C(1).__dict__)
