"""assert raises AssertionError with its message as the argument, evaluated only on failure."""
def message():
    print('message evaluated')
    return 'the message'
assert True, message()
try:
    assert 0, message()
except AssertionError as e:
    print(repr(e), e.args)
try:
    assert []
except AssertionError as e:
    print(repr(e), str(e) == '', e.args)
try:
    assert None, (1, 2)
except AssertionError as e:
    print(repr(e), e.args)
try:
    assert 1 == 2, {'k': 1}
except AssertionError as e:
    print(e)
assert (1, 2)[0], 'x'
class T:
    def __bool__(self):
        print('tested')
        return False
try:
    assert T(), 'tested once'
except AssertionError as e:
    print(e)
AssertionErrorWas = AssertionError
AssertionError = ValueError
try:
    assert False, 'real one'
except AssertionErrorWas as e:
    print(type(e).__name__, e)
