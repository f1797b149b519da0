"""Lists compare item by item, concatenate, repeat and contain by equality or identity."""
print([1, 2] == [1, 2], [1, 2] != [2, 1], [1, 2] < [1, 3], [1] < [1, 0], [] < [1], [2] > [1, 9], [1, 2] <= [1, 2], [1] == (1,), [[1], [2]] == [[1], [2]])
print([1] + [2], [1, 2] * 2, 2 * [1], [1] * 0, [1] * -5, [] + [], 3 in [1, 2, 3], [1] in [[1]], 4 not in [1])
class Never:
    def __eq__(self, o): return False
n = Never()
print(n in [n], [n] == [n], [Never()] == [Never()], [n].index(n), [n].count(n))
class Log:
    def __init__(self, v): self.v = v
    def __eq__(self, o):
        print(f'{self.v}=={o.v}', end=' ')
        return self.v == o.v
print([Log(1), Log(2), Log(3)] == [Log(1), Log(9), Log(3)])
print([Log(1)] == [Log(1), Log(2)])
l = m = [1]
l += [2]
l *= 2
print(l is m, m)
for code in ("[1] + (2,)", "[1] + 5", "[1] * [2]", "[1] * 1.5", "[1] < 5", "[1] < (1,)", "[1, 'a'] < [1, 2]", "-[1]", "[1] - [1]", "[1]['a']", "[1][1.0]", "[1][None]"):
    try:
        idx = code
        eval(code.replace("[1]['a']", "l['a'.lower()]").replace('[1][1.0]', 'l[float(1)]').replace('[1][None]', 'l[{}.get(1)]'))
    except TypeError as e:
        print(code, '->', e)
a = [1]
try:
    a += 5
except TypeError as e:
    print(e, a)
print([1, 2, 3] > [1, 2], [float('nan')] == [float('nan')], ['a', 'b'] < ['a', 'c'], [[1, 2], [0]] < [[1, 3]], [] == [], not [], bool([[]]))
