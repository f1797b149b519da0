"""Subclasses of staticmethod and classmethod keep attributes and slots beside their function; iterators have none."""
class Slotted(staticmethod):
    __slots__ = ('a', 'b')
class Open(classmethod): pass
s, o = Slotted(len), Open(len)
s.a, s.b = [1, 2], 'x'
for i in range(20): setattr(o, f'n{i}', i)
print(s.a, s.b, s('abc'), s.__func__ is len, o.n0, o.n19, o.__func__ is len, len(o.__dict__) >= 20)
del s.a
try: s.a
except AttributeError: print('gone')
for made in iter([]), reversed([]), iter(()), iter(''), iter(b''), iter({}), iter({1}), iter(range(3)), iter(len, 3):
    try: type('Sub', (type(made),), {'__slots__': ('a',)})
    except TypeError as error: print('not an acceptable base' in str(error))
