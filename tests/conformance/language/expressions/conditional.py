"""A conditional expression evaluates the test first and then only the chosen arm."""
def t(x):
    print('eval', x)
    return x
print(t('yes') if t(1) else t('no'))
print(t('yes') if t(0) else t('no'))
print([i if i % 2 else -i for i in range(5)])
def sign(n):
    return 'neg' if n < 0 else 'zero' if n == 0 else 'pos'
print(sign(-5), sign(0), sign(5))
f = (lambda: 'a') if True else (lambda: 'b')
print(f())
d = {'x' if False else 'y': 1 if True else 2}
print(d)
print((1, 2) if [] else (3, 4), 'abc'[1 if True else 0])
x = None
print(x.upper() if x else 'no x')
print('a' if ('b' if '' else '') else 'd')
