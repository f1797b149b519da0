"""A comprehension's variables stay its own though it runs in the frame around it."""
def f():
    x = 'outer'
    before = sorted(locals())
    items = [x for x in range(3)]
    return x, items, before, sorted(locals())
print(f())
class C:
    a = 1
    names = [n for n in 'ab']
print(C.names, hasattr(C, 'n'))
def fails():
    try:
        return [1 / x for x in (1, 0)]
    except ZeroDivisionError:
        return 'x' in locals()
print(fails())
def lambdas():
    fs = [lambda: i for i in range(3)]
    i = 'own'
    return [g() for g in fs], i
print(lambdas())
def unbound():
    try:
        [y for _ in [1]]
    except UnboundLocalError as e:
        return str(e)
    y = 1
print(unbound())
def nested():
    return [[(i, j) for j in range(i)] for i in range(3)]
print(nested())
