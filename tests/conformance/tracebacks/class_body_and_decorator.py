"""Failing class bodies and decorators show the class's frame and the line of the definition."""
def decorate(f):
    class Inner:
        x = f.missing_attribute
    return f
class Outer:
    @decorate
    def method(self):
        pass
