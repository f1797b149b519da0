"""isinstance and issubclass take classes, tuples, unions, and ask __instancecheck__ and __subclasscheck__."""
class A: pass
class B(A): pass
print(isinstance(B(), A), isinstance(A(), B), isinstance(B(), (int, A)), isinstance(1, ()), isinstance(1, (str, (float, (int,)))), isinstance(B, type), isinstance(B, A))
print(issubclass(B, A), issubclass(A, B), issubclass(B, (int, A)), issubclass(bool, int), issubclass(A, object), issubclass(A, ()))
print(isinstance(1, int | str), isinstance('a', int | None), isinstance(None, int | None), issubclass(bool, int | str), int | str, isinstance(1.5, int | str))
class M(type):
    def __instancecheck__(cls, o):
        print('instancecheck', type(o).__name__)
        return o == 5
    def __subclasscheck__(cls, c):
        print('subclasscheck', c.__name__)
        return 'yes' if c is int else ''
class Virtual(metaclass=M): pass
print(isinstance(5, Virtual), isinstance('x', Virtual), isinstance(5, (str, Virtual)))
print(issubclass(int, Virtual), issubclass(str, Virtual))
print(isinstance(Virtual(), Virtual))
class Liar:
    @property
    def __class__(self): return int
print(isinstance(Liar(), int), isinstance(Liar(), Liar), type(Liar()).__name__)
for code in ('isinstance(1, 5)', 'isinstance(1, "int")', 'isinstance(1, [int])', 'isinstance(1, (int, 5))', 'isinstance("a", (int, 5))', 'issubclass(5, int)', 'issubclass(int, 5)', 'isinstance(1)', 'isinstance(1, list[int])', 'issubclass(int, None)', 'isinstance(1, None)'):
    try:
        print(eval(code))
    except TypeError as e:
        print(code, '->', e)
