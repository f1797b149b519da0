"""A name assigned anywhere in a function is local to it everywhere, and unbound before that."""
x = 'global'
def read_before():
    try:
        print(x)
    except UnboundLocalError as e:
        print(e)
    x = 1
def conditional(flag):
    if flag:
        v = 1
    try:
        return v
    except UnboundLocalError as e:
        return str(e)
def loop(n):
    for i in range(n):
        pass
    try:
        return i
    except UnboundLocalError as e:
        return str(e)
def handler():
    try:
        raise ValueError
    except ValueError as e:
        pass
    try:
        return e
    except UnboundLocalError as err:
        return str(err)
def imported():
    try:
        math
    except NameError as e:
        print(type(e).__name__, e)
    import math
def nested():
    def inner():
        return later
    try:
        inner()
    except NameError as e:
        print(type(e).__name__, e)
    later = 'now bound'
    return inner()
def deleted():
    a = 1
    del a
    try:
        a
    except UnboundLocalError as e:
        return e.args, e.name if hasattr(e, 'name') else None
read_before()
print(conditional(1), conditional(0))
print(loop(2), loop(0))
print(handler())
imported()
print(nested())
print(deleted()[0])
