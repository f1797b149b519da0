"""cmath gives what annex G of C says for odd arguments, and errors at poles and for what is too large."""
import cmath
import math

inf, nan = math.inf, math.nan
names = "acos acosh asin asinh atan atanh cos cosh exp log log10 sin sinh sqrt tan tanh".split()
points = (0j, complex(-0.0, -0.0), 1, -1, 1j, -1j, 0.5 - 2j, -3 + 0.25j, 1e300 + 1e300j, 1e-300j, 710, -710 + 1j, 1420j,
          complex(inf, 1), complex(-inf, 0), complex(1, inf))


def rounded(part):
    # The last digits are the C library's, the sign of nan nobody's.
    return "nan" if math.isnan(part) else f"{part:.12g}"


def attempt(action):
    try:
        result = action()
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    parts = result if isinstance(result, tuple) else (result.real, result.imag)
    return " ".join(map(rounded, parts))


for name in names:
    function = getattr(cmath, name)
    for point in points:
        print(name, point, attempt(lambda: function(point)))
for point in points:
    print(point, attempt(lambda: cmath.polar(point)), attempt(lambda: cmath.phase(point)),
          attempt(lambda: cmath.rect(point.real, point.imag)), attempt(lambda: cmath.log(point or 1, 2)),
          cmath.isfinite(point), cmath.isinf(point), cmath.isnan(point))
print(attempt(lambda: cmath.log(2, 1)), attempt(lambda: cmath.log(0, 0)), attempt(lambda: cmath.log(8, 2)))


class Number:
    def __complex__(self):
        return 3 + 4j


class Index:
    def __index__(self):
        return 4


print(cmath.sqrt(Number()), cmath.sqrt(Index()), cmath.polar(Number())[0])
for wrong in ("1", None, []):
    print(attempt(lambda: cmath.sqrt(wrong)))
print(cmath.isclose(1 + 1e-10j, 1), cmath.isclose(1, 1.1), cmath.isclose(1, 1.1, rel_tol=0.2), cmath.isclose(inf, inf),
      cmath.isclose(complex(inf, 1), complex(inf, 2)), attempt(lambda: cmath.isclose(1, 1, abs_tol=-1)))
print(cmath.pi, cmath.e, cmath.tau, cmath.inf, cmath.infj, cmath.nan, cmath.nanj)
