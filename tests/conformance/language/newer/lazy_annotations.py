"""Annotations are evaluated when asked for, not when the definition runs."""
def f(a: undefined_yet, b: print('not printed') = 1) -> 'result':
    return a
print(f(1))
undefined_yet = int
print(f.__annotations__['a'], f.__annotations__['return'])
class C:
    x: Later
    y: int = 5
Later = str
print(C.__annotations__ == {'x': str, 'y': int}, C.y)
z: list = []
print(__annotations__['z'] if '__annotations__' in globals() else 'computed on demand', z)
def g(): pass
print(g.__annotations__)
g.__annotations__ = {'k': 1}
print(g.__annotations__)
def bad(a: 1 / 0): pass
try:
    bad.__annotations__
except ZeroDivisionError as e:
    print(e)
class Tree:
    left: Tree
    right: Tree
print(Tree.__annotations__['left'] is Tree)
