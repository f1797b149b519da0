"""global and nonlocal that contradict other uses of the name are refused."""
def show(source):
    try:
        compile(source, 's', 'exec')
        print('accepted')
    except SyntaxError as e:
        print(e.msg, '@', e.lineno)
show('def f():\n    x = 1\n    global x\n')
show('def f():\n    print(x)\n    global x\n')
show('def f(x):\n    global x\n')
show('def f():\n    nonlocal x\n')
show('nonlocal x\n')
show('def f():\n    x = 1\n    def g():\n        global x\n        nonlocal x\n')
show('def f(x):\n    def g(x):\n        nonlocal x\n')
show('def f():\n    x = 1\n    def g():\n        x = 2\n        nonlocal x\n')
show('global x\nx = 1\n')
show('class A:\n    x = 1\n    def f(self):\n        nonlocal x\n')
show('def f():\n    [x := 1 for x in range(3)]\n')
show('[i := 0 for i in range(3)]\n')
show('class C:\n    [y := i for i in range(3)]\n')
