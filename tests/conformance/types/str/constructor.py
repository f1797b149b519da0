"""str converts any object, decodes bytes, and keeps exact strings."""
s = 'same'
print(str(), str(5), str(None), str([1, 'a']), str(1.0), str(b'abc'), str(s) is s, str(object=5), str(b'\xc3\xa9', 'utf-8'), str(bytearray(b'x'), 'ascii') if 'bytearray' in dir(__builtins__) else 'x')
class Str:
    def __str__(self): return 'via str'
class Repr:
    def __repr__(self): return 'via repr'
class Sub(str): pass
class Both:
    def __str__(self): return Sub('subclass result')
print(str(Str()), str(Repr()), str(Both()), type(str(Both())).__name__, type(str(Sub('x'))).__name__)
class Bad:
    def __str__(self): return 5
for code in ('str(Bad())', 'str("a", "utf-8")', 'str(5, "utf-8")', 'str(b"\\xff", "utf-8")', 'str(x=5)'):
    try:
        print(eval(code))
    except (TypeError, UnicodeDecodeError) as e:
        print(code, '->', type(e).__name__, e if 'x=5' not in code else '')
print(Sub('abc').upper(), type(Sub('abc').upper()).__name__, Sub('a') + 'b', Sub('x') == 'x', repr(Sub('r')), Sub(b'ab', 'ascii'))
print(str(...), str(int), str(NotImplemented), str(range(3)), str({}), str(()), str((1,)), str({1}), str(set()), str(frozenset({1})))
