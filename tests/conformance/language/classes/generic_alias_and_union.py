"""list[int] and int | str are objects that can be compared, nested, called and looked into."""
import types
print(list[int], dict[str, list[int]], tuple[int, ...], type[int], tuple[()], list[None], set["later"])
a = list[int]
print(a.__origin__, a.__args__, a.__parameters__, a == list[int], a == list[str], hash(a) == hash(list[int]))
print(a([1, 2]), a.__name__, a.append, type(a).__name__, isinstance(a, types.GenericAlias))
class Ints(list[int]): pass
print(Ints.__mro__[1], Ints.__orig_bases__, Ints([3]))
u = int | str
print(u, u.__args__, u == str | int, hash(u) == hash(str | int), int | None, None | int, int | int, u | None | float)
print(list[int] | None, u | list[int], isinstance(1, u), isinstance(1.5, u), issubclass(bool, u), isinstance(None, int | None))
class Meta(type): pass
class C(metaclass=Meta): pass
print(C | int, int | C)
class D:
    def __ror__(self, other): return 'ror', other
print(int | D())
for code in ('int | 5', '"x" | int', 'isinstance([], list[int])', 'issubclass(list, list[int])', 'int[str]', 'list[int][str]'):
    try:
        print(eval(code))
    except TypeError as e:
        print(code, '->', e)
print({**{list[int]: 1}}[list[int]], {int | str: 2}[str | int], [*tuple[int, str]])
