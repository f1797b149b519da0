"""sum of floats is compensated."""
print(sum([0.1] * 10), sum([0.1] * 3), sum([1e16, 1.0, -1e16]), sum([1, 0.1, 0.2]), sum([0.1, 0.2, 0.3], 0.0))
print(sum([1e308, 1e308, -1e308]), sum([float('inf'), 1.0]), sum([float('inf'), float('-inf')]), sum([0.1] * 1000))
print(sum(x / 10 for x in range(11)), sum([True, 0.5]), sum([2 ** 70, 0.5]), sum([0.1, 1, 0.2]), sum([0.5, 10 ** 20]))
total = 0.0
for _ in range(10):
    total += 0.1
print(total, total == sum([0.1] * 10))
print(sum([-0.0]), sum([-0.0, -0.0]), sum([]), sum([1e-20] * 5 + [1.0]))
class F(float): pass
print(sum([F(0.1)] * 10), type(sum([F(1)])).__name__)
