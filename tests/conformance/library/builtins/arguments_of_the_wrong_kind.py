"""Natives that once took any argument for the right kind refuse the others."""
import gc
class Path:
    def __init__(self, path): self.path = path
    def __fspath__(self): return self.path
for act in (lambda: int.from_bytes(b'ab', 5), lambda: int.from_bytes(b'ab', 'odd'), lambda: (5).to_bytes(2, None), lambda: gc.collect(5), lambda: gc.collect(-1),
            lambda: compile('1', 5, 'exec'), lambda: compile('1', Path(5), 'exec'), lambda: __import__('a', level=-1),
            lambda: compile('1', Path('name'), 'exec').co_filename, lambda: compile('1', b'name', 'exec').co_filename, lambda: int.from_bytes(b'ab', 'little')):
    try: print(act())
    except (TypeError, ValueError) as error: print(type(error).__name__, error)
for run in exec, eval:
    try: run('x', {}, 5)
    except TypeError: print('no mapping')
