"""A class body runs once, top to bottom, in a namespace of its own."""
class A:
    print('running body', __name__, __qualname__)
    x = 1
    y = x + 1
    if y > 1:
        def conditional(self): return 'defined'
    else:
        def conditional(self): return 'not'
    for i in range(3):
        last = i
    del i
    try:
        1 / 0
    except ZeroDivisionError:
        handled = True
    names = sorted(n for n in locals() if not n.startswith('__'))
print(A.x, A.y, A().conditional(), A.last, hasattr(A, 'i'), A.handled, A.names)
def factory(n):
    class Local:
        value = n
        def get(self): return n
    return Local
L1, L2 = factory(1), factory(2)
print(L1.value, L2().get(), L1 is L2, L1.__qualname__, L1.__name__)
class Raises:
    try:
        undefined
    except NameError as e:
        msg = str(e)
print(Raises.msg)
try:
    class Broken:
        partial = 1
        raise ValueError('in body')
except ValueError as e:
    print(e, 'Broken' in globals())
class Exec:
    exec('made = 7')
    locals()['__doc__'] = None
print(Exec.made)
x = 'module'
class Reads:
    first = x
    x = 'class'
    second = x
    del x
    third = x
print(Reads.first, Reads.second, Reads.third)
class Empty: """only doc"""
print(Empty.__doc__, Empty.__dict__['__module__'])
