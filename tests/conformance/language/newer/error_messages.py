"""Messages that CPython 3.14 words in its own way."""
class Nothing: pass
class P:
    __slots__ = ('x',)
cases = '''
1 // 0
1 % 0
divmod(1, 0)
1.0 // 0
1.0 % 0
divmod(1.0, 0)
0.0 ** -1
1 / 0
1.0 / 0
1 in Nothing()
{[]: 1}
{}[[]]
{[]}
[] in {}
{}.get([])
set().add([])
hash([])
[1].index(5)
(1,).index(5)
range(3).index(7)
max([])
min(())
dict([1])
dict([(1, 2, 3)])
"x".replace("a")
chr(2 ** 70)
ord("ab")
bool(NotImplemented)
print("a", zzz=1)
ValueError().add_note(5)
super(bool, 1.5)
str(1, 2, 3, 4)
int("x" * 300)
"a".join([1])
sum(["a"])
pow(2, -1, 4)
(lambda a: 1)(b=1)
sorted([1], zzz=2)
float("x")
isinstance(1, 5)
min(1, default=2)
"abc".index("z")
b"abc".index(b"z")
[].remove(1)
type("x", (int, str), {})
iter(5)
len(5)
next(5)
reversed({1})
abs("x")
round("x")
range(1.5)
"%d" % "x"
"%x" % 1.5
"%c" % "ab"
"%c" % 1.5
bytes([256])
"a" < 1
int.from_bytes("abc")
'''
for case in cases.strip().split('\n'):
    try:
        print(case, '=', eval(case))
    except Exception as e:
        print(case, '->', type(e).__name__ + ':', e)
