"""A chain of three exceptions prints oldest first."""
def a(): raise KeyError('first')
def b():
    try: a()
    except KeyError: raise IndexError('second')
def c():
    try: b()
    except IndexError as e: raise ValueError('third') from e
try:
    c()
except ValueError:
    raise RuntimeError('fourth')
