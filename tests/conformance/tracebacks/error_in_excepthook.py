"""An error in sys.excepthook is shown, and the exception after it."""
import sys
def hook(cls, value, traceback):
    raise ValueError('in hook')
sys.excepthook = hook
1 / 0
