"""What can't be assigned or deleted is refused, naming what it is."""
targets = ['1', '"s"', 'None', 'f()', 'a + b', '-a', 'a and b', 'a < b', 'lambda: 0', 'a if b else c', '[x for x in y]', '{x for x in y}', '(x for x in y)', '{1: 2}', '{1}', '...', 'f"{a}"', '(a, 1)', '[a, f()]', '*a', 'a.b', 'a[0]', '(a)', '[a, b]', '(a, *b)', '*a, *b', '(yield)', 'await x', 'a := 1', '()', '[]', 'not a', 'True', 'a.b()', '__debug__']
for t in targets:
    for form in ('%s = 1', '%s += 1', 'del %s', 'for %s in z: pass'):
        source = form % t
        try:
            compile(source, 's', 'exec')
            print(source, '=> fine', end='; ')
        except SyntaxError as e:
            print(source, '=>', e.msg, end='; ')
    print()
for source in ('with a as 1: pass', 'with a as f(): pass', 'a: int, b: int = 1', '(a, b): int = 1', 'f(): int = 1', '(a): int', 'a.b: int = 1', '[a]: int', 'a, b += 1', '(a, b) += 1', '[a] += 1', 'x = y = 1 = z', 'def a.b(): pass', 'class 1: pass', 'global a.b', 'from a import b.c'):
    try:
        compile(source, 's', 'exec')
        print(source, '=> fine')
    except SyntaxError as e:
        print(repr(source), '=>', e.msg)
