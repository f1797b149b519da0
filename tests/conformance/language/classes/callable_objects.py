"""__call__ makes objects callable with any arguments."""
class Adder:
    def __init__(self, n): self.n = n
    def __call__(self, *args, **kw): return (self.n, args, kw)
a = Adder(5)
print(a(), a(1, 2, k=3), a(*[1], **{'z': 2}), callable(a))
print(list(map(a, [1, 2])), sorted([3, 1, 2], key=lambda x: a(x)[1]))
class Nested:
    def __call__(self): return self
n = Nested()
print(n()()() is n)
class Class:
    class Callable:
        def __call__(self, x): return ('attr', x)
    attr = Callable()
print(Class().attr(1))
class NotCallable: pass
for code in ('NotCallable()()', '5()', 'None()', '"abc"(1)', '[]()', 'NotCallable().x()'):
    try:
        eval(code.replace('5()', '(lambda: 5)()()').replace('None()', '(lambda: None)()()').replace('"abc"(1)', 'str()(1)').replace('[]()', 'list()()'))
    except (TypeError, AttributeError) as e:
        print(e)
class Decorating:
    def __init__(self, f):
        self.f, self.calls = f, 0
    def __call__(self, *args):
        self.calls += 1
        return self.f(*args)
@Decorating
def square(x): return x * x
print(square(3), square(4), square.calls)
class Sub(Adder):
    def __call__(self, *args): return 'sub', super().__call__(*args)
print(Sub(1)(2))
class Static:
    __call__ = staticmethod(lambda *a: a)
class ClassM:
    __call__ = classmethod(lambda cls, x: (cls.__name__, x))
print(Static()(1), ClassM()(2))
