"""Packages run __init__ once, hold submodules as attributes, and resolve relative imports."""
import pack
print(pack.top, pack.first_value, pack.first.value, hasattr(pack, 'second'))
import pack.second
print(pack.second.combined, pack.second.leaf_name, pack.deep.leaf.name, pack.deep.level)
from pack.deep import leaf as lf
from pack import first, deep
import pack.deep.leaf as dl
print(lf is dl, first.__name__, deep.__name__, lf.__name__, lf.__package__, pack.__package__, first.__package__)
import sys
print(sorted(n for n in sys.modules if n.startswith('pack')), pack.__path__[0].endswith('pack'), hasattr(first, '__path__'))
try:
    pack.second.relative()
except ImportError as e:
    print(e)
try:
    from . import anything
except ImportError as e:
    print(e)
try:
    import pack.nothing
except ModuleNotFoundError as e:
    print(e)
try:
    from pack import nothing
except ImportError as e:
    print(type(e).__name__, str(e).split(' (')[0])
print(pack.__name__, repr(pack).endswith("__init__.py'>"), __name__, __package__)
