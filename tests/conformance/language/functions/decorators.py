"""Decorators are evaluated from the top, applied from the bottom, and may be any expression."""
log = []
def d(name):
    log.append('eval ' + name)
    def apply(f):
        log.append('apply ' + name)
        return f
    return apply
@d('outer')
@d('inner')
def f(x=log.append('default')): return 'f'
print(log, f())
log.clear()
@d('class')
class C:
    log.append('body')
print(log)
def twice(f):
    def wrapper(*args, **kw):
        return f(*args, **kw), f(*args, **kw)
    wrapper.__name__ = f.__name__
    return wrapper
@twice
def hello(name='you'): return 'hi ' + name
print(hello(), hello('me'), hello(name='x'), hello.__name__)
@lambda f: 'replaced'
def gone(): pass
print(gone)
table = {'k': [twice]}
@table['k'][0]
def g(): return 1
print(g())
@(deco := twice)
def h(): return 2
print(h(), deco is twice)
class Registry:
    def __init__(self): self.names = []
    def __call__(self, f):
        self.names.append(f.__name__)
        return f
register = Registry()
@register
def one(): pass
class Holder:
    @register
    def two(self): return 'method'
print(register.names, Holder().two())
