"""del unbinds names, attributes and items, from left to right, and what is unbound is missing."""
x = 1
del x
try:
    x
except NameError as e:
    print(e)
def f():
    y = 1
    del y
    try:
        print(y)
    except UnboundLocalError as e:
        print(e)
    y = 2
    print(y)
    del y
    try:
        del y
    except UnboundLocalError as e:
        print(e)
f()
class O:
    c = 1
o = O()
o.c = 2
del o.c
print(o.c)
try:
    del o.c
except AttributeError as e:
    print(e)
l = list(range(10))
del l[0], l[-1], l[1:3]
print(l)
del l[::2]
print(l)
d = {'a': 1, 'b': 2}
del d['a']
print(d)
try:
    del d['zz']
except KeyError as e:
    print(repr(e))
a = b = c = 1
del a, (b, [c])
print('a' in globals() or 'b' in globals() or 'c' in globals())
def g():
    n = 1
    def inner(): return n
    del n
    try:
        inner()
    except NameError as e:
        print(e)
g()
try:
    del len
except NameError as e:
    print(e)
