"""repr, == and hash of deeply nested data end in a result or RecursionError, never in a crash."""
def attempt(name, f):
    try:
        f()
    except RecursionError:
        pass
    print(name, 'ended')
def nest(make, n, inner):
    x = inner
    for _ in range(n): x = make(x)
    return x
deep_list = nest(lambda x: [x], 100000, [])
other_list = nest(lambda x: [x], 100000, [])
deep_tuple = nest(lambda x: (x,), 100000, ())
other_tuple = nest(lambda x: (x,), 100000, ())
deep_dict = nest(lambda x: {'k': x}, 100000, {})
other_dict = nest(lambda x: {'k': x}, 100000, {})
attempt('repr list', lambda: repr(deep_list))
attempt('repr tuple', lambda: repr(deep_tuple))
attempt('repr dict', lambda: repr(deep_dict))
attempt('eq list', lambda: deep_list == other_list)
attempt('eq tuple', lambda: deep_tuple == other_tuple)
attempt('eq dict', lambda: deep_dict == other_dict)
attempt('lt list', lambda: deep_list < other_list)
attempt('hash tuple', lambda: hash(nest(lambda x: (x,), 50, 1)))
attempt('shallow repr', lambda: repr(nest(lambda x: [x], 50, [])))
attempt('same object', lambda: [deep_list] == [deep_list])
print(deep_list is not other_list, deep_list != [], len(deep_list))
a, b = [], []
a.append(a)
b.append(b)
attempt('cyclic eq', lambda: a == b)
print(a == a, repr(a))
n = 0
x = deep_list
while x:
    x = x[0]
    n += 1
print(n)
