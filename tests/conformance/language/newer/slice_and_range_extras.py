"""slices hash, map is strict on demand, and other additions since 3.12."""
print(hash(slice(1, 2)) == hash(slice(1, 2)), {slice(1, 2): 'key'}[slice(1, 2)])
print(list(map(lambda a, b: a + b, [1, 2], [3, 4], strict=True)))
try:
    list(map(lambda a, b: a, [1, 2], [3], strict=True))
except ValueError as e:
    print(e)
print('aXbX'.replace('X', '-', count=1), float.from_number(3), (5).is_integer())
try:
    float.from_number('3')
except TypeError as e:
    print(e)
try:
    bool(NotImplemented)
except TypeError as e:
    print(e)
print((1).__class__.from_bytes(b'\x05'), f'{1.5:z.1f}', f'{-0.0:z.1f}')
def f(): """Doc.

        Indented more.
    """
print(repr(f.__doc__))
class C:
    """First.
      Second.
    """
print(repr(C.__doc__))
exec('x = 1', globals={'__builtins__': {}}, locals=(ns := {}))
print(ns, eval('a', globals={'a': 5}))
