"""import, import as, from import and from import as bind the names they say, running a module once."""
import _alpha
import _alpha as other
from _alpha import value, get as getter
from _alpha import (
    _private,
    get_private as gp,
)
print(_alpha is other, value, getter(), _private, gp())
_alpha.value = 'changed'
print(value, getter(), other.value)
import _alpha, math as m, sys
print(m.floor(1.5), sys.modules['_alpha'] is _alpha, _alpha.__name__, _alpha.__doc__)
def local():
    import _alpha as inner
    from _alpha import value as v
    return inner is _alpha, v
print(local(), 'inner' in globals())
class C:
    import math
    from math import pi as p
print(C.math.sqrt(4), C.p > 3)
try:
    from _alpha import nope
except ImportError as e:
    print(type(e).__name__, str(e).split(' (')[0], e.name)
try:
    import _alpha.sub
except ModuleNotFoundError as e:
    print(e, e.name)
try:
    import no_such_module_anywhere
except ModuleNotFoundError as e:
    print(repr(e), e.name)
if False:
    import never_imported
print('never_imported' in globals(), type(_alpha).__name__, repr(_alpha).startswith("<module '_alpha' from"))
