"""return, break, continue, yield and await outside of their places are refused."""
sources = ['return', 'class C:\n return', 'break', 'if 1: break', 'def f():\n break', 'for x in y:\n def f(): break', 'while 1:\n class C: continue', 'continue', 'yield 1', 'class C: yield', 'x = yield', 'lambda: (yield)', '[(yield) for x in y]', 'def f(): [(yield) for x in y]', 'def f(): (yield for x in y)',
           'await x', 'def f(): await x', 'async def f(): await x', 'async def f(): yield from x', 'async def f():\n yield\n return 1', 'async for x in y: pass', 'def f():\n async with x: pass', '[x async for x in y]', 'async def f(): return [x async for x in y]', 'async def f():\n def g(): await x',
           'async def f():\n [await x for x in y]', 'async lambda: 0', 'for x in y: pass\nelse: break', 'while 1:\n pass\nelse: continue', 'def f():\n return\n yield', 'nonlocal x', 'def f():\n global x\n nonlocal x', 'import *', 'def f():\n from x import *', 'class C:\n from x import *', 'from __future__ import nothing_known', 'x = 1\nfrom __future__ import annotations',
           'try: pass', 'try: pass\nexcept: pass\nexcept A: pass', 'else: pass', 'except: pass', 'finally: pass', 'if 1: pass\nelif: pass', 'if: pass', 'while: pass', 'for in x: pass', 'for x y: pass', 'with: pass', 'def f: pass', 'class: pass', 'raise from x', 'assert', 'del', 'global', 'pass x', 'x =', '= 1', 'x +', 'not', '@', '@x', '@x\ny = 1', 'lambda', 'async x', 'elif 1: pass']
for source in sources:
    try:
        compile(source, 's', 'exec')
        print(repr(source), '=> fine')
    except SyntaxError as e:
        print(repr(source), '=>', e.msg)
