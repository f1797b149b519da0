"""math.sumprod() and math.fma() round once; nextafter() takes several steps."""
import math
from fractions import Fraction


def attempt(action):
    try:
        return action()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


print(math.sumprod([], []), math.sumprod([1, 2, 3], (4, 5, 6)), math.sumprod([10**20, 1], [10**20, True]))
print(math.sumprod([0.1] * 10, [1] * 10), math.sumprod([1e100, 1.0, -1e100], [1, 1, 1]), math.sumprod([1, 2.5], [3, 2]))
print(math.sumprod([10.0, 1], [0.1, 0.2]), math.sumprod(range(1000), map(float, range(1000))))
print(math.sumprod([Fraction(1, 3), 2.0], [3, 1.5]))
print(math.sumprod([1e308, 1e308], [10, -10]), math.sumprod([math.inf, 1], [1.0, 2.0]), math.sumprod([0, math.inf], [1, 0]))
print(attempt(lambda: math.sumprod([1], [])), attempt(lambda: math.sumprod([], [1])), attempt(lambda: math.sumprod(1, [])))
print(attempt(lambda: math.sumprod(["a"], [1])), attempt(lambda: math.sumprod([10**400], [1.5])))
print(math.fma(2, 3, 4), math.fma(1e308, 10, -math.inf), math.fma(0.1, 10, -1))
print(attempt(lambda: math.fma(1e308, 10, 0)), attempt(lambda: math.fma(math.inf, 0, 1)), math.fma(math.nan, 0, 1))
for steps in (None, 0, 1, 3, 10**30):
    print(steps, math.nextafter(0.0, 1.0, steps=steps), math.nextafter(1.0, -math.inf, steps=steps),
          math.nextafter(-5e-324, 1.0, steps=steps), math.nextafter(5e-324, -1.0, steps=steps))
print(attempt(lambda: math.nextafter(1, 2, steps=-1)), attempt(lambda: math.nextafter(1, 2, steps=1.5)))
