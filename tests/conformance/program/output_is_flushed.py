"""Output written before an exit reaches stdout whole."""
import sys
for i in range(1000):
    sys.stdout.write('x' * 10 + '\n' if i % 100 == 0 else '')
print('done', end='')
raise SystemExit(2)
