"""try, except, else and finally run in order for every way out."""
def run(error=None, handle=ValueError, else_error=None):
    log = []
    try:
        try:
            log.append('try')
            if error: raise error
        except handle as e:
            log.append('except ' + repr(e))
        else:
            log.append('else')
            if else_error: raise else_error
        finally:
            log.append('finally')
    except BaseException as e:
        log.append('escaped ' + repr(e))
    return log
print(run())
print(run(ValueError(1)))
print(run(KeyError('k')))
print(run(KeyError('k'), LookupError))
print(run(else_error=ValueError('from else')))
print(run(TypeError('t'), (ValueError, TypeError)))
print(run(TypeError('t'), ()))
print(run(KeyboardInterrupt(), Exception))
print(run(UnicodeError(), (KeyError, ValueError)))
try:
    raise OSError
except (ValueError, KeyError):
    print('no')
except (TypeError, OSError) as e:
    print('second clause', type(e).__name__)
except Exception:
    print('not reached')
try:
    1 / 0
except:
    print('bare')
try: pass
finally: print('only finally')
try:
    try:
        raise ValueError('x')
    except 'not a class':
        pass
except TypeError as e:
    print(e)
try:
    try:
        raise ValueError
    except (TypeError, undefined):
        pass
except NameError as e:
    print(e)
