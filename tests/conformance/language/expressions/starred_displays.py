"""Stars unpack any iterable in list, tuple and set displays, and double stars mappings in dict displays."""
def gen():
    yield 1
    yield 2
print([*gen(), *'ab', *range(2)], (*gen(),), {*[3, 3], *(4,)})
print([*[], *()], {**{}}, {**{'a': 1}, 'b': 2, **{'a': 3}})
x = *gen(), 'end'
print(x)
print({'a': 0, **dict(a=1, b=2), 'b': 'last'})
class Mapping:
    def keys(self): return ['k1', 'k2']
    def __getitem__(self, key): return key.upper()
print({**Mapping()})
for bad in ('[*5]', '{**5}', '{**[1]}', '(*None,)', '{*1}'):
    try:
        eval(bad)
    except TypeError as e:
        print(bad, e)
def f():
    return *gen(), 3
def g():
    yield *gen(), 4
print(f(), list(g()))
for i in *gen(), 5:
    print(i, end=' ')
print()
d = {}
d['a'], *d['rest'] = 1, 2, 3
print(d)
