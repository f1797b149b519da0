"""An assignment expression binds in the enclosing function and is the value."""
if (n := len('hello')) > 3:
    print(n)
data = [1, 2, 3, 4]
print([y for x in data if (y := x * 2) > 4], y)
print((a := 1, b := 2), a, b)
def f(values):
    total = 0
    partial = [total := total + v for v in values]
    return partial, total
print(f(data))
source = iter('abcX')
while (c := next(source)) != 'X':
    print(c, end='')
print(c)
print(any((hit := v) > 2 for v in data), hit)
def g(x=(z := 10)):
    return x + z
print(g(), z)
print(f'{(w := 5)} {w}', f'{w:=5}')
def scope():
    def inner():
        nonlocal q
        return [q := i for i in range(3)]
    q = None
    inner()
    return q
print(scope())
print([(k := 1), k + 1], {(m := 'key'): m})
