"""A function has at most about 65,500 parameters, variables and values in use at once; more are a SyntaxError.

Instructions name registers with 16 bits. CPython's limits are higher. The way round it: *args, **kwargs, a dict.
"""
names = [f'a{i}' for i in range(70_000)]


def outcome(source):
    found = {}
    try:
        exec(source, found)
    except SyntaxError as error:
        return error.msg
    return found['result']


print(outcome(f'def f({", ".join(names)}): return a69999\nresult = f(*range(70_000))'))
print(outcome(f'def f(*, {", ".join(name + "=1" for name in names)}): return a69999\nresult = f()'))
print(outcome(f'f = lambda {", ".join(names)}: a69999\nresult = f(*range(70_000))'))
print(outcome('def f():\n' + ''.join(f' {name} = 1\n' for name in names) + ' return a69999\nresult = f()'))
print(outcome(f'def f({", ".join(names[:65_000])}): return a64999\nresult = f(*range(65_000))'))
