"""What is no class but has a tuple of __bases__ can be the second argument of isinstance and issubclass."""
class Like: __bases__ = ()
base = Like()
class Below: __bases__ = (base,)
below = Below()
class Claims:
    @property
    def __class__(self): return below
print(issubclass(below, base), issubclass(base, below), issubclass(base, base), isinstance(Claims(), base), isinstance(5, base), issubclass(below, (int, base)))
for act in (lambda: isinstance(5, 5), lambda: isinstance(5, [int]), lambda: isinstance(5, (int, 5)), lambda: isinstance(5, (str, 5)), lambda: issubclass(5, int), lambda: issubclass(int, 5), lambda: isinstance(int, None)):
    try: print(act())
    except TypeError as error: print(error)
