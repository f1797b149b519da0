"""print writes its arguments with sep and end to any object with write."""
print()
print(1, 'a', None, [1], sep='-')
print('no newline', end='')
print(' end')
print('a', 'b', sep='')
print('a', 'b', sep=None, end=None)
print(sep='x')
print(end='only end\n')
print(*range(3), sep=', ', end='.\n')
class W:
    def __init__(self): self.parts = []
    def write(self, s): self.parts.append(s)
    def flush(self): self.parts.append('FLUSH')
w = W()
print('x', 5, file=w)
print('y', file=w, end='', flush=True)
print(file=w)
print(''.join(w.parts).split('FLUSH'))
import sys
print('to stdout', file=sys.stdout)
print('None means stdout', file=None)
for code in ('print("a", sep=5)', 'print("a", end=5)', 'print("a", file=5)', 'print("a", sep=b"")'):
    try:
        eval(code)
    except (TypeError, AttributeError) as e:
        print(code, '->', e)
class Loud:
    def __str__(self): return 'str'
    def __repr__(self): return 'repr'
print(Loud(), [Loud()], 'tab\there', 'uni ☃ é', repr('☃'))
print(print('inner'), print)
out, sys.stdout = sys.stdout, w
print('redirected')
sys.stdout = out
print(repr(''.join(w.parts)[-12:]))
