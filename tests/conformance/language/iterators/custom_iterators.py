"""Classes with __iter__ and __next__ work everywhere an iterable is taken."""
class Countdown:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0: raise StopIteration
        self.n -= 1
        return self.n + 1
class Restartable:
    def __init__(self, n): self.n = n
    def __iter__(self): return Countdown(self.n)
c = Countdown(3)
print(list(c), list(c))
r = Restartable(3)
print(list(r), list(r), tuple(r), set(r), sum(r), max(r), sorted(r), 2 in r, [*r], dict(zip(r, 'abc')), list(map(str, r)), ','.join(map(str, r)), any(r), all(r))
a, b, c = r
print(a, b, c, *r, list(enumerate(r)), list(zip(r, r)), list(zip(it := iter(r), it)), [x for x in r if x > 1], list(reversed(list(r))))
class Resumes:
    def __init__(self): self.calls = 0
    def __iter__(self): return self
    def __next__(self):
        self.calls += 1
        if self.calls % 3 == 0: raise StopIteration
        return self.calls
x = Resumes()
print(list(x), list(x), next(x))
class Raises:
    def __iter__(self): return self
    def __next__(self): raise KeyError('in next')
for f in (list, tuple, set, sum, sorted, max, lambda i: [*i], lambda i: 1 in i, lambda i: dict(i), lambda i: ''.join(i), lambda i: list(map(str, i)), lambda i: [v for v in i]):
    try:
        f(Raises())
    except KeyError as e:
        print(e, end=' ')
print()
class Forgot:
    def __iter__(self): return self
class GivesList:
    def __iter__(self): return [1]
for bad in (Forgot(), GivesList()):
    try:
        list(bad)
    except TypeError as e:
        print(e)
class Sequence:
    def __getitem__(self, i): return 'abc'[i]
    def __len__(self): return 3
s = Sequence()
print(list(s), 'b' in s, list(reversed(s)), [*s], min(s), list(zip(s, range(9))))
