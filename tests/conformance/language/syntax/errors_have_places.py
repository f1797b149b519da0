"""A SyntaxError carries message, file, line and column."""
def show(source):
    try:
        compile(source, 'some.py', 'exec')
    except SyntaxError as e:
        print(type(e).__name__, '|', e.msg, '|', e.filename, e.lineno, e.offset)
    else:
        print('accepted', repr(source))
show('x = (1,\ny = 2\n')
show('if x\n    pass\n')
show('def f(:\n    pass\n')
show('x = 1 +\n')
show("s = 'abc\n")
show('for i in range(3) print(i)\n')
show('return 5\n')
show('break\n')
show('x = [1, 2)\n')
show('1 = x\n')
show('f() = 1\n')
show('a b\n')
show('def f(a, a): pass\n')
show('x = 5\n')
