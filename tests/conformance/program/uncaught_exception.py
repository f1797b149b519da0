"""An uncaught exception ends the program with status 1 after what was printed."""
print('before')
def f():
    print('in f', end='')
    raise ValueError('uncaught')
try:
    f()
finally:
    print(' finally ran')
print('never')
