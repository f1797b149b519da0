"""Closures made in a loop share the loop's variable and see its last value."""
funcs = []
def make():
    out = []
    for i in range(3):
        out.append(lambda: i)
    return out
print([f() for f in make()])
def make_default():
    return [lambda i=i: i for i in range(3)]
print([f() for f in make_default()])
def make_nested():
    def bind(i):
        return lambda: i
    return [bind(i) for i in range(3)]
print([f() for f in make_nested()])
for i in range(3):
    def f(): return i
    funcs.append(f)
print([f() for f in funcs])
i = 'changed'
print([f() for f in funcs])
def later():
    fs = []
    for x in 'ab':
        def g(): return x
        fs.append(g)
    x = 'after'
    return [g() for g in fs]
print(later())
def while_loop():
    n = 0
    fs = []
    while n < 2:
        v = n * 10
        fs.append(lambda: (n, v))
        n += 1
    return [f() for f in fs]
print(while_loop())
def from_generator():
    for i in range(3):
        yield lambda: i
print([f() for f in from_generator()], [f() for f in list(from_generator())])
def handlers():
    fs = []
    for i in range(2):
        try:
            raise ValueError(i)
        except ValueError as e:
            saved = e
            fs.append(lambda: saved.args)
    return [f() for f in fs]
print(handlers())
