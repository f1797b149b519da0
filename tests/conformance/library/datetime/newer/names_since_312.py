"""What the types of datetime have since CPython 3.12 to 3.14: strptime of dates and times, __replace__, midnight as 24:00."""
import warnings
from datetime import UTC, date, datetime, time, timedelta, timezone

print(repr(date.strptime("2024-02", "%Y-%m")), repr(time.strptime("10:05:06.5 +01:00", "%H:%M:%S.%f %z")), repr(datetime.strptime("2024", "%Y")))
print(date(2024, 1, 1).__replace__(day=3), datetime(2024, 1, 1).__replace__(hour=3, fold=1), time(1).__replace__(tzinfo=UTC))
print(repr(datetime.fromisoformat("2024-12-31T24:00")), repr(time.fromisoformat("24:00:00")), datetime(2024, 1, 1, tzinfo=UTC).strftime("%:z"))
print(date(5, 1, 1).strftime("%Y %C %F"))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(datetime.utcfromtimestamp(0), datetime.utcnow().tzinfo)
for warning in caught:
    print(warning.category.__name__, warning.message)
for attempt in (
    lambda: date(0, 1, 1), lambda: date(2024, 13, 1), lambda: date(2023, 2, 29), lambda: datetime(2024, 1, 1, 24), lambda: datetime(2024, 1, 1, fold=2), lambda: time(1, 60),
    lambda: date(2024), lambda: datetime(1, 1, 1, tzinfo=3), lambda: datetime.fromisoformat("2024-01-01T24:00:01"), lambda: datetime.fromisoformat("9999-12-31T24:00"),
    lambda: date.fromisoformat("2024-13-01"), lambda: date.fromisoformat("x"), lambda: timezone(timedelta(1)), lambda: date.max + timedelta(1), lambda: datetime(1, 1, 1) - timedelta(1),
    lambda: date.fromordinal(0), lambda: date.fromisocalendar(2024, 53, 1), lambda: datetime(2024, 1, 1).isoformat(timespec="x"), lambda: datetime(2024, 1, 1).isoformat("xx"),
    lambda: datetime.combine(date(1, 1, 1), 3), lambda: UTC.utcoffset(3), lambda: timezone(3), lambda: datetime.fromtimestamp("x", UTC), lambda: datetime(1, 1, 1) - datetime(1, 1, 1, tzinfo=UTC),
    lambda: timedelta(1) // 0, lambda: timedelta(1) / timedelta(0), lambda: date.fromisoformat(3), lambda: timedelta("x"), lambda: date.strptime("x", "%Y"),
):
    try:
        print(attempt())
    except (ValueError, TypeError, OverflowError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
