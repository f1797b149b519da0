"""An uncaught exception prints each frame with its line and the exception last."""
def inner(x):
    return 1 / x

def middle(x):
    return inner(x) + 1

def outer():
    value = middle(0)
    return value

outer()
