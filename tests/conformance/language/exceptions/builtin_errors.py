"""Everyday mistakes raise the right type with CPython's message."""
class C: pass
cases = '''
[1, 2][5]
[][0]
(1,)[3]
"abc"[10]
b"ab"[5]
range(3)[7]
[].pop()
[1].pop(4)
{}["k"]
{}.popitem()
set().pop()
{1}.remove(2)
[1].remove(2)
"abc".index("z")
(1,).index(2)
int("x")
int("")
int("1.5")
int("12", 3) + int("9", 8)
float("abc")
int(None)
int([])
float(None)
len(5)
len(None)
iter(5)
next([])
next(iter([]))
abs("x")
ord("ab")
ord("")
chr(-1)
chr(0x110000)
"a" + 1
1 + "a"
[1] + (2,)
"a" * "b"
[1] * 1.5
-"a"
"abc" % 5
"%d" % "x"
"%s %s" % "a"
sum(["a"])
sum([[1], 2])
min()
sorted(5)
reversed(5)
hash([])
getattr(C(), "x")
C.missing
isinstance(1, 5)
round("x")
divmod(1, "a")
pow(2, "a")
1 << -1
2 ** "x"
[].sort(1)
"".join([1])
"".join(5)
"a".center()
bytes([256])
bytes("x")
"abc".encode("no-such")
list(5)
dict(["abc"])
tuple(1)
set(1)
zip(1)
map(len)
filter(1)
enumerate()
slice()
range()
range(1.5)
range(1, 2, 0)
type()
super(1)
open()
'''
for case in cases.strip().split('\n'):
    try:
        print(case, '=', eval(case))
    except Exception as e:
        print(case, '->', type(e).__name__ + ':', e)
