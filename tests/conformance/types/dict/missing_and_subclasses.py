"""A dict subclass's __missing__ is asked by subscription only; overridden methods are used by name only."""
class D(dict):
    def __missing__(self, key):
        print('missing', key)
        if key == 'raise': raise KeyError('own error')
        return f'<{key}>'
d = D(a=1)
print(d['a'], d['zz'], d.get('zz'), 'zz' in d, d)
try:
    d['raise']
except KeyError as e:
    print(e)
for f in (lambda: d.pop('zz'), lambda: d.__delitem__('zz')):
    try:
        f()
    except KeyError as e:
        print('KeyError', e)
class Logged(dict):
    def __setitem__(self, k, v):
        print('set', k)
        super().__setitem__(k, v)
    def __getitem__(self, k): return 'got ' + str(super().__getitem__(k))
l = Logged(x=1)
l['y'] = 2
l.update(z=3)
l.setdefault('w', 4)
print(l['x'], l.get('x'), dict(l), list(l.values()), l | {}, {**l})
class Attr(dict):
    def __getattr__(self, n):
        try:
            return self[n]
        except KeyError:
            raise AttributeError(n) from None
    def __setattr__(self, n, v): self[n] = v
a = Attr(k=1)
a.new = 2
print(a.k, a.new, a, hasattr(a, 'nope'), a.keys())
class Counter(dict):
    def __missing__(self, k): return 0
c = Counter()
for ch in 'hello':
    c[ch] += 1
print(c)
class LenLies(dict):
    def __len__(self): return 0
print(bool(LenLies(a=1)), len(LenLies(a=1)), list(LenLies(a=1)))
class Default(dict):
    def __init__(self, factory): self.factory = factory
    def __missing__(self, k):
        v = self[k] = self.factory()
        return v
x = Default(list)
x['a'].append(1)
x['a'].append(2)
print(x, isinstance(x, dict), x == {'a': [1, 2]})
