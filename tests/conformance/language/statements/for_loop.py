"""for takes any iterable, assigns any target, and keeps the target's last value."""
for i in range(3):
    pass
print(i)
for a, (b, *c) in [(1, (2, 3, 4)), (5, 'xyz')]:
    print(a, b, c)
class O: pass
o = O()
data = [0] * 3
for o.attr in 'ab':
    print(o.attr)
for data[1] in (7, 8):
    print(data)
for x in []:
    print('never')
else:
    print('else of empty')
for x in 'abc':
    if x == 'b':
        break
else:
    print('never')
print(x)
items = [1, 2, 3]
for item in items:
    if item < 10 and len(items) < 6:
        items.append(item * 10)
print(items)
for i in range(3):
    i = 'changed'
print(i)
for k in {'a': 1, 'b': 2}:
    print(k, end=' ')
for i in 1, 2, 3:
    print(i, end=' ')
print()
for bad in (5, None, object):
    try:
        for x in bad: pass
    except TypeError as e:
        print(e)
