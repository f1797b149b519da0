"""What was printed before an uncaught exception stays, on each stream in its order."""
import sys
print('stdout one')
print('stderr one', file=sys.stderr)
print('stdout two')
sys.stderr.write('no newline: ')
def fail():
    raise ArithmeticError('end', 42)
fail()
