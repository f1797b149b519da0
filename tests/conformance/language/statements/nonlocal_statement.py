"""nonlocal rebinds the nearest enclosing function's variable."""
def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    def get():
        return n
    return inc, get
inc, get = counter()
inc(); inc(5)
print(get())
inc2, get2 = counter()
print(inc2(), get())
def three():
    x = 1
    def two():
        def one():
            nonlocal x
            x *= 10
        one()
        nonlocal x
        x += 1
    two()
    return x
try:
    print(three())
except SyntaxError:
    print('bad')
def shadow():
    x = 'outer'
    def middle():
        x = 'middle'
        def inner():
            nonlocal x
            x = 'changed'
        inner()
        return x
    return middle(), x
print(shadow())
def through_class():
    v = 1
    class C:
        nonlocal v
        v = 2
        def set(self):
            nonlocal v
            v = 3
    first = v
    C().set()
    return first, v, hasattr(C, 'v')
print(through_class())
def deleted():
    v = 1
    def d():
        nonlocal v
        del v
    d()
    try:
        return v
    except UnboundLocalError as e:
        return str(e)
print(deleted())
