"""type tells an object's class, and with three arguments makes one."""
print(type(1), type('a'), type(None), type([]), type(type), type(len), type(lambda: 0), type(...), type(NotImplemented))
X = type('X', (), {'a': 1, 'f': lambda self: self.a})
print(X, X.__name__, X().f(), X.__module__, X.__bases__, X.__qualname__)
Y = type('Y', (X, dict), dict(b=2))
print(Y().f(), Y.b, isinstance(Y(), dict), [c.__name__ for c in Y.__mro__])
ns = {'k': 1}
Z = type('Z', (), ns)
ns['late'] = 2
print(hasattr(Z, 'late'))
X.__name__ = 'Renamed'
print(X.__name__, X.__qualname__)
for code in ('type()', 'type(1, 2)', 'type("a", [], {})', 'type("a", (), [])', 'type(5, (), {})', 'type("a", (5,), {})', 'type(1, 2, 3, 4)', 'type("a\\0", (), {})', "setattr(X, '__name__', 5)", "type('x', (type(None),), {})", "type('x', (type(lambda: 0),), {})"):
    try:
        print(eval(code))
    except (TypeError, ValueError) as e:
        print(code, '->', e)
print(type(type(1)) is type, isinstance(type, object), isinstance(object, type), issubclass(type, object), type.__bases__, object.__bases__)
class M(type): pass
class K(metaclass=M): pass
print(type(K) is M, type(type('L', (K,), {})) is M, type(K()) is K, K().__class__ is K)
print(type({}.keys()).__name__, type(iter([])).__name__, type(x for x in []).__name__, type(slice(1)).__name__, type(range(1)).__name__, type(type.__dict__).__name__, type(property()).__name__)
