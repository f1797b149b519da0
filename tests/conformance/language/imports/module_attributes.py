"""Modules have names, files and a dict, a __getattr__ of their own, and may replace themselves."""
import _dynamic, _replaces_itself, sys
print(_dynamic.real, _dynamic.dyn_x, dir(_dynamic))
try:
    _dynamic.other
except AttributeError as e:
    print(e)
from _dynamic import dyn_y
print(dyn_y, hasattr(_dynamic, 'nope'))
print(_replaces_itself.attr)
import math
try:
    math.nope
except AttributeError as e:
    print(e)
math.added = 1
print(math.added)
del math.added
import _alpha
print(_alpha.__file__.endswith('_alpha.py'), __file__.endswith('module_attributes.py'), _alpha.__dict__['value'], vars(_alpha) is _alpha.__dict__)
module = type(sys)('made', 'its doc')
module.x = 5
print(module, module.__name__, module.__doc__, module.x, module.__dict__['x'])
try:
    module.y
except AttributeError as e:
    print(e)
exec('z = x + 1', module.__dict__)
print(module.z)
del _alpha.value
try:
    _alpha.get()
except NameError as e:
    print(e)
