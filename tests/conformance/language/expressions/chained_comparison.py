"""A chained comparison evaluates the middle once and stops at the first false link."""
calls = []
d = {}
def v(x):
    calls.append(x)
    return x
print(v(1) < v(2) < v(3), calls); calls.clear()
print(v(1) > v(2) > v(3), calls); calls.clear()
print(1 < 2 > 1 == 1 != 0, 1 < 3 > 2 < 1)
print(1 in [1, 2] == True, (1 in [1, 2]) == True, 1 in [1] in [[1]])
print(5 == 5.0 == True + 4, d is not None is not True)
print('a' < 'b' < 'c', (1, 2) < (1, 3) <= (1, 3))
print(not 1 < 2 < 0, -1 < 0 < 1)
class Part:
    def __init__(self, result): self.result = result
    def __lt__(self, other): return self.result
print(Part([]) < Part('x') < 5, Part('yes') < Part('no') < 5)
x = 5
print(0 <= x <= 10, 0 <= x and x <= 10, not (0 <= x <= 4))
def between(a, b, c):
    if a < b < c:
        return 'in'
    return 'out'
print(between(1, 2, 3), between(1, 5, 3), between(5, 1, 3))
