"""A script's indentation error is shown like a syntax error."""
def f():
print('not indented')
