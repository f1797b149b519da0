"""A module that fails while importing is not kept, and its error reaches the importer."""
import sys
for i in range(2):
    try:
        import _raises
    except ValueError as e:
        print(e, '_raises' in sys.modules, '_raises' in globals())
try:
    import _syntax_error
except SyntaxError as e:
    print(type(e).__name__, e.lineno, e.filename.endswith('_syntax_error.py'), '_syntax_error' in sys.modules)
try:
    from _from_cycle_a import a
except ImportError as e:
    print(type(e).__name__, 'partially initialized module' in str(e), 'circular import' in str(e))
sys.modules['blocked'] = None
try:
    import blocked
except ModuleNotFoundError as e:
    print(e)
class Fake:
    attr = 'from a fake module'
sys.modules['fake_module'] = Fake
import fake_module
from fake_module import attr
print(fake_module is Fake, attr)
try:
    __import__('nope_nope')
except ImportError as e:
    print(e)
for bad in (5, '', None):
    try:
        __import__(bad)
    except (TypeError, ValueError) as e:
        print(type(e).__name__)
