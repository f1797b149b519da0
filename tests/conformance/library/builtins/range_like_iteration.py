"""enumerate, zip, reversed, map and filter are lazy iterators with their own rules."""
print(list(enumerate('ab')), list(enumerate('ab', 5)), list(enumerate('a', start=-1)), next(enumerate(iter([7]))), list(enumerate([], 2 ** 70)), next(enumerate('a', 2 ** 70)))
print(list(zip()), list(zip([1, 2])), list(zip('abc', [1, 2])), list(zip(range(3), 'abc', [True] * 5)), list(zip([], [1])))
z = zip(it := iter([1, 2, 3]), iter('a'))
print(list(z), next(it, 'one was taken too many'))
z = zip(iter('a'), it := iter([1, 2, 3]))
print(list(z), next(it))
print(list(zip([1, 2], 'ab', strict=True)))
for args in (([1], 'ab'), ([1, 2], 'a'), ([], [], [1]), ([1], [1], [])):
    try:
        list(zip(*args, strict=True))
    except ValueError as e:
        print(e)
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(map(int, '12')), list(map(max, [1, 5], [3, 2], [2, 9])))
print(list(filter(None, [0, 1, '', 'a', None, []])), list(filter(lambda x: x > 1, [1, 2, 3])), list(filter(str.isupper, 'aBcD')))
print(list(reversed([1, 2, 3])), list(reversed('abc')), list(reversed(range(5))), list(reversed((1, 2))), list(reversed({'a': 1, 'b': 2})), list(reversed({1: 2}.items())))
m = map(print, ['lazy'])
print('before')
next(m)
for x in (enumerate(''), zip(), map(str, []), filter(None, []), reversed([])):
    print(type(x).__name__, iter(x) is x, next(x, 'end'))
for code in ('reversed({1})', 'reversed(iter([]))', 'enumerate(5)', 'zip([1], 5)', 'map(str)', 'map(5, [1])', 'filter(None)', 'enumerate([], "a")', 'list(map(5, [1]))'):
    try:
        print(type(eval(code)).__name__)
    except TypeError as e:
        print(code, '->', e)
print(list(zip(*[[1, 2], [3, 4]])), dict(zip('ab', [1, 2])), [list(p) for p in zip(*[iter(range(6))] * 2)])
