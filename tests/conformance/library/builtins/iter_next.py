"""iter makes iterators from iterables, sequences and callables with a sentinel; next takes a default."""
it = iter([1, 2])
print(next(it), next(it), next(it, 'default'), next(it, None))
try:
    next(it)
except StopIteration as e:
    print(repr(e))
values = iter([3, 1, 0, 5])
print(list(iter(lambda: next(values), 0)), next(values))
def source(n=[0]):
    n[0] += 1
    if n[0] == 4: raise StopIteration
    return n[0]
print(list(iter(source, 'never')))
class Seq:
    def __getitem__(self, i):
        if i < 3: return i * i
        raise IndexError
print(list(iter(Seq())), type(iter(Seq())).__name__, type(iter(source, 1)).__name__)
class Stop(Seq):
    def __getitem__(self, i):
        if i < 2: return i
        raise StopIteration
print(list(Stop()))
class BadIter:
    def __iter__(self): return 5
class NoneIter:
    __iter__ = None
    def __getitem__(self, i): return i
class OnlyNext:
    def __next__(self): return 1
for code in ('iter(5)', 'iter(BadIter())', 'iter(NoneIter())', 'iter(OnlyNext())', 'next(5)', 'next([1])', 'iter()', 'next()', 'iter(5, 6)', 'list(OnlyNext())', 'iter(int)'):
    try:
        print(eval(code))
    except TypeError as e:
        print(code, '->', e)
print(next(OnlyNext()), [type(iter(x)).__name__ for x in ([], (), '', b'', {}, set(), range(0), {}.keys(), {}.values(), {}.items())])
class Forever:
    def __iter__(self): return self
    def __next__(self): raise StopIteration('with value')
print(list(Forever()), next(Forever(), 'd'))
