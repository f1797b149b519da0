"""Stars in calls spread iterables and mappings; clashes and wrong types are TypeErrors with the function's name."""
def f(*args, **kw): return args, kw
print(f(*[1, 2], 3, *'ab', k=1, **{'z': 2}, **dict(y=3)))
print(f(*(), **{}), f(*range(3)), f(*{'a': 1, 'b': 2}), f(**{'not an identifier': 1}))
args = [1]
print(f(*args)[0] is args, f(*(1, 2))[0])
kw = {'a': 1}
got = f(**kw)[1]
got['b'] = 2
print(kw)
def gen():
    yield 1
    yield 2
print(f(*gen(), *gen()))
def g(a, b): return a, b
print(g(b=1, *[2]), g(*[1], **{'b': 2}))
for call in ('f(*5)', 'f(**5)', 'f(**{1: 2})', 'f(k=1, **{"k": 2})', 'f(**{"k": 1}, **{"k": 2})', 'g(*[1, 2, 3])', 'g(1, *[2], a=3)',
             'g(**{"a": 1})', 'f(*None)', 'f(1, *5)', 'f(**None)', 'g(1, b=2, **{"b": 3})', '(lambda: 1)(*5)'):
    try:
        print(eval(call))
    except TypeError as e:
        print(call, '->', e)
class Mapping:
    def keys(self): return ['a', 'b']
    def __getitem__(self, k): return k * 2
print(g(**Mapping()), f(**Mapping(), c=1))
