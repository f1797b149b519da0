"""A folder without __init__.py is a package too."""
import _namespace.part
print(_namespace.part.here, _namespace.__name__, hasattr(_namespace, '__path__'))
from _namespace import part
print(part is _namespace.part, getattr(_namespace, '__file__', None))
try:
    from _namespace import missing
except ImportError as e:
    print(type(e).__name__, str(e).split(' (')[0])
