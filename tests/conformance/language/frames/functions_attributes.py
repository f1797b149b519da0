"""__dict__ of functions can be exchanged; __builtins__; iterators' length hints after changes."""
import operator


def f():
    pass


f.x = 1
f.__dict__ = {"y": 2}
print(hasattr(f, "x"), f.y, f.__dict__)
for wrong in (None, 1, []):
    try:
        f.__dict__ = wrong
    except TypeError as error:
        print(error)
try:
    del f.__dict__
except TypeError as error:
    print(error)
print(f.__builtins__["len"] is len)

d = dict.fromkeys(range(5))
keys = iter(d)
d[9] = 1
print(operator.length_hint(keys))
s = {1, 2, 3}
members = iter(s)
s.add(4)
print(operator.length_hint(members))
items = [1, 2, 3]
backwards = reversed(items)
items.pop()
print(operator.length_hint(backwards))
