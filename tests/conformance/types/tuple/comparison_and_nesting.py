"""Tuples compare by their first difference, at any depth, and serve as records and keys."""
class Log:
    def __init__(self, v): self.v = v
    def __eq__(self, o):
        print(f'{self.v}=={o.v}', end=' ')
        return self.v == o.v
    def __lt__(self, o):
        print(f'{self.v}<{o.v}', end=' ')
        return self.v < o.v
print((Log(1), Log(2), Log(3)) < (Log(1), Log(5), Log(0)))
print((Log(1), Log(2)) == (Log(1), Log(2)))
print((Log(1),) == (Log(1), Log(2)))
print((1, (2, 3)) < (1, (2, 4)), ((1,), 2) > ((1,), 1), (1, 2, 3) > (1, 2), () < (), () <= ())
nan = float('nan')
print((nan,) == (nan,), (nan,) == (float('nan'),), (1, nan) < (1, nan), (1, 'a') == (1.0, 'a'))
grid = {(x, y): x * y for x in range(3) for y in range(3)}
print(grid[1, 2], (2, 2) in grid, (3, 0) in grid, sum(grid.values()), max(grid), min(grid, key=lambda p: (-p[0], p[1])))
people = [('Ann', 30), ('Bob', 25), ('Cid', 30)]
print(sorted(people, key=lambda p: (-p[1], p[0])), max(people, key=lambda p: p[1]), [n for n, a in people if a == 30])
print(dict(people), [*zip(*people)], tuple(tuple(r) for r in [[1, 2], [3]]), tuple(x for x in 'ab'), ((),), ((1,),)[0][0])
for code in ('(1, "a") < (1, 2)', '(1,) < [1]', '((1,), 2) < ((1,), "x")', '(None,) < (None,)', '(None,) < (1,)'):
    try:
        print(eval(code))
    except TypeError as e:
        print(code, '->', e)
def stats(*values): return min(values), max(values), sum(values) / len(values)
lo, hi, mean = stats(3, 1, 2)
print(lo, hi, mean)
t = tuple(range(10))
print(t[2:5], t[::-3], t.index(5, 2), t.count(9), 5 in t, t[-3:], len(t * 100), (t + t)[15])
