"""A star import takes __all__, or else every name without a leading underscore."""
from _with_all import *
print(shown, _also, 'hidden' in globals())
from _alpha import *
print(value, get(), '_private' in globals(), 'get_private' in globals())
from pack_all import *
print(name, listed.inside, 'other' in globals())
before = set(globals())
from math import *
print(pi > 3, floor(2.7), 'sqrt' in globals())
try:
    exec('def f():\n    from math import *')
except SyntaxError as e:
    print(e.msg)
import _alpha
_alpha.__all__ = ['value', 'missing']
try:
    exec('from _alpha import *', {})
except AttributeError as e:
    print(e)
ns = {}
exec('from _with_all import *', ns)
print(sorted(k for k in ns if k != '__builtins__'))
