"""math.dist takes the coordinates first: their __float__ may change the points."""
import math
class Clears:
    def __float__(self):
        first.clear()
        second.clear()
        return 1.0
first, second = [Clears(), 2.0, 5.0], [1.0, 2.0, 1.0]
print(math.dist(first, second), first, second)
print(math.dist([math.inf], [0]), math.dist([math.nan, math.inf], [1, 2]), math.dist([math.nan], [1]), math.dist([], []))
print(math.hypot(math.nan, -math.inf), math.hypot(), math.hypot(3), math.hypot(3e200, 4e200), math.hypot(1, math.nan))
