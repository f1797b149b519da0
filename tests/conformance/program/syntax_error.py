"""A script with a syntax error runs not at all and ends with status 1."""
print('must not be printed')
def f(:
    pass
