"""Wrong mixes of arguments in calls and parameters in definitions are refused with clear messages."""
sources = ['f(a=1, 2)', 'f(**k, 1)', 'f(a=1, a=2)', 'f(**k, *a)', 'f(a=1, *b)', 'f(x for x in y, 1)', 'f(1, x for x in y)', 'f(1=2)', 'f(a.b=1)', 'f(a[0]=1)', 'f(None=1)',
           'def f(*): pass', 'def f(*, **k): pass', 'def f(**k, a): pass', 'def f(*a, *b): pass', 'def f(a, a): pass', 'def f(/): pass', 'def f(a, /, b, /): pass',
           'def f(*a, /): pass', 'lambda a, a: 0', 'def f(a, (b, c)): pass', 'def f(1): pass', 'f(**)', 'f(,)', 'f(a b)',
           'class C(a=1, 2): pass', 'def f(**k=1): pass', 'def f(*a=1): pass', 'def f(None): pass', 'f(a:=1)', 'f(a=b:=1)', 'f(a=(b:=1))', '(a:=1, b:=2)', 'a:=1', 'f(*a, **b, *c)', 'f(a for a in b)', 'f(a for a in b, c for c in d)']
for source in sources:
    try:
        compile(source, 's', 'exec')
        print(source, '=> fine')
    except SyntaxError as e:
        print(source, '=>', e.msg)
