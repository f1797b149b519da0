"""__context__ and __cause__ link exceptions; from None hides the context but keeps it."""
def catch(f):
    try:
        f()
    except Exception as e:
        return e
def implicit():
    try:
        1 / 0
    except ZeroDivisionError:
        {}['k']
e = catch(implicit)
print(repr(e), repr(e.__context__), e.__cause__, e.__suppress_context__)
def explicit():
    try:
        1 / 0
    except ZeroDivisionError as z:
        raise ValueError('v') from z
e = catch(explicit)
print(repr(e.__cause__), e.__cause__ is e.__context__, e.__suppress_context__)
def none():
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError('v') from None
e = catch(none)
print(e.__cause__, repr(e.__context__), e.__suppress_context__)
def three():
    try:
        try:
            raise KeyError(1)
        except KeyError:
            raise IndexError(2)
    except IndexError:
        raise ValueError(3)
e = catch(three)
print(repr(e), repr(e.__context__), repr(e.__context__.__context__), e.__context__.__context__.__context__)
def in_finally():
    try:
        raise KeyError('first')
    finally:
        raise ValueError('second')
print(repr(catch(in_finally).__context__))
def handled_then_raised():
    try:
        raise KeyError
    except KeyError:
        pass
    raise ValueError('free')
print(catch(handled_then_raised).__context__)
def reraised_same():
    try:
        raise KeyError('self')
    except KeyError as k:
        raise k
print(catch(reraised_same).__context__)
e = ValueError('manual')
e.__cause__ = KeyError()
print(e.__suppress_context__, repr(e.__cause__))
for bad in (5, 'x'):
    try:
        e.__cause__ = bad
    except TypeError as t:
        print(t)
def called():
    try:
        raise KeyError('outer')
    except KeyError:
        return catch(lambda: 1 / 0)
print(repr(called().__context__))
