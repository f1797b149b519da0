"""with calls __enter__, binds its value, and calls __exit__ with what happened."""
class M:
    def __init__(self, name, swallow=False): self.name, self.swallow = name, swallow
    def __enter__(self):
        print('enter', self.name)
        return self.name.upper()
    def __exit__(self, t, v, tb):
        print('exit', self.name, t and t.__name__, v, tb is not None)
        return self.swallow
with M('a') as x:
    print('body', x)
with M('b'):
    pass
with M('swallow', True):
    raise ValueError('swallowed')
print('goes on')
try:
    with M('c'):
        raise ValueError('passes')
except ValueError as e:
    print('caught', e)
with M('1') as one, M('2') as two:
    print(one, two)
with (M('p') as p, M('q', True) as q,):
    raise KeyError(p + q)
def f():
    with M('r'):
        return 'returned'
print(f())
for i in range(2):
    with M('loop'):
        if i == 0: continue
        break
with M('t') as (a, *b):
    print(a, b)
class O: pass
o = O()
with M('attr') as o.x, M('item') as o.__dict__['y']:
    print(o.x, o.y)
with M('truthy', 'yes'): 1 / 0
with M('falsy', 0):
    pass
