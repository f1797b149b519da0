"""all and any stop at the first item that decides and test truth."""
def gen(*values):
    for v in values:
        print('<%r>' % (v,), end='')
        yield v
print(all(gen(1, 'a', [0])), all(gen(1, 0, 2)), all(gen()))
print(any(gen(0, '', None)), any(gen(0, 5, 1)), any(gen()))
print(all([]), any([]), all({}), any({0: 1}), all('ab'), any(['']))
class T:
    def __bool__(self): raise ValueError('truth asked')
for f in (all, any):
    try:
        f([T()])
    except ValueError as e:
        print(f.__name__, e)
    for bad in (5, None):
        try:
            f(bad)
        except TypeError as e:
            print(e)
    try:
        f()
    except TypeError as e:
        print(e)
    try:
        f([], [])
    except TypeError as e:
        print(e)
it = iter([1, 0, 2, 3])
print(all(it), list(it))
it = iter([0, 1, 2, 3])
print(any(it), list(it))
print(all(x < 5 for x in range(5)), any(x > 5 for x in range(5)), all(map(str.isdigit, '123')))
