"""math's functions give CPython's results for ordinary and special values."""
import math
from math import inf, nan
for name, args in (('sqrt', (2,)), ('sqrt', (16,)), ('exp', (1,)), ('log', (10,)), ('log', (8, 2)), ('log2', (8,)), ('log10', (1000,)), ('log1p', (1e-10,)), ('expm1', (1e-10,)), ('sin', (1,)), ('cos', (1,)), ('tan', (1,)), ('asin', (1,)), ('acos', (0,)), ('atan', (1,)), ('atan2', (1, -1)), ('atan2', (-0.0, -1)), ('sinh', (1,)), ('cosh', (1,)), ('tanh', (1,)),
                   ('asinh', (1,)), ('acosh', (2,)), ('atanh', (0.5,)), ('hypot', (3, 4)), ('hypot', (1, 2, 3)), ('hypot', ()), ('pow', (2, 0.5)), ('fabs', (-3,)), ('fmod', (-7, 3)), ('fmod', (7, -3)), ('remainder', (7, 4)), ('copysign', (1, -0.0)), ('degrees', (math.pi,)), ('radians', (180,)), ('dist', ((0, 0), (3, 4))), ('cbrt', (27,)), ('exp2', (10,)),
                   ('erf', (0.5,)), ('erfc', (0.5,)), ('gamma', (5,)), ('lgamma', (10,)), ('ldexp', (0.5, 4)), ('frexp', (8,)), ('modf', (3.75,)), ('modf', (-2.5,)), ('nextafter', (1, 2)), ('ulp', (1,)), ('trunc', (-2.7,)), ('floor', (-2.5,)), ('ceil', (-2.5,)), ('floor', (1e20,)), ('ceil', (7,)), ('fsum', ([0.1] * 10,)), ('isqrt', (17,)), ('isqrt', (10 ** 40,)), ('factorial', (20,)),
                   ('gcd', (12, 18)), ('gcd', ()), ('gcd', (0, 5, 10)), ('lcm', (4, 6)), ('comb', (10, 3)), ('perm', (5, 2)), ('perm', (5,)), ('prod', ([1, 2, 3],)), ('isclose', (1, 1 + 1e-10)), ('isnan', (nan,)), ('isinf', (-inf,)), ('isfinite', (1,)), ('isfinite', (inf,)), ('log', (10 ** 400,)), ('log2', (2 ** 1000,)), ('log10', (10 ** 300,))):
    r = getattr(math, name)(*args)
    print(name, args if len(str(args)) < 40 else '...', f'{r:.13g}' if isinstance(r, float) else r)
print(math.pi, math.e, math.tau, math.inf, math.nan, -math.inf)
