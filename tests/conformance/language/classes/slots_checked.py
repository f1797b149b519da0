"""__slots__ takes any iterable of identifiers and refuses what can't be a slot."""
class G: __slots__ = (name for name in ('a', 'b'))
g = G()
g.a = 1
print(g.a, hasattr(g, 'b'), hasattr(g, '__dict__'))
class V: __slots__ = {'x': 'doc', 'y': 'doc'}.keys()
v = V()
v.y = 2
print(v.y, V.x)
class Twice: __slots__ = ('a', 'a')
Twice().a = 1
for source in ("__slots__ = 5", "__slots__ = (1,)", "__slots__ = ('a b',)", "__slots__ = ('__dict__', '__dict__')",
               "__slots__ = ['x']; x = 1"):
    try:
        exec('class C:\n ' + source)
        print(source, 'fine')
    except (TypeError, ValueError) as e:
        print(source, '->', type(e).__name__, e)
for base in ('int', 'tuple', 'bytes', 'str', 'list', 'float', 'dict'):
    try:
        exec(f'class C({base}):\n __slots__ = ("x",)\nc = C()\nc.x = [1]\nprint({base!r}, c.x, c == {base}())')
    except TypeError as e:
        print(base, e)
