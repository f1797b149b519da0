"""A call over several lines shows the lines it covers."""
def f(*args, **kw):
    raise TypeError('in f')
def g():
    return f(
        1,
        2,
        key='value',
    )
result = [
    g()
    for _ in range(1)
]
