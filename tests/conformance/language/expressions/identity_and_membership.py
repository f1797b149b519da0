"""is compares identity, in asks __contains__, then __iter__, then __getitem__."""
a = [1]
b = a
print(a is b, a is [1], a is not [1], None is None, True is True)
class Contains:
    def __contains__(self, x): return x == 'yes' and 'truthy'
class Iters:
    def __iter__(self):
        for i in range(5):
            print('it', i, end=' ')
            yield i
class Items:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        print('get', i, end=' ')
        return i * 10
print('yes' in Contains(), 'no' in Contains(), 'no' not in Contains())
print(2 in Iters(), 9 not in Iters())
print(20 in Items(), 99 in Items())
try:
    1 in 'abc'
except TypeError as e:
    print(e)
nan = float('nan')
print(nan in [nan], nan == nan, nan in (1, nan), [nan] == [nan], [nan].index(nan), [nan].count(nan))
class NoContains(list):
    __contains__ = None
try:
    1 in NoContains([1])
except TypeError as e:
    print(e)
