"""Inner functions of one call share variables; each call has its own."""
def account(balance):
    def deposit(x):
        nonlocal balance
        balance += x
    def withdraw(x):
        nonlocal balance
        if x > balance:
            raise ValueError('poor')
        balance -= x
    def get(): return balance
    return deposit, withdraw, get
d1, w1, g1 = account(100)
d2, w2, g2 = account(0)
d1(50); w1(30); d2(5)
print(g1(), g2())
try:
    w2(100)
except ValueError as e:
    print(e, g2())
def outer(a):
    b = a + 1
    def mid(c):
        def inner(d):
            return a, b, c, d
        return inner
    return mid
print(outer(1)(3)(4))
print(outer.__closure__, len(outer(1).__closure__), outer(5)(6).__code__.co_freevars)
print([c.cell_contents for c in outer(5)(6).__closure__])
def params(x, *args, k, **kw):
    def see(): return x, args, k, kw
    x += 1
    args = args + ('more',)
    kw['added'] = True
    return see()
print(params(1, 2, k=3, z=4))
def empty():
    def f(): return v
    cell = f.__closure__[0]
    try:
        cell.cell_contents
    except ValueError as e:
        print(e)
    v = 1
    print(cell.cell_contents)
empty()
def self_ref():
    def rec(n): return 0 if n == 0 else n + rec(n - 1)
    return rec
print(self_ref()(10))
