"""Free variables are looked up when the inner function runs, through any number of levels."""
def maker():
    def show(): return value
    value = 1
    first = show()
    value = 2
    return first, show()
print(maker())
def global_then():
    return later_global
try:
    global_then()
except NameError as e:
    print(e)
later_global = 'here'
print(global_then())
def levels():
    v = 0
    def a():
        def b():
            def c():
                nonlocal v
                v += 1
                return v
            return c
        return b
    c = a()()
    return c(), c(), v
print(levels())
len_was = len
def uses_len(): return len('abc')
print(uses_len())
len = lambda x: 'shadowed'
print(uses_len())
del len
print(uses_len())
def two_names():
    f = lambda: g()
    g = lambda: 'g1'
    r = f()
    g = lambda: 'g2'
    return r, f()
print(two_names())
def gen_closure():
    n = 1
    def gen():
        while n < 100:
            yield n
    out = []
    for x in gen():
        out.append(x)
        n *= 3
    return out
print(gen_closure())
def default_vs_free(n=1):
    def f(m=n): return m, n
    n = 5
    return f()
print(default_vs_free())
