"""sys.excepthook and sys.stdout may be replaced; displayhook and exit codes follow."""
import sys
def hook(kind, value, tb):
    print('hook', kind.__name__, value, tb.tb_lineno > 0)
sys.excepthook = hook
print('before')
def f():
    raise KeyError('for the hook')
f()
