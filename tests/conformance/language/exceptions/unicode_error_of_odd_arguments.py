"""The text of a UnicodeError looks at its object only where that has the right type and the position exists."""
print(UnicodeDecodeError('a', b'abc', 0, 1, 'r'), UnicodeDecodeError('a', b'abc', 7, 8, 'r'))
print(UnicodeEncodeError('a', 'ab\u20ac', 2, 3, 'r'), UnicodeEncodeError('a', '', 0, 1, 'r'))
for act in (lambda: UnicodeEncodeError('a', b'abc', 0, 1, 'r'), lambda: UnicodeEncodeError('a', [5], 0, 1, 'r'),
            lambda: UnicodeDecodeError('a', 'abc', 0, 1, 'r')):
    try: print(act())
    except TypeError: print('TypeError')
