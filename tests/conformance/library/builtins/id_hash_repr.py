"""id and hash are stable for an object's life, and equal immutable values hash alike."""
a, b = [1], [1]
print(id(a) == id(a), id(a) == id(b), id(None) == id(None), isinstance(id(a), int))
x = 'dynamic' + str(5)
y = 'dynamic5'
print(hash(x) == hash(y), hash((1, 2)) == hash((1, 2)), hash(frozenset([1, 2])) == hash(frozenset([2, 1])), hash(b'ab') == hash(b'a' + b'b'))
print(hash(()), hash((1,)), hash((1, 2, 3)), hash(((), (1, (2,)))), hash(None) == hash(None), hash(range(5)) == hash(range(0, 5)), hash((0.5, -1, 2 ** 70)))
for bad in ([], {}, set(), bytearray(), ([],), {1: 2}):
    try:
        hash(bad)
    except TypeError as e:
        print(e)
def f(): pass
print(hash(f) == hash(f), hash(int) == hash(int), hash(f) == hash(lambda: 0), {int: 1, f: 2}[f])
print(repr(None), repr(...), repr(NotImplemented), ascii('é☃"\n'), ascii(['ü']), ascii('\U0001F600'), repr('é'))
r = []
r.append(r)
d = {}
d['self'] = d
t = ([],)
t[0].append(t)
print(r, d, t)
s = [d, r]
r.append(s)
print(s)
print(callable(len), callable(int), callable('x'), callable(f), callable(type('C', (), {'__call__': 1})()))
