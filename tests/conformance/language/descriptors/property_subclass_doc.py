"""An instance of a property's subclass shows its getter's text, not that of its class."""
class Own(property):
    'of the class'
def getter(self): 'of the getter'
print(Own(getter).__doc__, Own(lambda self: 0).__doc__, Own.__doc__, property(getter).__doc__, property(getter, doc='given').__doc__)
