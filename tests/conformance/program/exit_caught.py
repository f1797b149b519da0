"""SystemExit is caught by BaseException and bare except only, and the program then ends with 0."""
import sys
try:
    sys.exit(5)
except BaseException as e:
    print('caught', type(e).__name__, e.code)
try:
    try:
        sys.exit('text')
    except Exception:
        print('never')
except:
    print('bare except')
class Exit(SystemExit):
    pass
try:
    raise Exit(9)
except SystemExit as e:
    print(type(e).__name__, e.code, isinstance(e, Exception))
print('normal end')
