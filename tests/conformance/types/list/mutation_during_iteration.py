"""A list may change while it is iterated: the iterator goes by index."""
l = [1, 2, 3, 4]
for x in l:
    if x == 2: l.remove(2)
    print(x, end=' ')
print(l)
l = [1, 2]
for x in l:
    if len(l) < 5: l.append(x * 10)
print(l)
l = [1, 2, 3]
for x in l:
    l.insert(0, 'x')
    if len(l) > 6: break
print(l)
l = [1, 2, 3]
it = iter(l)
next(it)
l.clear()
print(next(it, 'ended'))
l.extend([7, 8, 9])
print(next(it, 'stays ended'))
l = [1, 2, 3, 4]
for i, x in enumerate(l):
    del l[i]
print(l)
r = reversed(l2 := [1, 2, 3])
l2.append(4)
print(list(r), [x for x in l2 if l2.pop() or True])
l = [3, 2, 1]
for x in l:
    l.sort()
    print(x, end=' ')
print(l)
l = [0]
l += (l[-1] + 1 for _ in range(3))
print(l)
a = [1, 2, 3]
a[:] = (x for x in a if x != 2)
print(a)
nested = [[]] * 3
nested[0].append(1)
print(nested, [[] for _ in range(2)])
l = list('abc')
print([l.pop(0) for _ in range(len(l))], l)
print([(x, l2.append(x)) for x in [1, 2]], l2)
