"""Operations on instances of subclasses of str give plain strings."""
class S(str):
    def __str__(self): return 'shown'
s, empty = S('ab'), S('')
for result in (s + '', '' + s, s * 1, 1 * s, empty + empty, s[:], s.strip(), s.lower(), ''.join([s]), s.replace('x', 'y')):
    print(type(result).__name__, repr(result))
print(f'{s}', format(s, ''), format(s, '4') + '|', str(s), '%s' % s)
