"""Syntax errors that CPython 3.14 explains better than 3.11."""
sources = ['import a as b.c', 'import a as f()', 'from a import b as 1', 'try: pass\nexcept A as b.c: pass', 'def f(a=1, b): pass', 'lambda a=1, b: 0', 'f(*)', 'f(**)', 'import', 'from x import', 'from x import (',
           'x = 1 if 2', 'x = 1 if 2 else pass', 'x = pass if 1 else 2', 'a = b c', 'whille True: pass', 'forr i in x: pass', 'imprt x', 'def f()\n  pass', 'class C\n  pass', 'if x = 1: pass', 'f(x = = 1)', 'print "hello"', 'exec "x"',
           'else if x: pass', 'if x:\n  pass\nelse if y:\n  pass', 'x = {1: 2, 3}', 'x = {1: }', 'x = {1: *a}', '{**a: 1}', '[1 2]', '(1, 2 3)', 'f(1 2)', '"abc', "'''abc", 'x = (1', 'x = [1, 2', 'x = 1)', 'x = (1]', 'f"{a', 'ub"x"', 'b"é"', '0777', '1_000_', '0xg', '1e', '"\\N{nope}"', '"\\x1"', '"\\u12"', 'b"\\x1"',
           'x = 5 +', 'x ==', 'x = yield = 1', 'del f()', 'with a as f(): pass', 'for f() in x: pass', 'a, b += 1', 'async def f(): yield from x', 'def f(): await x', 'return', 'break', 'x: int: str', 'lambda: (yield) = 1', 'raise a, b', 'try: pass', 'try:\n  pass\nx = 1', 'a $ b', 'a ? b', 'a ! b', 'x = a!', '\u201cquote\u201d', 'x = 1\u00a0+ 2']
for source in sources:
    try:
        compile(source, 's', 'exec')
        print(repr(source), '=> fine')
    except SyntaxError as e:
        print(repr(source), '=>', type(e).__name__, e.msg)
