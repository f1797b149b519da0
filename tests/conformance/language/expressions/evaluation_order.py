"""Operands, arguments, keys and targets are evaluated in the order the language promises."""
log = []
def n(value, name=None):
    log.append(name if name is not None else value)
    return value
def show():
    print(*log)
    log.clear()
n(1) + n(2) * n(3) - n(4); show()
n(2) ** n(3) ** n(1); show()
def f(*args, **kw): pass
f(n(1), *n([2], 'star'), n(3), k=n(4), **n({'z': 5}, 'kw')); show()
{n(1): n('a'), n(2): n('b')}; show()
[n(1), n(2)][n(0, 'index')]; show()
d = {}
n(d, 'target')[n('k')] = n('value'); show()
n(d, 'aug')[n('k', 'key')] += n('more'); show()
print(d)
x = n('then') if n(True, 'test') else n('else'); show()
n(1) < n(2) < n(0) < n(9); show()
n([1, 2, 3], 'seq')[n(0):n(2):n(1)]; show()
a, b = n(1), n(2); show()
class T:
    def __setattr__(self, name, value): log.append('set ' + name)
t = T()
n(t, 't1').x = n(t, 't2').y = n(5); show()
lambda p=n('default'): n('body'); show()
