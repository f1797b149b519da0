"""The import statement calls __import__, which takes names, from-lists and levels."""
m = __import__('math')
print(m.pi > 3, m.__name__)
p = __import__('pack.deep')
print(p.__name__)
p = __import__('pack.deep', fromlist=['leaf'])
print(p.__name__, hasattr(p, 'leaf'))
p = __import__('pack.deep', globals(), locals(), [], 0)
print(p.__name__)
import sys
sys.modules['a_string'] = 'just a string'
import a_string
print(a_string.upper())
del sys.modules['a_string']
try:
    import a_string
except ModuleNotFoundError as e:
    print(e)
del sys.modules['math']
import math
print(math.pi == m.pi)
import builtins
print(builtins.len is len, builtins.__name__)
builtins.added_for_all = 'everyone sees this'
print(added_for_all)
import _alpha
print(eval('added_for_all', _alpha.__dict__))
del builtins.added_for_all
print(sys.path[0] != '', isinstance(sys.path, list), 'sys' in sys.modules)
