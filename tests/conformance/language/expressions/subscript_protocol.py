"""Subscripts pass the key as written: tuples, slices and Ellipsis included."""
class Show:
    def __getitem__(self, key): return key
    def __setitem__(self, key, value): print('set', key, value)
    def __delitem__(self, key): print('del', key)
s = Show()
print(s[1], s['a'], s[1, 2], s[()], s[1,])
print(s[:], s[1:], s[:2], s[1:2], s[::3], s[1:2:3], s[None:None])
print(s[..., 1], s[1:2, 3], s[(1, 2)], s[*[1, 2], 3])
print(s[lambda: 1].__name__, s[1 if True else 2], s[x := 3], x)
s[1] = 2
s[1:2, ...] = 3
del s[1], s['a':'b']
s[0] = s[1] = 'chain'
class NoItem: pass
for code in ('NoItem()[0]', 'NoItem().x[0]', '(lambda: 5)()[0]', '(lambda: None)()[0]', 'print[0]'):
    try:
        eval(code)
    except (TypeError, AttributeError) as e:
        print(e)
try:
    NoItem()[0] = 1
except TypeError as e:
    print(e)
try:
    del NoItem()[0]
except TypeError as e:
    print(e)
