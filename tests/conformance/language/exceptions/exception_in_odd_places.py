"""Exceptions raised in default values, decorators, arguments, subscripts and iteration leave state consistent."""
log = []
def boom(name='boom'):
    raise RuntimeError(name)
def attempt(label, f):
    try:
        f()
        print(label, 'no error')
    except RuntimeError as e:
        print(label, e)
def defaults():
    def f(x=boom('default')): pass
def decorated():
    @boom('decorator')
    def f(): pass
def argument(): log.append((1, boom('argument')))
def base():
    class C(boom('base')): pass
def body():
    class C: x = boom('body')
def loop():
    for x in boom('iterable'): pass
def target():
    d = {}
    for d[boom('target')] in [1]: pass
def with_(): 
    with boom('manager'): pass
def comp(): return [boom('element') for _ in range(3)]
def cond(): return 1 if boom('test') else 2
def aug():
    l = [1]
    try:
        l[0] += boom('aug')
    finally:
        log.append(l)
def fstring(): return f'{1} {boom("fstring")}'
def key(): return {1: 2, boom('key'): 3}
def star(): return print(*boom('star'))
def except_type():
    try:
        1 / 0
    except boom('except type'): pass
def ret():
    return boom('return')
def delete():
    del {}[boom('del')]
for f in (defaults, decorated, argument, base, body, loop, target, with_, comp, cond, aug, fstring, key, star, except_type, ret, delete):
    attempt(f.__name__, f)
print(log)
def partial_unpack():
    a = b = 'old'
    try:
        a, b = 1, boom()
    except RuntimeError:
        return a, b
print(partial_unpack())
