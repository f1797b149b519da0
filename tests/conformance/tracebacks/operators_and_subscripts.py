"""Each kind of failing expression is marked by its own anchors."""
import sys
def attempt(f):
    try:
        f()
    except Exception as e:
        sys.excepthook(type(e), e, e.__traceback__.tb_next)
data, text, none = [1, 2], 'abc', None
def a(): return data[0] + data[9]
def b(): return (text) - (1)
def c(): return text.upper().nothing.lower()
def d(): return [none.x for _ in data]
def e(): return len(data, data)
def f(): return data[text]
def g(): data[7] = text
def h(): none.x = 1
def i(): del data[9]
def j(): return -text
def k(): return 1 < text
def l(): return text if none.x else data
def m(): assert data == text, 'not equal'
def n(): return {**none}
def o(): x, y, z = data
def p(): return f'{none.x}'
def q(): return print(*none)
def r():
    for x in none: pass
def s():
    with none: pass
def t(): raise ValueError
def u(): import nothing_called_this
def v(): return not_defined_at_all
for fn in (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v):
    attempt(fn)
