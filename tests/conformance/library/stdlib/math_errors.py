"""math's functions refuse values outside their domain and wrong types with CPython's errors."""
import math
for code in ('math.sqrt("a")', 'math.floor(float("inf"))', 'math.floor(float("nan"))', 'math.ceil(float("-inf"))', 'math.factorial("x")', 'math.gcd(1.5)', 'math.exp(1000)', 'math.cosh(1000)', 'math.pow(10, 400)', 'math.pow(0, -1)', 'math.pow(-8, 1 / 3)', 'math.fmod(1, 0)', 'math.sqrt(10 ** 400)', 'math.ldexp(1.0, 2000)',
             'math.comb(-1, 2)', 'math.isqrt(-1)', 'math.perm(2.5)', 'math.sin(float("inf"))', 'math.trunc("a")', 'math.log("x")', 'math.fsum([1, "a"])', 'math.prod(["a", "b"])', 'math.atan2(1)', 'math.sqrt()', 'math.floor()', 'math.lcm("a")', 'math.gcd(2, None)', 'math.trunc(float("inf"))', 'math.hypot("a")', 'math.isclose(1, 1, rel_tol=-1)', 'math.dist((1,), (1, 2))'):
    try:
        print(code, eval(code))
    except (ValueError, TypeError, OverflowError) as e:
        print(code, '->', type(e).__name__, e if type(e) is not ValueError or 'isqrt' in code or 'floor' in code or 'trunc' in code or 'isclose' in code or 'dist' in code else '')
for f, x in ((math.sqrt, -1), (math.log, 0), (math.log, -1), (math.acos, 2), (math.atanh, 1), (math.factorial, -1), (math.log10, 0), (math.acosh, 0), (math.gamma, -1)):
    try:
        print(f.__name__, x, f(x))
    except ValueError:
        print(f.__name__, x, 'ValueError')
inf, nan = math.inf, math.nan
print(math.sqrt(inf), math.exp(-inf), math.log(inf), math.atan(inf), math.tanh(-inf), math.hypot(inf, nan), math.copysign(nan, -1), math.fmod(5, inf), math.pow(nan, 0), math.pow(1, inf), math.isclose(inf, inf), math.isclose(nan, nan), math.exp(-1000), math.sqrt(0.0), math.sqrt(-0.0), math.floor(-0.5), math.ceil(-0.5), math.trunc(0.9))
class N:
    def __float__(self): return 4.0
    def __floor__(self): return 'floor'
    def __ceil__(self): return 'ceil'
    def __trunc__(self): return 'trunc'
print(math.sqrt(N()), math.floor(N()), math.ceil(N()), math.trunc(N()), math.sqrt(True), math.isqrt(True), math.floor(2 ** 70), math.gcd(2 ** 70, 2 ** 68 * 3), math.comb(100, 50), math.factorial(25), math.isqrt(2 ** 200), math.perm(30, 15))
