"""A trailing comma is allowed in calls, definitions and displays, and makes a tuple of one."""
def f(a, b=2, *, c=3,):
    return (a, b, c,)
def g(*args,):
    return args
def h(**kw,):
    return kw
print(f(1,), f(1, 2,), f(1, c=5,), g(*[1, 2],), h(**{'k': 1},))
one = 1,
print(one, (1,), (), [1,], {1,}, {1: 2,})
a, = [5]
[b,] = [6]
(c,) = [7]
print(a, b, c)
for x, in [(1,), (2,)]:
    print(x)
def r():
    return 1,
print(r(), {(1,): 'key'}[1,])
d = {}
d[1, 2,] = 'two'
print(d)
