"""Datetimes of different zones are compared, subtracted and hashed in UTC; naive ones do not mix with them."""
from datetime import datetime, time, timedelta, timezone, tzinfo

east, west = timezone(timedelta(hours=5, minutes=30)), timezone(timedelta(hours=-8), "PST")
a = datetime(2024, 3, 1, 12, tzinfo=east)
b = datetime(2024, 2, 29, 22, 30, tzinfo=west)
print(a == b, a < b, a - b, hash(a) == hash(b), a.astimezone(west), b.astimezone(timezone.utc), a.timestamp())
print(a, b, repr(b), a.tzname(), b.tzname(), a.utcoffset(), a.dst(), a.utctimetuple()[:6])
print(timezone.utc, repr(timezone.utc), timezone(timedelta(0)) is timezone.utc, timezone(timedelta(seconds=-1)), west, repr(east), east == timezone(timedelta(hours=5.5)))
print(time(12, tzinfo=east) == time(6, 30, tzinfo=timezone.utc), hash(time(12, tzinfo=east)) == hash(time(6, 30, tzinfo=timezone.utc)), time(1, tzinfo=west))
naive = datetime(2024, 3, 1)
for attempt in (
    lambda: naive < a, lambda: naive - a, lambda: naive == a, lambda: time(1) < time(1, tzinfo=east), lambda: timezone(timedelta(1)), lambda: timezone(3),
    lambda: datetime(1, 1, 1, tzinfo=east).astimezone(timezone.utc), lambda: datetime(1, 1, 1, tzinfo=3), lambda: tzinfo().utcoffset(None), lambda: tzinfo().fromutc(a),
):
    try:
        print(attempt())
    except (TypeError, ValueError, OverflowError, NotImplementedError) as error:
        print(type(error).__name__)


class Summer(tzinfo):
    """An hour more from April to October."""

    def utcoffset(self, moment):
        return timedelta(hours=1) + self.dst(moment)

    def dst(self, moment):
        if moment is None:
            return timedelta(0)
        start, end = datetime(moment.year, 4, 1, 2), datetime(moment.year, 10, 1, 3)
        plain = moment.replace(tzinfo=None)
        if end - timedelta(hours=1) <= plain < end:
            return timedelta(hours=not moment.fold)
        return timedelta(hours=start <= plain < end)

    def tzname(self, moment):
        return "S%d%%" % bool(self.dst(moment))


zone = Summer()
for month in 1, 6:
    moment = datetime(2024, month, 1, 12, tzinfo=zone)
    print(moment, moment.strftime("%z %Z"), moment.timetuple().tm_isdst, moment.astimezone(timezone.utc), moment - a)
utc = datetime(2024, 6, 1, tzinfo=timezone.utc)
print(utc.astimezone(zone), datetime.fromtimestamp(0, zone), zone.fromutc(datetime(2024, 6, 1, tzinfo=zone)))
first, second = (datetime(2024, 10, 1, 2, 30, tzinfo=zone, fold=fold) for fold in (0, 1))
print(first == second, first - second, hash(first) == hash(second), first == first.astimezone(timezone.utc), first.utcoffset(), second.utcoffset(), second.timetz().fold)
