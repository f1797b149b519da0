"""Exception classes of one's own match by inheritance and carry state."""
class AppError(Exception):
    code = 1
    def __init__(self, message, **details):
        super().__init__(message)
        self.details = details
class NotFound(AppError, KeyError):
    code = 404
class Denied(AppError):
    code = 403
    def __str__(self): return f'denied: {super().__str__()} {self.details}'
for err in (NotFound('n', key=1), Denied('d', who='me'), AppError('a')):
    try:
        raise err
    except KeyError as e:
        print('KeyError', e.code, e, e.details)
    except AppError as e:
        print('AppError', type(e).__name__, e.code, e, e.details)
class Multi(ValueError, ArithmeticError): pass
for cls in (ValueError, ArithmeticError, Exception):
    try:
        raise Multi('m')
    except cls as e:
        print(cls.__name__, 'caught', e)
class Meta(type):
    def __instancecheck__(cls, inst): return True
    def __subclasscheck__(cls, sub): return True
class Catcher(Exception, metaclass=Meta): pass
try:
    try:
        raise ValueError('not caught by __instancecheck__')
    except Catcher:
        print('wrong')
except ValueError as e:
    print(e)
try:
    class Bad(ValueError, OSError, KeyError): x = 1
    print('laid out')
except TypeError as e:
    print(e)
class Empty(Exception): pass
print(repr(Empty()), str(Empty()) == '', repr(Empty('x')), Empty.__name__)
class Eq(Exception):
    def __eq__(self, o): return True
    __hash__ = None
try:
    try:
        raise Eq()
    except Eq as e:
        raise ValueError from e
except ValueError as e:
    print(type(e.__cause__).__name__)
