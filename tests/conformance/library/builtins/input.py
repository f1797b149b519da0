"""input reads a line without its newline, writes its prompt, and raises EOFError at the end."""
a = input()
print(repr(a))
b = input('prompt> ')
print(repr(b))
print(repr(input('')), repr(input(5)))
import sys
print(repr(sys.stdin.readline()))
for line in sys.stdin:
    print('line', repr(line))
    break
rest = sys.stdin.read()
print(repr(rest))
try:
    input('more? ')
except EOFError as e:
    print(repr(e))
try:
    input(1, 2)
except TypeError as e:
    print(e)
