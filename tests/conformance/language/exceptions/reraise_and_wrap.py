"""Catching, wrapping and raising again keep the original and its traceback."""
def fail(): raise KeyError('original')
def lines(e):
    out, tb = [], e.__traceback__
    while tb:
        out.append(tb.tb_frame.f_code.co_name)
        tb = tb.tb_next
    return out
def plain_reraise():
    try: fail()
    except KeyError: raise
def named_reraise():
    try: fail()
    except KeyError as e: raise e
def wrap():
    try: fail()
    except KeyError as e: raise RuntimeError('wrapped') from e
def conditional(handle):
    try: fail()
    except KeyError as e:
        if not handle: raise
        return f'handled {e}'
def later():
    try: fail()
    except KeyError as e:
        saved = e
    raise saved
for f in (plain_reraise, named_reraise, wrap, later, lambda: conditional(False)):
    try:
        f()
    except Exception as e:
        print(f.__name__, repr(e), lines(e), repr(e.__cause__), repr(e.__context__))
print(conditional(True))
class Retry(Exception): pass
def attempts(n):
    errors = []
    for i in range(n):
        try:
            if i < n - 1: raise Retry(i)
            return 'ok', [repr(e) for e in errors]
        except Retry as e:
            errors.append(e)
print(attempts(3))
def nested_finally():
    order = []
    try:
        try:
            try:
                fail()
            finally:
                order.append(1)
        except ValueError:
            order.append('wrong')
        finally:
            order.append(2)
    except KeyError as e:
        order.append(repr(e))
        try:
            raise ValueError('second') from e
        except ValueError as v:
            order.append(repr(v.__cause__))
    return order
print(nested_finally())
e = ValueError('shared')
for i in range(3):
    try:
        raise e
    except ValueError as caught:
        pass
print(len(lines(e)), e.__context__)
try:
    try:
        raise ValueError('a')
    except ValueError as a:
        try:
            raise KeyError('b')
        except KeyError as b:
            raise a
except ValueError as x:
    print(repr(x), repr(x.__context__), x.__context__.__context__)
