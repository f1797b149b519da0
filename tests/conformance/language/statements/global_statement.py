"""global makes a name in a function the module's, wherever the function is nested."""
counter = 0
def bump():
    global counter, created
    counter += 1
    created = 'made in function'
bump(); bump()
print(counter, created)
def outer():
    counter = 'outer'
    def inner():
        global counter
        counter += 10
        return counter
    return inner(), counter
print(outer(), counter)
class C:
    global in_class
    in_class = 'global from class'
    counter = 'class'
    def m(self):
        return counter
print(in_class, C.counter, C().m(), hasattr(C, 'in_class'))
def importing():
    global math
    import math
importing()
print(math.floor(2.5))
def defining():
    global func, Klass
    def func(): return 'global function'
    class Klass: pass
defining()
print(func(), func.__qualname__, Klass.__qualname__)
def looping():
    global idx
    for idx in range(3): pass
    global err
    try:
        1 / 0
    except ZeroDivisionError as err:
        pass
looping()
print(idx, 'err' in globals())
def deleting():
    global counter
    del counter
deleting()
print('counter' in globals())
