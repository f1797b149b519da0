"""The name of an except clause is unbound when the clause is left, however that happens."""
e = 'before'
try:
    raise ValueError('x')
except ValueError as e:
    print(repr(e))
print('e' in globals())
def f():
    err = 'kept'
    try:
        1 / 0
    except ZeroDivisionError as err:
        saved = err
    try:
        return err
    except UnboundLocalError:
        return 'unbound', str(saved)
print(f())
def deletes():
    try:
        raise KeyError
    except KeyError as k:
        del k
    return 'deleted in handler is fine'
print(deletes())
def rebinds():
    try:
        raise KeyError
    except KeyError as k:
        k = 'other'
    return 'k' in locals()
print(rebinds())
def loops():
    for i in range(2):
        try:
            raise ValueError(i)
        except ValueError as v:
            if i == 0: continue
            break
    return 'v' in locals()
print(loops())
def returns():
    try:
        raise ValueError('r')
    except ValueError as v:
        return v
print(repr(returns()))
def inner_closure():
    try:
        raise ValueError('c')
    except ValueError as v:
        g = lambda: v
        inside = repr(g())
    try:
        g()
    except NameError as n:
        return inside, str(n)
print(inner_closure())
class C:
    try:
        raise ValueError
    except ValueError as x: pass
print(hasattr(C, 'x'))
