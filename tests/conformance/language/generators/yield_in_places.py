"""yield is an expression and may stand wherever one may."""
def places():
    x = yield 'assign'
    print('x', x)
    if (yield 'if'):
        print('was true')
    while (yield 'while'):
        print('looping')
    for i in (yield 'for'):
        print('item', i)
    assert (yield 'assert'), 'never'
    print(f'{(yield "fstring")}!')
    d = {}
    d[(yield 'subscript')] = yield 'value'
    print(d)
    f = lambda a=(yield 'default'): a
    print(f())
    y = (yield 'a'), (yield 'b')
    print(y)
    print(not (yield 'not'), 1 + (yield 'plus'))
    print((yield 'cond') if (yield 'test') else 'no')
    z = yield
    print('z', z)
    try:
        raise (yield 'raise')
    except (yield 'except type') as e:
        print('handled', e)
    with (yield 'with') as w:
        print(w)
    del d[(yield 'del')]
    class C:
        pass
    return (yield 'return')
class CM:
    def __enter__(self): return 'cm'
    def __exit__(self, *a): pass
answers = [1, True, True, False, 'ab', 'ok', 'fs', 'key', 'val', 'dflt', 'A', 'B', 0, 41, 'T', 'C', 'Z', ValueError('v'), ValueError, CM(), 'val', 'end']
g = places()
print('<', next(g))
try:
    for a in answers:
        print('<', g.send(a))
except StopIteration as e:
    print(e.value)
