"""open's modes are checked, and errors carry errno and the file's name."""
name = '/tmp/coil-conformance-modes.txt'
for args in (('/no/such/file',), ('/tmp',), (name, 'q'), (name, 'rw'), (name, ''), (name, 'rr'), (name, 'rbt'), (5.5,), (name, 'r', -1, 'no-such-codec'), ('',)):
    try:
        open(*args)
    except (OSError, ValueError, TypeError, LookupError) as e:
        print(type(e).__name__, str(e).replace(name, 'FILE'))
try:
    open('/no/such/file')
except FileNotFoundError as e:
    print(e.errno, e.strerror, e.filename, repr(e))
f = open(name, 'w')
for action in (f.read, f.readline, lambda: next(f)):
    try:
        action()
    except (OSError, ValueError) as e:
        print(type(e).__name__, e)
print(f.readable(), f.writable(), f.fileno() > 2, f.isatty())
f.close()
for action in (lambda: f.write('x'), f.read, f.flush, lambda: f.__enter__(), lambda: list(f)):
    try:
        action()
    except ValueError as e:
        print(e)
f = open(name)
try:
    f.write('x')
except (OSError, ValueError) as e:
    print(type(e).__name__, e)
print(f.readable(), f.writable())
f.close()
f = open(name, 'w')
f.write('kept')
f.close()
try:
    open(name, 'x')
except FileExistsError as e:
    print(type(e).__name__, e.errno)
print(open(name, mode='r').read())
