"""except and its types need no parentheses when there is no as."""
def classify(e):
    try:
        raise e
    except ValueError, TypeError:
        return 'value or type'
    except KeyError, IndexError, AttributeError:
        return 'lookup'
    except (OSError, EOFError) as o:
        return 'os ' + type(o).__name__
for e in (ValueError(), TypeError(), KeyError(), AttributeError(), OSError(), EOFError()):
    print(classify(e))
try:
    classify(ZeroDivisionError('passes'))
except ZeroDivisionError as z:
    print(z)
try:
    compile('try: pass\nexcept A, B as e: pass', 's', 'exec')
except SyntaxError as s:
    print(s.msg)
