"""A class can have a few hundred __slots__, and its subclasses attributes besides."""
class Many: __slots__ = tuple(f'a{i}' for i in range(200))
m = Many()
for i in range(200): setattr(m, f'a{i}', i)
print([m.a0, m.a63, m.a64, m.a199], sum(getattr(m, f'a{i}') for i in range(200)))
class Sub(Many): pass
s = Sub()
s.a5, s.a150, s.other = 1, 2, 3
s.__dict__['more'] = 4
print(s.__dict__, s.a5, s.a150, s.more, hasattr(s, 'a6'))
items = []
for i in range(2000):
    t = Many()
    t.a199 = [i]
    items.append(t)
print(sum(t.a199[0] for t in items))
try:
    m.b = 1
except AttributeError:
    print('refused')
