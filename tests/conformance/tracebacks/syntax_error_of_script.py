"""A script's syntax error prints file, line, the line itself, a caret and the message."""
x = 1
def f(a, b)
    return a + b
