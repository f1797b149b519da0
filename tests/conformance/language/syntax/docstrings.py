"""A first string statement is the docstring of its module, class or function, and only a plain string is."""
def documented():
    "The doc."
    return 1
def not_documented():
    x = 1
    "too late"
def formatted():
    f"not a doc {1}"
def byted():
    b"not a doc"
def joined():
    'one ' 'two'
class Documented:
    """Class doc."""
    def method(self):
        '''Method doc.'''
class Plain:
    pass
print(__doc__)
for thing in (documented, not_documented, formatted, byted, joined, Documented, Documented.method, Plain):
    print(thing.__name__, repr(thing.__doc__))
documented.__doc__ = 'changed'
print(documented.__doc__, (lambda: 1).__doc__)
