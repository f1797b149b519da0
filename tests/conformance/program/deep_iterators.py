"""Iterators upon iterators without end are a RecursionError."""
def grow(step, depth=200000):
    it = iter([1])
    for i in range(depth):
        it = step(it)
    return it
for name, step in (('map', lambda it: map(abs, it)), ('filter', lambda it: filter(None, it)), ('zip', zip), ('enumerate', enumerate),
                   ('generator', lambda it: (x for x in it))):
    try:
        next(grow(step))
    except RecursionError as e:
        print(name, 'RecursionError')
print(next(grow(lambda it: map(abs, it), 50)))
