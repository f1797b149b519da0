"""Chains of attributes, calls and subscripts evaluate from the left and fail where they fail."""
class Builder:
    def __init__(self): self.parts = []
    def add(self, x):
        self.parts.append(x)
        return self
    def __getitem__(self, k):
        self.parts.append(('item', k))
        return self
    def __getattr__(self, n):
        if n.startswith('_'): raise AttributeError(n)
        self.parts.append(('attr', n))
        return self
    def __call__(self, *a, **k):
        self.parts.append(('call', a, k))
        return self
print(Builder().add(1).x[2](3, k=4).y.z()[5:6].parts)
print('a-b-c'.split('-')[1].upper().center(5, '*')[1:-1].join('12'))
print([[1, [2, 3]], 4][0][1][-1], {'a': {'b': {'c': 'deep'}}}['a']['b']['c'], (lambda: (lambda: {'k': [lambda: 'called']}))()()['k'][0]())
log = []
def t(x, name):
    log.append(name)
    return x
class O:
    def m(self, *a):
        log.append('m')
        return self
    attr = 5
o = O()
t(o, 'obj').m(t(1, 'arg1'), t(2, 'arg2')).m().attr
print(log)
try:
    t(o, 'again').missing(t(1, 'not evaluated'))
except AttributeError as e:
    print(e, log[-1])
try:
    o.attr(t(1, 'argument first'))
except TypeError as e:
    print(e, log[-1])
data = {'users': [{'name': 'Ann', 'tags': ('x', 'y')}, {'name': 'Bob', 'tags': ()}]}
print([u['name'][0].lower() for u in data['users'] if u['tags']], data['users'][-1]['name'][::-1], len(data['users'][0]['tags'][1:]))
a = b = o
a.new = b
print(o.new.new.new.new is o)
