"""An endless recursion's traceback is summed up."""
def f(n):
    return f(n + 1)
try:
    f(0)
except RecursionError as e:
    lines = 0
    tb = e.__traceback__
    while tb:
        lines += 1
        tb = tb.tb_next
    print(lines > 900)
def g():
    h()
def h():
    raise RecursionError('made by hand')
g()
