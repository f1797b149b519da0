"""A helper module."""
print('alpha runs as', __name__)
value = 1
_private = 2
def get():
    return value
def get_private():
    return _private
