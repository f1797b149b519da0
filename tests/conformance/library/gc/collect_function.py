"""gc.collect returns a count, may be called anywhere, and takes a generation."""
import gc
print(isinstance(gc.collect(), int), gc.collect() >= 0, isinstance(gc.collect(0), int))
def in_comprehension(): return [gc.collect() * 0 + i for i in range(3)]
print(in_comprehension())
def gen():
    for i in range(3):
        gc.collect()
        yield i
print(list(gen()))
class Collects:
    def __eq__(self, o):
        gc.collect()
        return True
    def __hash__(self):
        gc.collect()
        return 1
    def __lt__(self, o):
        gc.collect()
        return id(self) < id(o)
    def __repr__(self):
        gc.collect()
        return 'Collects()'
print(len({Collects(): 1, Collects(): 2}), [Collects()], len(sorted([Collects(), Collects()])), f'{Collects()}')
def key(x):
    gc.collect()
    return -x
print(sorted([1, 2, 3], key=key), max([1, 2], key=key))
try:
    try:
        raise ValueError('x')
    finally:
        gc.collect()
except ValueError as e:
    gc.collect()
    print(repr(e))
print([*map(lambda x: (gc.collect(), x)[1], [1, 2])], {k: gc.collect() * 0 for k in 'ab'})
for bad in ('x', None):
    try:
        gc.collect(bad)
    except TypeError as e:
        print(type(e).__name__)
