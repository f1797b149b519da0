"""Zones, constructors and texts that misbehave raise errors and nothing else."""
import gc
from datetime import date, datetime, time, timedelta, timezone, tzinfo


class Mean(tzinfo):
    def __init__(self, answer=None):
        self.answer = answer

    def utcoffset(self, moment):
        gc.collect()
        return self.answer() if callable(self.answer) else self.answer

    dst = utcoffset

    def tzname(self, moment):
        return self.answer

    def fromutc(self, moment):
        return 3


def attempt(function):
    try:
        return repr(function())
    except Exception as error:
        return type(error).__name__


class Offset(timedelta):
    pass


for answer in (3, "x", timedelta(1), timedelta(hours=-24), Offset(hours=1), None, lambda: 1 / 0, lambda: timedelta(hours=gc.collect() * 0 + 2)):
    moment, clock = datetime(2024, 1, 1, tzinfo=Mean(answer)), time(1, tzinfo=Mean(answer))
    other = datetime(2024, 1, 1, tzinfo=timezone.utc)
    print([attempt(each) for each in (
        moment.utcoffset, moment.dst, moment.isoformat, clock.isoformat, lambda: moment == other, lambda: moment < other, lambda: moment - other, lambda: hash(moment) and 1,
        lambda: hash(clock) and 1, moment.timestamp, lambda: moment.strftime("%z"), moment.utctimetuple, lambda: moment.astimezone(timezone.utc), lambda: other.astimezone(Mean(answer)),
    )])
for answer in (3, "x%", b"x"):
    print(attempt(datetime(2024, 1, 1, tzinfo=Mean(answer)).tzname), attempt(lambda: datetime(2024, 1, 1, tzinfo=Mean(answer)).strftime("%Z")))
print([attempt(each) for each in (
    lambda: date.__new__(datetime, 2024, 1, 1), lambda: tzinfo.__new__(timezone), lambda: object.__new__(date), lambda: date.__new__(int, 1, 1, 1),
    lambda: datetime.date(date(2024, 1, 1)), lambda: datetime.__add__(date(2024, 1, 1), timedelta(1)), lambda: date.year.__get__(3), lambda: timezone.utcoffset(tzinfo(), None),
    lambda: type("Both", (date, timedelta), {}), lambda: datetime.combine(3, 3), lambda: setattr(date(1, 1, 1), "__class__", timedelta),
)])


class Liar(datetime):
    def __new__(cls, *args, **kwargs):
        return None if args[0] == 1970 or args[0] == 2025 else datetime.__new__(cls, *args, **kwargs)


liar = Liar(2024, 12, 31, tzinfo=Mean(timedelta(hours=-23)))
print(attempt(lambda: liar.astimezone(timezone.utc)), attempt(lambda: Liar.fromtimestamp(0, timezone.utc)))


class Number:
    def __index__(self):
        gc.collect()
        return 5


print(datetime(Number(), Number(), Number(), Number()), timedelta.max // Number() if 0 else date(2024, Number(), 1).replace(day=Number()))
