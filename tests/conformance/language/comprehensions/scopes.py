"""A comprehension has its own scope; its first iterable is evaluated outside of it."""
i = 'outer'
print([i for i in range(3)], i)
print({i: i * i for i in range(3)}, {i for i in range(2)}, list(i for i in 'ab'), i)
def f():
    x = 'local'
    l = [x for x in range(3)]
    return x, l, [(x, y) for y in 'ab']
print(f())
print([i for i in i])
def g():
    try:
        return [unknown for unknown in unknown]
    except NameError as e:
        return str(e)
print(g())
def closures():
    return [lambda: (a, b) for a in range(2) for b in 'xy']
print([f() for f in closures()])
def nested(n):
    return [[n * j for j in range(k)] for k in range(3)]
print(nested(5))
class C:
    items = [1, 2]
    doubled = [x * 2 for x in items]
    pairs = [(x, y) for x in items for y in [x]]
    gen = list(x for x in items)
print(C.doubled, C.pairs, C.gen, hasattr(C, 'x'))
def params(n, *args):
    return [n + a for a in args], {k: n for k in args}
print(params(1, 2, 3))
def walrus():
    r = [last := v for v in range(4)]
    return last, r
print(walrus())
def loop_reuse():
    out = []
    for i in range(2):
        out.append([i for i in range(i + 1)])
    return out, i
print(loop_reuse())
