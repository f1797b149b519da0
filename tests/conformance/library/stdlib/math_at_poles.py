"""Powers, gammas and sums at poles, infinities and where they overflow."""
import math
inf, nan = math.inf, math.nan
def show(name, *given):
    try: print(name, given, getattr(math, name)(*given))
    except (ValueError, OverflowError) as error: print(name, given, type(error).__name__, error)
for x in (0.0, -0.0, 1.0, -1.0, 0.5, -2.0, inf, -inf, nan):
    for y in (inf, -inf, nan, -1.0, -3.0, 0.0): show('pow', x, y)
for x in (0.0, -0.0, -1.0, -inf, inf, nan, 1.0, -1e300):
    show('gamma', x); show('lgamma', x)
show('gamma', 200.0)
show('fsum', [nan]); show('fsum', [inf, 1]); show('fsum', [inf, -inf]); show('fsum', [nan, inf]); show('fsum', [1e308, 1e308])
show('perm', 2 ** 100, 2 ** 99); show('perm', 2 ** 100, 2); show('ldexp', 0.0, 10 ** 100); show('ldexp', 1.0, -10 ** 100)
