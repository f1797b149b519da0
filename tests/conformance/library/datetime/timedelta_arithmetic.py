"""timedelta adds up units exactly, rounds halves to even, and divides by numbers and by itself."""
from datetime import timedelta

print(timedelta(1, 2, 3, 4, 5, 6, 7), timedelta(weeks=-1, microseconds=1), timedelta(hours=1.5, seconds=0.25))
print([timedelta(microseconds=n / 2) for n in (1, 3, 5, -1, -3)], timedelta(microseconds=1, milliseconds=0.0005))
print(timedelta(days=0.1, hours=0.3, seconds=0.7), timedelta(microseconds=8.64e19 / 2), timedelta(microseconds=10**19))
one, other = timedelta(3, 4, 5), timedelta(days=-2, microseconds=7)
print(one + other, one - other, -one, abs(other), +one, bool(timedelta()), one * 3, 3 * one, one * -0.1)
print(one / 2, one // 2, one / 7, one // -7, one / 1.3, one / other, one // other, one % other, divmod(other, one))
print(one * 10**3 // 10**30, -one // 10**30, one / 10**30, timedelta(0) * 10**40)
print(one < other, one <= other, one == timedelta(3, 4, 5), one != other, one == 3, {one: 1}[timedelta(3, 4, 5)])
print(one.days, one.seconds, one.microseconds, one.total_seconds(), timedelta.max.total_seconds())
print(repr(one), repr(timedelta(0)), str(timedelta(-1)), str(timedelta(2, 36000, 1)), timedelta.min, timedelta.resolution)
for attempt in (
    lambda: timedelta(10**9), lambda: timedelta(days=2**40), lambda: timedelta(days=10**30), lambda: timedelta(days=1e300),
    lambda: timedelta(days=float("nan")), lambda: timedelta(days=float("inf")), lambda: timedelta("1"), lambda: timedelta.max + timedelta.resolution,
    lambda: one * float("nan"), lambda: one * 10**40, lambda: one * 1e30, lambda: one // timedelta(0) if 0 else 1 / 0, lambda: -timedelta.max,
):
    try:
        print(attempt())
    except (OverflowError, ValueError, TypeError, ZeroDivisionError) as error:
        print(type(error).__name__, error)


class Ratio(float):
    def as_integer_ratio(self):
        return 3, 2


print(one * Ratio(7), one / Ratio(7))


class Span(timedelta):
    pass


print(type(Span(1) + Span(2)), repr(Span(1)), Span(1) == timedelta(1), type(-Span(1)))
