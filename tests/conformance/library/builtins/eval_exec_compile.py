"""eval, exec and compile run source in given namespaces."""
print(eval('1 + 2'), eval(' 3 '), eval('x + y', {'x': 1}, {'y': 2}), eval('[i for i in range(3)]'))
ns = {}
exec('a = 1\nb = a + 1\ndef f(): return a + b', ns)
print(ns['b'], ns['f'](), sorted(k for k in ns if k != '__builtins__'), '__builtins__' in ns)
def scope():
    x = 'local'
    return eval('x'), eval('x', {'x': 'given'}), eval('locals()["x"]')
print(scope())
x = 'global'
def assigns():
    d = {}
    exec('y = x * 2', globals(), d)
    return d
print(assigns(), 'y' in globals())
exec('made = 5')
print(made)
code = compile('a * 2', 'name.py', 'eval')
print(eval(code, {'a': 21}), type(code).__name__, code.co_filename)
exec(compile('print("from exec", z)', 'n', 'exec'), {'z': 9})
exec(compile('5 + 5', 'n', 'single'))
print(eval('lambda q: q + 1')(1), exec('1 + 1'), eval('(yield_ := 5)'))
class Mapping(dict):
    def __missing__(self, k): return 'missing ' + k
print(eval('foo', {}, Mapping()))
for src, mode in (('1 +', 'eval'), ('a = 1', 'eval'), ('x y', 'exec'), ('', 'eval'), ('1', 'bad')):
    try:
        compile(src, 'f', mode)
    except (SyntaxError, ValueError) as e:
        print(type(e).__name__, getattr(e, 'msg', e))
for call in ('eval(5)', 'exec(5)', 'eval("1", 5)', 'eval("undefined_zz")', 'exec("1/0")'):
    try:
        eval(call)
    except Exception as e:
        print(type(e).__name__, e)
